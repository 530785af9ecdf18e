import * as z from 'zod'

export type Effect = 'read' | 'write'

/**
 * An operation that every provider of a type spells the same: one id, one input, and with `?view=unified` one output.
 * Schemas are functions, because thirty providers' worth of them would be built at every cold start otherwise.
 */
export interface Contract<Input extends z.ZodRawShape, Output extends z.ZodType> {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly effect: Effect
  readonly input: () => Input
  readonly output: () => Output
}

export function contract<const Input extends z.ZodRawShape, Output extends z.ZodType>(
  definition: Contract<Input, Output>,
): Contract<Input, Output> {
  return { ...definition, input: once(definition.input), output: once(definition.output) }
}

/** Runs `make` on the first call and answers the same value from then on. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** What every list takes. `cursor` is opaque: whatever `nextCursor` the page before answered. */
export const pageInput = once(() => ({
  limit: z.int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(2_048).optional(),
}))

/** The cursor of a list whose pages or items the provider counts: a number in digits, never zero. */
export const numberCursor = once(() =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'is not a cursor that an answer gave')
    .optional(),
)

/** A list in the unified view; `nextCursor` stands beside the result, as in the native view. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item) })
}
