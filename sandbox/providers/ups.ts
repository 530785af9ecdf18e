import { basicCredentials, bearerToken, decodeBase64, encodeBase64Url, json, mediaType, parseForm } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { validateAddress } from './ups/address.ts'
import { fault, refusal } from './ups/answers.ts'
import { cancelPickup, createPickup, pendingPickups } from './ups/pickup.ts'
import { rate } from './ups/rating.ts'
import { recoverLabel } from './ups/recovery.ts'
import { ship, voidShipment } from './ups/shipping.ts'
import { track } from './ups/tracking.ts'
import { transitTimes } from './ups/transit.ts'

export { fixtures } from './ups/fixtures.ts'

const tokenPath = '/security/v1/oauth/token'

/** How long a token lives, in seconds. */
const lifetime = 14_399

type Play = (exchange: Exchange, state: State, parameter: string) => Response

/** Source: the API descriptions at https://github.com/UPS-API/api-documentation, versions of 2026-07. */
const routes: readonly [string, RegExp, Play][] = [
  ['POST', /^\/api\/rating\/v2409\/([^/]+)$/, (exchange, _state, option) => rate(exchange, option)],
  ['POST', /^\/api\/shipments\/v2409\/ship$/, (exchange, state) => ship(exchange, state)],
  ['DELETE', /^\/api\/shipments\/v2409\/void\/cancel\/([^/]+)$/, voidShipment],
  ['POST', /^\/api\/labels\/v1\/recovery$/, (exchange, state) => recoverLabel(exchange, state)],
  ['GET', /^\/api\/track\/v1\/details\/([^/]+)$/, track],
  ['POST', /^\/api\/addressvalidation\/v2\/([^/]+)$/, (exchange, _state, option) => validateAddress(exchange, option)],
  ['POST', /^\/api\/shipments\/v1\/transittimes$/, (exchange) => transitTimes(exchange)],
  ['POST', /^\/api\/pickupcreation\/v2409\/pickup$/, (exchange, state) => createPickup(exchange, state)],
  ['DELETE', /^\/api\/shipments\/v2409\/pickup\/([^/]+)$/, cancelPickup],
  ['GET', /^\/api\/shipments\/v2409\/pickup\/([^/]+)$/, pendingPickups],
]

/**
 * UPS, production and Customer Integration Environment alike.
 *
 * Any client id and secret are known unless they contain `invalid`; the token carries its client and its time of
 * issue, and the client is the account. `blocked` in the client id answers 403, as for a blocked merchant.
 */
export const ups: SandboxProvider = {
  id: 'ups',
  hosts: ['onlinetools.ups.com', 'wwwcie.ups.com'],

  authenticate(exchange: Exchange): Authentication {
    if (exchange.url.pathname === tokenPath) return authenticateClient(exchange)
    const client = clientOfToken(bearerToken(exchange.headers) ?? '', exchange.now)
    if (client === undefined) {
      return { refusal: refusal(401, fault('250002', 'Invalid Authentication Information.')) }
    }
    return { account: client }
  },

  handle(exchange: Exchange, state: State): Response {
    const { method, url } = exchange
    if (url.pathname === tokenPath) return method === 'POST' ? issueToken(exchange) : notFound()
    for (const [verb, pattern, play] of routes) {
      const match = verb === method ? pattern.exec(url.pathname) : null
      if (match !== null) return play(exchange, state, match[1] ?? '')
    }
    return notFound()
  },

  rateLimited(): Response {
    return refusal(429, fault('10429', 'Too Many Requests'))
  },

  outage(): Response {
    return refusal(503, fault('10503', 'Service Unavailable'))
  },
}

function notFound(): Response {
  return refusal(404, fault('10404', 'Invalid request URL'))
}

/** Source: https://developer.ups.com/api/reference/oauth/client-credentials */
function authenticateClient({ headers }: Exchange): Authentication {
  const client = basicCredentials(headers)
  if (client === undefined) {
    return { refusal: refusal(401, fault('10400', 'Invalid/Missing Authorization Header')) }
  }
  const { name, password } = client
  if (name === '' || password === '' || name.includes('invalid') || password.includes('invalid')) {
    return { refusal: refusal(401, fault('10401', 'ClientId is Invalid')) }
  }
  if (name.includes('blocked')) return { refusal: refusal(403, fault('10403', 'Blocked Merchant')) }
  return { account: name }
}

function issueToken({ headers, body, now }: Exchange): Response {
  const client = basicCredentials(headers)?.name ?? ''
  const isForm = mediaType(headers) === 'application/x-www-form-urlencoded'
  if (!isForm || parseForm(body).grant_type !== 'client_credentials') {
    return refusal(400, fault('10400', 'Invalid/Missing grant_type'))
  }
  return json({
    token_type: 'Bearer',
    issued_at: String(now.getTime()),
    client_id: client,
    access_token: `upstk_${encodeBase64Url(`${now.getTime()}|${client}`)}`,
    scope: '',
    expires_in: String(lifetime),
    refresh_count: '0',
    status: 'approved',
  })
}

function clientOfToken(token: string, now: Date): string | undefined {
  const encoded = /^upstk_([\w-]+)$/.exec(token)?.[1]
  const parts = /^(\d+)\|(.+)$/.exec(encoded === undefined ? '' : (decodeBase64(encoded) ?? ''))
  if (parts === null) return undefined
  const isExpired = now.getTime() > Number(parts[1]) + lifetime * 1000
  return isExpired ? undefined : parts[2]
}
