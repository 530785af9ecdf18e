import { dateOf, isoDay, weekday } from '../../calendar.ts'
import { anything, boolean, country, day, group, list, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, checked, refused } from './answers.ts'
import { account, packageMembers, packagingType, pickupType, weight } from './parts.ts'
import { invalidCombination } from './rates.ts'
import { arrivalOf, daysInWords, type Service, servicesFor } from './services.ts'

const place = group({
  address: group(
    { postalCode: text(10), countryCode: country },
    { city: text(35), stateOrProvinceCode: text(3), residential: boolean, streetLines: list(text()) },
  ),
})

const transitRequest = group(
  {
    requestedShipment: group(
      {
        shipper: place,
        recipients: list(place, 1),
        packagingType,
        requestedPackageLineItems: list(group({ weight }, packageMembers), 1),
      },
      {
        serviceType: text(),
        shipDatestamp: day,
        pickupType,
        shippingChargesPayment: anything,
        shipmentSpecialServices: anything,
        customsClearanceDetail: anything,
      },
    ),
  },
  { carrierCodes: list(oneOf('FDXE', 'FDXG', 'FXSP', 'FXFR')), systemOfMeasureType: text() },
)

const looseAddress = group(
  {},
  { postalCode: text(10), countryCode: country, city: text(35), stateOrProvinceCode: text(3) },
)

const optionsRequest = group(
  {
    requestedShipment: group(
      {
        shipper: group({ address: looseAddress }, { accountNumber: account }),
        recipients: list(group({ address: looseAddress }), 1),
      },
      { serviceType: text(), packagingType, shipDatestamp: day, requestedPackageLineItems: list(anything) },
    ),
  },
  { carrierCodes: list(oneOf('FDXE', 'FDXG', 'FXSP', 'FXFR')), accountNumber: account },
)

/** `POST /availability/v1/transittimes`: https://developer.fedex.com/api/en-us/catalog/service-availability/v1/docs.html */
export function transitTimes(exchange: Exchange): Response {
  const request = checked(exchange, transitRequest)
  if (request instanceof Response) return request
  const shipment = valueAt(request, 'requestedShipment')
  if (textAt(shipment, 'shipper', 'address', 'postalCode') === '') {
    return refused(exchange, 400, { code: 'ORIGIN.POSTAL.REQUIRED', message: 'Postal code/ZIP is required' })
  }
  const offered = offeredServices(request)
  if (offered.length === 0) return refused(exchange, 400, invalidCombination)
  const start = dateOf(textAt(shipment, 'shipDatestamp'), exchange.now)
  return answered(exchange, {
    transitTimes: [{ transitTimeDetails: offered.map((service) => transitTimeDetail(service, start)) }],
    encoded: false,
    alerts: [],
  })
}

/** `POST /availability/v1/packageandserviceoptions` */
export function packageAndServiceOptions(exchange: Exchange): Response {
  const request = checked(exchange, optionsRequest)
  if (request instanceof Response) return request
  return answered(exchange, {
    packageOptions: offeredServices(request).map(({ type, name }) => ({
      packageType: { key: 'YOUR_PACKAGING', displayText: 'Your Packaging' },
      serviceType: { key: type, displayText: name },
      rateTypes: ['WEIGHT_BASED'],
      maxWeightAllowed: { units: 'LB', value: 150 },
      maxMetricWeightAllowed: { units: 'KG', value: 68 },
      maxDeclaredValue: { amount: 50_000, currency: 'USD' },
    })),
    oneRate: false,
    alerts: [],
  })
}

/** `POST /availability/v1/specialserviceoptions` */
export function specialServiceOptions(exchange: Exchange): Response {
  const request = checked(exchange, optionsRequest)
  if (request instanceof Response) return request
  return answered(exchange, {
    serviceOptionsList: offeredServices(request).map(({ type, carrier }) => ({
      serviceType: type,
      carrierCode: carrier,
      signatureOptionsList: [
        { code: 'DIRECT', displayText: 'Direct signature required' },
        { code: 'INDIRECT', displayText: 'Indirect signature required' },
        { code: 'ADULT', displayText: 'Adult signature required' },
      ],
      packageSpecialServicesList: [{ specialServiceType: 'SIGNATURE_OPTION' }],
      shipmentSpecialServicesList: [{ specialServiceType: 'HOLD_AT_LOCATION' }],
      returnShipmentList: ['PRINT_RETURN_LABEL'],
      alerts: [],
    })),
    alerts: [],
  })
}

function offeredServices(request: unknown): Service[] {
  const shipment = valueAt(request, 'requestedShipment')
  const from = textAt(shipment, 'shipper', 'address', 'countryCode')
  const to = textAt(shipment, 'recipients', 0, 'address', 'countryCode')
  const carriers = valueAt(request, 'carrierCodes')
  return servicesFor(from, to, textAt(shipment, 'serviceType'), Array.isArray(carriers) ? carriers.map(String) : [])
}

function transitTimeDetail(service: Service, start: Date): object {
  const arrival = arrivalOf(service, start)
  const days = daysInWords(service.businessDays)
  return {
    serviceType: service.type,
    serviceName: service.name,
    commit: {
      dateDetail: {
        day: isoDay(arrival),
        dayOfWeek: weekday(arrival).slice(0, 3).toUpperCase(),
        time: service.arrival,
      },
      transitDays: {
        minimumTransitTime: days,
        maximumTransitTime: days,
        description: `${service.businessDays} Business Day${service.businessDays === 1 ? '' : 's'}`,
      },
    },
    customerMessages: [],
  }
}
