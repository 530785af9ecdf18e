import * as z from 'zod'
import { contract, listOf, once, pageInput } from '../kit/contract.ts'
import { identifier } from './identifier.ts'
import { amount, currencyCode, unifiedCurrency } from './money.ts'
import { unifiedTime } from './time.ts'

/**
 * Online stores. Amounts are integers in the currency's minor unit. Names that one operation answers and another takes
 * are the same in both: `set-inventory` takes a product's `inventoryItem`, `fulfill-order` one of an order's
 * `fulfillmentGroups`, so that a caller needs to know no platform's own structure.
 */

const title = once(() => z.string().min(1).max(255))
const personName = once(() => z.string().min(1).max(100))

/** `draft` isn't for sale yet or for now, `archived` isn't any more. */
export const productStatus = once(() => z.enum(['active', 'draft', 'archived']))

export type ProductStatus = z.output<ReturnType<typeof productStatus>>

/**
 * Where an order stands, the same for every platform; `nativeStatus` has the platform's own word. `pending` waits for
 * the payment, `processing` for the shipment, `on_hold` for a decision; `fulfilled` is all sent, `failed` never paid.
 */
export const orderStatus = once(() =>
  z.enum(['pending', 'processing', 'on_hold', 'fulfilled', 'canceled', 'refunded', 'failed']),
)

export type OrderStatus = z.output<ReturnType<typeof orderStatus>>

export const financialStatus = once(() =>
  z.enum(['pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided']),
)

export type FinancialStatus = z.output<ReturnType<typeof financialStatus>>

const unifiedProduct = () =>
  z.strictObject({
    id: z.string(),
    title: z.string(),
    /** As the platform keeps it: HTML with most of them. */
    description: z.string().nullable(),
    status: productStatus(),
    /** The lowest of its variants' prices. */
    price: amount().nullable(),
    currency: unifiedCurrency().nullable(),
    /** Null where each of its variants has its own. */
    sku: z.string().nullable(),
    /** Pieces for sale, at all locations together; negative where more was sold than there is. */
    inventory: z.int().nullable(),
    /** What `set-inventory` takes; null where each variant has its own, or where nothing is counted. */
    inventoryItem: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

const unifiedOrder = () =>
  z.strictObject({
    id: z.string(),
    /** What people call it: `#1001`. */
    number: z.string(),
    status: orderStatus(),
    nativeStatus: z.string(),
    /** Null where the platform doesn't tell. */
    financialStatus: financialStatus().nullable(),
    /** What the customer was charged in all; null where it is finer than the currency's minor unit. */
    total: amount().nullable(),
    currency: unifiedCurrency(),
    /** Null for an order without any known customer; `id` is null for a guest. */
    customer: z
      .strictObject({ id: z.string().nullable(), email: z.string().nullable(), name: z.string().nullable() })
      .nullable(),
    /** Null where the answer doesn't hold all of them; `get-order` then does, as far as the platform lets it. */
    items: z
      .array(
        z.strictObject({
          id: z.string().nullable(),
          product: z.string().nullable(),
          title: z.string(),
          sku: z.string().nullable(),
          quantity: z.number().min(0),
          /** Of one piece, before discounts. */
          price: amount().nullable(),
        }),
      )
      .nullable(),
    /**
     * What `fulfill-order` still can send, for platforms that split orders; empty for the others. Null where the answer
     * doesn't tell; `get-order` then does.
     */
    fulfillmentGroups: z.array(z.string()).nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

const unifiedCustomer = () =>
  z.strictObject({
    id: z.string(),
    email: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

const unifiedInventory = () =>
  z.strictObject({ inventoryItem: z.string(), location: z.string().nullable(), quantity: z.int() })

const unifiedFulfillment = () =>
  z.strictObject({
    /** Null where the platform keeps no record of its own for a shipment. */
    id: z.string().nullable(),
    order: z.string(),
    trackingNumber: z.string().nullable(),
    carrier: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
  })

export const listProducts = contract({
  id: 'list-products',
  name: 'List Products',
  description: 'List the products of the store',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedProduct()),
})

export const getProduct = contract({
  id: 'get-product',
  name: 'Get Product',
  description: 'Get a product by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: unifiedProduct,
})

export const createProduct = contract({
  id: 'create-product',
  name: 'Create Product',
  description: 'Create a product; a draft unless told otherwise',
  effect: 'write',
  input: () => ({
    title: title(),
    description: z.string().min(1).max(65_535).optional(),
    price: amount(),
    /** The store's own currency: it says what the price's minor unit is. */
    currency: currencyCode(),
    sku: z.string().min(1).max(64).optional(),
    /** `draft` by default, because not every platform can put a new product on sale at once. */
    status: z.enum(['draft', 'active']).default('draft'),
  }),
  output: unifiedProduct,
})

export const updateProduct = contract({
  id: 'update-product',
  name: 'Update Product',
  description: 'Change the fields of a product that are given',
  effect: 'write',
  input: () => ({
    id: identifier(),
    title: title().optional(),
    description: z.string().max(65_535).optional(),
    status: productStatus().optional(),
  }),
  output: unifiedProduct,
})

export const setInventory = contract({
  id: 'set-inventory',
  name: 'Set Inventory',
  description: 'Set how many pieces of a product are for sale',
  effect: 'write',
  input: () => ({
    /** A product's `inventoryItem`. */
    inventoryItem: identifier(),
    /** Where the pieces are, for platforms that count by location. */
    location: identifier().optional(),
    quantity: z.int().min(0).max(1_000_000_000),
  }),
  output: unifiedInventory,
})

export const listOrders = contract({
  id: 'list-orders',
  name: 'List Orders',
  description: 'List orders, newest first',
  effect: 'read',
  input: () => ({
    ...pageInput(),
    /** Only orders placed at this time or later. */
    createdAfter: z.iso.datetime().optional(),
    /** Only orders changed at this time or later. */
    updatedAfter: z.iso.datetime().optional(),
  }),
  output: () => listOf(unifiedOrder()),
})

export const getOrder = contract({
  id: 'get-order',
  name: 'Get Order',
  description: 'Get an order by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: unifiedOrder,
})

export const fulfillOrder = contract({
  id: 'fulfill-order',
  name: 'Fulfill Order',
  description: 'Record that an order, or one group of its items, was sent',
  effect: 'write',
  input: () => ({
    /** The order. */
    id: identifier(),
    /** One of the order's `fulfillmentGroups`, where it has any. */
    fulfillmentGroup: identifier().optional(),
    trackingNumber: z.string().min(1).max(100).optional(),
    /** The carrier, as the platform spells it. */
    carrier: z.string().min(1).max(100).optional(),
  }),
  output: unifiedFulfillment,
})

export const listCustomers = contract({
  id: 'list-customers',
  name: 'List Customers',
  description: 'List the customers of the store',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedCustomer()),
})

export const createCustomer = contract({
  id: 'create-customer',
  name: 'Create Customer',
  description: 'Create a customer of the store',
  effect: 'write',
  input: () => ({
    email: z.email().max(254),
    firstName: personName().optional(),
    lastName: personName().optional(),
    /** In international form: `+16135550142`. */
    phone: z.string().min(3).max(40).optional(),
  }),
  output: unifiedCustomer,
})
