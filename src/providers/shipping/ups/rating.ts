import * as z from 'zod'
import { toDecimal } from '../../../contracts/money.ts'
import type { Address, contents, Parcel } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { contact, postalAddress, receiverAddress } from './addresses.ts'
import { measures, totalWeight, unitsOf } from './packages.ts'
import { serviceName } from './services.ts'
import { requestHeader } from './transaction.ts'
import { charge, compactDay, dayOf, dayOfWeek, daysAfter, unifyCharge } from './values.ts'

export interface Consignment {
  readonly from: Address
  readonly to: Address
  readonly parcels: readonly Parcel[]
  readonly shipDate: string
  readonly service?: string | undefined
  readonly contents?: z.output<ReturnType<typeof contents>> | undefined
  readonly packaging: string
}

/** One service is rated, all services are shopped for. */
export function rateOption({ service }: Consignment): 'Rate' | 'Shop' {
  return service === undefined ? 'Shop' : 'Rate'
}

/** Across a border UPS works out the arrival only for contents whose value it knows. */
export function asksForArrival({ from, to, contents }: Consignment): boolean {
  return from.country === to.country || contents?.value !== undefined
}

/** `RateRequest`. https://developer.ups.com/tag/Rating?loc=en_US#operation/Rate */
export function rateRequest(input: Consignment, accountNumber: string) {
  const { from, to, parcels, service } = input
  return {
    RateRequest: {
      Request: { RequestOption: rateOption(input), ...requestHeader },
      Shipment: {
        Shipper: { ...named(from), ShipperNumber: accountNumber, Address: postalAddress(from) },
        ShipTo: { ...named(to), Address: receiverAddress(to) },
        ShipFrom: { ...named(from), Address: postalAddress(from) },
        PaymentDetails: { ShipmentCharge: [{ Type: '01', BillShipper: { AccountNumber: accountNumber } }] },
        // The account's own prices; UPS gives them only where it knows the state.
        ...(from.state === undefined ? {} : { ShipmentRatingOptions: { NegotiatedRatesIndicator: 'Y' } }),
        ...(service === undefined ? {} : { Service: { Code: service } }),
        ...(asksForArrival(input) ? arrival(input) : {}),
        NumOfPieces: String(parcels.length),
        Package: parcels.map((parcel) => ({
          PackagingType: { Code: input.packaging },
          ...measures(parcel, from.country),
        })),
      },
    },
  }
}

function named(place: Address) {
  const { Name, AttentionName } = contact(place)
  return { Name, AttentionName }
}

function arrival({ from, parcels, shipDate, contents }: Consignment) {
  const { weightCode } = unitsOf(from.country)
  return {
    ShipmentTotalWeight: {
      UnitOfMeasurement: { Code: weightCode, Description: weightCode },
      Weight: String(totalWeight(parcels, from.country)),
    },
    ...invoiceTotal(contents),
    DeliveryTimeInformation: { PackageBillType: nonDocument, Pickup: { Date: compactDay(shipDate) } },
  }
}

/** Kind of shipment in transit times: 02 is documents only, 04 pallets. */
export const nonDocument = '03'

/** What the contents are worth, for customs. */
export function invoiceTotal(contents: Consignment['contents']) {
  if (contents?.value === undefined) return {}
  const { amount, currency } = contents.value
  return {
    InvoiceLineTotal: { CurrencyCode: currency.toUpperCase(), MonetaryValue: toDecimal(amount, currency) },
  }
}

export const ratesAnswer = once(() =>
  z.looseObject({
    RateResponse: z.looseObject({
      RatedShipment: z.array(
        z.looseObject({
          Service: z.looseObject({ Code: z.string(), Description: z.string().nullish() }),
          TotalCharges: charge(),
          NegotiatedRateCharges: z.looseObject({ TotalCharge: charge().nullish() }).nullish(),
          GuaranteedDelivery: z.looseObject({ BusinessDaysInTransit: z.string().nullish() }).nullish(),
          TimeInTransit: z
            .looseObject({
              ServiceSummary: z
                .looseObject({
                  Service: z.looseObject({ Description: z.string().nullish() }).nullish(),
                  EstimatedArrival: z
                    .looseObject({
                      Arrival: z.looseObject({ Date: z.string().nullish() }).nullish(),
                      BusinessDaysInTransit: z.string().nullish(),
                    })
                    .nullish(),
                })
                .nullish(),
            })
            .nullish(),
        }),
      ),
    }),
  }),
)

export function unifyRates({ RateResponse: native }: z.output<ReturnType<typeof ratesAnswer>>) {
  return {
    rates: native.RatedShipment.map((rated) => {
      const summary = rated.TimeInTransit?.ServiceSummary
      const arrives = summary?.EstimatedArrival
      // The account's price where UPS answers one, the list price otherwise.
      const price = unifyCharge(rated.NegotiatedRateCharges?.TotalCharge ?? rated.TotalCharges)
      if (price === undefined) throw new UnreadableAnswer('RateResponse.RatedShipment: a charge that is no amount')
      return {
        service: rated.Service.Code,
        serviceName: rated.Service.Description || summary?.Service?.Description || serviceName(rated.Service.Code),
        ...price,
        estimatedDelivery: dayOf(arrives?.Arrival?.Date),
        days: daysOf(arrives?.BusinessDaysInTransit ?? rated.GuaranteedDelivery?.BusinessDaysInTransit),
      }
    }),
  }
}

function daysOf(native: string | null | undefined): number | null {
  return /^\d{1,3}$/.test(native ?? '') ? Number(native) : null
}

export function exampleRates(input: Consignment) {
  const price = { CurrencyCode: 'USD', MonetaryValue: '17.42' }
  const { weightCode } = unitsOf(input.from.country)
  const weight = {
    UnitOfMeasurement: { Code: weightCode, Description: weightCode },
    Weight: String(totalWeight(input.parcels, input.from.country)),
  }
  return {
    RateResponse: {
      Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
      RatedShipment: [
        {
          Service: { Code: input.service ?? '03', Description: serviceName(input.service ?? '03') },
          BillingWeight: weight,
          TransportationCharges: price,
          ServiceOptionsCharges: { CurrencyCode: 'USD', MonetaryValue: '0.00' },
          TotalCharges: price,
          NegotiatedRateCharges: { TotalCharge: { CurrencyCode: 'USD', MonetaryValue: '12.35' } },
          RatedPackage: input.parcels.map(() => ({ TotalCharges: price })),
          TimeInTransit: {
            PickupDate: compactDay(input.shipDate),
            PackageBillType: nonDocument,
            ServiceSummary: {
              Service: { Description: serviceName(input.service ?? '03') },
              EstimatedArrival: {
                Arrival: { Date: compactDay(daysAfter(input.shipDate, 2)), Time: '230000' },
                BusinessDaysInTransit: '2',
                Pickup: { Date: compactDay(input.shipDate), Time: '180000' },
                DayOfWeek: dayOfWeek(daysAfter(input.shipDate, 2)),
              },
            },
          },
        },
      ],
    },
  }
}
