import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { toDecimal } from '../../../contracts/money.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { nextPage, numericId, pageCursor, pageQuery } from './inputs.ts'
import { product, unifyProduct } from './product-answers.ts'

/** Archived is what lies in the trash, which is where a deletion puts it and no change does. */
const status = () => z.enum(['active', 'draft'])

export const productOperations = ({ read, write }: Kit) => ({
  'list-products': read(ecommerce.listProducts, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-products',
    extra: () => ({
      ...pageCursor(),
      status: status().optional(),
      sku: z.string().min(1).max(100).optional(),
      search: z.string().min(1).max(255).optional(),
    }),
    request: ({ status: wanted, sku, search, ...page }) =>
      get(path`/wp-json/wc/v3/products`, {
        query: { ...pageQuery(page), status: nativeStatus(wanted), sku, search },
      }),
    example: { input: { limit: 3 }, response: () => [exampleProduct({})] },
    answer: () => z.array(product()),
    unify: (products, _input, config) => ({ items: products.map((one) => unifyProduct(one, config)) }),
    next: nextPage,
  }),
  'get-product': read(ecommerce.getProduct, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-a-product',
    extra: () => ({ id: numericId() }),
    request: ({ id }) => get(path`/wp-json/wc/v3/products/${id}`),
    example: { input: { id: fixtures.product }, response: ({ id }) => exampleProduct({ id }) },
    answer: product,
    unify: (native, _input, config) => unifyProduct(native, config),
  }),
  'create-product': write(ecommerce.createProduct, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#create-a-product',
    extra: () => ({
      shortDescription: z.string().min(1).max(65_535).optional(),
      categories: z.array(numericId()).max(100).optional(),
      /** In the store's own unit. */
      weight: z.number().min(0).max(1_000_000_000).optional(),
    }),
    request: ({ title, description, shortDescription, price, currency, sku, status: wanted, categories, weight }) =>
      post(
        path`/wp-json/wc/v3/products`,
        json({
          name: title,
          type: 'simple',
          status: nativeStatus(wanted),
          regular_price: toDecimal(price, currency),
          description,
          short_description: shortDescription,
          sku,
          weight: weight?.toString(),
          categories: categories?.map((id) => ({ id: Number(id) })),
          // Nothing of a product is counted otherwise, and `set-inventory` would have nothing to set.
          manage_stock: true,
        }),
      ),
    example: {
      input: { title: 'Linen Shirt', price: 4900, currency: 'USD', sku: 'SHIRT-LIN-1' },
      response: ({ title, description, status: wanted, price, currency, sku }) =>
        exampleProduct({
          id: '800',
          title,
          description,
          status: wanted,
          sku,
          price: toDecimal(price, currency),
          stock: null,
        }),
    },
    answer: product,
    unify: (native, _input, config) => unifyProduct(native, config),
  }),
  'update-product': write(ecommerce.updateProduct, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#update-a-product',
    extra: () => ({ id: numericId(), status: status().optional() }),
    request: ({ id, title, description, status: wanted }) =>
      put(path`/wp-json/wc/v3/products/${id}`, json({ name: title, description, status: nativeStatus(wanted) })),
    example: {
      input: { id: fixtures.product, title: 'Organic Cotton T-Shirt, new cut' },
      response: (input) => exampleProduct(input),
    },
    answer: product,
    unify: (native, _input, config) => unifyProduct(native, config),
  }),
  'set-inventory': write(ecommerce.setInventory, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#update-a-product',
    extra: () => ({
      /** A product, or one of its variations: `799` or `799/732`. */
      inventoryItem: z
        .string()
        .regex(/^[1-9]\d{0,14}(\/[1-9]\d{0,14})?$/, 'is neither the number of a product nor that and a variation’s'),
    }),
    rules: ({ location }) =>
      location === undefined ? [] : [{ path: 'location', message: "isn't known: WooCommerce counts one stock" }],
    request: ({ inventoryItem, quantity }) => {
      const [id = '', variation] = inventoryItem.split('/')
      const item =
        variation === undefined
          ? path`/wp-json/wc/v3/products/${id}`
          : path`/wp-json/wc/v3/products/${id}/variations/${variation}`
      return put(item, json({ manage_stock: true, stock_quantity: quantity }))
    },
    example: {
      input: { inventoryItem: fixtures.product, quantity: 40 },
      response: ({ inventoryItem, quantity }) => exampleProduct({ id: inventoryItem, stock: quantity }),
    },
    answer: () => z.looseObject({ id: z.int() }),
    unify: (_native, { inventoryItem, quantity }) => ({ inventoryItem, location: null, quantity }),
  }),
})

function nativeStatus(status: 'active' | 'draft' | undefined): string | undefined {
  return status === 'active' ? 'publish' : status
}

interface ExampleInput {
  readonly id?: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly status?: 'active' | 'draft' | undefined
  readonly price?: string
  readonly sku?: string | undefined
  readonly stock?: number | null
}

function exampleProduct({ id = fixtures.product, price = '24.99', sku = '', stock = 25, ...input }: ExampleInput) {
  return {
    // The last part, where a variation stands behind its product.
    id: Number(id.split('/').at(-1)),
    name: input.title ?? 'Organic Cotton T-Shirt',
    type: 'simple',
    status: nativeStatus(input.status ?? 'active'),
    description: input.description ?? '',
    sku,
    price,
    regular_price: price,
    sale_price: '',
    manage_stock: true,
    stock_quantity: stock,
    stock_status: stock === null || stock === 0 ? 'outofstock' : 'instock',
    variations: [],
    date_created: '2026-01-15T04:30:00',
    date_created_gmt: '2026-01-15T09:30:00',
    date_modified: '2026-01-15T04:30:00',
    date_modified_gmt: '2026-01-15T09:30:00',
  }
}
