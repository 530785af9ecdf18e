import * as z from 'zod'
import type { Operation, PreparedOperation } from '../../../src/kit/operation.ts'
import { type Fields, fieldsOf, isFields, listOf } from '../values.ts'
import { generate } from './generate.ts'

/** One input of an operation, accepted by it, and what it is called in the output. */
export interface Variant {
  readonly name: string
  readonly prepared: PreparedOperation
}

export interface Variants {
  readonly variants: readonly Variant[]
  /** The example must be accepted; a made-up input may break a rule that its schema can't express. */
  readonly exampleFault: string | undefined
  readonly skipped: readonly string[]
}

/**
 * The example; only what is required; everything; and the example with each value of each enum and boolean, since those
 * are what a provider file translates. Fields that can't stand with all the others join the example alone.
 */
export function variantsOf(operation: Operation): Variants {
  const schema: unknown = z.toJSONSchema(operation.input(), { io: 'input', unrepresentable: 'any' })
  const example = operation.exampleInput
  const all = generate(schema, 'all', example)
  const whole = acceptable(operation, all, example)
  const candidates: readonly [string, unknown][] = [
    ['example', example],
    ['minimal', generate(schema, 'required', example)],
    ['maximal', whole ?? all],
    ...oneByOne(schema, example, whole),
    ...choices(schema, all, all, []).map(([name, input]): [string, unknown] => [
      name,
      acceptable(operation, input, example) ?? input,
    ]),
    ...choices(schema, example, example, []),
  ]

  const seen = new Set<string>()
  const variants: Variant[] = []
  const covered = new Set<string>()
  for (const [name, input] of candidates) {
    const key = JSON.stringify(input)
    if (seen.has(key)) continue
    seen.add(key)
    const preparation = operation.prepare(input)
    if (!preparation.ok) continue
    variants.push({ name, prepared: preparation.prepared })
    for (const done of [name, ...Object.keys(fieldsOf(input) ?? {}).map((field) => `with ${field}`)]) covered.add(done)
  }
  const preparation = operation.prepare(example)
  return {
    variants,
    exampleFault: preparation.ok
      ? undefined
      : preparation.issues.map(({ path, message }) => `${path} ${message}`).join('; '),
    skipped: [...new Set(refused(operation, candidates))].filter((name) => !covered.has(name)),
  }
}

function refused(operation: Operation, candidates: readonly [string, unknown][]): readonly string[] {
  return candidates.flatMap(([name, input]) => (name === 'example' || operation.prepare(input).ok ? [] : [name]))
}

/**
 * The fullest part of an input that the operation takes: fields that it complains of are dropped, unless the example has
 * them. Undefined where that doesn't help.
 */
function acceptable(operation: Operation, input: unknown, example: unknown): Fields | undefined {
  const kept = fieldsOf(example) ?? {}
  let candidate = fieldsOf(input) ?? {}
  for (;;) {
    const preparation = operation.prepare(candidate)
    if (preparation.ok) return candidate
    const blamed = preparation.issues
      .map(({ path }) => path.split('.')[0] ?? '')
      .filter((name) => Object.hasOwn(candidate, name) && !Object.hasOwn(kept, name))
    if (blamed.length === 0) return undefined
    candidate = Object.fromEntries(Object.entries(candidate).filter(([name]) => !blamed.includes(name)))
  }
}

/** The example with one field more, for every field that `whole` doesn't have. */
function oneByOne(schema: unknown, example: unknown, whole: Fields | undefined): readonly [string, unknown][] {
  const given = fieldsOf(example) ?? {}
  return Object.entries(fieldsOf(fieldsOf(schema)?.properties) ?? {})
    .filter(([name]) => whole === undefined || !Object.hasOwn(whole, name))
    .map(([name, member]) => [`with ${name}`, { ...given, [name]: generate(member, 'all', given[name], name) }])
}

/** `base` with one choice changed, for every choice that it makes or could make. */
function choices(schema: unknown, at: unknown, base: unknown, path: readonly string[]): readonly [string, unknown][] {
  const source = fieldsOf(schema) ?? {}
  if (path.length > 4) return []
  const values = Array.isArray(source.enum) ? source.enum : source.type === 'boolean' ? [true, false] : []
  const own = values
    .filter((value) => value !== at)
    .map((value): [string, unknown] => [`${path.join('.')}=${String(value)}`, replaced(base, path, value)])
  const nested = Object.entries(fieldsOf(source.properties) ?? {}).flatMap(([name, member]) =>
    choices(member, fieldsOf(at)?.[name], base, [...path, name]),
  )
  const items = Array.isArray(at) && at.length > 0 ? choices(source.items, at[0], base, [...path, '0']) : []
  return [...own, ...nested, ...items]
}

function replaced(base: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(base)) {
    return listOf(base).map((item, index) => (String(index) === key ? replaced(item, rest, value) : item))
  }
  const fields: Fields = isFields(base) ? base : {}
  return { ...fields, [key]: replaced(fields[key], rest, value) }
}
