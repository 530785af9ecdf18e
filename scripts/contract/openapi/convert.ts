import { type Fields, fieldsOf, isFields, listOf, textOf } from '../values.ts'

/** A request must be complete; of an answer only what is there is checked. */
export type Direction = 'request' | 'response'

interface ConversionOptions {
  readonly direction: Direction
  /** The id under which the validator knows what a reference leads to; undefined where it leads nowhere. */
  readonly link: (reference: string) => string | undefined
  readonly resolve: (reference: string) => unknown
}

/** What says which values a field may have, and what limits them further; of answers only the first is asked. */
const meaning = ['enum', 'const'] as const
const limits = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
] as const

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])

/**
 * A schema of OpenAPI 2, 3.0 or 3.1 as JSON Schema draft 7: `nullable`, boolean exclusive bounds, `readOnly`,
 * `writeOnly` and discriminators in the words of that draft. `oneOf` is read as `anyOf`, because descriptions often list
 * alternatives that overlap.
 */
export function convertSchema(schema: unknown, options: ConversionOptions): Fields | boolean {
  if (typeof schema === 'boolean') return schema
  const source = fieldsOf(schema)
  if (source === undefined) return true
  const own = convertOwn(source, options)
  return isNullable(source) ? allowNull(own) : own
}

function isNullable(schema: Fields): boolean {
  return schema.nullable === true || schema['x-nullable'] === true
}

function convertOwn(source: Fields, options: ConversionOptions): Fields {
  const convert = (part: unknown) => convertSchema(part, options)
  const result: Record<string, unknown> = {}
  const isWhole = options.direction === 'request'
  for (const name of isWhole ? [...meaning, ...limits] : meaning) {
    if (source[name] !== undefined) result[name] = source[name]
  }
  const type = typeOf(source.type)
  if (type !== undefined) result.type = type
  if (isWhole && typeof source.pattern === 'string') result.pattern = source.pattern
  if (typeof source.format === 'string') result.format = source.format
  if (isWhole) convertBounds(source, result)
  if (source.items !== undefined) result.items = convert(source.items)
  convertProperties(source, result, options)
  if (source.not !== undefined) result.not = convert(source.not)
  const all = listOf(source.allOf).map(convert)
  for (const name of ['anyOf', 'oneOf'] as const) {
    const branches = listOf(source[name])
    if (branches.length > 0) all.push({ anyOf: branchesOf(branches, source, options) })
  }
  const reference = textOf(source.$ref)
  const id = reference === undefined ? undefined : options.link(reference)
  if (id !== undefined) all.push({ $ref: id })
  if (all.length > 0) result.allOf = all
  return result
}

function typeOf(type: unknown): unknown {
  if (typeof type === 'string') return types.has(type) ? type : undefined
  return Array.isArray(type) && type.every((name) => types.has(name)) ? type : undefined
}

function convertBounds(source: Fields, result: Record<string, unknown>): void {
  for (const side of ['Minimum', 'Maximum'] as const) {
    const name = side.toLowerCase()
    const bound = source[name]
    const exclusive = source[`exclusive${side}`]
    if (typeof exclusive === 'number') result[`exclusive${side}`] = exclusive
    if (typeof bound === 'number') result[exclusive === true ? `exclusive${side}` : name] = bound
  }
}

function convertProperties(source: Fields, result: Record<string, unknown>, options: ConversionOptions): void {
  const convert = (part: unknown) => convertSchema(part, options)
  for (const name of ['properties', 'patternProperties'] as const) {
    const members = fieldsOf(source[name])
    if (members === undefined) continue
    result[name] = Object.fromEntries(Object.entries(members).map(([key, member]) => [key, convert(member)]))
  }
  if (isFields(source.additionalProperties)) result.additionalProperties = convert(source.additionalProperties)
  if (options.direction === 'response') return
  const properties = fieldsOf(source.properties) ?? {}
  const required = listOf(source.required).filter(
    (name) => typeof name === 'string' && !isReadOnly(properties[name], options.resolve),
  )
  if (required.length > 0) result.required = [...new Set(required)]
}

/** Whether a field is only ever answered, never sent. */
export function isReadOnly(schema: unknown, resolve: ConversionOptions['resolve']): boolean {
  const fields = fieldsOf(schema)
  if (fields === undefined) return false
  if (fields.readOnly === true) return true
  const reference = textOf(fields.$ref)
  return reference !== undefined && fieldsOf(resolve(reference))?.readOnly === true
}

/** With a discriminator's mapping each alternative also fixes the field that tells them apart. */
function branchesOf(branches: readonly unknown[], source: Fields, options: ConversionOptions): readonly unknown[] {
  const discriminator = fieldsOf(source.discriminator)
  const field = textOf(discriminator?.propertyName)
  const mapping = fieldsOf(discriminator?.mapping)
  return branches.map((branch) => {
    const converted = convertSchema(branch, options)
    const target = textOf(fieldsOf(branch)?.$ref)
    if (field === undefined || mapping === undefined || target === undefined) return converted
    const values = Object.keys(mapping).filter((value) => mapping[value] === target)
    if (values.length === 0) return converted
    const fixed = { properties: { [field]: { enum: values } } }
    return { allOf: [converted, options.direction === 'request' ? { ...fixed, required: [field] } : fixed] }
  })
}

/** Said with `if`, so that a wrong value is reported by the schema itself and not as "no alternative fits". */
function allowNull(schema: Fields): Fields {
  return { if: { type: 'null' }, else: schema }
}
