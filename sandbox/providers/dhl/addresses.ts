import { closed, matching, oneOf, text, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, badRequest, checkedQuery, missingParameters } from './answers.ts'
import { flag } from './parts.ts'
import { areaOf } from './products.ts'

const validateQuery = closed(
  { type: oneOf('pickup', 'delivery'), countryCode: matching(/^[A-Z]{2}$/) },
  { postalCode: text(12), cityName: text(45), countyName: text(45), strictValidation: flag },
)

/** `GET /address-validate`: a city or postal code of `unknown` is nowhere, and so is the country `ZZ`. */
export function validateAddress(exchange: Exchange): Response {
  const query = checkedQuery(exchange, validateQuery)
  if (query instanceof Response) return query
  const country = textAt(query, 'countryCode')
  const city = textAt(query, 'cityName').toUpperCase()
  const postalCode = textAt(query, 'postalCode')
  if (city === '' && postalCode === '') return missingParameters(exchange, 'cityName', 'postalCode')
  if (country === 'ZZ' || city.includes('UNKNOWN') || postalCode.toUpperCase().includes('UNKNOWN')) {
    return badRequest(exchange, '3006: The address is not found. Please check the city name and the postal code.')
  }
  const code = areaOf(country)
  return answered(exchange, {
    warnings: [],
    address: [
      {
        countryCode: country,
        postalCode,
        cityName: city,
        countyName: textAt(query, 'countyName').toUpperCase(),
        serviceArea: { code, description: `${city || code}-${country}`, GMTOffset: '+01:00' },
      },
    ],
  })
}
