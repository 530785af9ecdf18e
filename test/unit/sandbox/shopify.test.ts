import { type GraphQLNamedType, getNamedType, isInterfaceType, isObjectType, isRequiredArgument } from 'graphql'
import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { Exchange } from '../../../sandbox/provider.ts'
import { schema } from '../../../sandbox/providers/shopify/schema.ts'
import { fixtures, shopify } from '../../../sandbox/providers/shopify.ts'

interface Call {
  variables?: Record<string, unknown>
  version?: string
  token?: string
}

const serials = (function* () {
  for (let serial = 1; ; serial += 1) yield String(serial)
})()

function exchange(path: string, body: string, token = 'shpat_0123456789abcdef'): Exchange {
  return {
    method: 'POST',
    url: new URL(`https://acme.myshopify.com${path}`),
    headers: new Headers({ 'content-type': 'application/json', 'x-shopify-access-token': token }),
    body,
    now: new Date('2026-11-02T10:00:00.123Z'),
    randomId: (length) => String(serials.next().value).padStart(length, '0').slice(-length),
  }
}

/** A shop whose calls share one state; answers are read as JSON of any shape. */
function shop() {
  const state = memoryState()
  return async (query: string, { variables = {}, version = '2026-10', token }: Call = {}) => {
    const sent = exchange(`/admin/api/${version}/graphql.json`, JSON.stringify({ query, variables }), token)
    const authentication = shopify.authenticate(sent)
    const response = 'refusal' in authentication ? authentication.refusal : shopify.handle(sent, state)
    return { status: response.status, body: JSON.parse(await response.text()), headers: response.headers }
  }
}

const createProduct = `mutation ($product: ProductCreateInput!) {
  productCreate(product: $product) {
    product { id title handle status tags variants(first: 5) { nodes { id title price inventoryItem { id } } } }
    userErrors { field message }
  }
}`

const setQuantities = (directive: string) => `mutation ($input: InventorySetQuantitiesInput!) {
  inventorySetQuantities(input: $input) ${directive} {
    inventoryAdjustmentGroup { reason changes { name delta quantityAfterChange location { id } } }
    userErrors { field message code }
  }
}`

const refund = (key: string) => `mutation ($input: RefundInput!) {
  refundCreate(input: $input) @idempotent(key: "${key}") {
    refund { id totalRefundedSet { shopMoney { amount currencyCode } } }
    order { displayFinancialStatus }
    userErrors { field message }
  }
}`

describe('access', () => {
  it('refuses a token that is missing, of another form, or invalid', async () => {
    for (const token of ['', 'Bearer x', 'shpat_invalid']) {
      const { status, body } = await shop()('{ shop { name } }', { token })
      expect(status).toBe(401)
      expect(body).toEqual({
        errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
      })
    }
  })

  it('answers the cheap read with its cost', async () => {
    const { status, body, headers } = await shop()('{ shop { id name currencyCode } }')
    expect(status).toBe(200)
    expect(body.data.shop).toEqual({ id: 'gid://shopify/Shop/76352454957', name: 'acme', currencyCode: 'USD' })
    expect(body.extensions.cost).toEqual({
      requestedQueryCost: 1,
      actualQueryCost: 1,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1999, restoreRate: 100 },
    })
    expect(headers.get('x-shopify-api-version')).toBe('2026-10')
  })

  it('has no other path, method, or version', async () => {
    const { status, body } = await shop()('{ shop { name } }', { version: '2024-01' })
    expect([status, body]).toEqual([404, { errors: 'Not Found' }])
    expect(shopify.handle(exchange('/admin/api/2026-10/products.json', ''), memoryState()).status).toBe(404)
  })

  it('answers 400 to a body without a query', () => {
    const response = shopify.handle(exchange('/admin/api/2026-10/graphql.json', '{}'), memoryState())
    expect(response.status).toBe(400)
  })

  it('denies mutations to a token that may only read', async () => {
    const call = shop()
    const { status, body } = await call(createProduct, {
      variables: { product: { title: 'Mug' } },
      token: 'shpat_read_only',
    })
    expect(status).toBe(200)
    expect(body.data.productCreate).toBeNull()
    expect(body.errors[0]).toMatchObject({ path: ['productCreate'], extensions: { code: 'ACCESS_DENIED' } })
  })

  it('throttles with status 200 and fails with 503', async () => {
    const throttled = shopify.rateLimited(exchange('/', ''))
    expect(throttled.status).toBe(200)
    expect(await throttled.json()).toMatchObject({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } } },
    })
    expect(shopify.outage(exchange('/', '')).status).toBe(503)
  })
})

