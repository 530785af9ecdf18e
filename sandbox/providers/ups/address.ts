import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { fault, refusal, succeeded, wrapped } from './answers.ts'
import { at, group, invalid, list, many, matching, optional, required, text, textAt } from './shape.ts'

const request = group({
  Request: optional(group({ TransactionReference: optional(group({ CustomerContext: optional(text(512)) })) })),
  AddressKeyFormat: required(
    group({
      ConsigneeName: optional(text(40)),
      AttentionName: optional(text(40)),
      AddressLine: optional(list(text(100), 3)),
      Region: optional(text(100)),
      PoliticalDivision2: optional(text(30)),
      PoliticalDivision1: optional(text(30)),
      PostcodePrimaryLow: optional(text(10)),
      PostcodeExtendedLow: optional(text(10)),
      Urbanization: optional(text(30)),
      CountryCode: required(matching(/^[A-Z]{2}$/)),
    }),
  ),
})

/**
 * `POST /addressvalidation/v2/{requestoption}`: 1 validates, 2 classifies, 3 does both.
 *
 * A street line with a house number and a postal code is valid; one that contains `AMBIGUOUS` has two candidates, one
 * without a house number none. A company name makes it commercial.
 * See https://developer.ups.com/api/reference/addressvalidation
 */
export function validateAddress(exchange: Exchange, option: string): Response {
  if (!['1', '2', '3'].includes(option)) return refusal(400, invalid('requestoption', option))
  const body = wrapped(exchange, 'XAVRequest', request)
  if (body instanceof Response) return body
  const size = Number(exchange.url.searchParams.get('maximumcandidatelistsize') ?? '15')
  if (!Number.isInteger(size) || size < 0 || size > 50) return refusal(400, invalid('maximumcandidatelistsize', size))
  const given = at(body, 'AddressKeyFormat')
  const country = textAt(given, 'CountryCode')
  if (!['US', 'PR'].includes(country)) {
    return refusal(400, fault('264002', `Country code is invalid or missing: ${country}`))
  }

  const lines = many(given.AddressLine).map(String)
  const street = lines.join(' ').toUpperCase()
  const classification = option === '1' ? {} : { AddressClassification: classify(given) }
  const response = succeeded(body)
  const isRegional = /^true$/i.test(exchange.url.searchParams.get('regionalrequestindicator') ?? '')
  const hasStreet = isRegional || /\d/.test(street)
  if (!hasStreet || (textAt(given, 'PostcodePrimaryLow') === '' && textAt(given, 'Region') === '')) {
    return json({ XAVResponse: { Response: response, NoCandidatesIndicator: '', ...unknown(option) } })
  }
  if (street.includes('AMBIGUOUS')) {
    const candidates = ['1', '2'].map((suffix) => candidate(given, `${street} STE ${suffix}`, option)).slice(0, size)
    return json({
      XAVResponse: { Response: response, AmbiguousAddressIndicator: '', ...classification, Candidate: candidates },
    })
  }
  const found = option === '2' ? {} : { Candidate: [candidate(given, street, option)].slice(0, size) }
  return json({ XAVResponse: { Response: response, ValidAddressIndicator: '', ...classification, ...found } })
}

function unknown(option: string): object {
  return option === '1' ? {} : { AddressClassification: { Code: '0', Description: 'UnClassified' } }
}

function classify(given: unknown): { Code: string; Description: string } {
  const isCommercial = textAt(given, 'ConsigneeName') !== ''
  return isCommercial ? { Code: '1', Description: 'Commercial' } : { Code: '2', Description: 'Residential' }
}

/** The address as UPS standardises it: upper case, ZIP+4, a region line. */
function candidate(given: unknown, street: string, option: string): object {
  const city = textAt(given, 'PoliticalDivision2').toUpperCase()
  const state = textAt(given, 'PoliticalDivision1').toUpperCase()
  const postcode = textAt(given, 'PostcodePrimaryLow').slice(0, 5)
  const extension = textAt(given, 'PostcodeExtendedLow') || '1521'
  return {
    ...(option === '3' ? { AddressClassification: classify(given) } : {}),
    AddressKeyFormat: {
      AddressLine: [street],
      PoliticalDivision2: city,
      PoliticalDivision1: state,
      PostcodePrimaryLow: postcode,
      PostcodeExtendedLow: extension,
      Region: `${city} ${state} ${postcode}-${extension}`,
      CountryCode: textAt(given, 'CountryCode'),
    },
  }
}
