import { json, pathSegments } from '../http.ts'
import { findRoute, type Routes } from '../path-routes.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { validateAddresses } from './shipstation/addresses.ts'
import { notFound, refused, type ShipStationError } from './shipstation/answers.ts'
import { getCarrier, listCarriers, listOptions, listPackages, listServices } from './shipstation/carriers.ts'
import {
  buyLabel,
  buyLabelForRate,
  buyLabelForShipment,
  buyReturnLabel,
  getLabel,
  listLabels,
  voidLabel,
} from './shipstation/labels.ts'
import { deletePickup, getPickup, listPickups, schedulePickup } from './shipstation/pickups.ts'
import { estimateRates, getRate, getRates, listShipmentRates } from './shipstation/rates.ts'
import { warehouse } from './shipstation/records.ts'
import {
  cancelShipment,
  createShipments,
  getShipment,
  getShipmentByExternalId,
  listShipments,
} from './shipstation/shipments.ts'
import { download, stopTracking, trackLabel } from './shipstation/tracking.ts'

export { fixtures } from './shipstation/fixtures.ts'

/** Source: https://docs.shipstation.com/apis/openapi, as of 2025-08. `*` is one segment of a path. */
const routes: Routes = [
  ['GET v2/carriers', listCarriers],
  ['GET v2/carriers/*', getCarrier],
  ['GET v2/carriers/*/services', listServices],
  ['GET v2/carriers/*/packages', listPackages],
  ['GET v2/carriers/*/options', listOptions],
  ['POST v2/rates', getRates],
  ['POST v2/rates/estimate', estimateRates],
  ['GET v2/rates/*', getRate],
  ['GET v2/shipments', listShipments],
  ['POST v2/shipments', createShipments],
  ['GET v2/shipments/external_shipment_id/*', getShipmentByExternalId],
  ['GET v2/shipments/*', getShipment],
  ['PUT v2/shipments/*/cancel', cancelShipment],
  ['GET v2/shipments/*/rates', listShipmentRates],
  ['GET v2/labels', listLabels],
  ['POST v2/labels', buyLabel],
  ['POST v2/labels/rates/*', buyLabelForRate],
  ['POST v2/labels/shipment/*', buyLabelForShipment],
  ['GET v2/labels/*', getLabel],
  ['GET v2/labels/*/track', trackLabel],
  ['PUT v2/labels/*/void', voidLabel],
  ['POST v2/labels/*/return', buyReturnLabel],
  ['GET v2/pickups', listPickups],
  ['POST v2/pickups', schedulePickup],
  ['GET v2/pickups/*', getPickup],
  ['DELETE v2/pickups/*', deletePickup],
  ['POST v2/tracking/stop', stopTracking],
  ['POST v2/addresses/validate', validateAddresses],
  ['GET v2/warehouses', () => json({ warehouses: [warehouse] })],
  ['GET v2/warehouses/*', getWarehouse],
  ['GET v2/downloads/10/sandbox/*', download],
  ['GET v2/users', listUsers],
]

/**
 * ShipStation, API version 2. There is no other environment than the live one.
 *
 * Any API key is known unless it contains `invalid`; it is the account. `external_shipment_id` is unique, except for
 * the values of examples that sandbox/reserved.ts names.
 */
export const shipstation: SandboxProvider = {
  id: 'shipstation',
  hosts: ['api.shipstation.com'],

  authenticate(exchange: Exchange): Authentication {
    const key = exchange.headers.get('api-key') ?? ''
    if (key !== '' && !key.includes('invalid')) return { account: key }
    const message = key === '' ? 'The API key is missing.' : 'The API key is invalid. Please see your account settings.'
    const error: ShipStationError = {
      error_source: 'ShipStation',
      error_type: 'security',
      error_code: 'unauthorized',
      message,
    }
    return { refusal: refused(exchange, 401, [error]) }
  },

  handle(exchange: Exchange, state: State): Response {
    const play = findRoute(routes, exchange, pathSegments(exchange.url.pathname.slice(1)))
    if (play !== undefined) return play(exchange, state)
    const error: ShipStationError = {
      error_source: 'ShipStation',
      error_type: 'validation',
      error_code: 'unspecified',
      message: 'The requested resource does not exist.',
    }
    return refused(exchange, 404, [error])
  },

  /** Source: https://docs.shipstation.com/rate-limits */
  rateLimited(exchange: Exchange): Response {
    const error: ShipStationError = {
      error_source: 'ShipStation',
      error_type: 'system',
      error_code: 'rate_limit_exceeded',
      message: 'You have exceeded the rate limit.',
    }
    return refused(exchange, 429, [error], { 'Retry-After': '30' })
  },

  outage(exchange: Exchange): Response {
    const error: ShipStationError = {
      error_source: 'ShipStation',
      error_type: 'system',
      error_code: 'unspecified',
      message: 'An error occurred on our side.',
    }
    return refused(exchange, 500, [error])
  },
}

function getWarehouse(exchange: Exchange, _state: State, id: string): Response {
  return id === warehouse.warehouse_id ? json(warehouse) : notFound(exchange, 'warehouse', id)
}

/** `GET /v2/users`: the one user who has the account. */
function listUsers({ url }: Exchange): Response {
  const user = {
    user_id: '123abc4d-1a2b-4321-a1b2-123abc4d5e6f',
    name: 'Grace Hopper',
    username: 'grace.hopper',
    email: 'grace@example.com',
    status: 'Active',
    last_login_at: '2026-01-15',
    created_at: '2026-01-02',
  }
  const size = url.searchParams.get('page_size') ?? '25'
  const link = { href: `${url.origin}/v2/users?page=1&page_size=${size}` }
  return json({ users: [user], total: 1, page: 1, pages: 1, links: { first: link, last: link, prev: {}, next: {} } })
}