describe('the document', () => {
  it.each([
    ['{ shop { nam } }', "Field 'nam' doesn't exist on type 'Shop'", 'undefinedField'],
    ['{ product { id } }', "Field 'product' is missing required arguments: id", 'missingRequiredArguments'],
    ['{ shop }', /^Field must have selections/, 'selectionMismatch'],
    [
      'mutation { productCreate(product: {name: "x"}) { shop { id } } }',
      /doesn't accept argument 'name'/,
      'argumentNotAccepted',
    ],
    [
      '{ products(first: 1, sort: ID) { nodes { id } } }',
      "Field 'products' doesn't accept argument 'sort'",
      'argumentNotAccepted',
    ],
  ])('refuses %s', async (query, message, code) => {
    const { status, body } = await shop()(query)
    expect(status).toBe(200)
    expect(body.data).toBeUndefined()
    expect(body.errors[0].message).toMatch(message)
    expect(body.errors[0].extensions.code).toBe(code)
  })

  it('refuses what it cannot parse', async () => {
    const { status, body } = await shop()('{ shop {')
    expect(status).toBe(200)
    expect(body.errors[0].locations).toHaveLength(1)
  })

  it('explains each fault of a variable', async () => {
    const { body } = await shop()(createProduct, {
      variables: { product: { title: 'Mug', status: 'LIVE', colour: 'red' } },
    })
    expect(body.errors[0].message).toMatch(
      /^Variable \$product of type ProductCreateInput! was provided invalid value for/,
    )
    expect(body.errors[0].extensions).toMatchObject({
      code: 'INVALID_VARIABLE',
      problems: [
        { path: ['status'], explanation: 'Expected "LIVE" to be one of: ACTIVE, ARCHIVED, DRAFT, UNLISTED' },
        { path: ['colour'], explanation: 'Field is not defined on ProductCreateInput' },
      ],
    })
    const missing = await shop()(createProduct)
    expect(missing.body.errors[0].extensions.problems).toEqual([
      { path: [], explanation: 'Expected value to not be null' },
    ])
  })

  it('wants global ids', async () => {
    const { body } = await shop()('query ($id: ID!) { product(id: $id) { id } }', { variables: { id: '17' } })
    expect(body.errors[0].extensions.problems[0].explanation).toBe("Invalid global id '17'")
    const other = await shop()(`{ product(id: "${fixtures.order}") { id } }`)
    expect(other.body.errors[0].extensions.code).toBe('RESOURCE_NOT_FOUND')
  })

  it('refuses a query that costs too much', async () => {
    const { body } = await shop()('{ products(first: 250) { nodes { variants(first: 100) { nodes { id } } } } }')
    expect(body.errors[0].extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 })
  })
})

