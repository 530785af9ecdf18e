import { json } from '../../http.ts'
import { country, group, list, listAt, oneOf, text, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { checkedBody } from './answers.ts'
import { indicated } from './shipment-view.ts'

/** At most 250 addresses. */
const validateRequest = group({
  addresses: list(
    group(
      { address_line1: text(undefined, 1), city_locality: text(), state_province: text(), country_code: country },
      {
        name: text(),
        phone: text(),
        email: text(),
        company_name: text(),
        address_line2: text(),
        address_line3: text(),
        postal_code: text(),
        address_residential_indicator: oneOf('unknown', 'yes', 'no'),
      },
    ),
    1,
    250,
  ),
})

/** `POST /v2/addresses/validate`: https://docs.shipstation.com/apis/openapi/addresses/validate_address */
export function validateAddresses(exchange: Exchange): Response {
  // The body is the list itself: it is checked as the only member of an object.
  const wrapped = { ...exchange, body: exchange.body === '' ? '' : `{"addresses":${exchange.body}}` }
  const request = checkedBody(wrapped, validateRequest)
  return request instanceof Response ? request : json(listAt(request, 'addresses').map(validationOf))
}

/** A street without a number, or with the word `unknown`, can't be verified. */
export function validationOf(address: unknown): object {
  const street = textAt(address, 'address_line1')
  const isKnown = /\d/.test(street) && !/\bunknown\b/i.test(street)
  const given = indicated(address)
  return {
    status: isKnown ? 'verified' : 'error',
    original_address: given,
    matched_address: isKnown
      ? {
          ...given,
          address_line1: street.toUpperCase(),
          city_locality: textAt(address, 'city_locality').toUpperCase(),
          address_residential_indicator: textAt(address, 'company_name') === '' ? 'yes' : 'no',
        }
      : null,
    messages: isKnown
      ? []
      : [{ code: 'a1004', message: 'Address not found', type: 'error', detail_code: 'address_not_found' }],
  }
}
