import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeQuery } from '../../../src/kit/encode.ts'
import { quoted, select, where } from '../../../src/providers/accounting/quickbooks/query.ts'

/** Reads a statement as the documentation describes it, knowing nothing of how it was written. */
function literals(statement: string): { readonly code: string; readonly values: readonly string[] } {
  const values: string[] = []
  let code = ''
  let at = 0
  while (at < statement.length) {
    if (statement[at] !== "'") {
      code += statement[at++]
      continue
    }
    let value = ''
    at += 1
    while (statement[at] !== "'") {
      if (at >= statement.length) throw new Error('a literal has no end')
      if (statement[at] === '\\') at += 1
      value += statement[at++]
    }
    at += 1
    code += '?'
    values.push(value)
  }
  return { code, values }
}

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", '\\', "\\'", '%', '"', '\n', ' OR ', '--', '\ud800'),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(''))

describe('QuickBooks’ query language', () => {
  it('keeps any text inside its quotes, and whole', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const statement = select('Customer', [where`A = ${first}`, where`B >= ${second}`], { limit: 7 })
        expect(literals(statement)).toEqual({
          code: 'SELECT * FROM Customer WHERE A = ? AND B >= ? ORDERBY Id STARTPOSITION 1 MAXRESULTS 7',
          values: [first.toWellFormed(), second.toWellFormed()],
        })
        expect(() => encodeQuery({ query: statement })).not.toThrow()
      }),
      { numRuns: 2_000 },
    )
  })

  it('writes what the documentation writes', () => {
    expect(where`CompanyName = ${"Adam's Candy Shop"}`.text).toBe(String.raw`CompanyName = 'Adam\'s Candy Shop'`)
    expect(quoted('a\\')).toBe(String.raw`'a\\'`)
  })
})