describe('products', () => {
  it('creates, reads, updates and deletes', async () => {
    const call = shop()
    const created = await call(createProduct, { variables: { product: { title: 'Blue Mug', tags: ['mug', 'blue'] } } })
    const { product, userErrors } = created.body.data.productCreate
    expect(userErrors).toEqual([])
    expect(product).toMatchObject({ title: 'Blue Mug', handle: 'blue-mug', status: 'ACTIVE', tags: ['blue', 'mug'] })
    expect(product.variants.nodes[0]).toMatchObject({ title: 'Default Title', price: '0.00' })

    const updated = await call(
      `mutation { productUpdate(product: {id: "${product.id}", title: "Red Mug"}) { product { title handle } userErrors { field message } } }`,
    )
    expect(updated.body.data.productUpdate.product).toEqual({ title: 'Red Mug', handle: 'blue-mug' })

    const read = `{ product(id: "${product.id}") { title legacyResourceId } }`
    expect((await call(read)).body.data.product.title).toBe('Red Mug')
    const deleted = await call(
      `mutation { productDelete(input: {id: "${product.id}"}) { deletedProductId userErrors { field message } } }`,
    )
    expect(deleted.body.data.productDelete).toEqual({ deletedProductId: product.id, userErrors: [] })
    expect((await call(read)).body.data.product).toBeNull()
  })

  it('answers user errors', async () => {
    const call = shop()
    const blank = await call(createProduct, { variables: { product: { title: ' ' } } })
    expect(blank.body.data.productCreate).toEqual({
      product: null,
      userErrors: [{ field: ['title'], message: "Title can't be blank" }],
    })
    const gone = await call(
      'mutation { productUpdate(product: {id: "gid://shopify/Product/1"}) { userErrors { field message } } }',
    )
    expect(gone.body.data.productUpdate.userErrors).toEqual([{ field: ['id'], message: 'Product does not exist' }])
  })

  it('never changes a fixture', async () => {
    const call = shop()
    const updated = await call(
      `mutation { productUpdate(product: {id: "${fixtures.product}", title: "X"}) { product { title } } }`,
    )
    expect(updated.body.data.productUpdate.product.title).toBe('X')
    const read = await call(`{ product(id: "${fixtures.product}") { title totalInventory } }`)
    expect(read.body.data.product).toEqual({ title: 'Organic Cotton T-Shirt', totalInventory: 25 })
  })

  it('creates and updates variants', async () => {
    const call = shop()
    const options = [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }]
    const created = await call(createProduct, { variables: { product: { title: 'Shirt', productOptions: options } } })
    const product = created.body.data.productCreate.product
    const create = `mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
      productVariantsBulkCreate(productId: $id, variants: $variants) {
        productVariants { id title price sku selectedOptions { name value } } userErrors { field message code }
      }
    }`
    const variant = { optionValues: [{ optionName: 'Size', name: 'M' }], price: '19.9', inventoryItem: { sku: 'S-M' } }
    const added = await call(create, { variables: { id: product.id, variants: [variant] } })
    expect(added.body.data.productVariantsBulkCreate.productVariants[0]).toMatchObject({
      title: 'M',
      price: '19.90',
      sku: 'S-M',
      selectedOptions: [{ name: 'Size', value: 'M' }],
    })
    const again = await call(create, { variables: { id: product.id, variants: [variant] } })
    expect(again.body.data.productVariantsBulkCreate.userErrors[0].code).toBe('VARIANT_ALREADY_EXISTS')

    const update = `mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
      productVariantsBulkUpdate(productId: $id, variants: $variants) {
        productVariants { price } userErrors { field code }
      }
    }`
    const first = product.variants.nodes[0].id
    const changed = await call(update, { variables: { id: product.id, variants: [{ id: first, price: 12 }] } })
    expect(changed.body.data.productVariantsBulkUpdate.productVariants).toEqual([{ price: '12.00' }])
    const missing = await call(update, {
      variables: { id: product.id, variants: [{ id: 'gid://shopify/ProductVariant/1', price: 12 }] },
    })
    expect(missing.body.data.productVariantsBulkUpdate.userErrors).toEqual([
      { field: ['variants', '0', 'id'], code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' },
    ])
  })

  it('pages by cursor, newest last and fixtures at the end', async () => {
    const call = shop()
    for (const title of ['One', 'Two']) await call(createProduct, { variables: { product: { title } } })
    const list = `query ($after: String) { products(first: 2, after: $after) {
      nodes { title } pageInfo { hasNextPage hasPreviousPage endCursor } } }`
    const first = (await call(list)).body.data.products
    expect(first.nodes.map(({ title }: { title: string }) => title)).toEqual(['One', 'Two'])
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    const second = (await call(list, { variables: { after: first.pageInfo.endCursor } })).body.data.products
    expect(second.nodes).toEqual([{ title: 'Organic Cotton T-Shirt' }])
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const neither = await call('{ products { nodes { id } } }')
    expect(neither.body.errors[0]).toMatchObject({
      message: 'you must provide one of first or last',
      extensions: { code: 'BAD_REQUEST' },
    })
  })

  it.each([
    ['status:DRAFT', ['Two']],
    ['status:active,draft', ['One', 'Two', 'Organic Cotton T-Shirt']],
    ['tag:summer', ['Organic Cotton T-Shirt']],
    ['title:T*', ['Two', 'Organic Cotton T-Shirt']],
    ['-status:DRAFT AND tag:red', ['One']],
    ['(sku:TSHIRT-ORG-1 OR title:two)', ['Two', 'Organic Cotton T-Shirt']],
    ["created_at:>'2026-06-01T00:00:00Z'", ['One', 'Two']],
    ['inventory_total:>=25', ['Organic Cotton T-Shirt']],
    ['"cotton t-shirt"', ['Organic Cotton T-Shirt']],
  ])('searches %s', async (query, titles) => {
    const call = shop()
    await call(createProduct, { variables: { product: { title: 'One', tags: ['red'] } } })
    await call(createProduct, { variables: { product: { title: 'Two', tags: ['red'], status: 'DRAFT' } } })
    const { body } = await call('query ($query: String) { products(first: 9, query: $query) { nodes { title } } }', {
      variables: { query },
    })
    expect(body.data.products.nodes.map(({ title }: { title: string }) => title)).toEqual(titles)
  })

  it('reports a search field that it does not know', async () => {
    const { body } = await shop()('{ products(first: 1, query: "colour:red") { nodes { id } } }')
    expect(body.extensions.search[0].warnings[0]).toMatchObject({ field: 'colour', code: 'invalid_field' })
  })
})

