import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { inputOfQuery } from '../../../src/call/query-input.ts'
import { pageInput } from '../../../src/kit/contract.ts'
import { wellFormedText } from '../support/arbitraries.ts'

const schema = z.strictObject({
  ...pageInput(),
  text: z.string().optional(),
  number: z.number().optional(),
  paid: z.boolean().optional(),
  kind: z.enum(['a', 'b']).nullable().optional(),
  tags: z.array(z.string()).optional(),
  counts: z.array(z.int()).default([]),
  address: z.strictObject({ city: z.string(), lines: z.array(z.string()) }).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  parcels: z.array(z.strictObject({ weight: z.number() })).optional(),
})

describe('the input of a query', () => {
  it.each<[Record<string, string[]>, unknown]>([
    [{}, {}],
    [
      { limit: ['3'], text: ['3'] },
      { limit: 3, text: '3' },
    ],
    [
      { number: ['-1.5'], paid: ['false'] },
      { number: -1.5, paid: false },
    ],
    [{ kind: ['a'] }, { kind: 'a' }],
    [
      { tags: ['a'], counts: ['1', '2'] },
      { tags: ['a'], counts: [1, 2] },
    ],
    [{ address: ['{"city":"Graz","lines":[]}'] }, { address: { city: 'Graz', lines: [] } }],
    [{ metadata: ['{"order":"7"}'] }, { metadata: { order: '7' } }],
    [{ parcels: ['{"weight":1}', '{"weight":2}'] }, { parcels: [{ weight: 1 }, { weight: 2 }] }],
  ])('%j is %j', (query, input) => {
    expect(inputOfQuery(schema, query)).toEqual(input)
    expect(schema.safeParse(inputOfQuery(schema, query)).success).toBe(true)
  })

  it.each<[Record<string, string[]>, string]>([
    [{ limit: ['three'] }, 'limit'],
    [{ limit: [''] }, 'limit'],
    [{ limit: ['0x10'] }, 'limit'],
    [{ limit: ['1e1'] }, 'limit'],
    [{ limit: ['3', '4'] }, 'limit'],
    [{ number: ['Infinity'] }, 'number'],
    [{ paid: ['yes'] }, 'paid'],
    [{ paid: ['True'] }, 'paid'],
    [{ text: ['a', 'b'] }, 'text'],
    [{ counts: ['1', 'x'] }, 'counts'],
    [{ address: ['{"city":'] }, 'address'],
    [{ metadata: ['text'] }, 'metadata'],
  ])('%j is left for the schema to refuse', (query, field) => {
    const result = schema.safeParse(inputOfQuery(schema, query))
    expect(result.error?.issues.map(({ path }) => path[0])).toContain(field)
  })

  it.each(['unknown', '__proto__', 'constructor', 'toString', 'limit[]', 'Limit'])(
    'does not take %s for a field',
    (name) => {
      const result = schema.safeParse(inputOfQuery(schema, Object.fromEntries([[name, ['1']]])))
      expect(result.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: [name] }])
    },
  )

  it('is what was written into the query, for anything that fits', () => {
    const input = fc.record(
      {
        limit: fc.integer({ min: 1, max: 100 }),
        text: wellFormedText,
        number: fc.integer(),
        paid: fc.boolean(),
        tags: fc.array(wellFormedText, { minLength: 1, maxLength: 3 }),
        counts: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
        metadata: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), wellFormedText, {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(input, (value) => {
        const written = Object.entries(value).map(([name, item]) => {
          const values = Array.isArray(item) ? item : [item]
          return [name, values.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)))] as const
        })
        expect(inputOfQuery(schema, Object.fromEntries(written))).toEqual(value)
      }),
    )
  })
})
