import { isFields, json } from '../../http.ts'
import {
  anything,
  boolean,
  closed,
  group,
  list,
  listAt,
  number,
  numberAt,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { stamp, WebapiError } from './answers.ts'
import { bodyOf, type Call, nextNumber } from './call.ts'
import { type ProductRecord, products } from './records.ts'
import { named, search } from './search.ts'

/** The fields of a stock item that the sandbox uses; the others are taken as they are. */
const stockItem = group({}, { qty: number(0), is_in_stock: boolean, manage_stock: boolean })

/** Source: `catalog-data-product-interface` of https://developer.adobe.com/commerce/webapi/rest/quick-reference */
const product = closed(
  {},
  {
    id: whole(),
    sku: text(64, 1),
    name: text(255),
    attribute_set_id: whole(1),
    price: number(0),
    status: whole(1, 2),
    visibility: whole(1, 4),
    type_id: text(),
    created_at: text(),
    updated_at: text(),
    weight: number(0),
    extension_attributes: group(
      {},
      { website_ids: list(whole()), category_links: list(anything), stock_item: stockItem },
    ),
    product_links: list(anything),
    options: list(anything),
    media_gallery_entries: list(anything),
    tier_prices: list(anything),
    custom_attributes: list(closed({ attribute_code: text(), value: anything })),
  },
)

const productBody = group({ product }, { save_options: boolean })

const searchable = {
  ...named('sku', 'name', 'price', 'status', 'visibility', 'type_id', 'attribute_set_id', 'created_at', 'updated_at'),
  entity_id: 'id',
}

/** `GET /V1/products` */
export function getProducts(call: Call): Response {
  const found = products(call.state).all().map(listedView).toReversed()
  return search(call, found, searchable)
}

/** `GET /V1/products/{sku}` */
export function getProduct(call: Call): Response {
  return json(view(productOf(call)))
}

/** `POST /V1/products`: one whose SKU is there already is changed. */
export function createProduct(call: Call): Response {
  const { product: given } = bodyOf(call, productBody)
  const sku = textAt(given, 'sku')
  if (sku === '') throw new WebapiError(400, '"%fieldName" is required. Enter and try again.', { fieldName: 'sku' })
  return json(view(saved(call, sku, given)))
}

/** `PUT /V1/products/{sku}`: the fields that it has, and no others, change; one that isn't there is created. */
export function updateProduct(call: Call): Response {
  const { product: given } = bodyOf(call, productBody)
  return json(view(saved(call, call.parameters[0], given)))
}

/** `DELETE /V1/products/{sku}` */
export function deleteProduct(call: Call): Response {
  products(call.state).remove(productOf(call).sku)
  return json(true)
}

export function productOf({ state, parameters }: Call): ProductRecord {
  const found = products(state).find(parameters[0])
  if (found !== undefined) return found
  throw new WebapiError(404, "The product that was requested doesn't exist. Verify the product and try again.")
}

function saved({ state, exchange }: Call, sku: string, given: unknown): ProductRecord {
  const now = stamp(exchange.now)
  const before = products(state).find(sku)
  const fields = { ...before?.given, ...(isFields(given) ? given : {}) }
  const isPriced = ['', 'simple', 'virtual', 'downloadable'].includes(textAt(fields, 'type_id'))
  if (textAt(fields, 'name') === '') throw emptyAttribute('Product Name')
  if (isPriced && valueAt(fields, 'price') === undefined) throw emptyAttribute('Price')
  const stock = valueAt(given, 'extension_attributes', 'stock_item')
  const quantity = valueAt(stock, 'qty')
  const level = typeof quantity === 'number' ? quantity : (before?.quantity ?? 0)
  const isStocked = valueAt(stock, 'is_in_stock')
  const after: ProductRecord = {
    id: before?.id ?? nextNumber(state, 'product'),
    sku,
    given: { ...fields, custom_attributes: attributesOf(before, given) },
    quantity: level,
    is_in_stock: typeof isStocked === 'boolean' ? isStocked : level > 0,
    created_at: before?.created_at ?? now,
    updated_at: now,
  }
  products(state).save(after)
  return after
}

function emptyAttribute(name: string): WebapiError {
  return new WebapiError(400, `The "${name}" attribute value is empty. Set the attribute and try again.`)
}

/** Attributes that are given replace those of the same code. */
function attributesOf(before: ProductRecord | undefined, given: unknown): unknown[] {
  const changed = listAt(given, 'custom_attributes')
  const codes = changed.map((one) => textAt(one, 'attribute_code'))
  const kept = listAt(before?.given, 'custom_attributes').filter(
    (one) => !codes.includes(textAt(one, 'attribute_code')),
  )
  return [...kept, ...changed]
}

function listedView({ id, sku, given, created_at, updated_at }: ProductRecord) {
  const websites = listAt(given, 'extension_attributes', 'website_ids')
  return {
    id,
    sku,
    name: textAt(given, 'name'),
    attribute_set_id: numberAt(given, 'attribute_set_id') || 4,
    price: numberAt(given, 'price'),
    status: numberAt(given, 'status') || 1,
    visibility: numberAt(given, 'visibility') || 4,
    type_id: textAt(given, 'type_id') || 'simple',
    created_at,
    updated_at,
    ...(valueAt(given, 'weight') === undefined ? {} : { weight: numberAt(given, 'weight') }),
    extension_attributes: {
      website_ids: websites.length === 0 ? [1] : websites,
      category_links: listAt(given, 'extension_attributes', 'category_links'),
    },
    product_links: listAt(given, 'product_links'),
    options: listAt(given, 'options'),
    media_gallery_entries: listAt(given, 'media_gallery_entries'),
    tier_prices: listAt(given, 'tier_prices'),
    custom_attributes: listAt(given, 'custom_attributes'),
  }
}

/** A list doesn't tell the stock; a product by itself does. */
function view(one: ProductRecord): object {
  const listed = listedView(one)
  return { ...listed, extension_attributes: { ...listed.extension_attributes, stock_item: stockView(one) } }
}

export function stockView({ id, quantity, is_in_stock, created_at }: ProductRecord): object {
  return {
    item_id: id,
    product_id: id,
    stock_id: 1,
    qty: quantity,
    is_in_stock,
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
    low_stock_date: created_at,
    is_decimal_divided: false,
    stock_status_changed_auto: 0,
  }
}
