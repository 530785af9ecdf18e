import { bearerToken, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { noRoute, WebapiError } from './magento/answers.ts'
import type { Call } from './magento/call.ts'
import { createCustomer, deleteCustomer, getCustomer, searchCustomers, updateCustomer } from './magento/customers.ts'
import { createInvoice, createRefund, createShipment } from './magento/fulfilment.ts'
import { getSourceItems, getSources, getStockItem, setSourceItems, setStockItem } from './magento/inventory.ts'
import { addComment, cancelOrder, createOrder, getOrder, getOrders, holdOrder, unholdOrder } from './magento/orders.ts'
import { createProduct, deleteProduct, getProduct, getProducts, updateProduct } from './magento/products.ts'
import { createAdminToken, getStoreConfigs, getStoreViews } from './magento/store.ts'

export { fixtures } from './magento/fixtures.ts'

interface Route {
  /** The permission that it wants. */
  readonly resource: string
  readonly methods: Readonly<Record<string, (call: Call) => Response>>
}

/** Source: https://developer.adobe.com/commerce/webapi/rest/quick-reference. `*` is one segment of a path. */
const routes: Readonly<Record<string, Route>> = {
  'integration/admin/token': { resource: 'anonymous', methods: { POST: createAdminToken } },
  'store/storeConfigs': { resource: 'Magento_Backend::store', methods: { GET: getStoreConfigs } },
  'store/storeViews': { resource: 'Magento_Backend::store', methods: { GET: getStoreViews } },
  products: { resource: 'Magento_Catalog::products', methods: { GET: getProducts, POST: createProduct } },
  'products/*': {
    resource: 'Magento_Catalog::products',
    methods: { GET: getProduct, PUT: updateProduct, DELETE: deleteProduct },
  },
  'products/*/stockItems/*': { resource: 'Magento_Catalog::products', methods: { PUT: setStockItem } },
  'stockItems/*': { resource: 'Magento_CatalogInventory::cataloginventory', methods: { GET: getStockItem } },
  'inventory/source-items': {
    resource: 'Magento_InventoryApi::source',
    methods: { GET: getSourceItems, POST: setSourceItems },
  },
  'inventory/sources': { resource: 'Magento_InventoryApi::source', methods: { GET: getSources } },
  orders: { resource: 'Magento_Sales::actions_view', methods: { GET: getOrders, POST: createOrder } },
  'orders/*': { resource: 'Magento_Sales::actions_view', methods: { GET: getOrder } },
  'orders/*/cancel': { resource: 'Magento_Sales::cancel', methods: { POST: cancelOrder } },
  'orders/*/hold': { resource: 'Magento_Sales::hold', methods: { POST: holdOrder } },
  'orders/*/unhold': { resource: 'Magento_Sales::unhold', methods: { POST: unholdOrder } },
  'orders/*/comments': { resource: 'Magento_Sales::comment', methods: { POST: addComment } },
  'order/*/invoice': { resource: 'Magento_Sales::invoice', methods: { POST: createInvoice } },
  'order/*/ship': { resource: 'Magento_Sales::ship', methods: { POST: createShipment } },
  'order/*/refund': { resource: 'Magento_Sales::creditmemo', methods: { POST: createRefund } },
  customers: { resource: 'Magento_Customer::manage', methods: { POST: createCustomer } },
  'customers/search': { resource: 'Magento_Customer::customer', methods: { GET: searchCustomers } },
  'customers/*': {
    resource: 'Magento_Customer::manage',
    methods: { GET: getCustomer, PUT: updateCustomer, DELETE: deleteCustomer },
  },
}

/**
 * Magento 2.4 and Adobe Commerce, the REST API of an administrator, under `/rest/V1` or `/rest/{store code}/V1`.
 *
 * Real stores are on any domain; the sandbox answers at `store.example.com`, `magento.example.com` and their
 * subdomains only. It can't know the secrets of an integration, and takes any OAuth 1.0a signature by HMAC-SHA256 that
 * is whole and of the last ten minutes, unless the consumer key or the token contains `invalid`; both with the host are
 * the account. Tokens of administrators are taken as bearer tokens. Addresses of customers are unique, except for
 * those that sandbox/reserved.ts names. Nothing is taxed.
 */
export const magento: SandboxProvider = {
  id: 'magento',
  hosts: [/^([a-z0-9-]+\.)?(store|magento)\.example\.com$/],

  authenticate(exchange: Exchange): Authentication {
    const { headers, url } = exchange
    const route = routeOf(exchange)
    const token = bearerToken(headers)
    if (route?.resource === 'anonymous') return { account: url.host }
    if (token !== undefined && token.length >= 10 && !/invalid/i.test(token)) return { account: `${url.host} ${token}` }
    const signed = oauthParameters(headers.get('authorization') ?? '')
    if (token !== undefined || signed === undefined) {
      const message = "The consumer isn't authorized to access %resources."
      return { refusal: new WebapiError(401, message, { resources: route?.resource ?? 'self' }).answer() }
    }
    const key = `${signed.get('oauth_consumer_key')} ${signed.get('oauth_token')}`
    if (isSound(signed, exchange.now) && !/invalid/i.test(key)) return { account: `${url.host} ${key}` }
    return { refusal: new WebapiError(401, 'The signature is invalid. Verify and try again.').answer() }
  },

  handle(exchange: Exchange, state: State): Response {
    try {
      const route = routeOf(exchange)
      if (route === undefined) throw noRoute()
      return route.play({ exchange, state, parameters: route.parameters })
    } catch (error) {
      if (error instanceof WebapiError) return error.answer()
      throw error
    }
  },

  /** Source: https://developer.adobe.com/commerce/webapi/get-started/rate-limiting */
  rateLimited(): Response {
    return new WebapiError(429, 'Too Many Requests').answer()
  },

  outage(): Response {
    return new WebapiError(
      500,
      'Internal Error. Details are available in Magento log file. Report ID: webapi-1',
    ).answer()
  },
}

/** The parameters of `Authorization: OAuth a="…", b="…"`. */
function oauthParameters(authorization: string): ReadonlyMap<string, string> | undefined {
  const list = /^oauth +(.+)$/i.exec(authorization)?.[1]
  if (list === undefined) return undefined
  return new Map(
    Array.from(list.matchAll(/([a-z_]+)="([^"]*)"/g), ([, name = '', value = '']) => [name, decoded(value)]),
  )
}

function decoded(value: string): string {
  return pathSegments(value)[0] ?? ''
}

/** Whether a signature has all that it needs: 32 bytes of HMAC-SHA256, a nonce, and a time within ten minutes. */
function isSound(signed: ReadonlyMap<string, string>, now: Date): boolean {
  const signature = signed.get('oauth_signature') ?? ''
  const time = Number(signed.get('oauth_timestamp') ?? Number.NaN)
  return (
    ['oauth_consumer_key', 'oauth_token', 'oauth_nonce'].every((name) => (signed.get(name) ?? '') !== '') &&
    signed.get('oauth_signature_method') === 'HMAC-SHA256' &&
    (signed.get('oauth_version') ?? '1.0') === '1.0' &&
    /^[A-Za-z0-9+/]{43}=$/.test(signature) &&
    Math.abs(now.getTime() / 1000 - time) <= 600
  )
}

function routeOf({ method, url }: Exchange) {
  const [root, ...rest] = pathSegments(url.pathname.slice(1))
  const segments = rest[0] === 'V1' ? rest.slice(1) : rest.slice(2)
  const isApi = root === 'rest' && (rest[0] === 'V1' || (rest[1] === 'V1' && /^[a-z]\w*$/i.test(rest[0] ?? '')))
  for (const [path, { resource, methods }] of isApi ? Object.entries(routes) : []) {
    const pattern = path.split('/')
    const isMatch =
      pattern.length === segments.length && pattern.every((part, index) => part === '*' || part === segments[index])
    const play = isMatch ? methods[method] : undefined
    if (play === undefined) continue
    const [first = '', second = ''] = segments.filter((_segment, index) => pattern[index] === '*')
    return { resource, play, parameters: [first, second] as const }
  }
  return undefined
}
