import { businessDaysAfter, dateOf, isoDay } from '../../calendar.ts'
import { json } from '../../http.ts'
import {
  boolean,
  closed,
  group,
  list,
  listAt,
  matching,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
} from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { checkedBody } from './answers.ts'
import { accountType, destinationEntryFacilityType, longZipCode } from './parts.ts'
import { dollars, extraService, extraServiceCode, products, rateFor } from './products.ts'

const request = closed(
  {
    pricingOptions: list(
      closed(
        {},
        {
          priceType: oneOf('RETAIL', 'COMMERCIAL', 'CONTRACT'),
          paymentAccount: group({}, { accountType, accountNumber: text(), CRID: text() }),
        },
      ),
      1,
    ),
    originZIPCode: longZipCode,
    destinationZIPCode: longZipCode,
    packageDescription: group(
      {
        weight: number(0),
        length: number(0),
        height: number(0),
        width: number(0),
        mailClass: oneOf(...products.map(({ mailClass }) => mailClass), 'ALL', 'ALL_OUTBOUND', 'ALL_RETURNS'),
      },
      {
        girth: number(0),
        hasNonstandardCharacteristics: boolean,
        extraServices: list(extraServiceCode, 0, 5),
        packageValue: number(0),
        mailingDate: matching(/^\d{4}-\d{2}-\d{2}/),
      },
    ),
  },
  { destinationEntryFacilityType, shippingFilter: oneOf('PRICE', 'SERVICE_STANDARDS') },
)

/** Mail classes that are priced on their own and not among the options. */
const unlisted = ['FIRST-CLASS_PACKAGE_SERVICE', 'PARCEL_SELECT_LIGHTWEIGHT', 'USPS_RETAIL_GROUND']

/** `POST /shipments/v3/options/search`: https://developers.usps.com/shippingoptionsv3 */
export function searchOptions(exchange: Exchange): Response {
  const body = checkedBody(exchange, request)
  if (body instanceof Response) return body
  const mailed = dateOf(textAt(body, 'packageDescription', 'mailingDate'), exchange.now)
  const wanted = textAt(body, 'packageDescription', 'mailClass')
  const chosen = products.filter(
    ({ mailClass }) => !unlisted.includes(mailClass) && (wanted.startsWith('ALL') || mailClass === wanted),
  )
  const isByTime = textAt(body, 'shippingFilter') === 'SERVICE_STANDARDS'
  return json({
    originZIPCode: textAt(body, 'originZIPCode'),
    destinationZIPCode: textAt(body, 'destinationZIPCode'),
    pricingOptions: listAt(body, 'pricingOptions').map((option) => {
      const priceType = textAt(option, 'priceType') || 'COMMERCIAL'
      const options = chosen.map((product) => {
        const rate = rateFor(product, {
          origin: textAt(body, 'originZIPCode'),
          destination: textAt(body, 'destinationZIPCode'),
          pounds: numberAt(body, 'packageDescription', 'weight'),
          priceType,
          processingCategory: 'MACHINABLE',
          rateIndicator: 'SP',
          facility: textAt(body, 'destinationEntryFacilityType') || 'NONE',
        })
        const extras = listAt(body, 'packageDescription', 'extraServices').map((code) =>
          extraService(Number(code), priceType),
        )
        const arrival = isoDay(businessDaysAfter(mailed, product.days))
        return {
          mailClass: product.mailClass,
          rateOptions: [
            {
              commitment: {
                name: `${product.days} Day${product.days === 1 ? '' : 's'}`,
                scheduleDeliveryDate: arrival,
                expectedDeliveryDate: arrival,
                guaranteedDelivery: product.mailClass === 'PRIORITY_MAIL_EXPRESS',
                isPriorityMailNextDay: false,
              },
              totalPrice: dollars((rate.price + extras.reduce((all, { price }) => all + price, 0)) * 100),
              totalBasePrice: rate.price,
              rates: [rate],
              extraServices: extras,
            },
          ],
          price: rate.price,
          days: product.days,
        }
      })
      const sorted = options.toSorted((a, b) => (isByTime ? a.days - b.days : a.price - b.price))
      return {
        ...(typeof option === 'object' ? option : {}),
        priceType,
        shippingOptions: sorted.map(({ mailClass, rateOptions }) => ({ mailClass, rateOptions })),
      }
    }),
  })
}
