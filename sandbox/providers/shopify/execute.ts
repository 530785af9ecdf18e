import {
  type DocumentNode,
  executeSync,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLResolveInfo,
  getOperationAST,
  OperationTypeNode,
  parse,
} from 'graphql'
import type { ShopContext } from './context.ts'
import { costExtension, mostCost, requestedCost } from './cost.ts'
import { orderCancel } from './mutations/cancellation.ts'
import { customerCreate, customerDelete, customerUpdate } from './mutations/customers.ts'
import { fulfillmentCreate } from './mutations/fulfillments.ts'
import { inventoryAdjustQuantities, inventorySetQuantities } from './mutations/inventory.ts'
import { orderCreate } from './mutations/orders.ts'
import { productSet } from './mutations/product-set.ts'
import { productCreate, productDelete, productUpdate } from './mutations/products.ts'
import { refundCreate } from './mutations/refunds.ts'
import { productVariantsBulkCreate, productVariantsBulkUpdate } from './mutations/variants.ts'
import { queries } from './queries.ts'
import { schema } from './schema.ts'
import { documentErrors, variableErrors } from './validation.ts'

export interface GraphqlRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
}

/** The body of the answer, which is always sent with status 200. */
export function execute(shop: ShopContext, request: GraphqlRequest): object {
  let document: DocumentNode
  try {
    document = parse(request.query)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [{ message: error.message, locations: error.locations }] }
    throw error
  }
  const types = schema()
  const invalid = documentErrors(types, document)
  if (invalid.length > 0) return { errors: invalid }
  const operation = getOperationAST(document, request.operationName)
  if (operation === null || operation === undefined) {
    const message =
      request.operationName === undefined
        ? 'An operation name is required'
        : `No operation named "${request.operationName}"`
    return { errors: [{ message }] }
  }
  const unsuitable = variableErrors(types, operation, request.variables)
  if (unsuitable.length > 0) return { errors: unsuitable }

  const cost = requestedCost(types, document, operation, request.variables)
  if (cost > mostCost) return { errors: [tooExpensive(cost)] }
  const isMutation = operation.operation === OperationTypeNode.MUTATION
  const result = executeSync({
    schema: types,
    document,
    rootValue: isMutation ? mutations(shop) : queries(shop),
    variableValues: request.variables,
    operationName: request.operationName ?? null,
  })
  return answer(shop, result, cost)
}

function answer(shop: ShopContext, result: ReturnType<typeof executeSync>, cost: number): FormattedExecutionResult {
  const unexpected = result.errors?.find(({ originalError }) => originalError && !('extensions' in originalError))
  if (unexpected?.originalError) throw unexpected.originalError
  const search = shop.searchWarnings.map(({ query, field }) => ({
    path: [],
    query,
    warnings: [{ field, message: 'Invalid search field for this query.', code: 'invalid_field' }],
  }))
  return {
    data: result.data ?? null,
    ...(result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON()) }),
    extensions: { cost: costExtension(cost, Math.min(cost, mostCost)), ...(search.length > 0 ? { search } : {}) },
  }
}

function tooExpensive(cost: number): object {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${mostCost}).`,
    extensions: {
      code: 'MAX_COST_EXCEEDED',
      cost,
      maxCost: mostCost,
      documentation: 'https://shopify.dev/api/usage/rate-limits',
    },
  }
}

type Resolver = (input: never, info: GraphQLResolveInfo) => object

/** The scope that each mutation needs: https://shopify.dev/docs/api/usage/access-scopes */
const scopes: Readonly<Record<string, string>> = {
  productCreate: 'write_products',
  productUpdate: 'write_products',
  productSet: 'write_products',
  productDelete: 'write_products',
  productVariantsBulkCreate: 'write_products',
  productVariantsBulkUpdate: 'write_products',
  inventorySetQuantities: 'write_inventory',
  inventoryAdjustQuantities: 'write_inventory',
  orderCreate: 'write_orders',
  orderCancel: 'write_orders',
  fulfillmentCreate: 'write_merchant_managed_fulfillment_orders',
  refundCreate: 'write_orders',
  customerCreate: 'write_customers',
  customerUpdate: 'write_customers',
  customerDelete: 'write_customers',
}

function mutations(shop: ShopContext): Readonly<Record<string, unknown>> {
  function guarded<Input>(
    name: string,
    run: (shop: ShopContext, input: Input, info: GraphQLResolveInfo) => object,
  ): Resolver {
    return (input: Input, ...rest) => {
      if (!shop.mayWrite) throw accessDenied(name)
      // graphql-js calls a function in the root value with (arguments, context, info).
      const info = rest.at(-1)
      if (info === undefined) throw new Error('The resolver was called without its info.')
      return run(shop, input, info)
    }
  }
  return {
    productCreate: guarded('productCreate', productCreate),
    productUpdate: guarded('productUpdate', productUpdate),
    productSet: guarded('productSet', productSet),
    productDelete: guarded('productDelete', productDelete),
    productVariantsBulkCreate: guarded('productVariantsBulkCreate', productVariantsBulkCreate),
    productVariantsBulkUpdate: guarded('productVariantsBulkUpdate', productVariantsBulkUpdate),
    inventorySetQuantities: guarded('inventorySetQuantities', inventorySetQuantities),
    inventoryAdjustQuantities: guarded('inventoryAdjustQuantities', inventoryAdjustQuantities),
    orderCreate: guarded('orderCreate', orderCreate),
    orderCancel: guarded('orderCancel', orderCancel),
    fulfillmentCreate: guarded('fulfillmentCreate', fulfillmentCreate),
    refundCreate: guarded('refundCreate', refundCreate),
    customerCreate: guarded('customerCreate', customerCreate),
    customerUpdate: guarded('customerUpdate', customerUpdate),
    customerDelete: guarded('customerDelete', customerDelete),
  }
}

function accessDenied(field: string): GraphQLError {
  const requiredAccess = `\`${scopes[field]}\` access scope.`
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: 'ACCESS_DENIED',
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  })
}
