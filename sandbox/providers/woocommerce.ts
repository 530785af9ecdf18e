import { basicCredentials, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { RestError } from './woocommerce/answers.ts'
import type { Call } from './woocommerce/call.ts'
import { createCustomer, deleteCustomer, getCustomer, getCustomers, updateCustomer } from './woocommerce/customers.ts'
import { createOrder, deleteOrder, getOrder, getOrders, updateOrder } from './woocommerce/orders.ts'
import { createProduct, deleteProduct, getProduct, getProducts, updateProduct } from './woocommerce/products.ts'
import { createRefund, deleteRefund, getRefund, getRefunds } from './woocommerce/refunds.ts'

export { fixtures } from './woocommerce/fixtures.ts'

type Play = (call: Call) => Response

/** What changes an object may be sent by any of the three methods. */
const changing = (play: Play) => ({ PUT: play, PATCH: play, POST: play })

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/. `*` is one segment of a path. */
const routes: readonly [string, Readonly<Record<string, Play>>][] = [
  ['products', { GET: getProducts, POST: createProduct }],
  ['products/*', { GET: getProduct, ...changing(updateProduct), DELETE: deleteProduct }],
  ['orders', { GET: getOrders, POST: createOrder }],
  ['orders/*', { GET: getOrder, ...changing(updateOrder), DELETE: deleteOrder }],
  ['orders/*/refunds', { GET: getRefunds, POST: createRefund }],
  ['orders/*/refunds/*', { GET: getRefund, DELETE: deleteRefund }],
  ['customers', { GET: getCustomers, POST: createCustomer }],
  ['customers/*', { GET: getCustomer, ...changing(updateCustomer), DELETE: deleteCustomer }],
]

/**
 * WooCommerce, REST API version 3, in a store whose clock is five hours behind GMT.
 *
 * Real stores are on any domain; the sandbox answers at `shop.example.com`, `woo.example.com` and their subdomains
 * only. Any key `ck_…` with any secret `cs_…` is known unless one of them contains `invalid`; both together with the
 * host are the account. SKUs are unique where they contain `duplicate`; addresses of customers are, except for those
 * that sandbox/reserved.ts names. Nothing is taxed.
 */
export const woocommerce: SandboxProvider = {
  id: 'woocommerce',
  hosts: [/^([a-z0-9-]+\.)?(shop|woo)\.example\.com$/],

  /** By Basic or, as documented for servers that lose the header, by the query. */
  authenticate(exchange: Exchange): Authentication {
    const { headers, url } = exchange
    const basic = basicCredentials(headers)
    const key = basic?.name ?? url.searchParams.get('consumer_key') ?? ''
    const secret = basic?.password ?? url.searchParams.get('consumer_secret') ?? ''
    if (!isCredential('ck', key)) {
      const message = 'Sorry, you cannot list resources.'
      return { refusal: new RestError(401, 'woocommerce_rest_cannot_view', message).answer() }
    }
    if (!isCredential('cs', secret)) {
      const message = 'Consumer secret is invalid.'
      return { refusal: new RestError(401, 'woocommerce_rest_authentication_error', message).answer() }
    }
    return { account: `${url.host} ${key} ${secret}` }
  },

  handle(exchange: Exchange, state: State): Response {
    try {
      return resource(exchange, state)
    } catch (error) {
      if (error instanceof RestError) return error.answer()
      throw error
    }
  },

  /** WooCommerce itself counts nothing; this is what WordPress hosts answer in its shape. */
  rateLimited(): Response {
    const answer = new RestError(429, 'rest_too_many_requests', 'Too many requests.').answer()
    answer.headers.set('Retry-After', '10')
    return answer
  },

  outage(): Response {
    const message = 'There has been a critical error on this website.'
    return new RestError(500, 'internal_server_error', message).answer()
  },
}

function isCredential(prefix: string, value: string): boolean {
  return new RegExp(`^${prefix}_[A-Za-z0-9]+$`).test(value) && !/invalid/i.test(value)
}

function resource(exchange: Exchange, state: State): Response {
  const [root, namespace, version, ...segments] = pathSegments(exchange.url.pathname.slice(1))
  const isApi = root === 'wp-json' && namespace === 'wc' && version === 'v3'
  for (const [route, methods] of isApi ? routes : []) {
    const pattern = route.split('/')
    const isMatch =
      pattern.length === segments.length &&
      pattern.every((part, index) => (part === '*' ? /^\d+$/.test(segments[index] ?? '') : part === segments[index]))
    const play = isMatch ? methods[exchange.method] : undefined
    if (play === undefined) continue
    const [first = '', second = ''] = segments.filter((_segment, index) => pattern[index] === '*')
    return play({ exchange, state, parameters: [first, second] })
  }
  throw new RestError(404, 'rest_no_route', 'No route was found matching the URL and request method.')
}
