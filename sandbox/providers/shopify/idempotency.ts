import { GraphQLError, type GraphQLResolveInfo, getDirectiveValues } from 'graphql'
import type { ShopContext } from './context.ts'
import { type UserError, userError } from './values.ts'

/** The first version whose inventory and refund mutations refuse to run without the directive. */
const mandatorySince = '2026-04'

interface Remembered<Outcome> {
  readonly parameters: string
  readonly outcome: Outcome
}

/**
 * Runs a mutation under `@idempotent(key:)`: the same key and parameters answer the first outcome again, the same key
 * with other parameters is a user error, and from 2026-04 on a missing key is an error of the field. Only what
 * succeeded is remembered.
 *
 * Sources: https://shopify.dev/docs/api/usage/implementing-idempotency and
 * https://shopify.dev/changelog/making-idempotency-mandatory-for-inventory-adjustments-and-refund-mutations
 */
export function idempotent<Outcome extends object>(
  shop: ShopContext,
  info: GraphQLResolveInfo,
  input: object,
  perform: () => Outcome | UserError[],
): Outcome | UserError[] {
  const key = keyOf(info)
  if (key === undefined) {
    if (shop.version < mandatorySince) return perform()
    throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.', {
      extensions: { code: 'BAD_REQUEST' },
    })
  }
  const id = `${info.fieldName} ${key}`
  const parameters = JSON.stringify(input)
  const earlier = shop.state.get<Remembered<Outcome>>('idempotency', id)
  if (earlier !== undefined) {
    if (earlier.parameters === parameters) return earlier.outcome
    const message = 'The same idempotency key cannot be used with different operation parameters.'
    return [userError(null, message, 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH')]
  }
  const outcome = perform()
  if (!Array.isArray(outcome)) shop.state.put('idempotency', id, { parameters, outcome })
  return outcome
}

function keyOf(info: GraphQLResolveInfo): string | undefined {
  const directive = info.schema.getDirective('idempotent')
  const node = info.fieldNodes[0]
  if (directive === null || directive === undefined || node === undefined) return undefined
  const key = getDirectiveValues(directive, node, info.variableValues)?.key
  return typeof key === 'string' ? key : undefined
}
