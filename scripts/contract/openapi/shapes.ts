import { type Fields, fieldsOf, isFields, listOf, textOf } from '../values.ts'
import type { Description } from './document.ts'

/** One way in which a schema lets an object look: which fields it lists, and whether it takes others. */
export interface Shape {
  readonly fields: ReadonlyMap<string, readonly unknown[]>
  /** Schemas of fields that aren't listed, where the description speaks of a map. */
  readonly others: readonly unknown[]
  readonly open: boolean
  /** False where nothing was said about fields at all. */
  readonly listed: boolean
}

export interface ShapeOptions {
  readonly resolve: Description['resolve']
  /** Which of several alternatives are considered. */
  readonly fits: (schema: unknown) => boolean
}

const blank: Shape = { fields: new Map(), others: [], open: false, listed: false }

/** Most ways of one schema that are followed; past it the first ones stand for all. */
const mostShapes = 64

export function shapesOf(schema: unknown, options: ShapeOptions, depth = 0): readonly Shape[] {
  const source = fieldsOf(schema)
  if (source === undefined || depth > 20) return [blank]
  const parts: (readonly Shape[])[] = [[ownShape(source)]]
  const reference = textOf(source.$ref)
  if (reference !== undefined) {
    const target = options.resolve(reference)
    parts.push(target === undefined ? [{ ...blank, open: true }] : shapesOf(target, options, depth + 1))
  }
  for (const part of listOf(source.allOf)) parts.push(shapesOf(part, options, depth + 1))
  for (const name of ['anyOf', 'oneOf'] as const) {
    const branches = listOf(source[name])
    if (branches.length === 0) continue
    const fitting = branches.filter(options.fits)
    const shapes = (fitting.length === 0 ? branches : fitting).flatMap((branch) => shapesOf(branch, options, depth + 1))
    // Several alternatives of an anyOf may hold at once, and then their fields may stand together.
    parts.push(name === 'anyOf' && fitting.length > 1 ? [...shapes, shapes.reduce(combine, blank)] : shapes)
  }
  return parts.reduce((left, right) =>
    left.flatMap((one) => right.map((other) => combine(one, other))).slice(0, mostShapes),
  )
}

function ownShape(source: Fields): Shape {
  const properties = fieldsOf(source.properties)
  const { additionalProperties: more } = source
  const fields = new Map(Object.entries(properties ?? {}).map(([name, schema]) => [name, [schema]]))
  // What is required is described, even if it is nowhere said how it looks.
  for (const name of listOf(source.required)) if (typeof name === 'string' && !fields.has(name)) fields.set(name, [])
  return {
    fields,
    others: isFields(more) ? [more] : Object.values(fieldsOf(source.patternProperties) ?? {}),
    open: (more !== undefined && more !== false) || source.patternProperties !== undefined,
    listed: properties !== undefined || more === false,
  }
}

function combine(one: Shape, other: Shape): Shape {
  const fields = new Map(one.fields)
  for (const [name, schemas] of other.fields) fields.set(name, [...(fields.get(name) ?? []), ...schemas])
  return {
    fields,
    others: [...one.others, ...other.others],
    open: one.open || other.open,
    listed: one.listed || other.listed,
  }
}

/** Schemas of a list's items, wherever in the composition they are written. */
export function itemsOf(schema: unknown, options: ShapeOptions, depth = 0): readonly unknown[] {
  const source = fieldsOf(schema)
  if (source === undefined || depth > 20) return []
  const reference = textOf(source.$ref)
  const branches = [...listOf(source.anyOf), ...listOf(source.oneOf)]
  const fitting = branches.filter(options.fits)
  return [
    ...(source.items === undefined ? [] : [source.items]),
    ...(reference === undefined ? [] : itemsOf(options.resolve(reference), options, depth + 1)),
    ...[...listOf(source.allOf), ...(fitting.length === 0 ? branches : fitting)].flatMap((part) =>
      itemsOf(part, options, depth + 1),
    ),
  ]
}

export function allOf(schemas: readonly unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : { allOf: schemas }
}

export function anyOf(schemas: readonly unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas }
}
