import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { fault, refusal, succeeded, wrapped } from './answers.ts'
import { account, charges, measures, packaging, party, reference } from './parts.ts'
import {
  businessDaysAfter,
  charge,
  compactDate,
  compactTime,
  priceOf,
  type Service,
  services,
  weekday,
} from './services.ts'
import {
  at,
  type Fault,
  group,
  list,
  many,
  matching,
  missing,
  oneOf,
  optional,
  required,
  text,
  textAt,
} from './shape.ts'

const rateRequest = group({
  Request: required(reference),
  PickupType: optional(group({ Code: required(text(2)) })),
  CustomerClassification: optional(group({ Code: required(oneOf('00', '01', '04', '05', '06', '53')) })),
  Shipment: required(
    group({
      Shipper: required(party(false, { ShipperNumber: optional(account) })),
      ShipTo: required(party(false)),
      ShipFrom: optional(party(false)),
      PaymentDetails: optional(group({ ShipmentCharge: required(charges) })),
      Service: optional(group({ Code: required(text(3)), Description: optional(text(35)) })),
      NumOfPieces: optional(matching(/^\d+$/)),
      ShipmentRatingOptions: optional(
        group({ NegotiatedRatesIndicator: optional(text(512, 0)), UserLevelDiscountIndicator: optional(text(512, 0)) }),
      ),
      DeliveryTimeInformation: optional(
        group({
          PackageBillType: required(oneOf('02', '03', '04', '07')),
          Pickup: optional(group({ Date: required(matching(/^\d{8}$/)), Time: optional(matching(/^\d{4,6}$/)) })),
        }),
      ),
      Package: required(list(group({ PackagingType: optional(packaging), ...measures(true) }), 200)),
    }),
  ),
})

const options = ['rate', 'shop', 'ratetimeintransit', 'shoptimeintransit']

/** `POST /rating/v2409/{requestoption}`, see https://developer.ups.com/api/reference/rating */
export function rate(exchange: Exchange, requestOption: string): Response {
  const option = requestOption.toLowerCase()
  if (!options.includes(option)) return refusal(400, fault('111285', `Invalid request option: ${requestOption}.`))
  const request = wrapped(exchange, 'RateRequest', rateRequest)
  if (request instanceof Response) return request

  const shipment = at(request, 'Shipment')
  const isTimed =
    option.endsWith('timeintransit') || exchange.url.searchParams.get('additionalinfo') === 'timeintransit'
  const faults: Fault[] = []
  if (option.startsWith('rate') && textAt(shipment, 'Service', 'Code') === '') {
    faults.push(missing('RateRequest/Shipment/Service/Code'))
  }
  if (isTimed && textAt(shipment, 'DeliveryTimeInformation', 'PackageBillType') === '') {
    faults.push(missing('RateRequest/Shipment/DeliveryTimeInformation/PackageBillType'))
  }
  if (faults.length > 0) return refusal(400, ...faults)

  const available = availableServices(shipment)
  const code = textAt(shipment, 'Service', 'Code')
  const chosen = option.startsWith('shop') ? available : available.filter((service) => service.code === code)
  if (chosen.length === 0) {
    return refusal(400, fault('111210', 'The requested service is unavailable between the selected locations.'))
  }
  return json({
    RateResponse: {
      Response: { ...succeeded(request), Alert: [standardAlert] },
      RatedShipment: chosen.map((service) => ratedShipment(service, shipment, isTimed, exchange.now)),
    },
  })
}

const standardAlert = { Code: '110971', Description: 'Your invoice may vary from the displayed reference rates' }

function availableServices(shipment: unknown): readonly Service[] {
  const from =
    textAt(shipment, 'ShipFrom', 'Address', 'CountryCode') || textAt(shipment, 'Shipper', 'Address', 'CountryCode')
  const isDomestic = from === textAt(shipment, 'ShipTo', 'Address', 'CountryCode')
  return services.filter((service) => service.isDomestic === isDomestic)
}

