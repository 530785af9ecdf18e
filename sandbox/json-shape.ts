import { type Fields, isFields } from './http.ts'

/**
 * What a JSON value, or the parameters of a query, must look like. Finding the faults is the same for every provider;
 * putting them into words is each provider's own affair.
 */
export type Shape =
  | { readonly kind: 'text'; readonly min: number; readonly max: number; readonly pattern?: RegExp }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly isWhole: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'list'; readonly of: Shape; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly required: Members; readonly optional: Members; readonly isClosed: boolean }
  | { readonly kind: 'anything' }

export type Members = Readonly<Record<string, Shape>>

/** One way in which a value is not what it must be. */
export interface Fault {
  /** The names and indexes that lead to the value; for `missing` and `unknown` they end with the member's name. */
  readonly path: readonly (string | number)[]
  readonly problem: 'missing' | 'unknown' | 'type' | 'value' | 'size'
  readonly shape: Shape
  readonly value: unknown
}

export function text(max = Number.POSITIVE_INFINITY, min = 0): Shape {
  return { kind: 'text', min, max }
}

export function matching(pattern: RegExp): Shape {
  return { kind: 'text', min: 0, max: Number.POSITIVE_INFINITY, pattern }
}

export function oneOf(...values: readonly string[]): Shape {
  return { kind: 'choice', values }
}

export function number(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Shape {
  return { kind: 'number', min, max, isWhole: false }
}

export function whole(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Shape {
  return { kind: 'number', min, max, isWhole: true }
}

export const boolean: Shape = { kind: 'boolean' }

export const anything: Shape = { kind: 'anything' }

/** `2026-11-24` */
export const day = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** Two capital letters of ISO 3166-1. */
export const country = matching(/^[A-Z]{2}$/)

/** Three capital letters of ISO 4217. */
export const currency = matching(/^[A-Z]{3}$/)

export function list(of: Shape, min = 0, max = Number.POSITIVE_INFINITY): Shape {
  return { kind: 'list', of, min, max }
}

/** An object; members that it does not name are ignored. */
export function group(required: Members, optional: Members = {}): Shape {
  return { kind: 'group', required, optional, isClosed: false }
}

/** An object; a member that it does not name is a fault. */
export function closed(required: Members, optional: Members = {}): Shape {
  return { kind: 'group', required, optional, isClosed: true }
}

/** Every fault of a value. A member that is `null` counts as absent. */
export function faultsOf(shape: Shape, value: unknown, path: readonly (string | number)[] = []): Fault[] {
  const fault = (problem: Fault['problem']): Fault[] => [{ path, problem, shape, value }]
  switch (shape.kind) {
    case 'anything':
      return []
    case 'boolean':
      return typeof value === 'boolean' ? [] : fault('type')
    case 'text':
      if (typeof value !== 'string') return fault('type')
      if (value.length < shape.min || value.length > shape.max) return fault('size')
      return (shape.pattern?.test(value) ?? true) ? [] : fault('value')
    case 'choice':
      if (typeof value !== 'string') return fault('type')
      return shape.values.includes(value) ? [] : fault('value')
    case 'number':
      if (typeof value !== 'number' || (shape.isWhole && !Number.isInteger(value))) return fault('type')
      return value >= shape.min && value <= shape.max ? [] : fault('size')
    case 'list':
      if (!Array.isArray(value)) return fault('type')
      if (value.length < shape.min || value.length > shape.max) return fault('size')
      return value.flatMap((element, index) => faultsOf(shape.of, element, [...path, index]))
    case 'group':
      return isFields(value) ? memberFaults(shape, value, path) : fault('type')
  }
}

function memberFaults(
  shape: Extract<Shape, { kind: 'group' }>,
  value: Fields,
  path: readonly (string | number)[],
): Fault[] {
  const missing = Object.entries(shape.required)
    .filter(([name]) => value[name] === undefined || value[name] === null)
    .map(([name, of]): Fault => ({ path: [...path, name], problem: 'missing', shape: of, value: undefined }))
  const members = { ...shape.optional, ...shape.required }
  const others = Object.entries(value).flatMap(([name, member]): Fault[] => {
    const of = members[name]
    if (member === undefined || member === null) return []
    if (of !== undefined) return faultsOf(of, member, [...path, name])
    return shape.isClosed ? [{ path: [...path, name], problem: 'unknown', shape, value: member }] : []
  })
  return [...missing, ...others]
}

/** The parameters of a query; of a repeated one the first counts. */
export function queryFields({ searchParams }: URL): Fields {
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.get(name) ?? '']))
}

/** The member at a path of a value that was checked, or `undefined`. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)]
    return isFields(inner) ? inner[String(name)] : undefined
  }, value)
}

/** The text at a path, or an empty text. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** The number at a path, or zero. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number {
  const found = valueAt(value, ...path)
  return typeof found === 'number' ? found : 0
}

/** The elements of the list at a path; none where there is no list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found : []
}
