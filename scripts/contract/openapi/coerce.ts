import { isFields } from '../values.ts'
import type { Schemas } from './schemas.ts'
import { anyOf, itemsOf, shapesOf } from './shapes.ts'

/** Text as forms, queries and paths carry it, read as what its schema asks for; left alone where nothing fits. */
export function coerce(schemas: Schemas, schema: unknown, value: unknown): unknown {
  const options = { resolve: schemas.resolve, fits: () => true }
  if (typeof value === 'string') {
    return closestReading(schemas, schema, value)
  }
  if (Array.isArray(value)) {
    const items = itemsOf(schema, options)
    return items.length === 0 ? value : value.map((item) => coerce(schemas, anyOf(items), item))
  }
  if (!isFields(value)) return value
  const shapes = shapesOf(schema, options)
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const own = shapes.flatMap((shape) => shape.fields.get(name) ?? shape.others)
      const distinct = [...new Set(own)]
      return [name, distinct.length === 0 ? item : coerce(schemas, anyOf(distinct), item)]
    }),
  )
}

function closestReading(schemas: Schemas, schema: unknown, text: string): unknown {
  let best: { readonly value: unknown; readonly strangeness: number } | undefined
  for (const value of readings(text)) {
    const own = strangeness(schemas, schema, value)
    if (own === 0) return value
    if (best === undefined || own < best.strangeness) best = { value, strangeness: own }
  }
  return best === undefined ? text : best.value
}

function readings(text: string): readonly unknown[] {
  const all: unknown[] = [text]
  if (/^-?\d+(\.\d+)?$/.test(text)) all.push(Number(text))
  if (text === 'true' || text === 'false') all.push(text === 'true')
  return all
}

/** 0 where a value fits, and more where it isn't even of the right type. */
function strangeness(schemas: Schemas, schema: unknown, value: unknown): number {
  const problems = schemas.problems(schema, value, '')
  return problems.some(({ message }) => /must be (string|number|integer|boolean|array|object)/.test(message))
    ? 2
    : Math.min(problems.length, 1)
}
