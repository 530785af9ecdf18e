import { type Fields, isFields } from '../../http.ts'

/** One fault of a request, in the words of https://developer.ups.com/en-us/landed-cost-quoting-errors (common codes). */
export interface Fault {
  readonly code: string
  readonly message: string
}

export function missing(path: string): Fault {
  return { code: '20007', message: `Missing Required field, ${path}.` }
}

export function invalid(path: string, value: unknown): Fault {
  return { code: '20008', message: `The field, ${path}, contains invalid data, ${JSON.stringify(value)}.` }
}

/** What a part of a request must look like. Members that it does not name are ignored, as UPS does. */
export type Shape =
  | { readonly kind: 'text'; readonly min: number; readonly max: number; readonly pattern?: RegExp }
  | { readonly kind: 'number' }
  | { readonly kind: 'list'; readonly of: Shape; readonly most: number }
  | { readonly kind: 'group'; readonly members: Members }

export type Members = Readonly<Record<string, Member>>

export interface Member {
  readonly shape: Shape
  readonly isRequired: boolean
}

/** Text of `min` to `max` characters. UPS writes numbers as text: a JSON number is invalid. */
export function text(max: number, min = 1): Shape {
  return { kind: 'text', min, max }
}

export function matching(pattern: RegExp): Shape {
  return { kind: 'text', min: 1, max: 512, pattern }
}

export function oneOf(...values: readonly string[]): Shape {
  return matching(new RegExp(`^(${values.join('|')})$`))
}

/** A positive decimal written as text: `5`, `10.5`. */
export const decimal = matching(/^\d{1,9}(\.\d{1,2})?$/)

/** A number of the Time in Transit API, which takes numbers and their text. */
export const number: Shape = { kind: 'number' }

/** A list; a single element may stand for itself, because the API is one of XML at heart. */
export function list(of: Shape, most = 200): Shape {
  return { kind: 'list', of, most }
}

export function group(members: Members): Shape {
  return { kind: 'group', members }
}

export function required(shape: Shape): Member {
  return { shape, isRequired: true }
}

export function optional(shape: Shape): Member {
  return { shape, isRequired: false }
}

/** Every fault of a value; `path` is written with slashes, as UPS names elements. */
export function faultsOf(shape: Shape, value: unknown, path: string): Fault[] {
  switch (shape.kind) {
    case 'text':
      return textFaults(shape, value, path)
    case 'number':
      return Number.isFinite(typeof value === 'string' && value !== '' ? Number(value) : value)
        ? []
        : [invalid(path, value)]
    case 'list': {
      const elements = many(value)
      if (elements.length === 0) return [missing(path)]
      if (elements.length > shape.most) return [invalid(path, `${elements.length} elements`)]
      return elements.flatMap((element) => faultsOf(shape.of, element, path))
    }
    case 'group': {
      if (!isFields(value)) return [invalid(path, value)]
      return Object.entries(shape.members).flatMap(([name, member]) => {
        const inner = value[name]
        if (inner === undefined || inner === null) return member.isRequired ? [missing(`${path}/${name}`)] : []
        return faultsOf(member.shape, inner, `${path}/${name}`)
      })
    }
  }
}

function textFaults(shape: Extract<Shape, { kind: 'text' }>, value: unknown, path: string): Fault[] {
  if (typeof value !== 'string') return [invalid(path, value)]
  if (value === '' && shape.min > 0) return [missing(path)]
  const fits = value.length >= shape.min && value.length <= shape.max && (shape.pattern?.test(value) ?? true)
  return fits ? [] : [invalid(path, value)]
}

/** A list, or a single element that stands for one. */
export function many(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** The member at a path of a request that was checked, or an empty group. */
export function at(value: unknown, ...path: readonly string[]): Fields {
  const found = path.reduce<unknown>((inner, name) => (isFields(inner) ? many(inner[name])[0] : undefined), value)
  return isFields(found) ? found : {}
}

/** The text at a path of a request that was checked, or an empty text. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const last = path.at(-1) ?? ''
  const found = many(at(value, ...path.slice(0, -1))[last])[0]
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}
