import { pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { notFound, Problem } from './bigcommerce/answers.ts'
import type { Call } from './bigcommerce/call.ts'
import { createCustomers, deleteCustomers, getCustomers, updateCustomers } from './bigcommerce/customers.ts'
import { changeLevels, getItems, getLocations, setLevels } from './bigcommerce/inventory.ts'
import {
  countOrders,
  createOrder,
  deleteOrder,
  getAddresses,
  getLines,
  getOrder,
  getOrders,
  getStatuses,
  updateOrder,
} from './bigcommerce/orders.ts'
import { createProduct, deleteProduct, getProduct, getProducts, updateProduct } from './bigcommerce/products.ts'
import { createShipment, deleteShipment, getShipment, getShipments } from './bigcommerce/shipments.ts'
import { getStore, getTime } from './bigcommerce/store.ts'

export { fixtures } from './bigcommerce/fixtures.ts'

type Play = (call: Call) => Response

/** Source: https://github.com/bigcommerce/docs/tree/main/reference. `*` is one segment of a path. */
const routes: readonly [string, Readonly<Record<string, Play>>][] = [
  ['v2/store', { GET: getStore }],
  ['v2/time', { GET: getTime }],
  ['v2/order_statuses', { GET: getStatuses }],
  ['v2/orders', { GET: getOrders, POST: createOrder }],
  ['v2/orders/count', { GET: countOrders }],
  ['v2/orders/*', { GET: getOrder, PUT: updateOrder, DELETE: deleteOrder }],
  ['v2/orders/*/products', { GET: getLines }],
  ['v2/orders/*/shipping_addresses', { GET: getAddresses }],
  ['v2/orders/*/shipments', { GET: getShipments, POST: createShipment }],
  ['v2/orders/*/shipments/*', { GET: getShipment, DELETE: deleteShipment }],
  ['v3/catalog/products', { GET: getProducts, POST: createProduct }],
  ['v3/catalog/products/*', { GET: getProduct, PUT: updateProduct, DELETE: deleteProduct }],
  ['v3/inventory/adjustments/absolute', { PUT: setLevels }],
  ['v3/inventory/adjustments/relative', { POST: changeLevels }],
  ['v3/inventory/items', { GET: getItems }],
  ['v3/inventory/locations', { GET: getLocations }],
  ['v3/customers', { GET: getCustomers, POST: createCustomers, PUT: updateCustomers, DELETE: deleteCustomers }],
]

/** Source: https://developer.bigcommerce.com/docs/start/best-practices/api-rate-limits */
const window = {
  'X-Rate-Limit-Time-Window-Ms': '30000',
  'X-Rate-Limit-Time-Reset-Ms': '15000',
  'X-Rate-Limit-Requests-Quota': '150',
}

/**
 * BigCommerce: orders and the store of version 2, everything else of version 3.
 *
 * Any access token is known unless it contains `invalid`; with the store's hash it is the account. Names and SKUs of
 * products are unique where they contain `duplicate`; addresses of customers are, except for those that
 * sandbox/reserved.ts names. Nothing is taxed, and a variant's stock is that of the one location.
 */
export const bigcommerce: SandboxProvider = {
  id: 'bigcommerce',
  hosts: ['api.bigcommerce.com'],

  authenticate({ headers, url }: Exchange): Authentication {
    const token = headers.get('x-auth-token') ?? ''
    const store = url.pathname.split('/')[2] ?? ''
    if (token !== '' && !/invalid/i.test(token) && !/invalid/i.test(store)) return { account: `${store} ${token}` }
    return { refusal: new Problem(401, 'Unauthorized').answer(url.pathname) }
  },

  handle(exchange: Exchange, state: State): Response {
    const { pathname } = exchange.url
    try {
      const answer = resource(exchange, state)
      for (const [name, value] of Object.entries(window)) answer.headers.set(name, value)
      answer.headers.set('X-Rate-Limit-Requests-Left', '149')
      return answer
    } catch (error) {
      if (error instanceof Problem) return error.answer(pathname)
      throw error
    }
  },

  rateLimited({ url }: Exchange): Response {
    const headers = { ...window, 'X-Rate-Limit-Requests-Left': '0' }
    return new Problem(429, 'Too many requests').answer(url.pathname, headers)
  },

  outage({ url }: Exchange): Response {
    return new Problem(503, 'Service Unavailable').answer(url.pathname)
  },
}

function resource(exchange: Exchange, state: State): Response {
  const [stores, store = '', ...segments] = pathSegments(exchange.url.pathname.slice(1))
  if (stores !== 'stores' || store === '') throw notFound()
  for (const [route, methods] of routes) {
    const pattern = route.split('/')
    const isMatch =
      pattern.length === segments.length && pattern.every((part, index) => part === '*' || part === segments[index])
    if (!isMatch) continue
    const play = methods[exchange.method]
    if (play === undefined) throw new Problem(405, 'The requested HTTP method is not allowed.')
    if (!/application\/json|\*\/\*/.test(exchange.headers.get('accept') ?? '')) {
      throw new Problem(406, 'The Accept header must name application/json.')
    }
    const [first = '', second = ''] = segments.filter((_segment, index) => pattern[index] === '*')
    return play({ exchange, state, store, parameters: [first, second] })
  }
  throw notFound()
}
