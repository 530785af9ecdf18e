import { json } from '../../http.ts'
import { boolean, closed, day, list, listAt, number, numberAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { checkedBody, invalid, refused } from './answers.ts'
import {
  accountNumber,
  accountType,
  destinationEntryFacilityType,
  longZipCode,
  priceType,
  processingCategory,
  rateIndicator,
} from './parts.ts'
import {
  dollars,
  extraService,
  extraServiceCode,
  isExtraService,
  mailClass,
  type Parcel,
  productOf,
  products,
  rateFor,
} from './products.ts'

const measures = {
  originZIPCode: longZipCode,
  destinationZIPCode: longZipCode,
  weight: number(0),
  length: number(0),
  width: number(0),
  height: number(0),
}

const account = { mailingDate: day, accountType, accountNumber, hasNonstandardCharacteristics: boolean }

const baseRates = closed(
  { ...measures, mailClass, processingCategory, rateIndicator, destinationEntryFacilityType, priceType },
  account,
)

const anyMailClass = oneOf(...products.map((product) => product.mailClass), 'ALL')

const listed = { mailClass: anyMailClass, mailClasses: list(anyMailClass), priceType, ...account }

const baseRatesList = closed(measures, listed)

const totalRates = closed(measures, { ...listed, itemValue: number(0), extraServices: list(extraServiceCode, 0, 5) })

const extraServiceRates = closed(
  { mailClass, priceType },
  {
    extraServices: list(extraServiceCode),
    itemValue: number(0),
    weight: number(0),
    originZIPCode: longZipCode,
    destinationZIPCode: longZipCode,
    mailingDate: day,
    accountType,
    accountNumber,
    rateIndicator: text(),
  },
)

/** `POST /prices/v3/base-rates/search`: https://developers.usps.com/domesticpricesv3 */
export function searchBaseRates(exchange: Exchange): Response {
  const request = checkedBody(exchange, baseRates)
  if (request instanceof Response) return request
  const tooHeavy = weightFault(exchange, request)
  if (tooHeavy !== undefined) return tooHeavy
  const product = productOf(textAt(request, 'mailClass'))
  if (product === undefined) return refused(exchange, 404)
  const rate = rateFor(product, parcelOf(request))
  return json({ totalBasePrice: rate.price, rates: [rate] })
}

/** `POST /prices/v3/base-rates-list/search` */
export function listBaseRates(exchange: Exchange): Response {
  const request = checkedBody(exchange, baseRatesList)
  if (request instanceof Response) return request
  return weightFault(exchange, request) ?? json({ rateOptions: rateOptions(request) })
}

/** `POST /prices/v3/total-rates/search` */
export function searchTotalRates(exchange: Exchange): Response {
  const request = checkedBody(exchange, totalRates)
  if (request instanceof Response) return request
  const services = listAt(request, 'extraServices').map(Number)
  const unknown = services.find((code) => !isExtraService(code))
  if (unknown !== undefined) return invalid(exchange, 'extraServices', `There is no extra service ${unknown}.`)
  const extras = services.map((code) => extraService(code, textAt(request, 'priceType') || 'RETAIL'))
  const extra = extras.reduce((all, { price }) => all + price, 0)
  return (
    weightFault(exchange, request) ??
    json({
      rateOptions: rateOptions(request).map((option) => ({
        ...option,
        extraServices: extras,
        totalPrice: dollars((option.totalBasePrice + extra) * 100),
      })),
    })
  )
}

/** `POST /prices/v3/extra-service-rates/search` */
export function searchExtraServiceRates(exchange: Exchange): Response {
  const request = checkedBody(exchange, extraServiceRates)
  if (request instanceof Response) return request
  const asked = listAt(request, 'extraServices').map(Number)
  const unknown = asked.find((code) => !isExtraService(code))
  if (unknown !== undefined) return invalid(exchange, 'extraServices', `There is no extra service ${unknown}.`)
  const services = asked.length === 0 ? [920, 921, 922, 930] : asked
  return json(services.map((code) => extraService(code, textAt(request, 'priceType'))))
}

/** Nothing above 70 pounds is mailable: https://pe.usps.com/text/dmm300/201.htm */
function weightFault(exchange: Exchange, request: unknown): Response | undefined {
  const pounds = numberAt(request, 'weight')
  if (pounds > 0 && pounds <= 70) return undefined
  return invalid(exchange, 'weight', 'The weight must be more than 0 and at most 70 pounds.')
}

function rateOptions(request: unknown) {
  const wanted = [...listAt(request, 'mailClasses').map(String), textAt(request, 'mailClass')].filter(
    (name) => name !== '',
  )
  const isOpen = wanted.length === 0 || wanted.includes('ALL')
  return products
    .filter((product) => isOpen || wanted.includes(product.mailClass))
    .map((product) => rateFor(product, parcelOf(request)))
    .map((rate) => ({ totalBasePrice: rate.price, rates: [rate] }))
}

function parcelOf(request: unknown): Parcel {
  return {
    origin: textAt(request, 'originZIPCode'),
    destination: textAt(request, 'destinationZIPCode'),
    pounds: Number(valueAt(request, 'weight')),
    priceType: textAt(request, 'priceType') || 'RETAIL',
    processingCategory: textAt(request, 'processingCategory') || 'MACHINABLE',
    rateIndicator: textAt(request, 'rateIndicator') || 'SP',
    facility: textAt(request, 'destinationEntryFacilityType') || 'NONE',
  }
}
