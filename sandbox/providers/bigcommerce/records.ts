import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface VariantRecord {
  id: number
  sku: string
  price: number | null
  inventory_level: number
  option_values: readonly unknown[]
}

export interface ProductRecord {
  id: number
  /** As it was given. */
  given: Fields
  inventory_level: number
  variants: VariantRecord[]
  date_created: string
  date_modified: string
}

export interface CustomerRecord {
  id: number
  given: Fields
  date_created: string
  date_modified: string
}

export interface LineRecord {
  id: number
  /** 0 for a custom product. */
  product_id: number
  variant_id: number
  name: string
  sku: string
  price: number
  quantity: number
  quantity_shipped: number
}

export interface OrderRecord {
  id: number
  given: Fields
  status_id: number
  address_id: number
  lines: LineRecord[]
  /** Times as Date.toISOString() writes them. */
  created: string
  modified: string
  shipped: string
}

export interface ShipmentRecord {
  id: number
  order_id: number
  given: Fields
  items: { order_product_id: number; product_id: number; quantity: number }[]
  created: string
}

const at = '2026-01-15T09:30:00+00:00'

const ada = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  company: '',
  street_1: '4301 Bull Creek Rd',
  street_2: '',
  city: 'Austin',
  state: 'Texas',
  zip: '78731',
  country: 'United States',
  country_iso2: 'US',
  phone: '5125550100',
  email: 'ada@example.com',
}

const productFixture: ProductRecord = {
  id: fixtures.product,
  given: {
    name: 'Organic Cotton T-Shirt',
    type: 'physical',
    sku: 'TSHIRT-ORG-1',
    weight: 0.2,
    price: 24.99,
    inventory_tracking: 'product',
  },
  inventory_level: 25,
  variants: [{ id: fixtures.variant, sku: 'TSHIRT-ORG-1', price: null, inventory_level: 25, option_values: [] }],
  date_created: at,
  date_modified: at,
}

const customerFixture: CustomerRecord = {
  id: fixtures.customer,
  given: { email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace', phone: '5125550100' },
  date_created: '2026-01-15T09:30:00Z',
  date_modified: '2026-01-15T09:30:00Z',
}

const orderFixture: OrderRecord = {
  id: fixtures.order,
  given: {
    customer_id: fixtures.customer,
    billing_address: ada,
    shipping_addresses: [ada],
    payment_method: 'Manual',
  },
  status_id: 11,
  address_id: fixtures.orderAddress,
  lines: [
    {
      id: fixtures.orderProduct,
      product_id: fixtures.product,
      variant_id: fixtures.variant,
      name: 'Organic Cotton T-Shirt',
      sku: 'TSHIRT-ORG-1',
      price: 24.99,
      quantity: 2,
      quantity_shipped: 0,
    },
  ],
  created: '2026-01-15T09:30:00.000Z',
  modified: '2026-01-15T09:30:00.000Z',
  shipped: '',
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
export function shipments(state: State): Collection<ShipmentRecord> {
  return collection<ShipmentRecord>(state, 'shipment', ({ id }) => String(id), [])
}
