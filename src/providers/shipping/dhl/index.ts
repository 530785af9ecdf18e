import * as z from 'zod'
import * as shipping from '../../../contracts/shipping.ts'
import { basic } from '../../../kit/auth.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { del, get, json, post } from '../../../kit/request.ts'
import { fixed } from '../../../kit/server.ts'
import * as validation from './address-validation.ts'
import { dhlAddress, dhlParty } from './addresses.ts'
import { customs, undeclared, withoutOrigin } from './customs.ts'
import * as documents from './documents.ts'
import * as examples from './examples.ts'
import * as pickups from './pickups.ts'
import * as rating from './rating.ts'
import { refusal } from './refusal.ts'
import { mydhl } from './root.ts'
import * as shipments from './shipments.ts'
import { noon, utc, utcOffset } from './times.ts'
import * as tracking from './tracking.ts'

const docs = 'https://developer.dhl.com/api-reference/dhl-express-mydhl-api'

/** The part of that page about one operation, by its tag and id in DHL's own description. */
function operation(id: string): string {
  return `${docs}#reference-docs-section/operations-${id}`
}

/**
 * DHL Express, by the MyDHL API, which cancels pickups and no shipments. The account number in the config ships and pays.
 */
export const dhl = defineProvider({
  id: 'dhl',
  type: 'shipping',
  name: 'DHL',
  description: 'DHL Express shipping services',
  docs,
  apiVersion: '3.1.0',
  config: () => ({
    username: field(z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,128}$/, 'has a colon, a space or another character'), {
      label: 'API username',
      help: 'The username of the MyDHL API credentials that DHL Express sent by e-mail.',
      example: 'sandboxuser',
    }),
    password: secret({
      label: 'API password',
      help: 'The password of the MyDHL API credentials that DHL Express sent by e-mail.',
      example: 'fakeUpstreamExamplePassword0000',
    }),
    accountNumber: field(z.string().regex(/^[0-9A-Za-z]{1,12}$/, 'is not a DHL Express account number'), {
      label: 'Account number',
      help: 'The DHL Express account that ships and pays; it must belong to the credentials.',
      example: '123456789',
    }),
    environment: environment('test', 'live'),
  }),
  server: fixed('https://express.api.dhl.com'),
  headers: { 'x-version': '3.1.0', Accept: 'application/json' },
  auth: basic({ field: 'username' }, { field: 'password' }),
  limits: [],
  refusal,
  check: 'validate-address',
  operations: ({ read, write }) => ({
    'validate-address': read(shipping.validateAddress, {
      docs: operation('address-exp-api-address-validate'),
      extra: () => ({ address: dhlAddress() }),
      request: ({ address }, config) =>
        get(mydhl(config, path`/address-validate`), { query: validation.placeQuery(address) }),
      example: { input: { address: examples.prague }, response: validation.examplePlace },
      answer: validation.placeAnswer,
      unify: validation.unifyPlaces,
    }),
    'get-rates': read(shipping.getRates, {
      docs: operation('rating-exp-api-rates-many'),
      extra: () => ({
        from: dhlAddress(),
        to: dhlAddress(),
        service: product().optional(),
        ...dispatch(),
      }),
      rules: undeclared,
      request: (input, config) =>
        post(mydhl(config, path`/rates`), json(rating.ratesRequest(input, config.accountNumber))),
      example: {
        input: {
          from: examples.prague,
          to: examples.berlin,
          parcels: [examples.smallBox],
          shipDate: '2026-11-24',
        },
        response: rating.exampleRates,
      },
      answer: rating.ratesAnswer,
      unify: rating.unifyRates,
    }),
    'create-shipment': write(shipping.createShipment, {
      docs: operation('shipment-exp-api-shipments'),
      extra: () => ({
        from: dhlParty(),
        to: dhlParty(),
        service: product(),
        contents: shipping.contents(),
        ...dispatch(),
        /** Needed for dutiable contents. */
        customs: customs().optional(),
        /** Who bears duties and risk: `DAP` is the receiver, `DDP` the sender. */
        incoterm: shipments.incoterm().default('DAP'),
        labelFormat: shipments.dhlLabelFormat().default('pdf'),
      }),
      rules: (input) => [...undeclared(input), ...withoutOrigin(input)],
      request: (input, config) =>
        post(mydhl(config, path`/shipments`), json(shipments.shipmentRequest(input, config.accountNumber))),
      example: {
        input: {
          from: examples.prague,
          to: examples.newYork,
          parcels: [examples.smallBox],
          service: 'P',
          shipDate: '2026-11-24',
          contents: { description: 'Books', value: { amount: 4_500, currency: 'EUR' } },
          customs: { countryOfManufacture: 'CZ', invoice: { number: 'INV-2026-7', date: '2026-11-23' } },
        },
        response: shipments.exampleShipment,
      },
      answer: shipments.shipmentAnswer,
      unify: shipments.unifyShipment,
    }),
    'track-shipment': read(shipping.trackShipment, {
      docs: operation('tracking-exp-api-shipments-tracking'),
      extra: () => ({
        trackingNumber: z.string().regex(/^[0-9A-Z]{8,35}$/, 'is not the number of a waybill or a piece'),
      }),
      request: ({ trackingNumber }, config) => {
        const { path: where, query } = tracking.trackingRequest(trackingNumber)
        return get(mydhl(config, where), { query })
      },
      example: { input: { trackingNumber: examples.inTransit }, response: tracking.exampleTracking },
      answer: tracking.trackingAnswer,
      unify: tracking.unifyTracking,
    }),
    'schedule-pickup': write(shipping.schedulePickup, {
      docs: operation('pickup-exp-api-pickups'),
      extra: () => ({
        address: dhlParty(),
        service: product(),
        shipments: z.array(waybill()).length(1).optional(),
        utcOffset: utcOffset(),
        /** Where at the address the parcels are: `reception`. */
        location: z.string().trim().min(1).max(80).optional(),
        dutiable: z.boolean().default(false),
      }),
      request: (input, config) =>
        post(mydhl(config, path`/pickups`), json(pickups.pickupRequest(input, config.accountNumber))),
      example: {
        input: {
          address: examples.prague,
          date: '2026-11-24',
          readyTime: '10:00',
          closeTime: '17:00',
          utcOffset: '+01:00',
          parcels: [examples.smallBox],
          service: 'P',
        },
        response: ({ date, readyTime }) => ({
          dispatchConfirmationNumbers: [examples.pickup],
          readyByTime: readyTime,
          nextPickupDate: date,
        }),
      },
      answer: pickups.pickupAnswer,
      unify: pickups.unifyPickup,
    }),
    'cancel-pickup': write({
      name: 'Cancel Pickup',
      description: 'Cancel a scheduled pickup',
      docs: operation('pickup-exp-api-pickups-cancel'),
      input: pickups.cancellationInput,
      request: ({ id, requestorName, reason }, config) =>
        del(mydhl(config, path`/pickups/${id}`), { query: { requestorName, reason } }),
      example: {
        input: { id: examples.pickup, requestorName: 'Ada Sender', reason: 'Not ready yet' },
        response: () => null,
      },
      answer: anything,
    }),
    'get-products': read({
      name: 'Get Products',
      description: 'Get the products that would take one package from here to there',
      docs: operation('product-exp-api-products'),
      input: () => ({
        from: dhlAddress(),
        to: dhlAddress(),
        parcels: z.array(shipping.parcel().required({ dimensions: true })).length(1),
        shipDate: shipping.day(),
        ...dispatch(),
      }),
      request: (input, config) =>
        get(mydhl(config, path`/products`), { query: rating.productsQuery(input, config.accountNumber) }),
      example: {
        input: {
          from: examples.prague,
          to: examples.berlin,
          parcels: [examples.smallBox],
          shipDate: '2026-11-24',
        },
        response: (input) => rating.exampleProducts(input),
      },
      answer: anything,
    }),
    'get-proof-of-delivery': read({
      name: 'Get Proof of Delivery',
      description: 'Get the proof that a shipment was delivered, as a PDF',
      docs: operation('shipment-exp-api-shipments-epod'),
      input: () => ({
        trackingNumber: waybill(),
        content: z
          .enum([
            'epod-summary',
            'epod-summary-esig',
            'epod-detail',
            'epod-detail-esig',
            'epod-table',
            'epod-table-detail',
          ])
          .default('epod-summary'),
      }),
      request: ({ trackingNumber, content }, config) =>
        get(mydhl(config, path`/shipments/${trackingNumber}/proof-of-delivery`), {
          query: { shipperAccountNumber: config.accountNumber, content },
        }),
      example: {
        input: { trackingNumber: examples.delivered },
        response: () => ({ documents: [{ encodingFormat: 'PDF', content: 'REhM', typeCode: 'POD' }] }),
      },
      answer: anything,
    }),
    'get-document': read({
      name: 'Get Document',
      description: 'Get a document of a shipment: its waybill, its invoice, its customs papers',
      docs: operation('shipment-exp-api-shipments-documentimage'),
      input: documents.documentInput,
      request: ({ trackingNumber, type, pickupMonth, format }, config) =>
        get(mydhl(config, path`/shipments/${trackingNumber}/get-image`), {
          query: {
            shipperAccountNumber: config.accountNumber,
            typeCode: type,
            pickupYearAndMonth: pickupMonth,
            encodingFormat: format,
          },
        }),
      example: {
        input: { trackingNumber: examples.delivered, type: 'waybill', pickupMonth: '2026-11' },
        response: documents.exampleDocument,
      },
      answer: anything,
    }),
  }),
})

/** When and as what it is handed over, beyond the contract. */
function dispatch() {
  return {
    /** The time of day of the hand-over, on the clocks of `utcOffset`. */
    shipTime: shipping.timeOfDay().default(noon),
    utcOffset: utcOffset().default(utc),
    /** False for documents. Where it isn't said, everything is dutiable that leaves a customs territory. */
    dutiable: z.boolean().optional(),
  }
}

/** One of DHL's global product codes: `P` is Express Worldwide, `U` the same within the European Union. */
function product() {
  return z.string().regex(/^[A-Z0-9]{1,6}$/, 'is not a DHL product code')
}

function waybill() {
  return z.string().regex(/^\d{10}$/, 'is not a waybill number of ten digits')
}
