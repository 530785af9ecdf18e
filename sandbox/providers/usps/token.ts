import {
  bearerToken,
  decodeBase64,
  encodeBase64Url,
  type Fields,
  isFields,
  json,
  mediaType,
  parseForm,
  parseJson,
} from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import type { Authentication, Exchange } from '../../provider.ts'
import { refused } from './answers.ts'

/** How long a token lives, in seconds. */
const lifetime = 28_799

const scope =
  'addresses prices tracking labels shipments carrier-pickup payments locations parcel-locker scan-forms international-prices international-labels'

/** The client's key and secret are in the body: https://developers.usps.com/Oauth */
export function authenticateClient(exchange: Exchange): Authentication {
  const { client_id: id, client_secret: secret } = bodyOf(exchange)
  const isKnown = [id, secret].every((part) => typeof part === 'string' && part !== '' && !part.includes('invalid'))
  if (isKnown && typeof id === 'string') return { account: id }
  const error_description =
    'The client application credentials provided in the request are missing, invalid, inactive or not approved for access.'
  return { refusal: json({ error: 'invalid_client', error_description, error_uri: '' }, 401) }
}

/** `POST /oauth2/v3/token`. Times and lifetimes are text. */
export function issueToken(exchange: Exchange): Response {
  const { client_id: id, grant_type: grant, scope: wanted } = bodyOf(exchange)
  if (grant !== 'client_credentials') {
    const error_description = 'The grant type is missing or not supported.'
    return json({ error: 'unsupported_grant_type', error_description, error_uri: '' }, 400)
  }
  const issued = exchange.now.getTime()
  return json({
    access_token: tokenOf(String(id), issued),
    token_type: 'Bearer',
    issued_at: String(issued),
    expires_in: String(lifetime),
    status: 'approved',
    scope: typeof wanted === 'string' && wanted !== '' ? wanted : scope,
    issuer: 'https://keyc.usps.com/realms/USPS',
    client_id: id,
    application_name: 'Sandbox',
    api_products: '[Public Access I]',
    public_key: '',
  })
}

/** The client of the request's token, or the refusal. */
export function authenticateToken(exchange: Exchange): Authentication {
  const token = bearerToken(exchange.headers) ?? ''
  const [, payload = '', signature] = token.split('.')
  const claims = signature === 'sandbox' ? parseJson(decodeBase64(payload) ?? '') : undefined
  const client = textAt(claims, 'client_id')
  const issued = isFields(claims) ? Number(claims.iat) : Number.NaN
  if (client === '' || Number.isNaN(issued)) {
    return unauthorized(exchange, 'The access token presented with the request is missing or malformed (not a JWT).')
  }
  if (exchange.now.getTime() > (issued + lifetime) * 1000) {
    return unauthorized(exchange, 'The access token presented with the request is expired.')
  }
  return { account: client }
}

function unauthorized(exchange: Exchange, detail: string): Authentication {
  const message = detail.endsWith('expired.') ? 'Expired access token.' : 'Missing or malformed access token.'
  const errors = [{ status: '401', title: 'Unauthorized', detail }]
  return { refusal: refused(exchange, 401, errors, message, { 'WWW-Authenticate': 'Bearer' }) }
}

/** A token of the three parts of a JWT, without a real signature. */
function tokenOf(client: string, issued: number): string {
  const header = encodeBase64Url(JSON.stringify({ alg: 'RS256', typ: 'JWT' }))
  const claims = encodeBase64Url(JSON.stringify({ client_id: client, iat: Math.floor(issued / 1000) }))
  return `${header}.${claims}.sandbox`
}

/** USPS takes JSON and forms here. */
function bodyOf({ headers, body }: Exchange): Fields {
  if (mediaType(headers) === 'application/x-www-form-urlencoded') return parseForm(body)
  const value = mediaType(headers) === 'application/json' ? parseJson(body) : undefined
  return isFields(value) ? value : {}
}
