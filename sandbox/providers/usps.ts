import { pathSegments } from '../http.ts'
import { findRoute, type Routes } from '../path-routes.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { findCity, findZipCode, standardizeAddress } from './usps/addresses.ts'
import { refused } from './usps/answers.ts'
import { cancelLabel, createLabel, editLabel, reprintLabel } from './usps/labels.ts'
import { findDropoffs, findParcelLockers, findPostOffices } from './usps/locations.ts'
import { searchOptions } from './usps/options.ts'
import { authorizePayment, inquirePaymentAccount } from './usps/payments.ts'
import { cancelPickup, changePickup, checkEligibility, createPickup, getPickup } from './usps/pickups.ts'
import { listBaseRates, searchBaseRates, searchExtraServiceRates, searchTotalRates } from './usps/prices.ts'
import { authenticateClient, authenticateToken, issueToken } from './usps/token.ts'
import { registerNotification, requestProofOfDelivery, track } from './usps/tracking.ts'

export { fixtures } from './usps/fixtures.ts'

const tokenPath = '/oauth2/v3/token'

/** Source: the descriptions of https://developers.usps.com/apis, as of 2026-06. `*` is one segment of a path. */
const routes: Routes = [
  ['POST oauth2/v3/token', issueToken],
  ['GET addresses/v3/address', standardizeAddress],
  ['GET addresses/v3/city-state', findCity],
  ['GET addresses/v3/zipcode', findZipCode],
  ['POST prices/v3/base-rates/search', searchBaseRates],
  ['POST prices/v3/base-rates-list/search', listBaseRates],
  ['POST prices/v3/total-rates/search', searchTotalRates],
  ['POST prices/v3/extra-service-rates/search', searchExtraServiceRates],
  ['POST shipments/v3/options/search', searchOptions],
  ['POST payments/v3/payment-authorization', authorizePayment],
  ['GET payments/v3/payment-account/*', (exchange, _state, number) => inquirePaymentAccount(exchange, number)],
  ['POST labels/v3/label', createLabel],
  ['DELETE labels/v3/label', cancelLabel],
  ['DELETE labels/v3/label/*', cancelLabel],
  ['PATCH labels/v3/label/*', editLabel],
  ['POST labels/v3/label-reprint', reprintLabel],
  ['POST labels/v3/label-reprint/*', reprintLabel],
  ['GET tracking/v3/tracking/*', track],
  ['POST tracking/v3/tracking/*/notifications', registerNotification],
  ['POST tracking/v3/tracking/*/proof-of-delivery', requestProofOfDelivery],
  ['GET pickup/v3/carrier-pickup/eligibility', checkEligibility],
  ['POST pickup/v3/carrier-pickup', createPickup],
  ['GET pickup/v3/carrier-pickup/*', getPickup],
  ['PUT pickup/v3/carrier-pickup/*', changePickup],
  ['DELETE pickup/v3/carrier-pickup/*', cancelPickup],
  ['GET locations/v3/dropoff-locations', findDropoffs],
  ['GET locations/v3/post-office-locations', findPostOffices],
  ['GET locations/v3/parcel-locker-locations', findParcelLockers],
]

/**
 * USPS, production and testing environment alike.
 *
 * Any consumer key and secret are known unless they contain `invalid`; the token carries its client and its time of
 * issue, and the client is the account. A street without a number, or with the word `unknown`, is found nowhere.
 */
export const usps: SandboxProvider = {
  id: 'usps',
  hosts: ['apis.usps.com', 'apis-tem.usps.com'],

  authenticate(exchange: Exchange): Authentication {
    return exchange.url.pathname === tokenPath ? authenticateClient(exchange) : authenticateToken(exchange)
  },

  handle(exchange: Exchange, state: State): Response {
    const play = findRoute(routes, exchange, pathSegments(exchange.url.pathname.slice(1)))
    if (play !== undefined) return play(exchange, state)
    const detail = 'The resource of the request does not exist.'
    return refused(exchange, 404, [{ status: '404', title: 'Not Found', detail }])
  },

  rateLimited(exchange: Exchange): Response {
    const detail = 'Too many requests have been received from the client in a short amount of time.'
    const errors = [{ status: '429', title: 'Too Many Requests', detail }]
    return refused(exchange, 429, errors, 'Too Many Requests', { 'Retry-After': '60' })
  },

  outage(exchange: Exchange): Response {
    const detail = 'The service is temporarily unavailable.'
    const errors = [{ status: '503', title: 'Service Unavailable', detail }]
    return refused(exchange, 503, errors, 'Service Unavailable', { 'Retry-After': '60' })
  },
}
