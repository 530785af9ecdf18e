import { boolean, closed, list, listAt, number, numberAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, badRequest, checkedBody } from './answers.ts'
import { accounts, ratedAddress, ratedPackages, unitOfMeasurement } from './parts.ts'
import { amount, offered, priceOf, productView, type Shipping } from './products.ts'

const costRequest = closed(
  {
    customerDetails: closed({ shipperDetails: ratedAddress, receiverDetails: ratedAddress }),
    accounts,
    unitOfMeasurement,
    currencyCode: text(3, 3),
    isCustomsDeclarable: boolean,
    getCostBreakdown: boolean,
    packages: ratedPackages,
    items: list(
      closed(
        {
          number: number(1, 1000),
          manufacturerCountry: text(2, 2),
          quantity: number(0),
          unitPrice: number(0),
          unitPriceCurrencyCode: text(3, 3),
        },
        {
          name: text(512, 1),
          description: text(255, 1),
          partNumber: text(35, 1),
          quantityType: oneOf('prt', 'box'),
          customsValue: number(0),
          customsValueCurrencyCode: text(3, 3),
          commodityCode: text(18),
          weight: number(0),
          weightUnitOfMeasurement: unitOfMeasurement,
          category: text(50),
          brand: text(50),
          goodsCharacteristics: list(closed({ typeCode: text(35), value: text(50) })),
          additionalQuantityDefinitions: list(closed({ typeCode: text(20, 2), amount: number() })),
          estimatedTariffRateType: text(),
        },
      ),
      1,
      1000,
    ),
  },
  {
    productCode: text(6, 1),
    localProductCode: text(3, 1),
    isDTPRequested: boolean,
    isInsuranceRequested: boolean,
    charges: list(
      closed({ typeCode: oneOf('freight', 'additional', 'insurance'), amount: number(), currencyCode: text(3, 3) }),
      0,
      20,
    ),
    shipmentPurpose: oneOf('commercial', 'personal'),
    transportationMode: oneOf('air', 'ocean', 'ground'),
    merchantSelectedCarrierName: oneOf('DHL', 'UPS', 'FEDEX', 'TNT', 'POST', 'OTHERS'),
    getTariffFormula: boolean,
    getQuotationID: boolean,
  },
)

/** `POST /landed-cost`: duty is a twentieth of the value of goods, tax a fifth of the value with its duty. */
export function landedCost(exchange: Exchange): Response {
  const request = checkedBody(exchange, costRequest)
  if (request instanceof Response) return request
  const shipping: Shipping = {
    from: textAt(request, 'customerDetails', 'shipperDetails', 'countryCode'),
    to: textAt(request, 'customerDetails', 'receiverDetails', 'countryCode'),
    isDeclarable: valueAt(request, 'isCustomsDeclarable') === true,
    isMetric: textAt(request, 'unitOfMeasurement') === 'metric',
    weights: listAt(request, 'packages').map((each) => numberAt(each, 'weight')),
    start: exchange.now,
  }
  const wanted = textAt(request, 'productCode')
  const [product] = offered(shipping).filter(({ code }) => wanted === '' || code === wanted)
  if (product === undefined) {
    return badRequest(exchange, '996: The requested product(s) are not available based on your search criteria.')
  }
  const priceCurrency = textAt(request, 'currencyCode')
  const items = listAt(request, 'items').map((item) => {
    const value = Math.round(numberAt(item, 'quantity') * numberAt(item, 'unitPrice') * 100)
    const duty = Math.round(value / 20)
    return { number: numberAt(item, 'number'), duty, tax: Math.round((value + duty) / 5), value }
  })
  const freight = priceOf(product, shipping)
  const sum = (of: (item: (typeof items)[number]) => number) => items.reduce((all, item) => all + of(item), 0)
  const isBroken = valueAt(request, 'getCostBreakdown') === true
  return answered(exchange, {
    products: [
      {
        ...productView(product, shipping),
        totalPrice: [
          {
            currencyType: 'INVCU',
            priceCurrency,
            price: amount(freight + sum(({ value, duty, tax }) => value + duty + tax)),
          },
        ],
        detailedPriceBreakdown: isBroken
          ? [
              {
                currencyType: 'INVCU',
                priceCurrency,
                breakdown: [
                  cost(
                    'TOTAL DUTIES',
                    'DUTY',
                    sum(({ duty }) => duty),
                    priceCurrency,
                  ),
                  cost(
                    'TOTAL TAXES',
                    'TAX',
                    sum(({ tax }) => tax),
                    priceCurrency,
                  ),
                  cost('FREIGHT', 'FREIGHT', freight, priceCurrency),
                ],
              },
            ]
          : [],
        items: isBroken
          ? items.map(({ number: each, duty, tax }) => ({
              number: each,
              breakdown: [cost('DUTY', 'DUTY', duty, priceCurrency), cost('TAX', 'TAX', tax, priceCurrency)],
            }))
          : [],
      },
    ],
    warnings: [],
  })
}

function cost(name: string, typeCode: string, cents: number, priceCurrency: string): object {
  return { name, typeCode, serviceTypeCode: 'FEE', price: amount(cents), priceCurrency }
}
