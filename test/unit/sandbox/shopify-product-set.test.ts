import { describe, expect, it } from 'vitest'
import { fixtures, shopify } from '../../../sandbox/providers/shopify.ts'
import { accountAt } from './support.ts'

const mutation = `mutation ($input: ProductSetInput!, $identifier: ProductSetIdentifiers, $synchronous: Boolean) {
  productSet(input: $input, identifier: $identifier, synchronous: $synchronous) {
    product {
      id title handle status tags totalInventory
      options { name optionValues { name } }
      variants(first: 9) { nodes { id title sku price inventoryItem { tracked } } }
    }
    productSetOperation { id status product { id } userErrors { code } }
    userErrors { field message code }
  }
}`

/** A shop, as \`productSet\` and reads of it see it. */
function shop(token = 'shpat_0123456789abcdef') {
  const account = accountAt(shopify, 'https://acme.myshopify.com', { 'x-shopify-access-token': token })
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const { body } = await account.send('POST', '/admin/api/2026-10/graphql.json', { json: { query, variables } })
    return body
  }
  return {
    ask,
    set: async (input: object, rest: object = {}) => (await ask(mutation, { input, ...rest })).data.productSet,
  }
}

const sizes = [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }]
const size = (name: string, rest: object = {}) => ({ optionValues: [{ optionName: 'Size', name }], ...rest })

