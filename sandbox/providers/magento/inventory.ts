import { json } from '../../http.ts'
import {
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
import { noEntity, stamp, WebapiError } from './answers.ts'
import { bodyOf, type Call } from './call.ts'
import { fixtures } from './fixtures.ts'
import { productOf, stockView } from './products.ts'
import { products } from './records.ts'
import { named, search } from './search.ts'

const sourceItem = closed(
  { sku: text(64, 1), source_code: text(undefined, 1), quantity: number(), status: whole(0, 1) },
  { extension_attributes: group({}) },
)

/** `GET /V1/inventory/source-items` */
export function getSourceItems(call: Call): Response {
  const found = products(call.state)
    .all()
    .map(({ sku, quantity, is_in_stock }) => ({
      sku,
      source_code: fixtures.source,
      quantity,
      status: is_in_stock ? 1 : 0,
    }))
  return search(call, found, named('sku', 'source_code', 'quantity', 'status'))
}

/**
 * `POST /V1/inventory/source-items`: sets what a source has. All of it is stored, or nothing.
 *
 * Source: https://developer.adobe.com/commerce/webapi/rest/inventory/manage-source-items
 */
export function setSourceItems(call: Call): Response {
  const { source_items } = bodyOf(call, group({ source_items: list(sourceItem, 1) }))
  const items = listAt(source_items)
  const errors = items.flatMap((item): WebapiError['errors'] => {
    const code = textAt(item, 'source_code')
    const sku = textAt(item, 'sku')
    if (code !== fixtures.source) {
      return [{ message: 'Source with source code: "%code" does not exist.', parameters: { code } }]
    }
    const isKnown = products(call.state).find(sku) !== undefined
    return isKnown ? [] : [{ message: 'Product with SKU "%sku" does not exist.', parameters: { sku } }]
  })
  if (errors.length > 0) throw new WebapiError(400, 'Validation Failed', {}, errors)
  for (const item of items) {
    const product = products(call.state).find(textAt(item, 'sku'))
    if (product === undefined) continue
    const is_in_stock = numberAt(item, 'status') === 1
    const updated_at = stamp(call.exchange.now)
    products(call.state).save({ ...product, quantity: numberAt(item, 'quantity'), is_in_stock, updated_at })
  }
  return json([])
}

/** `GET /V1/stockItems/{sku}` */
export function getStockItem(call: Call): Response {
  return json(stockView(productOf(call)))
}

/** `PUT /V1/products/{sku}/stockItems/{itemId}`: answers the number of the stock item. */
export function setStockItem(call: Call): Response {
  const product = productOf(call)
  if (String(product.id) !== call.parameters[1]) throw noEntity('itemId', call.parameters[1])
  const { stock_item } = bodyOf(call, group({ stock_item: group({}, { qty: number(0), is_in_stock: boolean }) }))
  const quantity = valueAt(stock_item, 'qty')
  const isInStock = valueAt(stock_item, 'is_in_stock')
  products(call.state).save({
    ...product,
    quantity: typeof quantity === 'number' ? quantity : product.quantity,
    is_in_stock: typeof isInStock === 'boolean' ? isInStock : product.is_in_stock,
  })
  return json(product.id)
}

/** `GET /V1/inventory/sources`: every store has the default one. */
export function getSources(call: Call): Response {
  const source = {
    source_code: fixtures.source,
    name: 'Default Source',
    enabled: true,
    description: 'Default Source',
    latitude: 0,
    longitude: 0,
    country_id: 'US',
    postcode: '00000',
    use_default_carrier_config: true,
    carrier_links: [],
  }
  return search(call, [source], named('source_code', 'name', 'enabled'))
}
