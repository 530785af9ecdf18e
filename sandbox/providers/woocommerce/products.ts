import { type Fields, json } from '../../http.ts'
import {
  boolean,
  group,
  list,
  listAt,
  type Members,
  matching,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { invalidId, RestError, times } from './answers.ts'
import { bodyOf, type Call, changedMeta, flag, isListed, listQuery, moment, nextNumber, numbers, page } from './call.ts'
import { type ProductRecord, products } from './records.ts'

const price = matching(/^(\d+(\.\d+)?)?$/)

const reference = list(group({}, { id: whole(1) }))

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties */
const members: Members = {
  name: text(),
  slug: text(),
  type: oneOf('simple', 'grouped', 'external', 'variable'),
  status: oneOf('draft', 'pending', 'private', 'publish'),
  featured: boolean,
  catalog_visibility: oneOf('visible', 'catalog', 'search', 'hidden'),
  description: text(),
  short_description: text(),
  sku: text(),
  regular_price: price,
  sale_price: price,
  date_on_sale_from: text(),
  date_on_sale_to: text(),
  virtual: boolean,
  downloadable: boolean,
  downloads: list(group({})),
  download_limit: whole(),
  download_expiry: whole(),
  external_url: text(),
  button_text: text(),
  tax_status: oneOf('taxable', 'shipping', 'none'),
  tax_class: text(),
  manage_stock: boolean,
  stock_quantity: whole(),
  stock_status: oneOf('instock', 'outofstock', 'onbackorder'),
  backorders: oneOf('no', 'notify', 'yes'),
  sold_individually: boolean,
  weight: text(),
  dimensions: group({}, { length: text(), width: text(), height: text() }),
  shipping_class: text(),
  reviews_allowed: boolean,
  upsell_ids: list(whole()),
  cross_sell_ids: list(whole()),
  parent_id: whole(0),
  purchase_note: text(),
  categories: reference,
  tags: reference,
  images: list(group({}, { id: whole(1), src: text(), name: text(), alt: text() })),
  attributes: list(group({}, { id: whole(0), name: text(), options: list(text()) })),
  default_attributes: list(group({})),
  grouped_products: list(whole()),
  menu_order: whole(),
  meta_data: list(group({}, { id: whole(), key: text() })),
}

const filters: Members = {
  after: moment,
  before: moment,
  modified_after: moment,
  modified_before: moment,
  dates_are_gmt: flag,
  orderby: oneOf('date', 'modified', 'id', 'include', 'title', 'slug', 'price', 'popularity', 'rating'),
  parent: numbers,
  parent_exclude: numbers,
  slug: text(),
  status: oneOf('any', 'draft', 'pending', 'private', 'publish', 'trash', 'future'),
  type: oneOf('simple', 'grouped', 'external', 'variable'),
  sku: text(),
  featured: flag,
  category: text(),
  on_sale: flag,
  min_price: text(),
  max_price: text(),
  stock_status: oneOf('instock', 'outofstock', 'onbackorder'),
}

/** `GET /wc/v3/products` */
export function getProducts(call: Call): Response {
  const query = listQuery(call, filters)
  const status = textAt(query, 'status') || 'any'
  const asked = (name: string) => textAt(query, name)
  const found = products(call.state)
    .all()
    .filter((product) => {
      const seen = view(product)
      const is = (name: string, value: unknown) => asked(name) === '' || asked(name) === String(value)
      const isFlag = (name: string, value: boolean) =>
        asked(name) === '' || ['true', '1'].includes(asked(name)) === value
      return (
        (status === 'any' ? product.status !== 'trash' : product.status === status) &&
        is('slug', seen.slug) &&
        is('type', seen.type) &&
        is('stock_status', seen.stock_status) &&
        isFlag('featured', seen.featured) &&
        isFlag('on_sale', seen.on_sale) &&
        (asked('sku') === '' || asked('sku').split(',').includes(seen.sku)) &&
        (asked('category') === '' ||
          seen.categories.some((one) => String(numberAt(one, 'id')) === asked('category'))) &&
        (asked('min_price') === '' || Number(seen.price) >= Number(asked('min_price'))) &&
        (asked('max_price') === '' || Number(seen.price) <= Number(asked('max_price'))) &&
        isListed(query, product, `${seen.name} ${seen.description} ${seen.sku}`)
      )
    })
  const keys: Readonly<Record<string, (product: ProductRecord) => string | number>> = {
    id: ({ id }) => id,
    modified: ({ modified }) => modified,
    title: ({ given }) => textAt(given, 'name'),
    slug: (product) => view(product).slug,
    price: (product) => Number(view(product).price),
  }
  return page(call, query, found, keys[asked('orderby')] ?? (({ created }) => created), view)
}

/** `GET /wc/v3/products/{id}` */
export function getProduct(call: Call): Response {
  return json(view(productOf(call)))
}

/** `POST /wc/v3/products` */
export function createProduct(call: Call): Response {
  const given = bodyOf(call, group({}, members))
  refuseTakenSku(call, given, 0)
  const now = call.exchange.now.toISOString()
  const product: ProductRecord = {
    id: nextNumber(call.state, 'post'),
    given,
    status: textAt(given, 'status') || 'publish',
    meta: changedMeta(call.state, [], listAt(given, 'meta_data')),
    created: now,
    modified: now,
  }
  products(call.state).save(product)
  return json(view(product), 201)
}

/** `PUT /wc/v3/products/{id}`: the fields that it has, and no others, change. */
export function updateProduct(call: Call): Response {
  const product = productOf(call)
  const given = bodyOf(call, group({}, members))
  refuseTakenSku(call, given, product.id)
  const changed: ProductRecord = {
    ...product,
    given: { ...product.given, ...given },
    status: textAt(given, 'status') || product.status,
    meta: changedMeta(call.state, product.meta, listAt(given, 'meta_data')),
    modified: call.exchange.now.toISOString(),
  }
  products(call.state).save(changed)
  return json(view(changed))
}

/** `DELETE /wc/v3/products/{id}`: into the trash, or for good with `force=true`. */
export function deleteProduct(call: Call): Response {
  const product = productOf(call)
  if (call.exchange.url.searchParams.get('force') === 'true') {
    products(call.state).remove(String(product.id))
    return json(view(product))
  }
  if (product.status === 'trash') {
    throw new RestError(410, 'woocommerce_rest_already_trashed', 'The product has already been deleted.')
  }
  const trashed = { ...product, status: 'trash' }
  products(call.state).save(trashed)
  return json(view(trashed))
}

function productOf({ state, parameters }: Call): ProductRecord {
  const product = products(state).find(parameters[0])
  if (product === undefined) throw invalidId('product')
  return product
}

/** SKUs are unique. The sandbox compares only those that contain `duplicate`. */
function refuseTakenSku({ state }: Call, given: Fields, id: number): void {
  const sku = textAt(given, 'sku')
  if (!sku.toLowerCase().includes('duplicate')) return
  const other = products(state)
    .all()
    .find((product) => product.id !== id && textAt(product.given, 'sku') === sku)
  if (other === undefined) return
  throw new RestError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
    resource_id: other.id,
    unique_sku: `${sku}-1`,
  })
}