describe('inventory', () => {
  const input = (quantity: number, changeFromQuantity: number | null | undefined) => ({
    name: 'available',
    reason: 'correction',
    quantities: [
      { inventoryItemId: fixtures.inventoryItem, locationId: fixtures.location, quantity, changeFromQuantity },
    ],
  })

  it('sets a quantity under an idempotency key', async () => {
    const { body } = await shop()(setQuantities('@idempotent(key: "k1")'), { variables: { input: input(40, 25) } })
    expect(body.data.inventorySetQuantities).toEqual({
      inventoryAdjustmentGroup: {
        reason: 'correction',
        changes: [
          { name: 'available', delta: 15, quantityAfterChange: 40, location: { id: fixtures.location } },
          { name: 'on_hand', delta: 15, quantityAfterChange: 42, location: { id: fixtures.location } },
        ],
      },
      userErrors: [],
    })
  })

  it('demands the directive and the comparison from 2026-04 on', async () => {
    const call = shop()
    const bare = await call(setQuantities(''), { variables: { input: input(40, 25) } })
    expect(bare.body.errors[0]).toMatchObject({ path: ['inventorySetQuantities'], extensions: { code: 'BAD_REQUEST' } })
    const blind = await call(setQuantities('@idempotent(key: "k")'), { variables: { input: input(40, undefined) } })
    expect(blind.body.errors[0].extensions.code).toBe('INVALID_FIELD_ARGUMENTS')
    const free = await call(setQuantities('@idempotent(key: "k")'), { variables: { input: input(40, null) } })
    expect(free.body.data.inventorySetQuantities.userErrors).toEqual([])
    const earlier = await call(setQuantities(''), { version: '2026-01', variables: { input: input(40, undefined) } })
    expect(earlier.body.data.inventorySetQuantities.userErrors).toEqual([])
  })

  it.each([
    [input(40, 3), 'CHANGE_FROM_QUANTITY_STALE'],
    [input(-1, null), 'INVALID_QUANTITY_NEGATIVE'],
    [{ ...input(1, null), name: 'committed' }, 'INVALID_NAME'],
    [{ ...input(1, null), reason: 'because' }, 'INVALID_REASON'],
  ])('refuses %#', async (given, code) => {
    const { body } = await shop()(setQuantities('@idempotent(key: "k2")'), { variables: { input: given } })
    expect(body.data.inventorySetQuantities.userErrors.map((error: { code: string }) => error.code)).toEqual([code])
  })

  it('keeps what was set on an item of its own, and refuses the key for another request', async () => {
    const call = shop()
    const created = await call(createProduct, { variables: { product: { title: 'Mug' } } })
    const item = created.body.data.productCreate.product.variants.nodes[0].inventoryItem.id
    const quantities = [{ inventoryItemId: item, locationId: fixtures.location, quantity: 7, changeFromQuantity: 0 }]
    const given = { name: 'available', reason: 'correction', quantities }
    await call(setQuantities('@idempotent(key: "k3")'), { variables: { input: given } })
    const level = `{ inventoryItem(id: "${item}") { inventoryLevel(locationId: "${fixtures.location}") {
      quantities(names: ["available", "on_hand"]) { name quantity } } } }`
    expect((await call(level)).body.data.inventoryItem.inventoryLevel.quantities).toEqual([
      { name: 'available', quantity: 7 },
      { name: 'on_hand', quantity: 7 },
    ])
    const repeated = await call(setQuantities('@idempotent(key: "k3")'), { variables: { input: given } })
    expect(repeated.body.data.inventorySetQuantities.userErrors).toEqual([])
    const other = await call(setQuantities('@idempotent(key: "k3")'), {
      variables: { input: { ...given, reason: 'received' } },
    })
    expect(other.body.data.inventorySetQuantities.userErrors[0].code).toBe('IDEMPOTENCY_KEY_PARAMETER_MISMATCH')
  })
})

