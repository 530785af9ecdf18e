import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onlySelects } from '../../src/providers/crm/salesforce/select.ts'
import { containing, date, dateTime, soql, where } from '../../src/providers/crm/salesforce/soql.ts'

type Token = { readonly code: string } | { readonly literal: readonly Unit[] }
/** One character of a literal; `wild` is a `%` or `_` that LIKE would read as a wildcard. */
interface Unit {
  readonly character: string
  readonly wild: boolean
}

const sequences: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  _: '_',
  '%': '%',
}

/** Reads SOQL as the documentation describes quoted strings, knowing nothing of how they were written. */
function tokens(text: string): Token[] {
  const found: Token[] = []
  let code = ''
  let at = 0
  while (at < text.length) {
    if (text[at] !== "'") {
      code += text[at]
      at += 1
      continue
    }
    found.push({ code })
    code = ''
    const units: Unit[] = []
    at += 1
    while (text[at] !== "'") {
      const character = text[at]
      if (character === undefined) throw new Error('a literal has no end')
      if (character === '\n' || character === '\r') throw new Error('a literal has a line break in it')
      if (character !== '\\') {
        units.push({ character, wild: character === '%' || character === '_' })
        at += 1
      } else if (text[at + 1]?.toLowerCase() === 'u') {
        units.push({ character: String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16)), wild: false })
        at += 6
      } else {
        const decoded = sequences[text[at + 1] ?? '']
        if (decoded === undefined) throw new Error(`\\${text[at + 1]} is no sequence`)
        units.push({ character: decoded, wild: false })
        at += 2
      }
    }
    found.push({ literal: units })
    at += 1
  }
  return [...found, { code }]
}

const textOf = (token: Token | undefined) =>
  token !== undefined && 'literal' in token ? token.literal.map(({ character }) => character).join('') : undefined

/** Every UTF-16 code unit, lone surrogates included, with the dangerous ones far more often than chance would. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", '\\', "\\'", '%', '_', '"', '\n', '\r', '\u0000', '\u2028', '\ud800', '--', 'n', 'u0027'),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(''))

describe('soql', () => {
  it('keeps any text inside its literal, and whole', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const query = soql`SELECT Id FROM A WHERE B = ${first} AND C = ${second} LIMIT ${7}`
        const read = tokens(query.text)
        expect(read.filter((token) => 'code' in token)).toEqual([
          { code: 'SELECT Id FROM A WHERE B = ' },
          { code: ' AND C = ' },
          { code: ' LIMIT 7' },
        ])
        expect([textOf(read[1]), textOf(read[3])]).toEqual([first, second])
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds exactly the text that LIKE is asked for', () => {
    fc.assert(
      fc.property(anyText, (part) => {
        const read = tokens(soql`SELECT Id FROM A WHERE B LIKE ${containing(part)}`.text)
        expect(read).toHaveLength(3)
        const units = read[1] !== undefined && 'literal' in read[1] ? read[1].literal : []
        expect([units.at(0), units.at(-1)]).toEqual(Array(2).fill({ character: '%', wild: true }))
        const inner = units.slice(1, -1)
        expect(inner.some(({ wild }) => wild)).toBe(false)
        expect(inner.map(({ character }) => character).join('')).toBe(part)
      }),
      { numRuns: 2_000 },
    )
  })

  it('can always be put into a URL', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(() => encodeURIComponent(soql`${value}${containing(value)}`.text)).not.toThrow()
      }),
    )
  })

  it('writes what the documentation writes', () => {
    expect(soql`WHERE Name = ${"Bob's BBQ"}`.text).toBe(String.raw`WHERE Name = 'Bob\'s BBQ'`)
    expect(soql`WHERE Name LIKE ${containing('Ter%')}`.text).toBe(String.raw`WHERE Name LIKE '%Ter\%%'`)
    expect(soql`WHERE CreatedDate > ${dateTime('2005-10-08T01:02:03.999+01:00')}`.text).toBe(
      'WHERE CreatedDate > 2005-10-08T00:02:03Z',
    )
    expect(soql`WHERE CloseDate = ${date('1999-01-01')}`.text).toBe('WHERE CloseDate = 1999-01-01')
  })

  it('refuses numbers and dates that have no form', () => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-9]) {
      expect(() => soql`LIMIT ${number}`).toThrow(RangeError)
    }
    expect(() => date("2026-01-01' OR Name != '")).toThrow(RangeError)
    expect(() => date('2026-01-01\n')).toThrow(RangeError)
    expect(() => dateTime('TODAY')).toThrow(RangeError)
  })

  it('joins conditions, and leaves WHERE out where there is none', () => {
    expect(soql`FROM A${where([undefined, soql`B = ${1}`, soql`C = ${'x'}`])}`.text).toBe(
      "FROM A WHERE B = 1 AND C = 'x'",
    )
    expect(soql`FROM A${where([undefined])} LIMIT ${1}`.text).toBe('FROM A LIMIT 1')
  })
})

describe('onlySelects', () => {
  it('takes queries, whatever their literals say', () => {
    expect(onlySelects('  select Id FROM Account')).toBe(true)
    expect(onlySelects("SELECT Id FROM Account WHERE Name = 'FOR VIEW' LIMIT 1")).toBe(true)
    expect(onlySelects(String.raw`SELECT Id FROM Account WHERE Name = 'it\'s FOR VIEW'`)).toBe(true)
  })

  it('refuses anything else, and clauses that change something', () => {
    for (const query of [
      'FIND {a} RETURNING Account',
      'DELETE FROM Account',
      'SELECTED',
      'SELECT Id FROM Contact LIMIT 1 FOR VIEW',
      'SELECT Id FROM Contact for\n reference',
      String.raw`SELECT Id FROM Contact WHERE Name = 'a\\' FOR UPDATE`,
      "SELECT Title FROM FAQ__kav WHERE Language = 'en_US' UPDATE VIEWSTAT",
    ]) {
      expect(onlySelects(query), query).toBe(false)
    }
  })
})
