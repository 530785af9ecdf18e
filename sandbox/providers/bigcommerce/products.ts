import { empty, type Fields, json } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { isoTime, notFound, Problem } from './answers.ts'
import { bodyOf, type Call, fieldsOf, isWithin, nextNumber, page, queryOf, selected, sorted } from './call.ts'
import { fieldNames, newProduct, productChanges, productFilters, productInclusion } from './product-shapes.ts'
import { type ProductRecord, products, type VariantRecord } from './records.ts'

/** `GET /v3/catalog/products` */
export function getProducts(call: Call): Response {
  const query = queryOf(call, productFilters, true)
  const found = products(call.state)
    .all()
    .filter((product) => isWanted(query, product))
  const order = textAt(query, 'sort') || 'id'
  const ordered = sorted(found, order, textAt(query, 'direction') || 'asc', (product) => view(product, []))
  return page(call, query, ordered, (product) => answer(query, product))
}

/** `GET /v3/catalog/products/{product_id}` */
export function getProduct(call: Call): Response {
  const query = queryOf(call, productInclusion)
  return json({ data: answer(query, productOf(call)), meta: {} })
}

/** `POST /v3/catalog/products` */
export function createProduct(call: Call): Response {
  const query = queryOf(call, { include_fields: fieldNames })
  const given = fieldsOf(bodyOf(call, newProduct))
  refuseTaken(call, given, 0)
  const id = nextNumber(call.state, 'product', 112)
  const wanted = listAt(given, 'variants')
  const now = isoTime(call.exchange.now)
  const product: ProductRecord = {
    id,
    given,
    inventory_level: numberAt(given, 'inventory_level'),
    variants: (wanted.length === 0 ? [given] : wanted).map((variant) => newVariant(call, variant, wanted.length > 0)),
    date_created: now,
    date_modified: now,
  }
  products(call.state).save(product)
  return json({ data: answer(query, product), meta: {} })
}

/** `PUT /v3/catalog/products/{product_id}`: the fields that it has, and no others, change. */
export function updateProduct(call: Call): Response {
  const query = queryOf(call, productInclusion)
  const product = productOf(call)
  const given = fieldsOf(bodyOf(call, productChanges))
  refuseTaken(call, given, product.id)
  const sku = valueAt(given, 'sku')
  const level = valueAt(given, 'inventory_level')
  const changed: ProductRecord = {
    ...product,
    given: { ...product.given, ...given },
    inventory_level: typeof level === 'number' ? level : product.inventory_level,
    variants: product.variants.map((variant) =>
      typeof sku === 'string' && variant.option_values.length === 0 ? { ...variant, sku } : variant,
    ),
    date_modified: isoTime(call.exchange.now),
  }
  products(call.state).save(changed)
  return json({ data: answer(query, changed), meta: {} })
}

/** `DELETE /v3/catalog/products/{product_id}` */
export function deleteProduct(call: Call): Response {
  queryOf(call)
  products(call.state).remove(String(productOf(call).id))
  return empty()
}

function productOf({ state, parameters }: Call): ProductRecord {
  const product = products(state).find(parameters[0])
  if (product === undefined) throw notFound()
  return product
}

function newVariant({ state }: Call, given: unknown, hasOptions: boolean): VariantRecord {
  const price = valueAt(given, 'price')
  return {
    id: nextNumber(state, 'variant', 75),
    sku: textAt(given, 'sku'),
    price: hasOptions && typeof price === 'number' ? price : null,
    inventory_level: numberAt(given, 'inventory_level'),
    option_values: listAt(given, 'option_values'),
  }
}

/** Names and SKUs are unique. The sandbox compares only those that contain `duplicate`. */
function refuseTaken({ state }: Call, given: Fields, id: number): void {
  for (const field of ['name', 'sku']) {
    const value = textAt(given, field).toLowerCase()
    if (!value.includes('duplicate')) continue
    const others = products(state)
      .all()
      .filter((product) => product.id !== id)
    if (others.every((product) => textAt(product.given, field).toLowerCase() !== value)) continue
    throw new Problem(409, `The product ${field} is a duplicate`, { [field]: `The product ${field} is a duplicate` })
  }
}