describe('customers', () => {
  const create = `mutation ($input: CustomerInput!) { customerCreate(input: $input) {
    customer { id displayName defaultEmailAddress { emailAddress marketingState } } userErrors { field message } } }`

  it('creates, finds and updates', async () => {
    const call = shop()
    const created = await call(create, { variables: { input: { email: 'grace@example.com', firstName: 'Grace' } } })
    const { customer } = created.body.data.customerCreate
    expect(customer).toMatchObject({
      displayName: 'Grace',
      defaultEmailAddress: { emailAddress: 'grace@example.com', marketingState: 'NOT_SUBSCRIBED' },
    })
    const update = `mutation ($input: CustomerInput!) { customerUpdate(input: $input) { customer { note } userErrors { message } } }`
    const updated = await call(update, { variables: { input: { id: customer.id, note: 'VIP' } } })
    expect(updated.body.data.customerUpdate).toEqual({ customer: { note: 'VIP' }, userErrors: [] })
    const found = await call('{ customers(first: 5, query: "email:grace@example.com") { nodes { id note } } }')
    expect(found.body.data.customers.nodes).toEqual([{ id: customer.id, note: 'VIP' }])
  })

  it('wants each address once, but for those that examples are made of', async () => {
    const account = shop()
    const make = async (email: string) =>
      (await account(create, { variables: { input: { email } } })).body.data.customerCreate
    expect((await make('ada@store.test')).userErrors).toEqual([])
    expect(await make('ada@store.test')).toEqual({
      customer: null,
      userErrors: [{ field: ['email'], message: 'Email has already been taken' }],
    })
    expect((await make('grace@example.com')).userErrors).toEqual([])
    expect((await make('grace@example.com')).userErrors).toEqual([])
  })

  it.each([
    [{}, null, 'A name, phone number, or email address must be present'],
    [{ email: 'nobody' }, ['email'], 'Email is invalid'],
  ])('refuses %j', async (input, field, message) => {
    const { body } = await shop()(create, { variables: { input } })
    expect(body.data.customerCreate).toEqual({ customer: null, userErrors: [{ field, message }] })
  })
})

