import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface ProductRecord {
  id: number
  sku: string
  /** As it was given, in snake case. */
  given: Fields
  /** In the one source. */
  quantity: number
  is_in_stock: boolean
  created_at: string
  updated_at: string
}

export interface CustomerRecord {
  id: number
  given: Fields
  created_at: string
  updated_at: string
}

export interface ItemRecord {
  item_id: number
  product_id: number
  sku: string
  name: string
  price: number
  ordered: number
  invoiced: number
  shipped: number
  refunded: number
  canceled: number
}

export interface OrderRecord {
  entity_id: number
  increment_id: string
  given: Fields
  state: string
  status: string
  items: ItemRecord[]
  /** What was refunded beyond the items: adjustments and shipping. */
  refunded_extra: number
  comments: { comment: string; status: string; created_at: string }[]
  created_at: string
  updated_at: string
}

const at = '2026-01-15 09:30:00'

const productFixture: ProductRecord = {
  id: fixtures.productId,
  sku: fixtures.product,
  given: {
    name: 'Organic Cotton T-Shirt',
    attribute_set_id: 4,
    price: 24.99,
    status: 1,
    visibility: 4,
    type_id: 'simple',
    weight: 0.2,
    custom_attributes: [{ attribute_code: 'description', value: '<p>A t-shirt of organic cotton.</p>' }],
  },
  quantity: 25,
  is_in_stock: true,
  created_at: at,
  updated_at: at,
}

const customerFixture: CustomerRecord = {
  id: fixtures.customer,
  given: { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' },
  created_at: at,
  updated_at: at,
}

const orderFixture: OrderRecord = {
  entity_id: fixtures.order,
  increment_id: fixtures.incrementId,
  given: {
    customer_id: fixtures.customer,
    customer_email: 'ada@example.com',
    customer_firstname: 'Ada',
    customer_lastname: 'Lovelace',
  },
  state: 'processing',
  status: 'processing',
  items: [
    {
      item_id: fixtures.orderItem,
      product_id: fixtures.productId,
      sku: fixtures.product,
      name: 'Organic Cotton T-Shirt',
      price: 24.99,
      ordered: 2,
      invoiced: 1,
      shipped: 0,
      refunded: 0,
      canceled: 0,
    },
  ],
  refunded_extra: 0,
  comments: [],
  created_at: at,
  updated_at: at,
}

export function products(state: State): Collection<ProductRecord> {
  return collection(state, 'product', ({ sku }) => sku, [productFixture])
}

export function customers(state: State): Collection<CustomerRecord> {
  return collection(state, 'customer', ({ id }) => String(id), [customerFixture])
}

export function orders(state: State): Collection<OrderRecord> {
  return collection(state, 'order', ({ entity_id }) => String(entity_id), [orderFixture])
}
