import { type Problem, problem } from '../finding.ts'
import { child, isFields } from '../values.ts'
import { isReadOnly } from './convert.ts'
import type { Schemas } from './schemas.ts'
import { allOf, itemsOf, type Shape, shapesOf } from './shapes.ts'

/**
 * Fields that a description doesn't list where it lists any, and fields that it says are only answered. Where it offers
 * alternatives, the one that explains the value best is taken.
 */
export function unknownFields(schemas: Schemas, schema: unknown, value: unknown, path: string): readonly Problem[] {
  const options = { resolve: schemas.resolve, fits: (branch: unknown) => schemas.accepts(branch, value) }
  if (Array.isArray(value)) {
    const items = itemsOf(schema, options)
    return items.length === 0
      ? []
      : value.flatMap((item, index) => unknownFields(schemas, allOf(items), item, child(path, index)))
  }
  if (!isFields(value)) return []
  const readings = shapesOf(schema, options).map((shape) => unknownIn(schemas, shape, value, path))
  return readings.reduce((best, reading) => (reading.length < best.length ? reading : best))
}

function unknownIn(
  schemas: Schemas,
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly Problem[] {
  return Object.entries(value).flatMap(([name, item]) => {
    const at = child(path, name)
    const described = shape.fields.get(name) ?? (shape.open ? shape.others : [])
    if (!shape.fields.has(name) && shape.listed && !shape.open) return [problem(at, 'is not described')]
    if (described.some((schema) => isReadOnly(schema, schemas.resolve))) return [problem(at, 'is read-only')]
    return described.length === 0 ? [] : unknownFields(schemas, allOf(described), item, at)
  })
}
