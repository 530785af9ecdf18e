import { dateOf, isoDay } from '../../calendar.ts'
import {
  boolean,
  closed,
  day,
  list,
  listAt,
  matching,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
} from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, badRequest, checkedBody, checkedQuery } from './answers.ts'
import {
  accounts,
  flag,
  isTimestamp,
  ratedAddress,
  ratedPackages,
  timestampFault,
  unitOfMeasurement,
  valueAddedServices,
} from './parts.ts'
import { amount, offered, type Product, priceOf, productView, type Shipping } from './products.ts'

const decimal = matching(/^\d+(\.\d+)?$/)

const country = matching(/^[A-Z]{2}$/)

const onePieceQuery = closed(
  {
    accountNumber: text(12, 1),
    originCountryCode: country,
    originCityName: text(45, 1),
    destinationCountryCode: country,
    destinationCityName: text(45, 1),
    weight: decimal,
    length: decimal,
    width: decimal,
    height: decimal,
    plannedShippingDate: day,
    isCustomsDeclarable: flag,
    unitOfMeasurement,
  },
  {
    originPostalCode: text(12),
    destinationPostalCode: text(12),
    nextBusinessDay: flag,
    strictValidation: flag,
    getAllValueAddedServices: flag,
    requestEstimatedDeliveryDate: flag,
    estimatedDeliveryDateType: oneOf('QDDC', 'QDDF'),
  },
)

export const requestedInformation = (...typeCodes: readonly string[]) =>
  list(closed({ isRequested: boolean }, { typeCode: oneOf(...typeCodes) }), 0, 5)

const ratesRequest = closed(
  {
    customerDetails: closed({ shipperDetails: ratedAddress, receiverDetails: ratedAddress }),
    plannedShippingDateAndTime: text(29, 1),
    unitOfMeasurement,
    isCustomsDeclarable: boolean,
    packages: ratedPackages,
  },
  {
    accounts,
    productCode: text(6, 1),
    localProductCode: text(3, 1),
    valueAddedServices,
    productsAndServices: list(
      closed({ productCode: text(6, 1) }, { localProductCode: text(3, 1), valueAddedServices }),
      0,
      99,
    ),
    payerCountryCode: text(2, 2),
    monetaryAmount: list(
      closed({ typeCode: oneOf('declaredValue', 'insuredValue'), value: number(), currency: text(3, 3) }),
    ),
    requestAllValueAddedServices: boolean,
    estimatedDeliveryDate: closed({}, { isRequested: boolean, typeCode: oneOf('QDDC', 'QDDF') }),
    getAdditionalInformation: requestedInformation(
      'allValueAddedServices',
      'allValueAddedServicesAndRuleGroups',
      'sortCodes',
    ),
    returnStandardProductsOnly: boolean,
    nextBusinessDay: boolean,
    productTypeCode: oneOf('all', 'dayDefinite', 'timeDefinite'),
  },
)

const strictQuery = closed({}, { strictValidation: flag })

/** `GET /rates`, for one piece: https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function rateOnePiece(exchange: Exchange): Response {
  const shipping = onePiece(exchange)
  return shipping instanceof Response ? shipping : rated(exchange, shipping, offered(shipping))
}

/** `GET /products`: the same question without prices. */
export function listProducts(exchange: Exchange): Response {
  const shipping = onePiece(exchange)
  if (shipping instanceof Response) return shipping
  return answered(exchange, { products: offered(shipping).map((product) => productView(product, shipping)) })
}

/** `POST /rates`, for any number of pieces. */
export function ratePieces(exchange: Exchange): Response {
  const query = checkedQuery(exchange, strictQuery)
  if (query instanceof Response) return query
  const request = checkedBody(exchange, ratesRequest)
  if (request instanceof Response) return request
  const planned = textAt(request, 'plannedShippingDateAndTime')
  if (!isTimestamp(planned)) return badRequest(exchange, timestampFault)
  const shipping: Shipping = {
    from: textAt(request, 'customerDetails', 'shipperDetails', 'countryCode'),
    to: textAt(request, 'customerDetails', 'receiverDetails', 'countryCode'),
    isDeclarable: valueAt(request, 'isCustomsDeclarable') === true,
    isMetric: textAt(request, 'unitOfMeasurement') === 'metric',
    weights: listAt(request, 'packages').map((each) => numberAt(each, 'weight')),
    start: dateOf(planned, exchange.now),
  }
  const wanted = [
    textAt(request, 'productCode'),
    ...listAt(request, 'productsAndServices').map((each) => textAt(each, 'productCode')),
  ].filter((code) => code !== '')
  const found = offered(shipping).filter(({ code }) => wanted.length === 0 || wanted.includes(code))
  return rated(exchange, shipping, found)
}

function onePiece(exchange: Exchange): Shipping | Response {
  const query = checkedQuery(exchange, onePieceQuery)
  if (query instanceof Response) return query
  return {
    from: textAt(query, 'originCountryCode'),
    to: textAt(query, 'destinationCountryCode'),
    isDeclarable: textAt(query, 'isCustomsDeclarable') === 'true',
    isMetric: textAt(query, 'unitOfMeasurement') === 'metric',
    weights: [Number(textAt(query, 'weight'))],
    start: dateOf(textAt(query, 'plannedShippingDate'), exchange.now),
  }
}

function rated(exchange: Exchange, shipping: Shipping, found: readonly Product[]): Response {
  if (found.length === 0) {
    return badRequest(exchange, '996: The requested product(s) are not available based on your search criteria.')
  }
  return answered(exchange, {
    products: found.map((product) => ratedProduct(product, shipping)),
    exchangeRates: [{ currentExchangeRate: 1.188411, currency: 'GBP', baseCurrency: 'EUR' }],
  })
}

/** Prices in the currency of the bill, of the country of the sender, and of DHL. */
const currencyTypes = ['BILLC', 'PULCL', 'BASEC'] as const

function ratedProduct(product: Product, shipping: Shipping): object {
  const price = amount(priceOf(product, shipping))
  const fuel = amount(priceOf(product, shipping) * 0.1)
  const total = amount((price + fuel) * 100)
  return {
    ...productView(product, shipping),
    totalPrice: currencyTypes.map((currencyType) => ({ currencyType, priceCurrency: 'EUR', price: total })),
    totalPriceBreakdown: currencyTypes.map((currencyType) => ({
      currencyType,
      priceCurrency: 'EUR',
      priceBreakdown: [{ typeCode: 'SPRQT', price }],
    })),
    detailedPriceBreakdown: currencyTypes.map((currencyType) => ({
      currencyType,
      priceCurrency: 'EUR',
      breakdown: [
        {
          name: product.name,
          price,
          isCustomerAgreement: false,
          isMarketedService: false,
          isBillingServiceIndicator: false,
        },
        {
          name: 'FUEL SURCHARGE',
          serviceCode: 'FF',
          localServiceCode: 'FF',
          serviceTypeCode: 'SCH',
          price: fuel,
          isCustomerAgreement: false,
          isMarketedService: false,
          isBillingServiceIndicator: false,
        },
      ],
    })),
    pricingDate: isoDay(shipping.start),
  }
}
