import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { generate } from '../../../scripts/contract/input/generate.ts'
import { variantsOf } from '../../../scripts/contract/input/variants.ts'
import { anything } from '../../../src/kit/operation.ts'
import { operationKit } from '../../../src/kit/operation-kit.ts'
import { path } from '../../../src/kit/path.ts'
import { json, post } from '../../../src/kit/request.ts'

describe('generate', () => {
  const address = z.strictObject({ country: z.string().length(2), postalCode: z.string().regex(/^\d{5}$/) })
  const input = z.strictObject({
    code: z.string().regex(/^ab-[0-9]{4}$/),
    address,
    day: z.iso.date().optional(),
    at: z.iso
      .datetime({ offset: true })
      .regex(/T\d\d:\d\d:\d\d/)
      .optional(),
    email: z.email().optional(),
    count: z.int().min(5).multipleOf(10).optional(),
    either: z.union([z.int(), z.string()]).optional(),
    lines: z
      .array(z.strictObject({ sku: z.string(), price: z.number().gt(2) }))
      .max(3)
      .optional(),
    labels: z.record(z.string(), z.string()).optional(),
  })
  const schema: unknown = z.toJSONSchema(input, { io: 'input' })

  it('makes inputs that the schema takes', () => {
    expect(input.safeParse(generate(schema, 'required', undefined)).success).toBe(true)
    const full = input.parse(generate(schema, 'all', undefined))
    expect(Object.keys(full)).toEqual(Object.keys(input.shape))
    expect(full.lines).toHaveLength(1)
    expect(Object.keys(full.labels ?? {})).toHaveLength(1)
  })

  it('keeps what the example has', () => {
    const example = { code: 'ab-0001', either: 'x', lines: [{ sku: 'A', price: 3 }] }
    expect(generate(schema, 'required', example)).toMatchObject({ code: 'ab-0001' })
    expect(generate(schema, 'all', example)).toMatchObject(example)
  })
})

describe('variantsOf', () => {
  const { write } = operationKit(() => ({}))
  const definition = write({
    name: 'Pay',
    description: 'Pays',
    docs: 'https://example.com',
    input: () => ({
      amount: z.int(),
      fast: z.boolean().optional(),
      refused: z
        .string()
        .regex(/^never$/)
        .refine(() => false)
        .optional(),
      kind: z.enum(['card', 'bank']).default('card'),
    }),
    request: (input) => post(path`/pay`, json(input)),
    example: { input: { amount: 1, kind: 'bank' }, response: () => ({}) },
    answer: anything,
  })

  it('has the example, the least, the most that is taken, and every choice', () => {
    const { variants, exampleFault, skipped } = variantsOf({ ...definition, id: 'pay' })
    expect(exampleFault).toBeUndefined()
    expect(new Set(variants.map(({ name }) => name))).toEqual(
      new Set(['example', 'minimal', 'maximal', 'fast=true', 'fast=false', 'kind=card']),
    )
    expect(skipped).toEqual(['with refused'])
  })

  it('tells why an example is refused', () => {
    const { exampleFault } = variantsOf({ ...definition, id: 'pay', exampleInput: { amount: '1' } })
    expect(exampleFault).toMatch(/^amount /)
  })
})
