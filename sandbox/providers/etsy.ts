import { authorized } from '../authorization/authorized.ts'
import { bearerToken, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { EtsyError, notFound } from './etsy/answers.ts'
import { type Call, callOf } from './etsy/call.ts'
import { getInventory, getProduct, replaceInventory } from './etsy/inventory.ts'
import {
  createListing,
  deleteListing,
  getActiveListings,
  getListing,
  getShopListings,
  updateListing,
} from './etsy/listings.ts'
import { authorizationServer } from './etsy/oauth.ts'
import { createShipment, getReceipt, getReceipts, getTransactions, updateReceipt } from './etsy/receipts.ts'
import {
  getMe,
  getReadinessStates,
  getShippingProfile,
  getShippingProfiles,
  getShop,
  getUser,
  getUserShop,
  ping,
} from './etsy/shop.ts'

export { fixtures } from './etsy/fixtures.ts'

type Play = (call: Call) => Response

/** Source: https://developers.etsy.com/documentation/reference. `*` is one segment of a path, and a number. */
const routes: readonly [string, Readonly<Record<string, Play>>][] = [
  ['openapi-ping', { GET: ping }],
  ['users/me', { GET: getMe }],
  ['users/*', { GET: getUser }],
  ['users/*/shops', { GET: getUserShop }],
  ['shops/*', { GET: getShop }],
  ['shops/*/listings', { GET: getShopListings, POST: createListing }],
  ['shops/*/listings/active', { GET: getActiveListings }],
  ['shops/*/listings/*', { PATCH: updateListing }],
  ['shops/*/receipts', { GET: getReceipts }],
  ['shops/*/receipts/*', { GET: getReceipt, PUT: updateReceipt }],
  ['shops/*/receipts/*/tracking', { POST: createShipment }],
  ['shops/*/receipts/*/transactions', { GET: getTransactions }],
  ['shops/*/shipping-profiles', { GET: getShippingProfiles }],
  ['shops/*/shipping-profiles/*', { GET: getShippingProfile }],
  ['shops/*/readiness-state-definitions', { GET: getReadinessStates }],
  ['listings/*', { GET: getListing, DELETE: deleteListing }],
  ['listings/*/inventory', { GET: getInventory, PUT: replaceInventory }],
  ['listings/*/inventory/products/*', { GET: getProduct }],
]

/** What needs no token of a user, by method and path. */
const open = ['GET openapi-ping', 'GET shops/*', 'GET shops/*/listings/active', 'GET listings/*', 'GET users/*/shops']

const quota = { 'x-limit-per-second': '10', 'x-limit-per-day': '10000' }

/**
 * Etsy, Open API version 3.
 *
 * Any API key of the form `keystring:shared_secret` is known, and any token that begins with the number of its user
 * and a dot, unless they contain `invalid`. The token is the account; every account has the shop that its requests
 * name. Parameters that the description does not name are refused, so that a misspelt one shows.
 */
const api: SandboxProvider = {
  id: 'etsy',
  hosts: ['openapi.etsy.com', 'api.etsy.com', 'www.etsy.com'],

  authenticate(exchange: Exchange): Authentication {
    const key = exchange.headers.get('x-api-key') ?? ''
    const [keystring = '', secret = ''] = key.split(':')
    const refused = (message: string, more = {}) => ({ refusal: new EtsyError(401, message, more).answer(quota) })
    if (keystring === '') return refused('Missing x-api-key header')
    if (secret === '') return refused('Shared secret is required in x-api-key header.')
    if (key.toLowerCase().includes('invalid')) return refused('Invalid API key')
    const authorization = exchange.headers.get('authorization')
    const token = bearerToken(exchange.headers) ?? ''
    const route = routeOf(exchange)
    if (authorization === null && (route === undefined || open.includes(`${exchange.method} ${route.path}`))) {
      return { account: key }
    }
    if (/^\d+\.\S{10,}$/.test(token) && !token.toLowerCase().includes('invalid')) return { account: token }
    const description = authorization === null ? 'no access token was provided' : 'access token is invalid'
    return refused('invalid_token', { error_description: description })
  },

  handle(exchange: Exchange, state: State): Response {
    const headers = { ...quota, 'x-remaining-this-second': '9', 'x-remaining-today': '9999' }
    try {
      const route = routeOf(exchange)
      if (route === undefined) throw notFound()
      const answer = route.play(callOf(exchange, state, route.path, route.parameters))
      for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
      return answer
    } catch (error) {
      if (error instanceof EtsyError) return error.answer(headers)
      throw error
    }
  },

  /** Source: https://developers.etsy.com/documentation/essentials/rate-limits */
  rateLimited(): Response {
    const headers = { ...quota, 'x-remaining-this-second': '0', 'x-remaining-today': '9999', 'retry-after': '1' }
    return new EtsyError(429, 'Exceeded rate limit').answer(headers)
  },

  outage(): Response {
    return new EtsyError(500, 'The server encountered an internal error.').answer(quota)
  },
}

export const etsy = authorized(api, authorizationServer)

function routeOf({ method, url }: Exchange) {
  const [version, application, ...segments] = pathSegments(url.pathname.slice(1))
  if (version !== 'v3' || application !== 'application') return undefined
  for (const [path, methods] of routes) {
    const pattern = path.split('/')
    const isMatch =
      pattern.length === segments.length &&
      pattern.every((part, index) => (part === '*' ? /^\d+$/.test(segments[index] ?? '') : part === segments[index]))
    const play = isMatch ? methods[method] : undefined
    if (play === undefined) continue
    const [first = '', second = ''] = segments.filter((_segment, index) => pattern[index] === '*')
    return { path, play, parameters: [first, second] as const }
  }
  return undefined
}
