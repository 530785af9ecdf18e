import * as z from 'zod'

/** Every value of a query parameter, as text, in the order in which they came. */
export type QueryValues = Readonly<Record<string, readonly string[]>>

/**
 * Makes an operation's input of a query: `?limit=3&paid=true&tag=a&tag=b`. A query is text; what a parameter means is
 * taken from the schema of its field. What doesn't fit is left as text, so that the schema says what is wrong with it.
 */
export function inputOfQuery(schema: z.ZodObject, query: QueryValues): Record<string, unknown> {
  const { shape } = schema
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined
      return [name, field === undefined ? single(values) : fieldInput(field, values)]
    }),
  )
}

function fieldInput(field: z.core.$ZodType, values: readonly string[]): unknown {
  const bare = unwrap(field)
  if (bare instanceof z.ZodArray) return values.map((value) => scalar(unwrap(bare.element), value))
  return values.length === 1 ? scalar(bare, values[0] ?? '') : values
}

function scalar(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (schema instanceof z.ZodBoolean && (text === 'true' || text === 'false')) return text === 'true'
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return parsed(text)
  return text
}

/** Nested values come as JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The schema under optional, default and nullable. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unwrap(schema.unwrap())
  }
  return schema
}

function single(values: readonly string[]): unknown {
  return values.length === 1 ? values[0] : values
}
