import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../values.ts'

/** How much of an input is filled in. */
type Fill = 'required' | 'all'

const ajv = new Ajv({ strict: false, logger: false, validateFormats: false, validateSchema: false })

/**
 * A value that fits a JSON Schema as zod writes it. What the example has at the same place is taken over, so that made-up
 * fields stand beside ones that make sense together.
 */
export function generate(schema: unknown, fill: Fill, example: unknown, name = ''): unknown {
  const source = fieldsOf(schema) ?? {}
  const alternatives = [...listOf(source.anyOf), ...listOf(source.oneOf)].filter(
    (one) => fieldsOf(one)?.type !== 'null',
  )
  if (alternatives.length > 0) {
    const likeExample = alternatives.find((one) => example !== undefined && ajv.compile(fieldsOf(one) ?? {})(example))
    return generate(likeExample ?? alternatives[0], fill, example, name)
  }
  const parts = listOf(source.allOf)
  if (parts.length > 0) {
    const merged: Fields = Object.assign({}, ...parts, { ...source, allOf: undefined })
    return merged.type === 'string' && example === undefined
      ? generateText(merged, source, name)
      : generate(merged, fill, example, name)
  }
  if (source.type === 'object') return generateObject(source, fill, example)
  if (source.type === 'array') return generateList(source, fill, example, name)
  if (example !== undefined) return example
  if (source.const !== undefined) return source.const
  if (Array.isArray(source.enum)) return source.enum[0]
  switch (source.type) {
    case 'integer':
    case 'number':
      return generateNumber(source)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return source.type === 'string' ? generateText(source, source, name) : 'text'
  }
}

function generateObject(source: Fields, fill: Fill, example: unknown): unknown {
  const properties = fieldsOf(source.properties) ?? {}
  const required = new Set(listOf(source.required))
  const given = fieldsOf(example) ?? {}
  const entries = Object.entries(properties)
    .filter(([name]) => fill === 'all' || required.has(name))
    .map(([name, schema]) => [name, generate(schema, fill, given[name], name)] as const)
  const isMap = Object.keys(properties).length === 0 && isFields(source.additionalProperties)
  if (!isMap) return Object.fromEntries(entries)
  if (Object.keys(given).length > 0) return given
  const key = String(generate(source.propertyNames ?? { type: 'string' }, fill, undefined, 'key'))
  return { [key]: generate(source.additionalProperties, fill, undefined) }
}

function generateList(source: Fields, fill: Fill, example: unknown, name: string): readonly unknown[] {
  const count = Math.max(typeof source.minItems === 'number' ? source.minItems : 0, fill === 'all' ? 1 : 0)
  const tuple = listOf(source.prefixItems)
  if (tuple.length > 0) return tuple.map((item, index) => generate(item, fill, listOf(example)[index], name))
  return Array.from({ length: count }, (_, index) => {
    const given = listOf(example)
    return generate(source.items, fill, given[index] ?? given[0], name.replace(/s$/, ''))
  })
}

function generateNumber(source: Fields): number {
  const low = typeof source.minimum === 'number' ? source.minimum : undefined
  const above = typeof source.exclusiveMinimum === 'number' ? source.exclusiveMinimum : undefined
  const high = typeof source.maximum === 'number' ? source.maximum : Number.POSITIVE_INFINITY
  const step = typeof source.multipleOf === 'number' && source.multipleOf >= 1 ? source.multipleOf : 1
  const start = Math.max(low ?? (above === undefined ? 1 : Math.floor(above) + 1), 1)
  return Math.min(Math.ceil(start / step) * step, high)
}

const byFormat: Readonly<Record<string, string>> = {
  email: 'someone@example.com',
  uri: 'https://example.com/page',
  date: '2026-03-02',
  'date-time': '2026-03-02T10:00:00Z',
  time: '10:00:00',
  uuid: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11',
}

const byName: readonly (readonly [RegExp, readonly string[]])[] = [
  [/country/i, ['US']],
  [/currency/i, ['USD', 'usd']],
  [/state|region|province/i, ['CA', 'US-CA']],
  [/postal|zip/i, ['94105']],
  [/phone|mobile/i, ['+14155550100', '4155550100']],
  [/email/i, ['someone@example.com']],
  [/url|link|website|site/i, ['https://example.com/page']],
  [/date|since|until|before|after|from|_at$|At$/, ['2026-03-02', '2026-03-02T10:00:00Z']],
  [/cursor/i, ['2']],
  [/sku/i, ['SKU-1']],
]

const general = [
  'text',
  '1',
  '100',
  '12.34',
  'longer text than before',
  'US',
  'USD',
  '94105',
  'https://example.com/page',
  '2026-03-02',
  '2026-03-02T10:00:00Z',
]

/** `whole` has every rule; `source` those that stand at its top level. */
function generateText(source: Fields, whole: Fields, name: string): string {
  const accepts = ajv.compile(whole)
  const format = byFormat[textOf(source.format) ?? '']
  const named = byName.flatMap(([pattern, values]) => (pattern.test(name) ? values : []))
  const known = [...(format === undefined ? [] : [format]), ...named, ...general].find((text) => accepts(text))
  if (known !== undefined) return known
  if (typeof source.pattern === 'string') {
    const made = fc.sample(fc.stringMatching(new RegExp(source.pattern)), { seed: 1, numRuns: 50 })
    return made.find((text) => accepts(text)) ?? made[0] ?? ''
  }
  return 'x'.repeat(typeof source.minLength === 'number' ? source.minLength : 1)
}
