import { json } from '../../http.ts'
import { closed, text, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { checkedQuery, refused } from './answers.ts'
import { state, zipCode, zipPlus4 } from './parts.ts'

const optional = {
  firm: text(50),
  secondaryAddress: text(),
  city: text(28),
  urbanization: text(),
  ZIPCode: zipCode,
  ZIPPlus4: zipPlus4,
}

const addressQuery = closed({ streetAddress: text(50, 1), state }, optional)

const zipCodeQuery = closed({ streetAddress: text(50, 1), city: text(28, 1), state }, optional)

const cityQuery = closed({ ZIPCode: zipCode })

/** The cities of the official examples, and what stands in for the rest of each tenth of the country. */
const cities: Readonly<Record<string, { city: string; state: string }>> = {
  '10018': { city: 'NEW YORK', state: 'NY' },
  '20007': { city: 'WASHINGTON', state: 'DC' },
  '20260': { city: 'WASHINGTON', state: 'DC' },
  '50314': { city: 'DES MOINES', state: 'IA' },
  '63118': { city: 'SAINT LOUIS', state: 'MO' },
  '63141': { city: 'SAINT LOUIS', state: 'MO' },
  '90210': { city: 'BEVERLY HILLS', state: 'CA' },
  '94105': { city: 'SAN FRANCISCO', state: 'CA' },
}

const regions: readonly { city: string; state: string }[] = [
  { city: 'BOSTON', state: 'MA' },
  { city: 'NEW YORK', state: 'NY' },
  { city: 'WASHINGTON', state: 'DC' },
  { city: 'ATLANTA', state: 'GA' },
  { city: 'COLUMBUS', state: 'OH' },
  { city: 'DES MOINES', state: 'IA' },
  { city: 'CHICAGO', state: 'IL' },
  { city: 'AUSTIN', state: 'TX' },
  { city: 'DENVER', state: 'CO' },
  { city: 'SAN FRANCISCO', state: 'CA' },
]

/** `GET /addresses/v3/address`: https://developers.usps.com/addressesv3 */
export function standardizeAddress(exchange: Exchange): Response {
  const query = checkedQuery(exchange, addressQuery)
  if (query instanceof Response) return query
  if (textAt(query, 'city') === '' && textAt(query, 'ZIPCode') === '') {
    return refused(exchange, 404, [], 'The city is missing or invalid.')
  }
  const found = find(exchange, query)
  if (found instanceof Response) return found
  const isOffice = /\b(STE|SUITE|FL)\b/i.test(textAt(query, 'secondaryAddress')) || textAt(query, 'firm') !== ''
  return json({
    firm: textAt(query, 'firm'),
    address: found,
    additionalInfo: {
      deliveryPoint: '20',
      carrierRoute: 'C012',
      DPVConfirmation: 'Y',
      DPVCMRA: 'N',
      business: isOffice ? 'Y' : 'N',
      centralDeliveryPoint: 'N',
      vacant: 'N',
    },
    corrections: [],
    matches: [{ code: '31', text: 'Single Response - exact match' }],
    warnings: [],
  })
}

/** `GET /addresses/v3/zipcode` */
export function findZipCode(exchange: Exchange): Response {
  const query = checkedQuery(exchange, zipCodeQuery)
  if (query instanceof Response) return query
  const found = find(exchange, query)
  return found instanceof Response ? found : json({ firm: textAt(query, 'firm'), address: found })
}

/** `GET /addresses/v3/city-state`: a ZIP Code of five zeros is nowhere. */
export function findCity(exchange: Exchange): Response {
  const query = checkedQuery(exchange, cityQuery)
  if (query instanceof Response) return query
  const zip = textAt(query, 'ZIPCode')
  const found = cities[zip] ?? (zip === '00000' ? undefined : regions[Number(zip.slice(0, 1))])
  return found === undefined
    ? refused(exchange, 404, [], 'The ZIP Code could not be found.')
    : json({ ...found, ZIPCode: zip })
}

/** A street without a number, or with the word `unknown`, is found nowhere. */
function find(exchange: Exchange, query: unknown): Response | object {
  const street = textAt(query, 'streetAddress').toUpperCase().trim()
  if (!/^\d|\bBOX \d/.test(street) || street.includes('UNKNOWN')) {
    return refused(exchange, 404, [], 'There is no match for the address requested.')
  }
  const zip = textAt(query, 'ZIPCode') || zipOf(textAt(query, 'city'), textAt(query, 'state'))
  return {
    streetAddress: street,
    streetAddressAbbreviation: '',
    secondaryAddress: textAt(query, 'secondaryAddress').toUpperCase(),
    cityAbbreviation: '',
    city: textAt(query, 'city').toUpperCase() || (cities[zip] ?? regions[Number(zip.slice(0, 1))])?.city,
    state: textAt(query, 'state'),
    ZIPCode: zip,
    ZIPPlus4: textAt(query, 'ZIPPlus4') || '0001',
    urbanization: textAt(query, 'urbanization'),
  }
}

function zipOf(city: string, stateCode: string): string {
  const known = Object.entries(cities).find(
    ([, place]) => place.state === stateCode && place.city === city.toUpperCase().trim(),
  )
  const region = regions.findIndex((place) => place.state === stateCode)
  return known?.[0] ?? `${Math.max(0, region)}0001`
}
