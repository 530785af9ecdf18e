import * as z from 'zod'
import { type Address, labelFormat } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { contact, isUnitedStates, postalAddress, receiverAddress } from './addresses.ts'
import { measures, totalWeight, unitsOf } from './packages.ts'
import { type Consignment, invoiceTotal } from './rating.ts'
import { requestHeader } from './transaction.ts'
import { charge, compactDay, unifyCharge } from './values.ts'

/** Formats in which UPS makes a label with the shipment; a PDF only comes from `get-label`, afterwards. */
export const upsLabelFormat = () => z.enum(['gif', 'zpl', 'epl'])

export interface Shipment extends Consignment {
  readonly service: string
  readonly reference?: string | undefined
  readonly labelFormat: z.output<ReturnType<typeof upsLabelFormat>>
}

/** `ShipmentRequest`. https://developer.ups.com/tag/Shipping?loc=en_US#operation/Shipment */
export function shipmentRequest(input: Shipment, accountNumber: string) {
  const { from, to, contents, parcels, reference } = input
  const onPackages = reference !== undefined && isWithinUnitedStates(from, to)
  const references = reference === undefined ? {} : { ReferenceNumber: [{ Value: reference }] }
  return {
    ShipmentRequest: {
      Request: { RequestOption: 'nonvalidate', ...requestHeader },
      Shipment: {
        Description: contents?.description,
        Shipper: {
          ...contact(from),
          ShipperNumber: accountNumber,
          EMailAddress: from.email,
          Address: postalAddress(from),
        },
        ShipTo: { ...contact(to), EMailAddress: to.email, Address: receiverAddress(to) },
        ShipFrom: { ...contact(from), Address: postalAddress(from) },
        PaymentInformation: { ShipmentCharge: [{ Type: '01', BillShipper: { AccountNumber: accountNumber } }] },
        ShipmentRatingOptions: { NegotiatedRatesIndicator: 'Y' },
        ...(onPackages ? {} : references),
        Service: { Code: input.service },
        ...invoiceTotal(contents),
        ShipmentDate: compactDay(input.shipDate),
        Package: parcels.map((parcel) => ({
          Packaging: { Code: input.packaging },
          ...measures(parcel, from.country),
          ...(onPackages ? references : {}),
        })),
      },
      LabelSpecification: labelSpecification(input.labelFormat),
    },
  }
}

/** References are the packages' own within the United States or Puerto Rico, and the shipment's elsewhere. */
function isWithinUnitedStates(from: Address, to: Address): boolean {
  return isUnitedStates(from.country) && from.country === to.country
}

/** A label of 4 by 6 inches; `HTTPUserAgent` is what UPS documents as its default, and requires for images. */
export function labelSpecification(format: string) {
  return {
    LabelImageFormat: { Code: format.toUpperCase() },
    LabelStockSize: { Height: '6', Width: '4' },
    HTTPUserAgent: 'Mozilla/4.5',
  }
}

export const shipmentAnswer = once(() =>
  z.looseObject({
    ShipmentResponse: z.looseObject({
      ShipmentResults: z.looseObject({
        ShipmentIdentificationNumber: z.string().nullish(),
        ShipmentCharges: z.looseObject({ TotalCharges: charge().nullish() }).nullish(),
        NegotiatedRateCharges: z.looseObject({ TotalCharge: charge().nullish() }).nullish(),
        PackageResults: z.tuple([packageResult()], packageResult()),
      }),
    }),
  }),
)

const packageResult = () =>
  z.looseObject({
    TrackingNumber: z.string(),
    ShippingLabel: z
      .looseObject({ ImageFormat: z.looseObject({ Code: z.string() }), GraphicImage: z.string() })
      .nullish(),
  })

export function unifyShipment(
  { ShipmentResponse: { ShipmentResults: native } }: z.output<ReturnType<typeof shipmentAnswer>>,
  input: Pick<Shipment, 'labelFormat'>,
) {
  const [first] = native.PackageResults
  const charged = native.NegotiatedRateCharges?.TotalCharge ?? native.ShipmentCharges?.TotalCharges
  const cost = charged ? unifyCharge(charged) : undefined
  return {
    id: native.ShipmentIdentificationNumber ?? first.TrackingNumber,
    trackingNumber: first.TrackingNumber,
    trackingNumbers: native.PackageResults.map(({ TrackingNumber }) => TrackingNumber),
    labels: native.PackageResults.flatMap(({ TrackingNumber, ShippingLabel: label }) =>
      label
        ? [
            {
              trackingNumber: TrackingNumber,
              format: labelFormat().safeParse(label.ImageFormat.Code.toLowerCase()).data ?? input.labelFormat,
              data: label.GraphicImage,
              url: null,
            },
          ]
        : [],
    ),
    cost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
  }
}

export const voidAnswer = once(() =>
  z.looseObject({
    VoidShipmentResponse: z.looseObject({
      SummaryResult: z.looseObject({ Status: status() }),
      PackageLevelResults: z.array(z.looseObject({ TrackingNumber: z.string(), Status: status() })).nullish(),
    }),
  }),
)

const status = () => z.looseObject({ Code: z.string(), Description: z.string().nullish() })

/** 1 is voided, as a whole and for each package: a shipment can be voided in part. */
export function unifyVoid(
  { VoidShipmentResponse: native }: z.output<ReturnType<typeof voidAnswer>>,
  { id }: { readonly id: string },
) {
  const statuses = [native.SummaryResult.Status, ...(native.PackageLevelResults ?? []).map(({ Status }) => Status)]
  const refused = statuses.find(({ Code }) => Code !== '1')
  return {
    id,
    canceled: refused === undefined,
    message: (refused ?? native.SummaryResult.Status).Description ?? null,
  }
}

export function exampleShipment({ from, parcels, labelFormat: format }: Shipment) {
  const { weightCode } = unitsOf(from.country)
  const price = { CurrencyCode: 'USD', MonetaryValue: '17.42' }
  return {
    ShipmentResponse: {
      Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
      ShipmentResults: {
        ShipmentCharges: {
          TransportationCharges: price,
          ServiceOptionsCharges: { CurrencyCode: 'USD', MonetaryValue: '0.00' },
          TotalCharges: price,
        },
        BillingWeight: {
          UnitOfMeasurement: { Code: weightCode, Description: weightCode },
          Weight: String(totalWeight(parcels, from.country)),
        },
        NegotiatedRateCharges: { TotalCharge: { CurrencyCode: 'USD', MonetaryValue: '12.35' } },
        ShipmentIdentificationNumber: exampleNumber(0),
        PackageResults: parcels.map((_, index) => ({
          TrackingNumber: exampleNumber(index),
          ShippingLabel: {
            ImageFormat: { Code: format.toUpperCase(), Description: format.toUpperCase() },
            GraphicImage: 'VVBT',
          },
        })),
      },
    },
  }
}

function exampleNumber(index: number): string {
  return `1Z12345E03${String(index).padStart(8, '0')}`
}