function view({ id, given, status, meta, created, modified }: ProductRecord) {
  const regular = textAt(given, 'regular_price')
  const sale = textAt(given, 'sale_price')
  const name = textAt(given, 'name') || 'Product'
  const slug = textAt(given, 'slug') || name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const isManaged = valueAt(given, 'manage_stock') === true
  const quantity = valueAt(given, 'stock_quantity')
  const level = isManaged && typeof quantity === 'number' ? quantity : null
  const isOnSale = sale !== '' && Number(sale) < Number(regular)
  const isTrue = (field: string) => valueAt(given, field) === true
  const backorders = textAt(given, 'backorders') || 'no'
  const stocked = (level ?? 0) > 0 ? 'instock' : backorders === 'no' ? 'outofstock' : 'onbackorder'
  return {
    id,
    name,
    slug,
    permalink: `https://shop.example.com/product/${slug}/`,
    ...times('date_created', created),
    ...times('date_modified', modified),
    type: textAt(given, 'type') || 'simple',
    status,
    featured: isTrue('featured'),
    catalog_visibility: textAt(given, 'catalog_visibility') || 'visible',
    description: textAt(given, 'description'),
    short_description: textAt(given, 'short_description'),
    sku: textAt(given, 'sku'),
    price: isOnSale ? sale : regular,
    regular_price: regular,
    sale_price: sale,
    date_on_sale_from: null,
    date_on_sale_from_gmt: null,
    date_on_sale_to: null,
    date_on_sale_to_gmt: null,
    price_html: '',
    on_sale: isOnSale,
    purchasable: regular !== '',
    total_sales: 0,
    virtual: isTrue('virtual'),
    downloadable: isTrue('downloadable'),
    downloads: listAt(given, 'downloads'),
    download_limit: -1,
    download_expiry: -1,
    external_url: textAt(given, 'external_url'),
    button_text: textAt(given, 'button_text'),
    tax_status: textAt(given, 'tax_status') || 'taxable',
    tax_class: textAt(given, 'tax_class'),
    manage_stock: isManaged,
    stock_quantity: level,
    stock_status: isManaged ? stocked : textAt(given, 'stock_status') || 'instock',
    backorders,
    backorders_allowed: backorders !== 'no',
    backordered: false,
    sold_individually: isTrue('sold_individually'),
    weight: textAt(given, 'weight'),
    dimensions: {
      length: textAt(given, 'dimensions', 'length'),
      width: textAt(given, 'dimensions', 'width'),
      height: textAt(given, 'dimensions', 'height'),
    },
    shipping_required: !isTrue('virtual'),
    shipping_taxable: true,
    shipping_class: textAt(given, 'shipping_class'),
    shipping_class_id: 0,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    related_ids: [],
    upsell_ids: listAt(given, 'upsell_ids'),
    cross_sell_ids: listAt(given, 'cross_sell_ids'),
    parent_id: numberAt(given, 'parent_id'),
    purchase_note: textAt(given, 'purchase_note'),
    categories: listAt(given, 'categories'),
    tags: listAt(given, 'tags'),
    images: listAt(given, 'images'),
    attributes: listAt(given, 'attributes'),
    default_attributes: listAt(given, 'default_attributes'),
    variations: [],
    grouped_products: listAt(given, 'grouped_products'),
    menu_order: numberAt(given, 'menu_order'),
    meta_data: meta,
  }
}