describe('orders', () => {
  const create = `mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order) {
    order { id name displayFinancialStatus totalPriceSet { shopMoney { amount currencyCode } }
      customer { id } lineItems(first: 5) { nodes { id title quantity } } transactions { id kind }
      fulfillmentOrders(first: 1) { nodes { id status lineItems(first: 5) { nodes { id remainingQuantity } } } } }
    userErrors { field message code } } }`
  const fulfill = `mutation ($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id status totalQuantity trackingInfo { company number } } userErrors { field message } } }`
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } })

  async function paidOrder(call: ReturnType<typeof shop>) {
    const order = {
      lineItems: [
        { variantId: fixtures.variant, quantity: 2 },
        { title: 'Gift wrap', quantity: 1, priceSet: money('5.00') },
      ],
      customer: { toAssociate: { id: fixtures.customer } },
      transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'bogus', amountSet: money('54.98') }],
    }
    return (await call(create, { variables: { order } })).body.data.orderCreate.order
  }

  it('creates a paid order', async () => {
    const order = await paidOrder(shop())
    expect(order).toMatchObject({
      name: '#1003',
      displayFinancialStatus: 'PAID',
      totalPriceSet: { shopMoney: { amount: '54.98', currencyCode: 'USD' } },
      customer: { id: fixtures.customer },
      fulfillmentOrders: { nodes: [{ status: 'OPEN' }] },
    })
  })

  it('refuses an order without lines, and one for a variant that is not there', async () => {
    const empty = await shop()(create, { variables: { order: { lineItems: [] } } })
    expect(empty.body.data.orderCreate.userErrors).toMatchObject([{ field: ['order', 'lineItems'], code: 'INVALID' }])
    const unknown = { lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }] }
    const refused = await shop()(create, { variables: { order: unknown } })
    expect(refused.body.data.orderCreate.order).toBeNull()
  })

  it('ships once', async () => {
    const call = shop()
    const order = await paidOrder(call)
    const fulfillment = {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.fulfillmentOrders.nodes[0].id }],
      trackingInfo: { company: 'UPS', number: '1Z12345E8791315509' },
    }
    const shipped = await call(fulfill, { variables: { fulfillment } })
    expect(shipped.body.data.fulfillmentCreate.fulfillment).toMatchObject({
      status: 'SUCCESS',
      totalQuantity: 3,
      trackingInfo: [{ company: 'UPS', number: '1Z12345E8791315509' }],
    })
    const read = `{ order(id: "${order.id}") { displayFulfillmentStatus } }`
    expect((await call(read)).body.data.order.displayFulfillmentStatus).toBe('FULFILLED')
    const again = await call(fulfill, { variables: { fulfillment } })
    expect(again.body.data.fulfillmentCreate.userErrors[0].message).toMatch(/unfulfillable status= closed/)
  })

  it('refunds no more than was paid', async () => {
    const call = shop()
    const order = await paidOrder(call)
    const [sale] = order.transactions
    const input = (amount: string) => ({
      orderId: order.id,
      transactions: [{ orderId: order.id, parentId: sale.id, kind: 'REFUND', gateway: 'bogus', amount }],
    })
    const part = (await call(refund('r1'), { variables: { input: input('20.00') } })).body.data.refundCreate
    expect(part).toMatchObject({
      refund: { totalRefundedSet: { shopMoney: { amount: '20.0', currencyCode: 'USD' } } },
      order: { displayFinancialStatus: 'PARTIALLY_REFUNDED' },
      userErrors: [],
    })
    const replay = (await call(refund('r1'), { variables: { input: input('20.00') } })).body.data.refundCreate
    expect(replay.refund.id).toBe(part.refund.id)
    const tooMuch = (await call(refund('r2'), { variables: { input: input('50.00') } })).body.data.refundCreate
    expect(tooMuch.refund).toBeNull()
    expect(tooMuch.userErrors[0].message).toBe('Refund amount $50.00 is greater than net payment received $34.98')
    const rest = (await call(refund('r3'), { variables: { input: input('34.98') } })).body.data.refundCreate
    expect(rest.order.displayFinancialStatus).toBe('REFUNDED')
  })

  it('acts on the fixture order every time', async () => {
    const call = shop()
    const fulfillment = { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fixtures.fulfillmentOrder }] }
    for (const key of ['f1', 'f2']) {
      const shipped = await call(fulfill, { variables: { fulfillment } })
      expect(shipped.body.data.fulfillmentCreate.userErrors).toEqual([])
      const input = {
        orderId: fixtures.order,
        refundLineItems: [{ lineItemId: fixtures.lineItem, quantity: 1 }],
        transactions: [
          {
            orderId: fixtures.order,
            parentId: fixtures.saleTransaction,
            kind: 'REFUND',
            gateway: 'bogus',
            amount: '24.99',
          },
        ],
      }
      const refunded = await call(refund(key), { variables: { input } })
      expect(refunded.body.data.refundCreate.userErrors).toEqual([])
    }
    const read = await call(`{ order(id: "${fixtures.order}") { displayFinancialStatus displayFulfillmentStatus } }`)
    expect(read.body.data.order).toEqual({ displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'UNFULFILLED' })
  })

  it('cancels once', async () => {
    const call = shop()
    const order = await paidOrder(call)
    const cancel = `mutation { orderCancel(orderId: "${order.id}", reason: CUSTOMER, restock: true,
      refundMethod: {originalPaymentMethodsRefund: true}) { job { id done } orderCancelUserErrors { code message } } }`
    expect((await call(cancel)).body.data.orderCancel.orderCancelUserErrors).toEqual([])
    const read = await call(`{ order(id: "${order.id}") { cancelReason displayFinancialStatus closed } }`)
    expect(read.body.data.order).toEqual({ cancelReason: 'CUSTOMER', displayFinancialStatus: 'REFUNDED', closed: true })
    expect((await call(cancel)).body.data.orderCancel.orderCancelUserErrors[0].code).toBe('INVALID')
  })

  it('lists by status, newest first when reversed', async () => {
    const call = shop()
    const order = await paidOrder(call)
    const { body } = await call(
      '{ orders(first: 5, reverse: true, query: "financial_status:paid fulfillment_status:unfulfilled") { edges { cursor node { id } } } }',
    )
    expect(body.data.orders.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([
      order.id,
      fixtures.order,
    ])
  })
})

