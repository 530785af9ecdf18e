import type { Collection } from '../../collection.ts'
import { connection, type PageArguments } from './connection.ts'
import type { ShopContext } from './context.ts'
import { customerFixtures, locations, orderFixtures, productFixtures } from './fixtures.ts'
import type { CustomerRecord, OrderRecord, ProductRecord, VariantRecord } from './records.ts'
import { type SearchFields, search } from './search.ts'
import { count, idOf } from './values.ts'
import { findVariant, productView, variantTitle, variantView } from './views/catalog.ts'
import { customerView, displayName } from './views/customers.ts'
import { fulfillmentOrderView } from './views/fulfillments.ts'
import { findItem, findLevel, inventoryItemView, type LocationRecord, locationView } from './views/inventory.ts'
import { financialStatus, fulfillmentStatus, total } from './views/money.ts'
import { findOperation } from './views/operations.ts'
import { orderView } from './views/orders.ts'
import { shopView } from './views/shop.ts'

interface ListArguments extends PageArguments {
  query?: string | null
  sortKey?: string | null
}

type Variant = VariantRecord & { product: ProductRecord }

/** Fields that can be searched, by list. Source: https://shopify.dev/docs/api/admin-graphql/2026-10/queries */
const productFields: SearchFields<ProductRecord> = {
  id: ({ id }) => [id],
  title: ({ title }) => [title],
  handle: ({ handle }) => [handle],
  vendor: ({ vendor }) => [vendor],
  product_type: ({ productType }) => [productType],
  status: ({ status }) => [status],
  tag: ({ tags }) => tags,
  sku: ({ variants }) => variants.map(({ sku }) => sku),
  barcode: ({ variants }) => variants.map(({ barcode }) => barcode),
  price: ({ variants }) => variants.map(({ price }) => price / 100),
  inventory_total: ({ variants }) => [
    variants.flatMap(({ item }) => Object.values(item.levels)).reduce((sum, level) => sum + (level.available ?? 0), 0),
  ],
  gift_card: ({ giftCard }) => [String(giftCard)],
  created_at: ({ createdAt }) => [createdAt],
  updated_at: ({ updatedAt }) => [updatedAt],
}

const variantFields: SearchFields<Variant> = {
  id: ({ id }) => [id],
  title: (variant) => [variantTitle(variant)],
  sku: ({ sku }) => [sku],
  barcode: ({ barcode }) => [barcode],
  product_id: ({ product }) => [product.id],
  product_status: ({ product }) => [product.status],
  product_type: ({ product }) => [product.productType],
  vendor: ({ product }) => [product.vendor],
  tag: ({ product }) => product.tags,
  taxable: ({ taxable }) => [String(taxable)],
  updated_at: ({ updatedAt }) => [updatedAt],
}

const orderFields: SearchFields<OrderRecord> = {
  id: ({ id }) => [id],
  name: ({ name }) => [name, name.replace('#', '')],
  email: ({ email }) => [email],
  po_number: ({ poNumber }) => [poNumber],
  tag: ({ tags }) => tags,
  customer_id: ({ customerId }) => [customerId],
  financial_status: (order) => [financialStatus(order)],
  fulfillment_status: (order) => [fulfillmentStatus(order), order.fulfillments.length === 0 ? 'unshipped' : 'shipped'],
  status: ({ cancelledAt, closedAt }) => [
    cancelledAt !== null ? 'cancelled' : closedAt !== null ? 'closed' : 'open',
    ...(cancelledAt === null ? ['not_closed'] : []),
  ],
  sku: ({ lines }) => lines.map(({ sku }) => sku),
  source_name: ({ sourceName }) => [sourceName],
  source_identifier: ({ sourceIdentifier }) => [sourceIdentifier],
  discount_code: ({ discount }) => [discount?.code ?? null],
  gateway: ({ transactions }) => transactions.map(({ gateway }) => gateway),
  total: (order) => [total(order) / 100],
  test: ({ test }) => [String(test)],
  created_at: ({ createdAt }) => [createdAt],
  processed_at: ({ processedAt }) => [processedAt],
  updated_at: ({ updatedAt }) => [updatedAt],
}

