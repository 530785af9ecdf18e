import type { ShopContext } from '../context.ts'
import { gid, type UserError } from '../values.ts'
import { productView } from './catalog.ts'

/** A `productSet` that its caller doesn't wait for: done as soon as it is asked about. */
interface OperationRecord {
  id: string
  /** Null where nothing was set. */
  productId: string | null
  userErrors: UserError[]
}

/** Starts an operation; what its caller gets to see of it is that it was created. */
export function startOperation(shop: ShopContext, productId: string | null, userErrors: UserError[]): object {
  const record: OperationRecord = { id: shop.newId(), productId, userErrors }
  shop.state.put('product_operation', record.id, record)
  return { ...operationView(shop, { ...record, productId: null, userErrors: [] }), status: 'CREATED' }
}

export function findOperation(shop: ShopContext, id: string): object | null {
  const record = shop.state.get<OperationRecord>('product_operation', id)
  return record === undefined ? null : operationView(shop, record)
}

function operationView(shop: ShopContext, { id, productId, userErrors }: OperationRecord): object {
  const product = productId === null ? undefined : shop.products.find(productId)
  return {
    __typename: 'ProductSetOperation',
    id: gid('ProductSetOperation', id),
    status: 'COMPLETE',
    product: product === undefined ? null : productView(shop, product),
    userErrors,
  }
}
