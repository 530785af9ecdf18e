import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { customerFixtures, orderFixtures, productFixtures } from './fixtures.ts'
import type { CustomerRecord, OrderRecord, ProductRecord } from './records.ts'
import type { SearchWarning } from './search.ts'

/** The shop that one request talks to. */
export interface ShopContext {
  /** `example.myshopify.com` */
  readonly domain: string
  /** The time of the request in ISO 8601. */
  readonly now: string
  /** `2026-10` */
  readonly version: string
  /** Whether the access token was granted write scopes. */
  readonly mayWrite: boolean
  readonly products: Collection<ProductRecord>
  readonly customers: Collection<CustomerRecord>
  readonly orders: Collection<OrderRecord>
  readonly state: State
  /** A fresh number for a global id. */
  newId(): string
  /** Search terms of this request that name no known field; the API reports them beside the data. */
  readonly searchWarnings: SearchWarning[]
}

export function shopContext(exchange: Exchange, state: State, version: string, mayWrite: boolean): ShopContext {
  const idOf = (record: { id: string }): string => record.id
  return {
    domain: exchange.url.host,
    now: isoSeconds(exchange.now),
    version,
    mayWrite,
    products: collection(state, 'product', idOf, productFixtures),
    customers: collection(state, 'customer', idOf, customerFixtures),
    orders: collection(state, 'order', idOf, orderFixtures),
    state,
    newId: () => `7${Array.from(exchange.randomId(13), (char) => char.charCodeAt(0) % 10).join('')}`,
    searchWarnings: [],
  }
}

/** `2026-11-01T12:00:00Z`: the API's times have no fraction. */
function isoSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
