import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import type { Meta } from './call.ts'
import { fixtures } from './fixtures.ts'

/** Times are as Date.toISOString() writes them; empty where there is none. */
interface RecordTimes {
  created: string
  modified: string
}

export interface ProductRecord extends RecordTimes {
  id: number
  /** As it was given. */
  given: Fields
  /** `trash` once it was deleted without force. */
  status: string
  meta: Meta[]
}

export interface CustomerRecord extends RecordTimes {
  id: number
  given: Fields
  meta: Meta[]
}

export interface LineRecord {
  id: number
  name: string
  product_id: number
  quantity: number
  subtotal: number
  total: number
  sku: string
}

export interface OrderRecord extends RecordTimes {
  id: number
  given: Fields
  status: string
  key: string
  lines: LineRecord[]
  shipping: { id: number; method_id: string; method_title: string; total: number }[]
  fees: { id: number; name: string; total: number }[]
  meta: Meta[]
  paid: string
  completed: string
}

export interface RefundRecord extends RecordTimes {
  id: number
  order_id: number
  amount: number
  reason: string
  /** Whether the payment gateway gave the money back. */
  isByGateway: boolean
  lines: (LineRecord & { refunded_item_id: number })[]
  meta: Meta[]
}

const at = '2026-01-15T09:30:00.000Z'

const ada = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  address_1: '4301 Bull Creek Rd',
  city: 'Austin',
  state: 'TX',
  postcode: '78731',
  country: 'US',
}

const billing = { ...ada, email: 'ada@example.com', phone: '5125550100' }

const productFixture: ProductRecord = {
  id: fixtures.product,
  given: {
    name: 'Organic Cotton T-Shirt',
    type: 'simple',
    sku: 'TSHIRT-ORG-1',
    regular_price: '24.99',
    manage_stock: true,
    stock_quantity: 25,
  },
  status: 'publish',
  meta: [],
  created: at,
  modified: at,
}

const customerFixture: CustomerRecord = {
  id: fixtures.customer,
  given: {
    email: 'ada@example.com',
    first_name: 'Ada',
    last_name: 'Lovelace',
    username: 'ada',
    billing,
    shipping: ada,
  },
  meta: [],
  created: at,
  modified: '',
}

const orderFixture: OrderRecord = {
  id: fixtures.order,
  given: {
    customer_id: fixtures.customer,
    billing,
    shipping: ada,
    payment_method: 'bacs',
    payment_method_title: 'Direct Bank Transfer',
  },
  status: 'processing',
  key: 'wc_order_58d2d042d1d',
  lines: [
    {
      id: fixtures.lineItem,
      name: 'Organic Cotton T-Shirt',
      product_id: fixtures.product,
      quantity: 2,
      subtotal: 49.98,
      total: 49.98,
      sku: 'TSHIRT-ORG-1',
    },
  ],
  shipping: [],
  fees: [],
  meta: [],
  created: at,
  modified: at,
  paid: at,
  completed: '',
}

export function products(state: State): Collection<ProductRecord> {
  return collection(state, 'product', ({ id }) => String(id), [productFixture])
}

export function customers(state: State): Collection<CustomerRecord> {
  return collection(state, 'customer', ({ id }) => String(id), [customerFixture])
}

export function orders(state: State): Collection<OrderRecord> {
  return collection(state, 'order', ({ id }) => String(id), [orderFixture])
}

/** Those of an order that is a fixture aren't stored either. */
export function refunds(state: State): Collection<RefundRecord> {
  return collection<RefundRecord>(state, 'refund', ({ id }) => String(id), [])
}
