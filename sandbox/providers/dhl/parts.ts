import { anything, closed, list, type Members, matching, number, oneOf, text } from '../../json-shape.ts'

/** Parts that the operations share, as the description of MyDHL API 3.1.1 has them. It refuses what it does not name. */

export const accounts = list(closed({ typeCode: oneOf('shipper', 'payer', 'duties-taxes'), number: text(12, 1) }), 1, 5)

const addressLines: Members = {
  provinceCode: text(35, 2),
  addressLine2: text(45, 1),
  addressLine3: text(45, 1),
  countyName: text(45, 1),
}

const place: Members = { postalCode: text(12), cityName: text(45, 1), countryCode: matching(/^[A-Z]{2}$/) }

/** An address of which rates want no more than the place. */
export const ratedAddress = closed(place, { ...addressLines, addressLine1: text(45, 1) })

const postalAddress = closed(
  { ...place, addressLine1: text(45, 1) },
  { ...addressLines, provinceName: text(35, 1), countryName: text(35, 1) },
)

const contactInformation = closed(
  { phone: text(70, 1), companyName: text(100, 1), fullName: text(255, 1) },
  { email: text(70, 1), mobilePhone: text(70, 1) },
)

/** Who sends, receives or pays. */
export const party = closed(
  { postalAddress, contactInformation },
  {
    registrationNumbers: list(closed({ typeCode: text(), number: text(35, 1), issuerCountryCode: text(2, 2) }), 0, 50),
    bankDetails: list(anything, 0, 1),
    typeCode: oneOf('business', 'direct_consumer', 'government', 'other', 'private', 'reseller'),
  },
)

const measure = number(0.001, 9_999_999)

export const dimensions = closed({ length: measure, width: measure, height: measure })

export const packageTypeCode = oneOf(
  ...['1CE', '2BC', '2BP', '2BX', '3BX', '4BX', '5BX', '6BX', '7BX', '8BX', 'CE1', 'TBL', 'TBS'],
  ...['WB1', 'WB2', 'WB3', 'WB6', 'XPD'],
)

/** A package of a rate, a product or a pickup. */
export const ratedPackages = list(
  closed({ weight: number(0.001, 999_999_999_999) }, { typeCode: packageTypeCode, dimensions }),
  1,
  999,
)

export const valueAddedServices = list(
  closed(
    { serviceCode: text(6, 1) },
    {
      localServiceCode: text(3, 1),
      value: number(0),
      currency: text(3, 3),
      method: text(),
      dangerousGoods: list(anything, 0, 1),
    },
  ),
  0,
  99,
)

export const unitOfMeasurement = oneOf('metric', 'imperial')

export const customerReferences = list(
  closed(
    { value: text(35, 1) },
    {
      typeCode: oneOf(
        ...['AAO', 'CU', 'FF', 'FN', 'IBC', 'LLR', 'OBC', 'PRN', 'ACP', 'ACS', 'ACR', 'CDN', 'STD', 'CO'],
      ),
    },
  ),
  0,
  999,
)

/** `18:00` */
export const clock = matching(/^([01]\d|2[0-3]):[0-5]\d$/)

export const specialInstructions = list(closed({ value: text(80) }, { typeCode: text(3, 2) }), 0, 4)

/** A flag of a query. */
export const flag = oneOf('true', 'false')

/** `2019-08-04T14:00:31GMT+01:00`, or with a blank before `GMT`. */
export function isTimestamp(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2} ?GMT[+-]\d{2}:\d{2}$/.test(value)
}

export const timestampFault =
  "998: ShipTimeStamp is not well formatted.(Expected Sample Format : '2010-02-11T17:10:09 GMT+01:00')"
