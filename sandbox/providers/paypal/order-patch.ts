import * as z from 'zod'
import { assertPurchaseUnits } from './amounts.ts'
import { type Answer, nothing } from './answer.ts'
import { timestamp } from './objects.ts'
import { type Order, purchaseUnit } from './order.ts'
import { PayPalRefusal, unprocessable } from './refusal.ts'
import { readBody } from './schema.ts'
import type { Context } from './store.ts'

const patches = z
  .array(
    z.object({
      op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
      path: z.string(),
      value: z.unknown().optional(),
    }),
  )
  .min(1)

/** The members of a purchase unit that a patch may change, https://developer.paypal.com/docs/api/orders/v2/#orders_patch. */
const patchable = new Set(['amount', 'custom_id', 'description', 'invoice_id', 'items', 'shipping', 'soft_descriptor'])

type Operation = z.infer<typeof patches>[number]

export function patchOrder(order: Order, context: Context): Answer {
  const operations = readBody(context.exchange, patches)
  if (order.status === 'COMPLETED' || order.status === 'VOIDED') {
    throw unprocessable('ORDER_ALREADY_COMPLETED', 'The order cannot be patched after it is completed.')
  }
  let patched = order
  for (const [index, operation] of operations.entries()) patched = apply(patched, operation, index)
  assertPurchaseUnits({ intent: patched.intent, purchase_units: [...patched.purchase_units] })
  context.orders.save({ ...patched, update_time: timestamp(context.exchange.now) })
  return nothing()
}

/** An order after one operation of a patch. */
function apply(current: Order, operation: Operation, index: number): Order {
  const match = /^\/purchase_units\/@reference_id=='([^']+)'(?:\/(\w+))?$/.exec(operation.path)
  if (!operation.path.startsWith('/')) {
    throw unprocessable(
      'INVALID_JSON_POINTER_FORMAT',
      'Path should be a valid JSON Pointer https://tools.ietf.org/html/rfc6901 that references a location within the request where the operation is performed.',
      `/${index}/path`,
      operation.path,
    )
  }
  if (operation.path === '/intent' && operation.op === 'replace') {
    const intent = z.enum(['CAPTURE', 'AUTHORIZE']).safeParse(operation.value)
    if (intent.success) return { ...current, intent: intent.data }
  }
  const [, reference, member] = match ?? []
  const known = current.purchase_units.some((unit) => unit.reference_id === reference)
  if (
    !known ||
    (member !== undefined && !patchable.has(member)) ||
    !['add', 'replace', 'remove'].includes(operation.op)
  ) {
    throw unprocessable('NOT_PATCHABLE', 'Cannot be patched.', operation.path)
  }
  return {
    ...current,
    purchase_units: current.purchase_units.map((unit) => {
      if (unit.reference_id !== reference) return unit
      const value = operation.op === 'remove' ? undefined : operation.value
      const next = member === undefined ? operation.value : { ...unit, [member]: value }
      const checked = purchaseUnit.safeParse(next)
      if (checked.success) return { ...checked.data, reference_id: unit.reference_id }
      throw new PayPalRefusal(400, [
        {
          issue: 'INVALID_PARAMETER_VALUE',
          description: 'The value of a field is invalid.',
          field: operation.path,
          location: 'body',
        },
      ])
    }),
  }
}
