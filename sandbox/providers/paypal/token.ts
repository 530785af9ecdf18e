import { basicCredentials, decodeBase64, encodeBase64Url, json, mediaType, parseForm } from '../../http.ts'
import type { Authentication, Exchange } from '../../provider.ts'
import { PayPalRefusal } from './refusal.ts'

/** Seconds that an access token lives: nine hours. */
const lifetime = 32_400
const prefix = 'A21AA'
const scopes =
  'https://uri.paypal.com/services/payments/payment/authcapture https://uri.paypal.com/services/payments/refund https://uri.paypal.com/services/payments/realtimepayment https://uri.paypal.com/services/reporting/search/read https://uri.paypal.com/payments/payouts https://uri.paypal.com/services/applications/webhooks'

/** `POST /v1/oauth2/token`, https://developer.paypal.com/api/rest/authentication/: the client's id and secret. */
export function authenticateClient({ headers }: Exchange): Authentication {
  const client = basicCredentials(headers)
  const isKnown =
    client !== undefined &&
    client.name !== '' &&
    client.password !== '' &&
    !client.name.includes('invalid') &&
    !client.password.includes('invalid')
  if (isKnown) return { account: client.name }
  return {
    refusal: json({ error: 'invalid_client', error_description: 'Client Authentication failed' }, 401, {
      'WWW-Authenticate': 'Basic realm="v1/oauth2/token"',
    }),
  }
}

export function issueToken(exchange: Exchange): Response {
  const isForm = mediaType(exchange.headers) === 'application/x-www-form-urlencoded'
  const grant = isForm ? parseForm(exchange.body).grant_type : undefined
  if (grant === undefined) {
    return json({ error: 'unsupported_grant_type', error_description: 'Grant Type is NULL' }, 400)
  }
  if (grant !== 'client_credentials') {
    return json({ error: 'unsupported_grant_type', error_description: 'unsupported grant_type' }, 400)
  }
  const seconds = Math.floor(exchange.now.getTime() / 1000)
  const client = basicCredentials(exchange.headers)?.name ?? ''
  return json({
    scope: scopes,
    access_token: `${prefix}${encodeBase64Url(`${seconds}:${client}`)}`,
    token_type: 'Bearer',
    app_id: 'APP-80W284485P519543T',
    expires_in: lifetime,
    nonce: `${exchange.now.toISOString()}${exchange.randomId(43)}`,
  })
}

/** The account of an access token that this sandbox issued and that still lives. */
export function authenticateToken(exchange: Exchange, token: string | undefined): Authentication {
  if (token === undefined) return { refusal: new PayPalRefusal(401).response(exchange) }
  const carried = token.startsWith(prefix) ? decodeBase64(token.slice(prefix.length)) : undefined
  const match = carried === undefined ? null : /^(\d+):(.+)$/s.exec(carried)
  const issued = Number(match?.[1]) * 1000
  const account = match?.[2]
  if (account === undefined) return refuse('Token signature verification failed')
  if (exchange.now.getTime() >= issued + lifetime * 1000) return refuse('Access Token expired')
  return { account }
}

function refuse(description: string): Authentication {
  return {
    refusal: json({ error: 'invalid_token', error_description: description }, 401, {
      'WWW-Authenticate': `Bearer error="invalid_token", error_description="${description}"`,
    }),
  }
}