/** The weight of a package in pounds; a package without one counts as one pound. */
export function pounds(parcel: unknown): number {
  const weight = Number(textAt(parcel, 'PackageWeight', 'Weight') || '1')
  const unit = textAt(parcel, 'PackageWeight', 'UnitOfMeasurement', 'Code')
  if (unit === 'KGS' || unit === '00') return weight * 2.20462
  return unit === 'OZS' ? weight / 16 : weight
}

const poundUnit = { Code: 'LBS', Description: 'Pounds' }

export function billingWeight(weight: number): object {
  return { UnitOfMeasurement: poundUnit, Weight: weight.toFixed(1) }
}

function ratedShipment(service: Service, shipment: unknown, isTimed: boolean, now: Date): object {
  const parcels = many(at(shipment).Package).map(pounds)
  const total = parcels.reduce((sum, weight) => sum + priceOf(service, weight), 0)
  const isNegotiated = 'NegotiatedRatesIndicator' in at(shipment, 'ShipmentRatingOptions')
  return {
    Disclaimer: [
      {
        Code: '01',
        Description:
          'Taxes are included in the shipping cost and apply to the transportation charges but additional duties/taxes may apply and are not reflected in the total amount due.',
      },
    ],
    Service: { Code: service.code, Description: service.name },
    RatedShipmentAlert: [standardAlert],
    RatingMethod: '01',
    BillableWeightCalculationMethod: '02',
    BillingWeight: billingWeight(parcels.reduce((sum, weight) => sum + weight, 0)),
    TransportationCharges: charge(total),
    BaseServiceCharge: charge(total),
    ServiceOptionsCharges: charge(0),
    TotalCharges: charge(total),
    ...(isNegotiated ? { NegotiatedRateCharges: { TotalCharge: charge(Math.round(total * 0.8)) } } : {}),
    RatedPackage: parcels.map((weight) => ({
      TransportationCharges: charge(priceOf(service, weight)),
      BaseServiceCharge: charge(priceOf(service, weight)),
      ServiceOptionsCharges: charge(0),
      TotalCharges: charge(priceOf(service, weight)),
      Weight: weight.toFixed(1),
      BillingWeight: billingWeight(weight),
    })),
    ...(service.isDomestic && service.businessDays < 3
      ? {
          GuaranteedDelivery: {
            BusinessDaysInTransit: String(service.businessDays),
            DeliveryByTime: clock(service.arrival),
          },
        }
      : {}),
    ...(isTimed ? { TimeInTransit: timeInTransit(service, shipment, now) } : {}),
  }
}

/** `10:30 A.M.` */
function clock(time: string): string {
  const hour = Number(time.slice(0, 2))
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(2, 4)} ${hour < 12 ? 'A.M.' : 'P.M.'}`
}

function timeInTransit(service: Service, shipment: unknown, now: Date): object {
  const given = textAt(shipment, 'DeliveryTimeInformation', 'Pickup', 'Date')
  const pickup = given === '' ? now : new Date(`${given.slice(0, 4)}-${given.slice(4, 6)}-${given.slice(6)}T12:00:00Z`)
  const start = Number.isNaN(pickup.getTime()) ? now : pickup
  const arrival = businessDaysAfter(start, service.businessDays)
  const days = Math.round((arrival.getTime() - start.getTime()) / 86_400_000)
  return {
    PickupDate: compactDate(start),
    PackageBillType: textAt(shipment, 'DeliveryTimeInformation', 'PackageBillType'),
    AutoDutyCode: '02',
    ServiceSummary: {
      Service: { Description: service.name },
      GuaranteedIndicator: service.businessDays < 3 ? '1' : '0',
      EstimatedArrival: {
        Arrival: { Date: compactDate(arrival), Time: service.arrival },
        BusinessDaysInTransit: String(service.businessDays),
        Pickup: { Date: compactDate(start), Time: compactTime(start) },
        DayOfWeek: weekday(arrival),
        CustomerCenterCutoff: '180000',
        TotalTransitDays: String(days),
      },
      SaturdayDelivery: '0',
      SundayDelivery: '0',
    },
  }
}