const customerFields: SearchFields<CustomerRecord> = {
  id: ({ id }) => [id],
  email: ({ email }) => [email],
  phone: ({ phone }) => [phone],
  first_name: ({ firstName }) => [firstName],
  last_name: ({ lastName }) => [lastName],
  name: (customer) => [displayName(customer)],
  tag: ({ tags }) => tags,
  country: ({ addresses }) => addresses.map(({ countryCode }) => countryCode),
  accepts_marketing: ({ emailMarketing }) => [String(emailMarketing.state === 'SUBSCRIBED')],
  customer_date: ({ createdAt }) => [createdAt],
  created_at: ({ createdAt }) => [createdAt],
  updated_at: ({ updatedAt }) => [updatedAt],
}

const locationFields: SearchFields<LocationRecord> = {
  id: ({ id }) => [id],
  location_id: ({ id }) => [id],
  name: ({ name }) => [name],
  city: ({ city }) => [city],
  zip: ({ zip }) => [zip],
  active: () => ['true'],
}

/** Keys that are not the order of creation. */
const productSorts: Readonly<Record<string, (product: ProductRecord) => string>> = {
  TITLE: ({ title }) => title.toLowerCase(),
  VENDOR: ({ vendor }) => vendor.toLowerCase(),
  PRODUCT_TYPE: ({ productType }) => productType.toLowerCase(),
  UPDATED_AT: ({ updatedAt }) => updatedAt,
}

const orderSorts: Readonly<Record<string, (order: OrderRecord) => string>> = {
  TOTAL_PRICE: (order) => String(total(order)).padStart(15, '0'),
  FINANCIAL_STATUS: financialStatus,
  FULFILLMENT_STATUS: fulfillmentStatus,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
}

const customerSorts: Readonly<Record<string, (customer: CustomerRecord) => string>> = {
  NAME: (customer) => displayName(customer).toLowerCase(),
  UPDATED_AT: ({ updatedAt }) => updatedAt,
}

/** In the order of creation (reversed if so wanted), and fixtures always last. */
function sorted<Item>(
  records: Collection<Item>,
  fixtureCount: number,
  { sortKey, reverse }: ListArguments,
  sorts: Readonly<Record<string, (record: Item) => string>>,
): Item[] {
  const all = records.all()
  const created = all.slice(0, all.length - fixtureCount)
  const ordered = [...(reverse === true ? created : created.toReversed()), ...all.slice(created.length)]
  const keyOf = sorts[sortKey ?? '']
  if (keyOf === undefined) return ordered
  const byKey = ordered.toSorted((left, right) =>
    keyOf(left) < keyOf(right) ? -1 : keyOf(left) > keyOf(right) ? 1 : 0,
  )
  return reverse === true ? byKey.toReversed() : byKey
}