function answer(query: Fields, product: ProductRecord): object {
  return selected(query, view(product, textAt(query, 'include').split(',')))
}

function view({ given, ...product }: ProductRecord, parts: readonly string[]) {
  const { brand_name: _brand, variants: _variants, images, videos, custom_fields, bulk_pricing_rules, ...own } = given
  const price = numberAt(given, 'price')
  const hasOptions = product.variants.some(({ option_values }) => option_values.length > 0)
  const extras: Record<string, unknown> = {
    bulk_pricing_rules: bulk_pricing_rules ?? [],
    channels: [1],
    custom_fields: custom_fields ?? [],
    images: images ?? [],
    modifiers: [],
    options: [],
    parent_relations: [],
    primary_image: null,
    variants: product.variants.map((variant) => variantView(product.id, price, variant)),
    videos: videos ?? [],
  }
  return {
    id: product.id,
    ...defaults,
    ...own,
    calculated_price: numberAt(given, 'sale_price') || price,
    inventory_level: hasOptions ? total(product.variants) : product.inventory_level,
    base_variant_id: hasOptions ? null : (product.variants[0]?.id ?? null),
    date_created: product.date_created,
    date_modified: product.date_modified,
    ...Object.fromEntries(Object.entries(extras).filter(([name]) => parts.includes(name))),
  }
}

function total(variants: readonly VariantRecord[]): number {
  return variants.reduce((sum, { inventory_level }) => sum + inventory_level, 0)
}

function variantView(product_id: number, basePrice: number, variant: VariantRecord): object {
  return {
    ...variant,
    product_id,
    sku_id: null,
    sale_price: null,
    retail_price: null,
    weight: null,
    calculated_price: variant.price ?? basePrice,
    image_url: '',
    purchasing_disabled: false,
    purchasing_disabled_message: '',
  }
}

const defaults = {
  type: 'physical',
  sku: '',
  description: '',
  weight: 0,
  width: 0,
  depth: 0,
  height: 0,
  cost_price: 0,
  retail_price: 0,
  sale_price: 0,
  map_price: 0,
  tax_class_id: 0,
  product_tax_code: '',
  categories: [],
  brand_id: 0,
  inventory_warning_level: 0,
  inventory_tracking: 'none',
  fixed_cost_shipping_price: 0,
  is_free_shipping: false,
  is_visible: true,
  is_featured: false,
  upc: '',
  availability: 'available',
  condition: 'New',
  total_sold: 0,
}

function isWanted(query: Fields, product: ProductRecord): boolean {
  const whole = view(product, [])
  const asked = (name: string) => textAt(query, name)
  const isEqual = (name: string) => {
    const value = valueAt(whole, name)
    const plain = typeof value === 'boolean' ? asked(name).replace('1', 'true').replace('0', 'false') : asked(name)
    return asked(name) === '' || String(value) === plain
  }
  const isAmong = (name: string, value: string) => asked(name) === '' || asked(name).split(',').includes(value)
  const above = (name: string, value: number) => asked(name) === '' || value >= Number(asked(name))
  const below = (name: string, value: number) => asked(name) === '' || value <= Number(asked(name))
  const keyword = asked('keyword').toLowerCase()
  return (
    ['id', 'name', 'sku', 'price', 'brand_id', 'type', 'availability', 'is_visible', 'is_featured'].every(isEqual) &&
    isAmong('id:in', String(product.id)) &&
    (asked('id:not_in') === '' || !isAmong('id:not_in', String(product.id))) &&
    isAmong('sku:in', textAt(whole, 'sku')) &&
    above('id:min', product.id) &&
    below('id:max', product.id) &&
    above('id:greater', product.id - 1) &&
    below('id:less', product.id + 1) &&
    above('inventory_level:min', whole.inventory_level) &&
    below('inventory_level:max', whole.inventory_level) &&
    isWithin(product.date_modified, asked('date_modified:min'), asked('date_modified:max')) &&
    `${textAt(whole, 'name')} ${textAt(whole, 'sku')} ${textAt(whole, 'description')}`.toLowerCase().includes(keyword)
  )
}
