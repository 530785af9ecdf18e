import * as z from 'zod'
import { amount, currencyCode } from '../../../contracts/money.ts'
import { path } from '../../../kit/path.ts'
import { get, json, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { numericId } from './inputs.ts'
import { exampleMoney, priceOf } from './money.ts'

/**
 * What Etsy counts are the products of a listing, one for each combination of its variations, and they are written all
 * at once, prices and SKUs included: no quantity can be set by itself.
 *
 * Source: https://developers.etsy.com/documentation/tutorials/listings
 */
export const inventoryOperations = ({ read, write }: Kit) => ({
  'get-inventory': read({
    name: 'Get Inventory',
    description: 'Get the products of a listing: their SKUs, prices and quantities',
    docs: 'https://developers.etsy.com/documentation/reference#operation/getListingInventory',
    /** The listing. */
    input: () => ({ id: numericId() }),
    request: ({ id }) => get(path`/v3/application/listings/${id}/inventory`),
    example: {
      input: { id: fixtures.listing },
      response: () => exampleInventory([{ sku: 'NECK-SILVER-1', price: 4_900, quantity: 12 }], 'USD'),
    },
    answer: inventory,
  }),
  'replace-inventory': write({
    name: 'Replace Inventory',
    description: 'Write all products of a listing anew: what is not given is gone',
    docs: 'https://developers.etsy.com/documentation/reference#operation/updateListingInventory',
    input: () => ({
      /** The listing. */
      id: numericId(),
      /** The shop's own: it says what the minor unit of prices is. */
      currency: currencyCode(),
      products: z.array(productInput()).min(1).max(400),
      /** The properties by which prices, quantities, SKUs and processing differ: all others are the same everywhere. */
      priceOnProperty: properties().optional(),
      quantityOnProperty: properties().optional(),
      skuOnProperty: properties().optional(),
      readinessStateOnProperty: properties().optional(),
    }),
    request: ({ id, currency, products, ...on }) =>
      put(
        path`/v3/application/listings/${id}/inventory`,
        json({
          products: products.map((product) => nativeProduct(product, currency)),
          price_on_property: on.priceOnProperty?.map(Number),
          quantity_on_property: on.quantityOnProperty?.map(Number),
          sku_on_property: on.skuOnProperty?.map(Number),
          readiness_state_on_property: on.readinessStateOnProperty?.map(Number),
        }),
      ),
    example: {
      input: {
        id: fixtures.listing,
        currency: 'USD',
        products: [{ sku: 'NECK-SILVER-1', price: 4900, quantity: 40, readinessState: fixtures.readinessState }],
      },
      response: ({ products, currency }) => exampleInventory(products, currency),
    },
    answer: inventory,
  }),
})

const properties = () => z.array(numericId()).max(3)

const productInput = () =>
  z.strictObject({
    sku: z.string().max(255).default(''),
    /** What makes it one of several, such as its size; none where the listing has no variations. */
    properties: z
      .array(
        z.strictObject({
          property: numericId(),
          name: z.string().min(1).max(255).optional(),
          scale: numericId().optional(),
          valueIds: z.array(numericId()).max(50),
          values: z
            .array(z.string().regex(/^[^()]{1,255}$/, 'has a parenthesis'))
            .min(1)
            .max(50),
        }),
      )
      .max(3)
      .optional(),
    price: amount().min(1),
    quantity: z.int().min(0).max(999),
    isEnabled: z.boolean().default(true),
    /** The processing profile, for what is physical. */
    readinessState: numericId().optional(),
  })

function nativeProduct(product: z.output<ReturnType<typeof productInput>>, currency: string) {
  const { sku, price, quantity, isEnabled, readinessState } = product
  return {
    sku,
    property_values: (product.properties ?? []).map(({ property, name, scale, valueIds, values }) => ({
      property_id: Number(property),
      property_name: name,
      scale_id: scale === undefined ? undefined : Number(scale),
      value_ids: valueIds.map(Number),
      values,
    })),
    offerings: [
      {
        price: priceOf(price, currency),
        quantity,
        is_enabled: isEnabled,
        // Mandatory, null included.
        readiness_state_id: readinessState === undefined ? null : Number(readinessState),
      },
    ],
  }
}

const inventory = () => z.looseObject({ products: z.array(z.looseObject({ product_id: z.int() })) })

interface ExampleProduct {
  readonly sku: string
  readonly price: number
  readonly quantity: number
  readonly isEnabled?: boolean
}

function exampleInventory(products: readonly ExampleProduct[], currency: string) {
  return {
    products: products.map(({ sku, price, quantity, isEnabled }, index) => ({
      product_id: Number(fixtures.product) + index,
      sku,
      is_deleted: false,
      offerings: [
        {
          offering_id: Number(fixtures.offering) + index,
          quantity,
          is_enabled: isEnabled ?? true,
          is_deleted: false,
          price: exampleMoney(price, currency),
          readiness_state_id: Number(fixtures.readinessState),
        },
      ],
      property_values: [],
    })),
    price_on_property: [],
    quantity_on_property: [],
    sku_on_property: [],
    readiness_state_on_property: [],
  }
}
