import { boolean, country, currency, group, list, matching, number, oneOf, text, whole } from '../../json-shape.ts'

/** Parts that several FedEx APIs share, as their descriptions of 2025-10 have them. */

export const account = group({ value: text() })

const addressMembers = {
  streetLines: list(text(), 1, 3),
  city: text(35),
  stateOrProvinceCode: text(3),
  postalCode: text(10),
  residential: boolean,
}

/** An address of which only the country has to be given. */
export const address = group({}, { ...addressMembers, countryCode: country })

/** An address that a package can be handed over at. */
const deliverable = group({ streetLines: list(text(), 1, 3), city: text(35, 1), countryCode: country }, addressMembers)

export const contact = group(
  {},
  {
    personName: text(70),
    emailAddress: text(80),
    phoneExtension: text(6),
    phoneNumber: text(15),
    companyName: text(35),
  },
)

/** Who sends or receives. */
export const party = group({ address: deliverable, contact })

export const weight = group({ units: oneOf('KG', 'LB'), value: number(0) })

const money = group({}, { amount: number(0), currency })

export const packageMembers = {
  subPackagingType: text(),
  groupPackageCount: whole(1),
  declaredValue: money,
  dimensions: group({ length: whole(0), width: whole(0), height: whole(0), units: oneOf('CM', 'IN') }),
}

export const pickupType = oneOf('CONTACT_FEDEX_TO_SCHEDULE', 'DROPOFF_AT_FEDEX_LOCATION', 'USE_SCHEDULED_PICKUP')

export const payment = group(
  { paymentType: oneOf('SENDER', 'RECIPIENT', 'THIRD_PARTY', 'COLLECT') },
  { payor: group({ responsibleParty: group({ accountNumber: account }) }) },
)

export const commodity = group(
  { description: text(450, 1) },
  {
    numberOfPieces: whole(1),
    countryOfManufacture: country,
    harmonizedCode: text(),
    quantity: whole(0),
    quantityUnits: text(),
    weight,
    unitPrice: money,
    customsValue: money,
  },
)

/** `YOUR_PACKAGING` and the boxes of FedEx: https://developer.fedex.com/api/en-us/guides/api-reference.html#packagetypes */
export const packagingType = matching(/^(YOUR_PACKAGING|FEDEX_[A-Z0-9_]+)$/)

/** The carriers of parcels: Express and Ground. */
export const carrier = oneOf('FDXE', 'FDXG')

export const time = matching(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)
