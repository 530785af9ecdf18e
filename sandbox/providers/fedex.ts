import { bearerToken, decodeBase64, encodeBase64Url, json, mediaType, parseForm } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { resolveAddresses, validatePostalCode } from './fedex/addresses.ts'
import { refused } from './fedex/answers.ts'
import { packageAndServiceOptions, specialServiceOptions, transitTimes } from './fedex/availability.ts'
import { findLocations } from './fedex/locations.ts'
import { cancelPickup, createPickup, pickupAvailability } from './fedex/pickups.ts'
import { quoteRates } from './fedex/rates.ts'
import { cancelShipment, ship, validateShipment } from './fedex/shipping.ts'
import { trackDocuments, trackNumbers, trackReference } from './fedex/tracking.ts'

export { fixtures } from './fedex/fixtures.ts'

const tokenPath = '/oauth/token'

/** How long a token lives, in seconds. */
const lifetime = 3_600

type Play = (exchange: Exchange, state: State) => Response

/** Source: the API descriptions of https://developer.fedex.com/api/en-us/catalog.html, as of 2025-10. */
const routes: Readonly<Record<string, Play>> = {
  'POST /oauth/token': issueToken,
  'POST /rate/v1/rates/quotes': quoteRates,
  'POST /ship/v1/shipments': ship,
  'PUT /ship/v1/shipments/cancel': cancelShipment,
  'POST /ship/v1/shipments/packages/validate': validateShipment,
  'POST /track/v1/trackingnumbers': trackNumbers,
  'POST /track/v1/referencenumbers': trackReference,
  'POST /track/v1/trackingdocuments': trackDocuments,
  'POST /address/v1/addresses/resolve': resolveAddresses,
  'POST /country/v1/postal/validate': validatePostalCode,
  'POST /pickup/v1/pickups': createPickup,
  'PUT /pickup/v1/pickups/cancel': cancelPickup,
  'POST /pickup/v1/pickups/availabilities': pickupAvailability,
  'POST /location/v1/locations': findLocations,
  'POST /availability/v1/transittimes': transitTimes,
  'POST /availability/v1/packageandserviceoptions': packageAndServiceOptions,
  'POST /availability/v1/specialserviceoptions': specialServiceOptions,
}

/**
 * FedEx, production and sandbox alike.
 *
 * Any client id and secret are known unless they contain `invalid`; the token carries its client and its time of
 * issue, and the client is the account. A street with the word `unknown` is not found by the address validation.
 */
export const fedex: SandboxProvider = {
  id: 'fedex',
  hosts: ['apis.fedex.com', 'apis-sandbox.fedex.com'],

  authenticate(exchange: Exchange): Authentication {
    if (exchange.url.pathname === tokenPath) return authenticateClient(exchange)
    const client = clientOfToken(bearerToken(exchange.headers) ?? '', exchange.now)
    if (client !== undefined) return { account: client }
    const message = 'Access token expired. Please modify your request and try again.'
    return { refusal: refused(exchange, 401, { code: 'NOT.AUTHORIZED.ERROR', message }) }
  },

  handle(exchange: Exchange, state: State): Response {
    const play = routes[`${exchange.method} ${exchange.url.pathname}`]
    if (play !== undefined) return play(exchange, state)
    return refused(exchange, 404, {
      code: 'NOT.FOUND.ERROR',
      message: 'The resource you requested is no longer available. Please modify your request and try again.',
    })
  },

  /** The words of https://developer.fedex.com/api/en-us/guides/ratelimits.html, which has no code. */
  rateLimited(exchange: Exchange): Response {
    return refused(exchange, 429, {
      code: 'TOO.MANY.REQUESTS.ERROR',
      message: 'We have received too many requests in a short duration. Please wait a while to try again.',
    })
  },

  outage(exchange: Exchange): Response {
    return refused(exchange, 503, {
      code: 'SERVICE.UNAVAILABLE.ERROR',
      message:
        'The service is currently unavailable and we are working to resolve the issue. We apologize for any inconvenience. Please check back at a later time.',
    })
  },
}

/** The client's id and secret are in the body: https://developer.fedex.com/api/en-us/catalog/authorization/v1/docs.html */
function authenticateClient(exchange: Exchange): Authentication {
  const { client_id: id, client_secret: secret } = formOf(exchange)
  const isKnown = [id, secret].every((part) => typeof part === 'string' && part !== '' && !part.includes('invalid'))
  if (isKnown && typeof id === 'string') return { account: id }
  const message = 'The given client credentials were not valid. Please modify your request and try again.'
  return { refusal: refused(exchange, 401, { code: 'NOT.AUTHORIZED.ERROR', message }) }
}

/** A solution provider names the child key of its customer too. */
function issueToken(exchange: Exchange): Response {
  const { client_id: id, grant_type: grant, child_Key: childKey, child_secret: childSecret } = formOf(exchange)
  const isForChild = grant === 'csp_credentials' || grant === 'client_pc_credentials'
  const isChildKnown = [childKey, childSecret].every((part) => typeof part === 'string' && part !== '')
  const isGranted = grant === 'client_credentials' || (isForChild && isChildKnown)
  if (typeof id !== 'string' || !isGranted) {
    return refused(exchange, 400, {
      code: 'BAD.REQUEST.ERROR',
      message: 'Missing or duplicate parameters. Please modify your request and try again.',
    })
  }
  return json({
    access_token: `fdxtk_${encodeBase64Url(`${exchange.now.getTime()}|${id}`)}`,
    token_type: 'bearer',
    expires_in: lifetime,
    scope: 'CXS',
  })
}

function formOf({ headers, body }: Exchange): ReturnType<typeof parseForm> {
  return mediaType(headers) === 'application/x-www-form-urlencoded' ? parseForm(body) : {}
}

function clientOfToken(token: string, now: Date): string | undefined {
  const encoded = /^fdxtk_([\w-]+)$/.exec(token)?.[1]
  const parts = /^(\d+)\|(.+)$/.exec(encoded === undefined ? '' : (decodeBase64(encoded) ?? ''))
  if (parts === null) return undefined
  const isExpired = now.getTime() > Number(parts[1]) + lifetime * 1000
  return isExpired ? undefined : parts[2]
}
