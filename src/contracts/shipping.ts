import * as z from 'zod'
import { contract, once } from '../kit/contract.ts'
import { amount, currencyCode, unifiedCurrency } from './money.ts'
import { unifiedTime } from './time.ts'

/** A carrier's identifier, as the carrier wrote it. */
const identifier = () => z.string().min(1).max(255)

const line = () => z.string().trim().min(1).max(100)

/** ISO 3166-1 alpha-2, upper case. */
export const countryCode = () => z.string().regex(/^[A-Z]{2}$/, 'is not a two-letter ISO 3166-1 code in upper case')

/** A calendar day where the parcels are, `YYYY-MM-DD`. */
export const day = () => z.iso.date()

/** A time of day where the parcels are, `HH:MM` in 24 hours. */
export const timeOfDay = () => z.iso.time({ precision: -1 })

/** A postal address. Providers with shorter fields on their labels narrow it. */
export const address = () =>
  z.strictObject({
    /** The person to ask for. */
    name: line().optional(),
    company: line().optional(),
    phone: z
      .string()
      .regex(/^\+?[0-9(][0-9 ().-]{2,38}$/, 'is not a phone number')
      .optional(),
    email: z.email().max(254).optional(),
    /** Street and house number first, then suite, floor and the like. */
    lines: z.array(line()).min(1).max(3),
    city: line(),
    /** The code of the state or province (`GA`), where the country's addresses have one. */
    state: z.string().trim().min(1).max(50).optional(),
    /** Left out for the countries that have none. */
    postalCode: z.string().trim().min(1).max(16).optional(),
    country: countryCode(),
    /** True for a home. Carriers charge differently for it; where it isn't said they decide for themselves. */
    residential: z.boolean().optional(),
  })

/** An address that parcels are fetched from or brought to: every carrier wants somebody to ask for, and to call. */
export const party = () => address().required({ name: true, phone: true })

export type Address = z.output<ReturnType<typeof address>>

/** One box. Weight includes the packaging. */
export const parcel = () =>
  z.strictObject({
    weight: z.strictObject({ value: z.number().positive().max(1_000_000), unit: z.enum(['kg', 'g', 'lb', 'oz']) }),
    dimensions: z
      .strictObject({
        length: z.number().positive().max(10_000),
        width: z.number().positive().max(10_000),
        height: z.number().positive().max(10_000),
        unit: z.enum(['cm', 'in']),
      })
      .optional(),
  })

export type Parcel = z.output<ReturnType<typeof parcel>>

const parcels = () => z.array(parcel()).min(1).max(50)

/** What is inside. Carriers need it where a customs border is crossed, and some of them always. */
export const contents = () =>
  z.strictObject({
    description: z.string().trim().min(1).max(50),
    /** Worth of everything in the shipment, for customs. It is no insurance. */
    value: z.strictObject({ amount: amount(), currency: currencyCode() }).optional(),
  })

/** The carrier's own code of a service, as `get-rates` answers it (`03`, `FEDEX_GROUND`, `USPS_GROUND_ADVANTAGE`). */
const service = () => z.string().min(1).max(100)

/** Formats that labels are printed from. No format is made by every carrier; each narrows this to its own. */
export const labelFormat = once(() => z.enum(['pdf', 'png', 'gif', 'jpg', 'svg', 'zpl', 'epl']))

const nullableText = () => z.string().nullable()

const unifiedAddress = () =>
  z.strictObject({
    lines: z.array(z.string()),
    city: nullableText(),
    state: nullableText(),
    postalCode: nullableText(),
    country: z.string(),
    residential: z.boolean().nullable(),
  })

export const validateAddress = contract({
  id: 'validate-address',
  name: 'Validate Address',
  description: 'Check that an address exists as the carrier knows it',
  effect: 'read',
  input: () => ({ address: address() }),
  output: () =>
    z.strictObject({
      /** The carrier knows this address, and only one that it can be. */
      valid: z.boolean(),
      /** The address as the carrier writes it; several where it could be any of them, none where it is unknown. */
      candidates: z.array(unifiedAddress()),
    }),
})

export const getRates = contract({
  id: 'get-rates',
  name: 'Get Rates',
  description: 'Get what a shipment would cost, by service',
  effect: 'read',
  input: () => ({
    from: address(),
    to: address(),
    parcels: parcels(),
    /** The day on which the carrier gets the parcels: prices and arrival depend on it. */
    shipDate: day(),
    /** One service instead of all that go there. */
    service: service().optional(),
    contents: contents().optional(),
  }),
  output: () =>
    z.strictObject({
      rates: z.array(
        z.strictObject({
          service: z.string(),
          serviceName: z.string(),
          /** Everything the account would be charged, for all parcels together. */
          amount: amount(),
          currency: unifiedCurrency(),
          estimatedDelivery: day().nullable(),
          /** Business days on the way. */
          days: z.int().min(0).nullable(),
        }),
      ),
    }),
})

export const createShipment = contract({
  id: 'create-shipment',
  name: 'Create Shipment',
  description: 'Create a shipment and buy its labels',
  effect: 'write',
  input: () => ({
    from: party(),
    to: party(),
    parcels: parcels(),
    service: service(),
    shipDate: day(),
    contents: contents().optional(),
    /** The caller's own number for it, such as an order's. */
    reference: z.string().trim().min(1).max(30).optional(),
    /** The provider's most common format where none is named. */
    labelFormat: labelFormat().optional(),
  }),
  output: () =>
    z.strictObject({
      /** What `cancel-shipment` takes. */
      id: z.string(),
      /** The first parcel's. */
      trackingNumber: z.string(),
      /** One per parcel where the carrier numbers them singly. */
      trackingNumbers: z.array(z.string()),
      /** One per parcel, or one document for all of them; `data` is base64, and one of `data` and `url` is there. */
      labels: z.array(
        z.strictObject({
          trackingNumber: nullableText(),
          format: labelFormat(),
          data: nullableText(),
          url: nullableText(),
        }),
      ),
      cost: amount().nullable(),
      currency: unifiedCurrency().nullable(),
    }),
})

/**
 * Where a parcel is, the same for every carrier; `nativeStatus` has the carrier's own word.
 * `pre_transit` has a label and hasn't been handed over, `exception` needs somebody's attention.
 */
export const trackingStatus = once(() =>
  z.enum([
    'pre_transit',
    'in_transit',
    'out_for_delivery',
    'delivered',
    'exception',
    'returned',
    'canceled',
    'unknown',
  ]),
)

export type TrackingStatus = z.output<ReturnType<typeof trackingStatus>>

export const trackShipment = contract({
  id: 'track-shipment',
  name: 'Track Shipment',
  description: 'Get where a shipment is and what happened to it',
  effect: 'read',
  input: () => ({
    trackingNumber: z.string().min(1).max(50),
    /** The shipment's id as `create-shipment` answered it, for providers that track by it. */
    id: identifier().optional(),
  }),
  output: () =>
    z.strictObject({
      trackingNumber: z.string(),
      status: trackingStatus(),
      nativeStatus: z.string(),
      estimatedDelivery: day().nullable(),
      /** Newest first. */
      events: z.array(
        z.strictObject({
          /** Null where the carrier doesn't say how far its clocks are from UTC. */
          time: unifiedTime().nullable(),
          /** What the clock showed where it happened, `YYYY-MM-DDTHH:MM:SS`. */
          localTime: z.iso.datetime({ local: true }).nullable(),
          status: trackingStatus(),
          description: z.string(),
          location: z
            .strictObject({
              city: nullableText(),
              state: nullableText(),
              postalCode: nullableText(),
              country: nullableText(),
            })
            .nullable(),
        }),
      ),
    }),
})

export const cancelShipment = contract({
  id: 'cancel-shipment',
  name: 'Cancel Shipment',
  description: 'Cancel a shipment that has not been handed over, and its labels',
  effect: 'write',
  input: () => ({ id: identifier() }),
  output: () =>
    z.strictObject({
      id: z.string(),
      /** False where some of it is still to be paid; `message` says why. */
      canceled: z.boolean(),
      message: nullableText(),
    }),
})

export const schedulePickup = contract({
  id: 'schedule-pickup',
  name: 'Schedule Pickup',
  description: 'Have the carrier fetch parcels',
  effect: 'write',
  input: () => ({
    address: party(),
    date: day(),
    /** From when the parcels are ready. Carriers that come with the daily mail ignore both times. */
    readyTime: timeOfDay(),
    /** Until when somebody is there. */
    closeTime: timeOfDay(),
    parcels: parcels(),
    service: service(),
    /** The shipments' ids as `create-shipment` answered them, for providers that tie a pickup to them. */
    shipments: z.array(identifier()).min(1).max(50).optional(),
    /** For the driver: `Ring at the side door`. */
    instructions: z.string().trim().min(1).max(57).optional(),
  }),
  output: () =>
    z.strictObject({
      /** What the carrier calls the pickup when asked about it. */
      id: z.string(),
      date: day(),
      cost: amount().nullable(),
      currency: unifiedCurrency().nullable(),
    }),
})
