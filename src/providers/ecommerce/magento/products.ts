import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { toDecimal } from '../../../contracts/money.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { numericId, sku } from './inputs.ts'
import { nativeStatus, product, unifyProduct } from './product-answers.ts'
import { exampleResults, nextPage, pageCursor, resultsOf, searchCriteria } from './search-criteria.ts'
import { v1 } from './store-paths.ts'

const reference = 'https://adobe-commerce.redoc.ly/2.4.7-admin/tag'
const status = () => z.enum(['active', 'draft'])

/** A product's id is its SKU: that is what every request about one wants. */
export const productOperations = ({ read, write }: Kit) => ({
  'list-products': read(ecommerce.listProducts, {
    docs: `${reference}/products/#operation/GetV1Products`,
    extra: () => ({ ...pageCursor(), status: status().optional() }),
    request: ({ status: wanted, ...page }, config) =>
      get(v1(config, path`/products`), {
        query: searchCriteria(
          page,
          { field: 'entity_id', direction: 'ASC' },
          { field: 'status', condition: 'eq', value: wanted && String(nativeStatus[wanted]) },
        ),
      }),
    example: { input: { limit: 3 }, response: (page) => exampleResults(exampleProduct({}), page) },
    answer: () => resultsOf(product()),
    unify: ({ items }, _input, config) => ({ items: items.map((one) => unifyProduct(one, config)) }),
    next: nextPage,
  }),
  'get-product': read(ecommerce.getProduct, {
    docs: `${reference}/productssku/#operation/GetV1ProductsSku`,
    extra: () => ({ id: sku() }),
    request: ({ id }, config) => get(v1(config, path`/products/${id}`)),
    example: {
      input: { id: fixtures.product },
      response: ({ id }) => exampleProduct({ sku: id }),
    },
    answer: product,
    unify: (native, _input, config) => unifyProduct(native, config),
  }),
  'create-product': write(ecommerce.createProduct, {
    docs: `${reference}/products/#operation/PostV1Products`,
    extra: () => ({
      sku: sku(),
      /** Which attributes it has; 4 is the set that Magento comes with. */
      attributeSet: numericId().default('4'),
      type: z.enum(['simple', 'virtual']).default('simple'),
      /** In the store's own unit. */
      weight: z.number().min(0).max(1_000_000_000).optional(),
    }),
    request: ({ title, description, price, currency, status: wanted, attributeSet, type, ...input }, config) =>
      post(
        v1(config, path`/products`),
        json({
          product: {
            sku: input.sku,
            name: title,
            attribute_set_id: Number(attributeSet),
            price: Number(toDecimal(price, currency)),
            status: nativeStatus[wanted],
            // In the catalog and in searches.
            visibility: 4,
            type_id: type,
            weight: input.weight,
            custom_attributes: attributesOf(description),
          },
        }),
      ),
    example: {
      input: { title: 'Linen Shirt', price: 4900, currency: 'USD', sku: 'SHIRT-LIN-1', weight: 0.4 },
      response: ({ price, currency, ...input }) =>
        exampleProduct({ ...input, price: Number(toDecimal(price, currency)), stock: 0 }),
    },
    answer: product,
    unify: (native, _input, config) => unifyProduct(native, config),
  }),
  'update-product': write(ecommerce.updateProduct, {
    docs: `${reference}/productssku/#operation/PutV1ProductsSku`,
    extra: () => ({ id: sku(), status: status().optional() }),
    request: ({ id, title, description, status: wanted }, config) =>
      put(
        v1(config, path`/products/${id}`),
        json({
          product: {
            sku: id,
            name: title,
            status: wanted && nativeStatus[wanted],
            custom_attributes: attributesOf(description),
          },
        }),
      ),
    example: {
      input: { id: fixtures.product, title: 'Organic Cotton T-Shirt, new cut' },
      response: ({ id, ...input }) => exampleProduct({ ...input, sku: id }),
    },
    answer: product,
    unify: (native, _input, config) => unifyProduct(native, config),
  }),
  'set-inventory': write(ecommerce.setInventory, {
    docs: 'https://developer.adobe.com/commerce/webapi/rest/inventory/manage-source-items/',
    extra: () => ({
      inventoryItem: sku(),
      /** The code of a source; a store that has made none has `default`. */
      location: z
        .string()
        .regex(/^[\w-]{1,64}$/, 'is not the code of a source')
        .default('default'),
    }),
    request: ({ inventoryItem, location, quantity }, config) =>
      post(
        v1(config, path`/inventory/source-items`),
        json({
          sourceItems: [{ sku: inventoryItem, source_code: location, quantity, status: quantity > 0 ? 1 : 0 }],
        }),
      ),
    example: {
      input: { inventoryItem: fixtures.product, location: fixtures.source, quantity: 40 },
      response: () => [],
    },
    answer: () => z.array(z.unknown()),
    unify: (_native, { inventoryItem, location, quantity }) => ({ inventoryItem, location, quantity }),
  }),
})

function attributesOf(description: string | undefined) {
  return description === undefined ? undefined : [{ attribute_code: 'description', value: description }]
}

interface ExampleInput {
  readonly sku?: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly status?: 'active' | 'draft' | undefined
  readonly type?: string
  readonly price?: number
  readonly weight?: number | undefined
  readonly stock?: number
}

function exampleProduct({ sku: code = fixtures.product, stock = 25, ...input }: ExampleInput) {
  return {
    id: 14,
    sku: code,
    name: input.title ?? 'Organic Cotton T-Shirt',
    attribute_set_id: 4,
    price: input.price ?? 24.99,
    status: nativeStatus[input.status ?? 'active'],
    visibility: 4,
    type_id: input.type ?? 'simple',
    created_at: '2026-01-15 09:30:00',
    updated_at: '2026-01-15 09:30:00',
    weight: input.weight ?? 0.2,
    // Only what is read of it; Magento answers all settings of the stock.
    extension_attributes: { website_ids: [1], stock_item: exampleStock(stock) },
    product_links: [],
    options: [],
    media_gallery_entries: [],
    tier_prices: [],
    custom_attributes: attributesOf(input.description ?? '<p>A t-shirt of organic cotton.</p>'),
  }
}

function exampleStock(quantity: number) {
  return {
    item_id: 14,
    product_id: 14,
    stock_id: 1,
    qty: quantity,
    is_in_stock: quantity > 0,
    is_qty_decimal: false,
    show_default_notification_message: false,
    use_config_min_qty: true,
    min_qty: 0,
    use_config_min_sale_qty: 1,
    min_sale_qty: 1,
    use_config_max_sale_qty: true,
    max_sale_qty: 10_000,
    use_config_backorders: true,
    backorders: 0,
    use_config_notify_stock_qty: true,
    notify_stock_qty: 1,
    use_config_qty_increments: true,
    qty_increments: 0,
    use_config_enable_qty_inc: true,
    enable_qty_increments: false,
    use_config_manage_stock: true,
    manage_stock: true,
    low_stock_date: '2026-01-15 09:30:00',
    is_decimal_divided: false,
    stock_status_changed_auto: 0,
  }
}
