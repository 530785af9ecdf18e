import * as z from 'zod'
import * as ecommerce from '../../../../contracts/ecommerce.ts'
import { toDecimal } from '../../../../contracts/money.ts'
import type { OperationKit } from '../../../../kit/operation.ts'
import { fixtures } from '../examples.ts'
import { ask, nextCursor } from '../graphql.ts'
import { globalId } from '../inputs.ts'
import { allOf, term } from '../search.ts'
import * as answers from './answers.ts'
import * as documents from './documents.ts'

export function productOperations({ read, write }: OperationKit<unknown>) {
  return {
    'list-products': read(ecommerce.listProducts, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/products',
      extra: () => ({ status: ecommerce.productStatus().optional(), sku: z.string().min(1).max(255).optional() }),
      request: ({ limit, cursor, status, sku }) =>
        ask(documents.listProducts, {
          first: limit,
          after: cursor,
          query: allOf(term('status', ':', status), term('sku', ':', sku)),
        }),
      example: {
        input: { limit: 3 },
        response: () => ({
          data: { products: { nodes: [exampleProduct({})], pageInfo: { hasNextPage: false, endCursor: null } } },
        }),
      },
      answer: answers.productList,
      unify: ({ data }) => ({ items: data.products.nodes.map(answers.unifyProduct) }),
      next: ({ data }) => nextCursor(data.products),
    }),
    'get-product': read(ecommerce.getProduct, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/product',
      extra: () => ({ id: globalId('Product') }),
      request: ({ id }) => ask(documents.getProduct, { id }),
      example: {
        input: { id: fixtures.product },
        response: ({ id }) => ({ data: { product: exampleProduct({ id }) } }),
      },
      answer: answers.productAnswer,
      unify: ({ data }) => answers.unifyProduct(data.product),
    }),
    // `productCreate` can't set a price or a SKU, which belong to the variant; `productSet` makes both at once.
    'create-product': write(ecommerce.createProduct, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/productSet',
      extra: () => ({
        vendor: z.string().min(1).max(255).optional(),
        productType: z.string().min(1).max(255).optional(),
        tags: z.array(z.string().min(1).max(255)).max(250).optional(),
      }),
      request: ({ title, description, price, currency, sku, status, vendor, productType, tags }) =>
        ask(documents.setProduct, {
          input: {
            title,
            descriptionHtml: description,
            status: status.toUpperCase(),
            vendor,
            productType,
            tags,
            // What Shopify itself names the one variant of a product without options.
            productOptions: [{ name: 'Title', values: [{ name: 'Default Title' }] }],
            variants: [
              {
                optionValues: [{ optionName: 'Title', name: 'Default Title' }],
                price: toDecimal(price, currency),
                sku,
                inventoryItem: { tracked: true },
              },
            ],
          },
        }),
      example: {
        input: { title: 'Linen Shirt', price: 4900, currency: 'USD', sku: 'SHIRT-LIN-1' },
        response: (input) => ({ data: { productSet: { product: exampleProduct(input), userErrors: [] } } }),
      },
      answer: answers.productSetAnswer,
      unify: ({ data }) => answers.unifyProduct(data.productSet.product),
    }),
    'update-product': write(ecommerce.updateProduct, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/productUpdate',
      extra: () => ({
        id: globalId('Product'),
        vendor: z.string().min(1).max(255).optional(),
        productType: z.string().min(1).max(255).optional(),
        /** All of its tags from then on. */
        tags: z.array(z.string().min(1).max(255)).max(250).optional(),
      }),
      request: ({ description, status, ...product }) =>
        ask(documents.updateProduct, {
          product: { ...product, descriptionHtml: description, status: status?.toUpperCase() },
        }),
      example: {
        input: { id: fixtures.product, title: 'Organic Cotton T-Shirt, new cut' },
        response: (input) => ({ data: { productUpdate: { product: exampleProduct(input), userErrors: [] } } }),
      },
      answer: answers.productUpdateAnswer,
      unify: ({ data }) => answers.unifyProduct(data.productUpdate.product),
    }),
    'set-inventory': write(ecommerce.setInventory, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/inventorySetQuantities',
      extra: () => ({
        inventoryItem: globalId('InventoryItem'),
        /** From `list-locations`. */
        location: globalId('Location'),
        /** What is believed to be there now: where it isn't, nothing is set. Unchecked where none is given. */
        changeFromQuantity: z.int().optional(),
        /** https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states */
        reason: z.string().min(1).max(100).default('correction'),
      }),
      keyed: true,
      request: ({ inventoryItem, location, quantity, changeFromQuantity, reason }, _config, { idempotencyKey }) =>
        ask(documents.setInventory, {
          idempotencyKey,
          input: {
            name: 'available',
            reason,
            quantities: [
              {
                inventoryItemId: inventoryItem,
                locationId: location,
                quantity,
                // Mandatory, null included: https://shopify.dev/changelog/making-changefromquantity-field-required
                changeFromQuantity: changeFromQuantity ?? null,
              },
            ],
          },
        }),
      example: {
        input: {
          inventoryItem: fixtures.inventoryItem,
          location: fixtures.location,
          quantity: 40,
        },
        response: ({ inventoryItem, location, quantity, reason }) => ({
          data: {
            inventorySetQuantities: {
              inventoryAdjustmentGroup: {
                id: 'gid://shopify/InventoryAdjustmentGroup/1',
                createdAt: '2026-01-15T09:30:00Z',
                reason,
                changes: [
                  {
                    name: 'available',
                    quantityAfterChange: quantity,
                    item: { id: inventoryItem },
                    location: { id: location },
                  },
                ],
              },
              userErrors: [],
            },
          },
        }),
      },
      answer: answers.inventoryAnswer,
      // Shopify answers what changed, which is nothing where the quantity was already so.
      unify: (_native, { inventoryItem, location, quantity }) => ({ inventoryItem, location, quantity }),
    }),
  }
}

interface ExampleInput {
  readonly id?: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly status?: ecommerce.ProductStatus | undefined
  readonly price?: number
  readonly currency?: string
  readonly sku?: string | undefined
}

function exampleProduct({ id = fixtures.product, price = 2499, currency = 'USD', ...input }: ExampleInput) {
  const money = { amount: toDecimal(price, currency), currencyCode: currency.toUpperCase() }
  return {
    id,
    title: input.title ?? 'Organic Cotton T-Shirt',
    descriptionHtml: input.description ?? '',
    status: (input.status ?? 'active').toUpperCase(),
    totalInventory: 0,
    tracksInventory: true,
    priceRangeV2: { minVariantPrice: money },
    variants: {
      nodes: [
        {
          id: fixtures.variant,
          title: 'Default Title',
          sku: input.sku ?? null,
          price: money.amount,
          inventoryQuantity: 0,
          inventoryItem: { id: fixtures.inventoryItem, tracked: true },
        },
      ],
    },
    createdAt: '2026-01-15T09:30:00Z',
    updatedAt: '2026-01-15T09:30:00Z',
  }
}
