import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { toDecimal } from '../../../contracts/money.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { dataOf, examplePage, nextPage, pageOfData } from './envelope.ts'
import { fixtures } from './examples.ts'
import { numericId, pageCursor, pageQuery } from './inputs.ts'
import { product, savedProduct, unifyProduct, unifySaved } from './product-answers.ts'
import { v3 } from './store-paths.ts'

const title = () => z.string().min(1).max(250)
/** BigCommerce has no archive: what isn't visible is a draft. */
const status = () => z.enum(['active', 'draft'])

export const productOperations = ({ read, write }: Kit) => ({
  'list-products': read(ecommerce.listProducts, {
    docs: 'https://developer.bigcommerce.com/docs/rest-catalog/products#get-all-products',
    extra: () => ({
      ...pageCursor(),
      status: status().optional(),
      sku: z.string().min(1).max(255).optional(),
      /** Words that occur in a product's name, description or SKU. */
      keyword: z.string().min(1).max(255).optional(),
    }),
    request: ({ status: wanted, sku, keyword, ...page }, config) =>
      get(v3(config, path`/catalog/products`), {
        query: { ...pageQuery(page), include: 'variants', is_visible: isVisible(wanted), sku, keyword },
      }),
    example: { input: { limit: 3 }, response: ({ limit }) => examplePage(exampleProduct({}), limit) },
    answer: () => pageOfData(product()),
    unify: ({ data }, _input, config) => ({ items: data.map((one) => unifyProduct(one, config)) }),
    next: nextPage,
  }),
  'get-product': read(ecommerce.getProduct, {
    docs: 'https://developer.bigcommerce.com/docs/rest-catalog/products#get-a-product',
    extra: () => ({ id: numericId() }),
    request: ({ id }, config) => get(v3(config, path`/catalog/products/${id}`), { query: { include: 'variants' } }),
    example: {
      input: { id: fixtures.product },
      response: ({ id }) => ({ data: exampleProduct({ id }), meta: {} }),
    },
    answer: () => dataOf(product()),
    unify: ({ data }, _input, config) => unifyProduct(data, config),
  }),
  'create-product': write(ecommerce.createProduct, {
    docs: 'https://developer.bigcommerce.com/docs/rest-catalog/products#create-a-product',
    extra: () => ({
      title: title(),
      type: z.enum(['physical', 'digital']).default('physical'),
      /** In the store's own unit; it decides what shipping costs. */
      weight: z.number().min(0).max(9_999_999_999).default(0),
      /** Stores with the V2 product experience want at least one. */
      categories: z.array(numericId()).max(1_000).optional(),
    }),
    request: ({ title: name, price, currency, status: wanted, categories, ...input }, config) =>
      post(
        v3(config, path`/catalog/products`),
        json({
          ...input,
          name,
          price: Number(toDecimal(price, currency)),
          categories: categories?.map(Number),
          is_visible: isVisible(wanted),
          // Nothing of a product is counted otherwise, and `set-inventory` would have nothing to set.
          inventory_tracking: 'product',
        }),
      ),
    example: {
      input: { title: 'Linen Shirt', price: 4900, currency: 'USD', sku: 'SHIRT-LIN-1', weight: 0.4 },
      response: ({ title: name, status: wanted, price, currency, ...input }) => ({
        data: exampleProduct({
          ...input,
          id: '112',
          name,
          price: Number(toDecimal(price, currency)),
          is_visible: isVisible(wanted),
        }),
        meta: {},
      }),
    },
    answer: savedProduct,
    unify: (native, _input, config) => unifySaved(native, config),
  }),
  'update-product': write(ecommerce.updateProduct, {
    docs: 'https://developer.bigcommerce.com/docs/rest-catalog/products#update-a-product',
    extra: () => ({ id: numericId(), title: title().optional(), status: status().optional() }),
    request: ({ id, title: name, description, status: wanted }, config) =>
      put(v3(config, path`/catalog/products/${id}`), json({ name, description, is_visible: isVisible(wanted) }), {
        query: { include: 'variants' },
      }),
    example: {
      input: { id: fixtures.product, title: 'Organic Cotton T-Shirt, new cut' },
      response: ({ id, title: name, description, status: wanted }) => ({
        data: exampleProduct({ id, name, description, is_visible: isVisible(wanted ?? 'active') }),
        meta: {},
      }),
    },
    answer: savedProduct,
    unify: (native, _input, config) => unifySaved(native, config),
  }),
  'set-inventory': write(ecommerce.setInventory, {
    docs: 'https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments#absolute-adjustment',
    extra: () => ({
      /** A variant: that of a product without options is its `base_variant_id`. */
      inventoryItem: numericId(),
      /** From `list-locations`. */
      location: numericId(),
      reason: z.string().min(1).max(255).optional(),
    }),
    request: ({ inventoryItem, location, quantity, reason }, config) =>
      put(
        v3(config, path`/inventory/adjustments/absolute`),
        json({
          reason,
          items: [{ location_id: Number(location), variant_id: Number(inventoryItem), quantity }],
        }),
      ),
    example: {
      input: { inventoryItem: fixtures.variant, location: fixtures.location, quantity: 40 },
      response: () => ({ transaction_id: '7c6a1d0e-3a2b-4f6e-9d0c-5b1f2e3a4d5c' }),
    },
    answer: () => z.looseObject({}),
    // The stock is set a little later, and only that it will be is answered.
    unify: (_native, { inventoryItem, location, quantity }) => ({ inventoryItem, location, quantity }),
  }),
})

function isVisible(status: 'active' | 'draft' | undefined): boolean | undefined {
  return status === undefined ? undefined : status === 'active'
}

interface ExampleInput {
  readonly id?: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly type?: string
  readonly sku?: string | undefined
  readonly weight?: number
  readonly price?: number
  readonly is_visible?: boolean | undefined
}

function exampleProduct({ id = fixtures.product, price = 24.99, sku = '', ...input }: ExampleInput) {
  return {
    id: Number(id),
    name: input.name ?? 'Organic Cotton T-Shirt',
    type: input.type ?? 'physical',
    sku,
    description: input.description ?? '',
    weight: input.weight ?? 0.2,
    price,
    calculated_price: price,
    categories: [],
    inventory_level: 0,
    inventory_tracking: 'product',
    is_visible: input.is_visible ?? true,
    availability: 'available',
    base_variant_id: Number(fixtures.variant),
    variants: [{ id: Number(fixtures.variant), product_id: Number(id), sku, price: null, inventory_level: 0 }],
    date_created: '2026-01-15T09:30:00+00:00',
    date_modified: '2026-01-15T09:30:00+00:00',
  }
}
