import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { headerFaults, jsonBody } from './answers.ts'
import { businessDaysAfter, services, weekday } from './services.ts'
import {
  type Fault,
  faultsOf,
  group,
  invalid,
  matching,
  missing,
  number,
  oneOf,
  optional,
  required,
  text,
  textAt,
} from './shape.ts'

const request = group({
  originCountryCode: required(matching(/^[A-Z]{2}$/)),
  originStateProvince: optional(text(50, 0)),
  originCityName: optional(text(50, 0)),
  originTownName: optional(text(50, 0)),
  originPostalCode: optional(text(10, 0)),
  destinationCountryCode: optional(matching(/^[A-Z]{2}$/)),
  destinationStateProvince: optional(text(50, 0)),
  destinationCityName: optional(text(50, 0)),
  destinationTownName: optional(text(50, 0)),
  destinationPostalCode: optional(text(10, 0)),
  residentialIndicator: optional(text(2, 0)),
  shipDate: optional(text(10, 0)),
  shipTime: optional(text(8, 0)),
  weight: optional(number),
  weightUnitOfMeasure: optional(oneOf('LBS', 'KGS')),
  shipmentContentsValue: optional(number),
  shipmentContentsCurrencyCode: optional(matching(/^[A-Z]{3}$/)),
  billType: optional(oneOf('02', '03', '04')),
  numberOfPackages: optional(number),
  maxList: optional(number),
})

/** Levels of the domestic services: https://developer.ups.com/api/reference/timeintransit/appendix */
const levels: Readonly<Record<string, string>> = {
  '01': '1DA',
  '02': '2DA',
  '03': 'GND',
  '12': '3DS',
  '13': '1DP',
  '14': '1DM',
  '59': '2DM',
  '07': '01',
  '08': '05',
  '11': '68',
  '54': '21',
  '65': '28',
}

/** `POST /shipments/v1/transittimes`. Its errors are `{errors: […]}`, without the `response` of the other APIs. */
export function transitTimes(exchange: Exchange): Response {
  const body = jsonBody(exchange)
  if (body instanceof Response) return body
  const faults: Fault[] = [...headerFaults(exchange), ...faultsOf(request, body, '').map(unrooted)]
  const origin = textAt(body, 'originCountryCode')
  const destination = textAt(body, 'destinationCountryCode') || origin
  const isDomestic = origin === destination
  const needed = isDomestic
    ? ['originPostalCode', 'destinationPostalCode']
    : ['weight', 'weightUnitOfMeasure', 'billType']
  faults.push(...needed.filter((name) => textAt(body, name) === '').map(missing))
  const isValued = textAt(body, 'billType') === '03' && !isDomestic
  if (isValued && textAt(body, 'shipmentContentsValue') === '') faults.push(missing('shipmentContentsValue'))
  if (textAt(body, 'shipmentContentsValue') !== '' && textAt(body, 'shipmentContentsCurrencyCode') === '') {
    faults.push(missing('shipmentContentsCurrencyCode'))
  }
  const day = textAt(body, 'shipDate')
  if (day !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(day)) faults.push(invalid('shipDate', day))
  if (faults.length > 0) return json({ errors: faults }, 400)

  const start = day === '' ? exchange.now : new Date(`${day}T12:00:00Z`)
  const shipDate = start.toISOString().slice(0, 10)
  const offered = services.filter((service) => service.isDomestic === isDomestic)
  return json({
    validationList: null,
    destinationPickList: null,
    originPickList: null,
    emsResponse: {
      shipDate,
      shipTime: textAt(body, 'shipTime') || '18:00:00',
      serviceLevel: 'A',
      billType: textAt(body, 'billType') || '07',
      residentialIndicator: textAt(body, 'residentialIndicator') || '02',
      destinationCountryName: destination,
      destinationCountryCode: destination,
      destinationPostalCode: textAt(body, 'destinationPostalCode'),
      destinationStateProvince: textAt(body, 'destinationStateProvince'),
      destinationCityName: textAt(body, 'destinationCityName'),
      originCountryName: origin,
      originCountryCode: origin,
      originPostalCode: textAt(body, 'originPostalCode'),
      originStateProvince: textAt(body, 'originStateProvince'),
      originCityName: textAt(body, 'originCityName'),
      weight: textAt(body, 'weight') || '0.0',
      weightUnitOfMeasure: textAt(body, 'weightUnitOfMeasure') || 'LBS',
      shipmentContentsValue: textAt(body, 'shipmentContentsValue') || '1.0',
      shipmentContentsCurrencyCode: textAt(body, 'shipmentContentsCurrencyCode') || 'USD',
      guaranteeSuspended: false,
      numberOfServices: offered.length,
      services: offered.map(({ code, name, businessDays, arrival }) => {
        const delivery = businessDaysAfter(start, businessDays)
        const total = Math.round((delivery.getTime() - start.getTime()) / 86_400_000)
        const time = `${arrival.slice(0, 2)}:${arrival.slice(2, 4)}:${arrival.slice(4)}`
        return {
          serviceLevel: levels[code] ?? code,
          serviceLevelDescription: name,
          shipDate,
          deliveryDate: delivery.toISOString().slice(0, 10),
          commitTime: time,
          deliveryTime: time,
          deliveryDayOfWeek: weekday(delivery),
          nextDayPickupIndicator: '0',
          saturdayPickupIndicator: '0',
          guaranteeIndicator: businessDays < 3 ? '1' : '0',
          totalTransitDays: total,
          businessTransitDays: businessDays,
          restDaysCount: total - businessDays,
          holidayCount: 0,
          delayCount: 0,
          pickupDate: shipDate,
          pickupTime: '18:00:00',
          cstccutoffTime: '15:00:00',
        }
      }),
    },
  })
}

/** The body has no root element: its fields are named without the leading slash. */
function unrooted({ code, message }: Fault): Fault {
  return { code, message: message.replace(', /', ', ') }
}