describe('the schema', () => {
  const given: Readonly<Record<string, string>> = {
    locationId: `"${fixtures.location}"`,
    inventoryItemId: `"${fixtures.inventoryItem}"`,
    names: '["available"]',
  }

  /** Every field of a type, and of the objects in it down to a depth that its pages do not count towards. */
  function everything(type: GraphQLNamedType, depth: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return ''
    const isPage = /(Connection|Edge)$/.test(type.name)
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const inside = getNamedType(field.type)
      const isObject = isObjectType(inside) || isInterfaceType(inside)
      if (isObject && depth === 0 && !isPage) return []
      const selection = isObject ? ` { ${everything(inside, isPage ? depth : depth - 1)} }` : ''
      const values = field.args.flatMap(({ name, ...argument }) =>
        name === 'first' ? ['first: 1'] : isRequiredArgument({ name, ...argument }) ? [`${name}: ${given[name]}`] : [],
      )
      return [`${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''}${selection}`]
    })
    return ['__typename', ...fields].join(' ')
  }

  it.each([
    ['shop', '', 'Shop'],
    ['product', fixtures.product, 'Product'],
    ['productVariant', fixtures.variant, 'ProductVariant'],
    ['inventoryItem', fixtures.inventoryItem, 'InventoryItem'],
    ['location', fixtures.location, 'Location'],
    ['customer', fixtures.customer, 'Customer'],
    ['order', fixtures.order, 'Order'],
    ['fulfillmentOrder', fixtures.fulfillmentOrder, 'FulfillmentOrder'],
  ])('reads every field of %s', async (field, id, name) => {
    const type = schema().getType(name)
    if (type === undefined) throw new Error(`no type ${name}`)
    const { body } = await shop()(`{ ${field}${id === '' ? '' : `(id: "${id}")`} { ${everything(type, 2)} } }`)
    expect(body.errors).toBeUndefined()
    expect(body.data[field]).not.toBeNull()
  })
})
