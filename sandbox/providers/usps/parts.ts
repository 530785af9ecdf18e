import { group, type Members, matching, oneOf, text } from '../../json-shape.ts'

/** Values that several USPS APIs share. Source: their descriptions of 2026-06, https://developers.usps.com/apis */

export const state = oneOf(
  ...['AA', 'AE', 'AL', 'AK', 'AP', 'AS', 'AZ', 'AR', 'CA', 'CO', 'CT', 'DE', 'DC', 'FM', 'FL', 'GA', 'GU', 'HI', 'ID'],
  ...['IL', 'IN', 'IA', 'KS', 'KY', 'LA', 'ME', 'MH', 'MD', 'MA', 'MI', 'MN', 'MS', 'MO', 'MP', 'MT', 'NE', 'NV', 'NH'],
  ...['NJ', 'NM', 'NY', 'NC', 'ND', 'OH', 'OK', 'OR', 'PW', 'PA', 'PR', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VT', 'VI'],
  ...['VA', 'WA', 'WV', 'WI', 'WY'],
)

export const zipCode = matching(/^\d{5}$/)

export const zipPlus4 = matching(/^\d{4}$/)

/** Of the price APIs, which take nine digits too. */
export const longZipCode = matching(/^\d{5}(?:[-\s]\d{4})?$/)

export const addressMembers: Members = {
  streetAddress: text(50, 1),
  streetAddressAbbreviation: text(50),
  secondaryAddress: text(50),
  city: text(28, 1),
  cityAbbreviation: text(),
  state,
  ZIPCode: zipCode,
  ZIPPlus4: zipPlus4,
  urbanization: text(96),
}

const addressee: Members = {
  firstName: text(50, 1),
  lastName: text(50, 1),
  firm: text(50),
  phone: matching(/^\+?[1-9]\d{7,14}$|^\d{6,15}$/),
  email: matching(/^[\w+&*-]+(?:\.[\w+&*-]+)*@(?:[\w-]+\.)+[a-zA-Z]{2,}$/),
}

/** Where a label's package goes to, or comes from. */
export const labelAddress = group(
  { streetAddress: text(50, 1), city: text(28, 1), state, ZIPCode: zipCode },
  { ...addressMembers, ...addressee },
)

/** A label's destination: a package that is held for pickup needs no street. */
export const labelDestination = group({}, { ...addressMembers, ...addressee })

export const processingCategory = oneOf('LETTERS', 'FLATS', 'MACHINABLE', 'IRREGULAR', 'NON_MACHINABLE', 'NONSTANDARD')

export const destinationEntryFacilityType = oneOf(
  'NONE',
  'AREA_DISTRIBUTION_CENTER',
  'AUXILIARY_SERVICE_FACILITY',
  'DESTINATION_DELIVERY_UNIT',
  'DESTINATION_NETWORK_DISTRIBUTION_CENTER',
  'DESTINATION_SECTIONAL_CENTER_FACILITY',
  'DESTINATION_SERVICE_HUB',
  'DESTINATION_REGIONAL_PROCESSING_DISTRIBUTION_CENTER',
)

/** Two characters for the container, or for its size and form. */
export const rateIndicator = oneOf(
  ...['3D', '3N', '3R', '5D', 'BA', 'BB', 'BM', 'C1', 'C2', 'C3', 'C4', 'C5', 'CP', 'CM', 'DC', 'DE', 'DF', 'DN', 'DR'],
  ...['E4', 'E6', 'E7', 'FA', 'FB', 'FE', 'FP', 'FS', 'LC', 'LF', 'LL', 'LO', 'LS', 'NP', 'O1', 'O2', 'O3', 'O4', 'O5'],
  ...['O6', 'O7', 'OS', 'P5', 'P6', 'P7', 'P8', 'P9', 'Q6', 'Q7', 'Q8', 'Q9', 'Q0', 'PA', 'PL', 'PM', 'PR', 'SB', 'SN'],
  ...['SP', 'SR'],
)

export const priceType = oneOf('RETAIL', 'COMMERCIAL', 'CONTRACT', 'NSA')

export const accountType = oneOf('EPS', 'PERMIT', 'METER', 'MID')

export const accountNumber = matching(/^\d+$/)