/** The root query fields of one request. */
export function queries(shop: ShopContext): Readonly<Record<string, unknown>> {
  const warn = (warning: { query: string; field: string }): void => void shop.searchWarnings.push(warning)
  // The lists come sorted: what is left of the page is its window.
  const page = (list: ListArguments): PageArguments => ({ ...list, reverse: false })

  function products(list: ListArguments): ProductRecord[] {
    const matches = search(list.query, productFields, ['title', 'vendor', 'product_type', 'tag', 'sku'], warn)
    return sorted(shop.products, productFixtures.length, list, productSorts).filter(matches)
  }

  function orders(list: ListArguments): OrderRecord[] {
    const matches = search(list.query, orderFields, ['name', 'email', 'po_number', 'tag', 'sku'], warn)
    return sorted(shop.orders, orderFixtures.length, list, orderSorts).filter(matches)
  }

  function customers(list: ListArguments): CustomerRecord[] {
    const matches = search(list.query, customerFields, ['name', 'email', 'phone', 'tag'], warn)
    return sorted(shop.customers, customerFixtures.length, list, customerSorts).filter(matches)
  }

  function product(id: string): object | null {
    const found = shop.products.find(idOf('Product', id))
    return found === undefined ? null : productView(shop, found)
  }

  function variant(id: string): object | null {
    const found = findVariant(shop, idOf('ProductVariant', id))
    return found === undefined ? null : variantView(shop, found.product, found.variant)
  }

  function inventoryItem(id: string): object | null {
    const found = findItem(shop, idOf('InventoryItem', id))
    return found === undefined ? null : inventoryItemView(shop, found.product, found.variant)
  }

  function location(id: string): object | null {
    const found = locations.find((candidate) => candidate.id === idOf('Location', id))
    return found === undefined ? null : locationView(shop, found)
  }

  function order(id: string): object | null {
    const found = shop.orders.find(idOf('Order', id))
    return found === undefined ? null : orderView(shop, found)
  }

  function customer(id: string): object | null {
    const found = shop.customers.find(idOf('Customer', id))
    return found === undefined ? null : customerView(shop, found)
  }

  function fulfillmentOrder(id: string): object | null {
    const number = idOf('FulfillmentOrder', id)
    const found = shop.orders.all().find((candidate) => candidate.fulfillmentOrder.id === number)
    return found === undefined ? null : fulfillmentOrderView(shop, found)
  }

  const byType: Readonly<Record<string, (id: string) => object | null>> = {
    Product: product,
    ProductVariant: variant,
    InventoryItem: inventoryItem,
    InventoryLevel: (id) => findLevel(shop, id),
    Location: location,
    Order: order,
    Customer: customer,
    FulfillmentOrder: fulfillmentOrder,
  }
  const node = (id: string): object | null =>
    byType[/^gid:\/\/shopify\/([A-Za-z]+)\//.exec(id)?.[1] ?? '']?.(id) ?? null

  return {
    shop: () => shopView(shop),
    product: ({ id }: { id: string }) => product(id),
    products: (list: ListArguments) => connection(products(list), page(list), (found) => productView(shop, found)),
    productsCount: (list: ListArguments) => count(products(list).length),
    productByIdentifier: ({ identifier }: { identifier: { id?: string; handle?: string } }) => {
      if (typeof identifier.id === 'string') return product(identifier.id)
      const found = shop.products.all().find(({ handle }) => handle === identifier.handle)
      return found === undefined ? null : productView(shop, found)
    },
    productOperation: ({ id }: { id: string }) => findOperation(shop, idOf('ProductSetOperation', id)),
    productVariant: ({ id }: { id: string }) => variant(id),
    productVariants: (list: ListArguments) => {
      const variants = sorted(shop.products, productFixtures.length, {}, {}).flatMap((owner) =>
        owner.variants.map((candidate) => ({ ...candidate, product: owner })),
      )
      const matches = search(list.query, variantFields, ['title', 'sku', 'barcode'], warn)
      const found = variants.filter(matches)
      return connection(found, list, (hit) => variantView(shop, hit.product, hit))
    },
    inventoryItem: ({ id }: { id: string }) => inventoryItem(id),
    inventoryLevel: ({ id }: { id: string }) => findLevel(shop, id),
    location: ({ id }: { id?: string | null }) =>
      typeof id === 'string' ? location(id) : locationView(shop, locations[0]),
    locations: (list: ListArguments) =>
      connection(locations.filter(search(list.query, locationFields, ['name', 'city'], warn)), list, (found) =>
        locationView(shop, found),
      ),
    order: ({ id }: { id: string }) => order(id),
    orders: (list: ListArguments) => connection(orders(list), page(list), (found) => orderView(shop, found)),
    ordersCount: (list: ListArguments) => count(orders(list).length),
    customer: ({ id }: { id: string }) => customer(id),
    customers: (list: ListArguments) => connection(customers(list), page(list), (found) => customerView(shop, found)),
    customersCount: (list: ListArguments) => count(customers(list).length),
    customerByIdentifier: ({
      identifier,
    }: {
      identifier: { id?: string; emailAddress?: string; phoneNumber?: string }
    }) => {
      if (typeof identifier.id === 'string') return customer(identifier.id)
      const found = shop.customers
        .all()
        .find(({ email, phone }) =>
          typeof identifier.emailAddress === 'string'
            ? email === identifier.emailAddress
            : phone === identifier.phoneNumber,
        )
      return found === undefined ? null : customerView(shop, found)
    },
    fulfillmentOrder: ({ id }: { id: string }) => fulfillmentOrder(id),
    node: ({ id }: { id: string }) => node(id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map(node),
  }
}
