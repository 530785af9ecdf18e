import { authorized } from '../authorization/authorized.ts'
import { bearerToken, json, pathSegments } from '../http.ts'
import { closed, text } from '../json-shape.ts'
import { findRoute, type Routes } from '../path-routes.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { createCard, disableCard, getCard, listCards } from './square/cards.ts'
import {
  createCustomer,
  deleteCustomer,
  getCustomer,
  listCustomers,
  searchCustomers,
  updateCustomer,
} from './square/customers.ts'
import { location, merchant } from './square/fixtures.ts'
import { authorizationServer } from './square/oauth.ts'
import { queryOf } from './square/parameters.ts'
import {
  cancelPayment,
  cancelPaymentByKey,
  completePayment,
  createPayment,
  getPayment,
  listPayments,
  updatePayment,
} from './square/payments.ts'
import { getRefund, listRefunds, refundPayment } from './square/refunds.ts'
import { invalid, notFound, SquareRefusal, squareError } from './square/refusal.ts'

export { fixtures } from './square/fixtures.ts'

/** Source: https://developer.squareup.com/reference/square, as of 2025-08-20. `*` is one segment of a path. */
const routes: Routes = [
  ['POST v2/payments', createPayment],
  ['GET v2/payments', listPayments],
  ['POST v2/payments/cancel', cancelPaymentByKey],
  ['GET v2/payments/*', getPayment],
  ['PUT v2/payments/*', updatePayment],
  ['POST v2/payments/*/complete', completePayment],
  ['POST v2/payments/*/cancel', cancelPayment],
  ['POST v2/refunds', refundPayment],
  ['GET v2/refunds', listRefunds],
  ['GET v2/refunds/*', getRefund],
  ['POST v2/customers', createCustomer],
  ['GET v2/customers', listCustomers],
  ['POST v2/customers/search', searchCustomers],
  ['GET v2/customers/*', getCustomer],
  ['PUT v2/customers/*', updateCustomer],
  ['DELETE v2/customers/*', deleteCustomer],
  ['POST v2/cards', createCard],
  ['GET v2/cards', listCards],
  ['GET v2/cards/*', getCard],
  ['POST v2/cards/*/disable', disableCard],
  ['GET v2/locations', () => json({ locations: [location] })],
  ['GET v2/locations/*', getLocation],
  ['GET v2/merchants', listMerchants],
  ['GET v2/merchants/*', getMerchant],
]

const methods = ['GET', 'POST', 'PUT', 'DELETE']

/** The version of an application that names none. */
const defaultVersion = '2025-08-20'

/**
 * Square: payments, refunds, customers, cards, locations and merchants, live and in its own sandbox.
 *
 * Any bearer token of ten characters and more is known unless it contains `invalid`; it is the account, which is one
 * of the United States with one location. `Square-Version` may be left out. The tokens of Square's own sandbox
 * (`cnon:card-nonce-ok`, `cnon:card-nonce-declined`, …) have their documented outcomes.
 */
const api: SandboxProvider = {
  id: 'square',
  hosts: ['connect.squareup.com', 'connect.squareupsandbox.com'],

  authenticate({ headers }: Exchange): Authentication {
    const token = bearerToken(headers)
    if (token !== undefined && token.length >= 10 && !token.includes('invalid')) return { account: token }
    const detail =
      token === undefined
        ? 'Your request did not include an `Authorization` http header with an access token.'
        : 'This request could not be authorized.'
    return { refusal: new SquareRefusal(401, [squareError('UNAUTHORIZED', detail)]).response() }
  },

  handle(exchange: Exchange, state: State): Response {
    const response = answer(exchange, state)
    response.headers.set('Square-Version', exchange.headers.get('square-version') ?? defaultVersion)
    return response
  },

  rateLimited(): Response {
    const detail = 'Your application is sending too many requests. Please slow down and try again.'
    return new SquareRefusal(429, [squareError('RATE_LIMITED', detail)]).response()
  },

  outage(): Response {
    const detail = 'An internal error has occurred, and the API was unable to service your request.'
    return new SquareRefusal(503, [squareError('SERVICE_UNAVAILABLE', detail)]).response()
  },
}

export const square = authorized(api, authorizationServer)

function answer(exchange: Exchange, state: State): Response {
  try {
    const version = exchange.headers.get('square-version')
    if (version !== null && !/^\d{4}-\d{2}-\d{2}$/.test(version)) {
      throw invalid('INVALID_SQUARE_VERSION_FORMAT', `The Square-Version \`${version}\` is not of the form YYYY-MM-DD.`)
    }
    const segments = pathSegments(exchange.url.pathname.slice(1))
    const play = findRoute(routes, exchange, segments)
    if (play !== undefined) return play(exchange, state)
    if (methods.some((method) => findRoute(routes, { ...exchange, method }, segments) !== undefined)) {
      throw new SquareRefusal(405, [squareError('METHOD_NOT_ALLOWED', `${exchange.method} is not allowed here.`)])
    }
    throw notFound('Resource not found.')
  } catch (error) {
    if (error instanceof SquareRefusal) return error.response()
    throw error
  }
}

/** `GET /v2/locations/{location_id}`, where `main` is the main location. */
function getLocation(_exchange: Exchange, _state: State, id: string): Response {
  if (id !== 'main' && id !== location.id) throw notFound(`Location \`${id}\` not found.`, 'location_id')
  return json({ location })
}

function listMerchants(exchange: Exchange): Response {
  queryOf(exchange, closed({}, { cursor: text() }))
  return json({ merchant: [merchant] })
}

/** `GET /v2/merchants/{merchant_id}`, where `me` is the one of the token. */
function getMerchant(_exchange: Exchange, _state: State, id: string): Response {
  if (id !== 'me' && id !== merchant.id) throw notFound(`Merchant \`${id}\` not found.`, 'merchant_id')
  return json({ merchant })
}