describe('productSet', () => {
  it('creates a product with its options, variants and stock', async () => {
    const { product, productSetOperation, userErrors } = await shop().set({
      title: 'Linen Shirt',
      tags: ['linen', 'summer'],
      productOptions: sizes,
      variants: [
        size('S', { price: '49.00', sku: 'LIN-S', inventoryItem: { tracked: true } }),
        size('M', {
          price: 51,
          inventoryItem: { tracked: true },
          inventoryQuantities: [{ locationId: fixtures.location, name: 'available', quantity: 7 }],
        }),
      ],
    })
    expect(userErrors).toEqual([])
    expect(productSetOperation).toBeNull()
    expect(product).toMatchObject({
      title: 'Linen Shirt',
      handle: 'linen-shirt',
      status: 'ACTIVE',
      totalInventory: 7,
      options: [{ name: 'Size', optionValues: [{ name: 'S' }, { name: 'M' }] }],
      variants: {
        nodes: [
          { title: 'S', sku: 'LIN-S', price: '49.00', inventoryItem: { tracked: true } },
          { title: 'M', sku: null, price: '51.00', inventoryItem: { tracked: true } },
        ],
      },
    })
  })

  it('gives a product without variants the one that every product has', async () => {
    const { product } = await shop().set({ title: 'Plain' })
    expect(product.variants.nodes).toMatchObject([{ title: 'Default Title', price: '0.00' }])
  })

  it('replaces lists and leaves what is left out', async () => {
    const { set } = shop()
    const first = await set({ title: 'Shirt', tags: ['a'], productOptions: sizes, variants: [size('S'), size('M')] })
    const [small] = first.product.variants.nodes
    const { product, userErrors } = await set(
      { productOptions: sizes, variants: [size('S', { price: '12' })], status: 'DRAFT' },
      { identifier: { id: first.product.id } },
    )
    expect(userErrors).toEqual([])
    expect(product).toMatchObject({ id: first.product.id, title: 'Shirt', tags: ['a'], status: 'DRAFT' })
    expect(product.variants.nodes).toMatchObject([{ id: small.id, title: 'S', price: '12.00' }])
  })

  it('creates or changes by handle', async () => {
    const { set } = shop()
    const identifier = { handle: 'mug' }
    const created = await set({ title: 'Mug', handle: 'mug' }, { identifier })
    const changed = await set({ title: 'Red Mug', handle: 'mug' }, { identifier })
    expect(changed.product).toMatchObject({ id: created.product.id, title: 'Red Mug' })
  })

  it('never changes a fixture', async () => {
    const { ask, set } = shop()
    expect((await set({ title: 'X' }, { identifier: { id: fixtures.product } })).product.title).toBe('X')
    const read = await ask(`{ product(id: "${fixtures.product}") { title } }`)
    expect(read.data.product.title).toBe('Organic Cotton T-Shirt')
  })

  it('can be left to itself, and asked about', async () => {
    const { ask, set } = shop()
    const progress = async (id: string) =>
      (
        await ask(
          `{ productOperation(id: "${id}") { status product { title } ... on ProductSetOperation { userErrors { code } } } }`,
        )
      ).data.productOperation

    const started = await set({ title: 'Later' }, { synchronous: false })
    expect(started).toMatchObject({
      product: null,
      productSetOperation: { status: 'CREATED', product: null, userErrors: [] },
      userErrors: [],
    })
    expect(await progress(started.productSetOperation.id)).toEqual({
      status: 'COMPLETE',
      product: { title: 'Later' },
      userErrors: [],
    })
    const failed = await set({ title: '' }, { synchronous: false })
    expect(await progress(failed.productSetOperation.id)).toEqual({
      status: 'COMPLETE',
      product: null,
      userErrors: [{ code: 'INVALID_PRODUCT' }],
    })
    expect(await progress('gid://shopify/ProductSetOperation/1')).toBeNull()
  })

  const gone = 'gid://shopify/Product/1'
  const one = { title: 'Shirt', productOptions: sizes }
  it.each<[object, object, string[], string]>([
    [{ title: ' ' }, {}, ['input', 'title'], 'INVALID_PRODUCT'],
    [{ title: 'x'.repeat(256) }, {}, ['input', 'title'], 'INVALID_PRODUCT'],
    [{ title: 'X', handle: 'organic-cotton-t-shirt' }, {}, ['input', 'handle'], 'HANDLE_NOT_UNIQUE'],
    [{ id: gone, title: 'X' }, {}, ['input', 'id'], 'PRODUCT_DOES_NOT_EXIST'],
    [{ title: 'X' }, { identifier: { id: gone } }, ['identifier', 'id'], 'NOT_FOUND'],
    [{ id: gone }, { identifier: { id: gone } }, ['input', 'id'], 'ID_NOT_ALLOWED'],
    [{ title: 'X' }, { identifier: { handle: 'x' } }, ['input', 'handle'], 'MISSING_FIELD_REQUIRED'],
    [{ title: 'X', handle: 'y' }, { identifier: { handle: 'x' } }, ['input', 'handle'], 'INPUT_MISMATCH'],
    [
      { giftCard: true },
      { identifier: { id: fixtures.product } },
      ['input', 'giftCard'],
      'GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED',
    ],
    [{ title: 'X', variants: [size('S')] }, {}, ['input', 'productOptions'], 'PRODUCT_OPTIONS_INPUT_MISSING'],
    [one, {}, ['input', 'variants'], 'VARIANTS_INPUT_MISSING'],
    [
      { ...one, productOptions: [...sizes, ...sizes], variants: [size('S')] },
      {},
      ['input', 'productOptions'],
      'DUPLICATED_OPTION_NAME',
    ],
    [
      { ...one, productOptions: [{ name: 'Size' }], variants: [size('S')] },
      {},
      ['input', 'productOptions', '0', 'values'],
      'OPTION_VALUES_MISSING',
    ],
    [
      { ...one, productOptions: [{ name: 'Size', values: [{ name: 'S' }, { name: 's' }] }], variants: [size('S')] },
      {},
      ['input', 'productOptions', '0', 'values'],
      'DUPLICATED_OPTION_VALUE',
    ],
    [
      {
        ...one,
        productOptions: ['A', 'B', 'C', 'D'].map((name) => ({ name, values: [{ name: '1' }] })),
        variants: [size('S')],
      },
      {},
      ['input', 'productOptions'],
      'OPTIONS_OVER_LIMIT',
    ],
    [
      {
        ...one,
        productOptions: [{ id: 'gid://shopify/ProductOption/1', values: [{ name: 'S' }] }],
        variants: [size('S')],
      },
      {},
      ['input', 'productOptions', '0', 'id'],
      'OPTION_DOES_NOT_EXIST',
    ],
    [{ ...one, variants: [size('XL')] }, {}, ['input', 'variants', '0', 'optionValues'], 'OPTION_VALUE_DOES_NOT_EXIST'],
    [
      { ...one, variants: [{ optionValues: [{ optionName: 'Colour', name: 'S' }] }] },
      {},
      ['input', 'variants', '0', 'optionValues'],
      'OPTION_DOES_NOT_EXIST',
    ],
    [{ ...one, variants: [{ optionValues: [] }] }, {}, ['input', 'variants', '0', 'optionValues'], 'INVALID_VARIANT'],
    [{ ...one, variants: [size('S'), size('S')] }, {}, ['input', 'variants', '1'], 'INVALID_VARIANT'],
    [{ ...one, variants: [size('S', { price: '-1' })] }, {}, ['input', 'variants', '0', 'price'], 'INVALID_VARIANT'],
    [
      { ...one, variants: [size('S', { id: 'gid://shopify/ProductVariant/1' })] },
      {},
      ['input', 'variants', '0', 'id'],
      'PRODUCT_VARIANT_DOES_NOT_EXIST',
    ],
  ])('refuses %j %j', async (input, rest, field, code) => {
    const { product, userErrors } = await shop().set(input, rest)
    expect(product).toBeNull()
    expect(userErrors[0]).toMatchObject({ field, code, message: expect.any(String) })
  })

  it('needs the scope that writes products', async () => {
    const body = await shop('shpat_read_only_0123').ask(mutation, { input: { title: 'X' } })
    expect(body.errors[0].extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredAccess: '`write_products` access scope.',
    })
  })
})
