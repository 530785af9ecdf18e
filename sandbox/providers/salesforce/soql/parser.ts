import { Failure } from '../answers.ts'
import { type Token, tokenize, unexpected } from './lexer.ts'

export interface Path {
  /** `['Account', 'Name']` */
  readonly names: readonly string[]
  readonly start: number
}

export interface Literal {
  readonly kind: 'string' | 'number' | 'date' | 'datetime' | 'boolean' | 'null' | 'dateLiteral'
  readonly text: string
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: string; readonly values: readonly Literal[] }

export interface Query {
  readonly text: string
  readonly isCount: boolean
  /** `FIELDS(ALL)` and its kin stand for all fields. */
  readonly isEverything: boolean
  readonly fields: readonly Path[]
  readonly from: { readonly name: string; readonly start: number }
  readonly where: Condition | undefined
  readonly orderBy: readonly { readonly path: Path; readonly isDescending: boolean; readonly areNullsLast: boolean }[]
  readonly limit: number | undefined
  readonly offset: number
}

const reserved = [
  'and',
  'asc',
  'desc',
  'from',
  'in',
  'like',
  'limit',
  'not',
  'null',
  'offset',
  'or',
  'order',
  'select',
  'where',
]
const dateLiteral = /^(TODAY|YESTERDAY|TOMORROW|THIS_WEEK|THIS_MONTH|THIS_YEAR|LAST_N_DAYS:\d+|NEXT_N_DAYS:\d+)$/i
const largestOffset = 2000

/**
 * Parses `SELECT … FROM … [WHERE …] [ORDER BY …] [LIMIT n] [OFFSET n]`; throws `MALFORMED_QUERY`.
 *
 * Source: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
 */
export function parse(text: string): Query {
  const tokens = tokenize(text)
  let position = 0

  function peek(): Token {
    return tokens[position] ?? { kind: 'end', text: '<EOF>', start: text.length }
  }

  function next(): Token {
    const token = peek()
    position += 1
    return token
  }

  function is(word: string): boolean {
    return (peek().kind === 'word' || peek().kind === 'symbol') && peek().text.toLowerCase() === word
  }

  function accept(word: string): boolean {
    const found = is(word)
    if (found) position += 1
    return found
  }

  function expect(word: string): void {
    if (!accept(word)) throw unexpected(text, peek().start, peek().text)
  }

  function path(): Path {
    const token = next()
    if (token.kind !== 'word' || reserved.includes(token.text.toLowerCase()))
      throw unexpected(text, token.start, token.text)
    return { names: token.text.split('.'), start: token.start }
  }

  function whole(): number {
    const token = next()
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw unexpected(text, token.start, token.text)
    return Number(token.text)
  }

  function literal(): Literal {
    const token = next()
    if (token.kind === 'string' || token.kind === 'number' || token.kind === 'date' || token.kind === 'datetime') {
      return { kind: token.kind, text: token.text }
    }
    if (token.kind === 'word' && /^(true|false)$/i.test(token.text))
      return { kind: 'boolean', text: token.text.toLowerCase() }
    if (token.kind === 'word' && /^null$/i.test(token.text)) return { kind: 'null', text: 'null' }
    if (token.kind === 'word' && dateLiteral.test(token.text))
      return { kind: 'dateLiteral', text: token.text.toUpperCase() }
    throw unexpected(text, token.start, token.text)
  }

  function literals(): Literal[] {
    expect('(')
    const values = [literal()]
    while (accept(',')) values.push(literal())
    expect(')')
    return values
  }

  /** `AND` and `OR` may not be mixed without parentheses. */
  function condition(): Condition {
    const first = factor()
    const joint = is('and') ? 'and' : is('or') ? 'or' : undefined
    if (joint === undefined) return first
    const parts = [first]
    while (accept(joint)) parts.push(factor())
    if (is('and') || is('or')) throw unexpected(text, peek().start, peek().text)
    return { kind: joint, parts }
  }

  function factor(): Condition {
    if (accept('not')) return { kind: 'not', part: factor() }
    if (accept('(')) {
      const inner = condition()
      expect(')')
      return inner
    }
    return comparison()
  }

  function comparison(): Condition {
    const field = path()
    const token = next()
    const operator = token.text.toLowerCase()
    if (token.kind === 'symbol' && ['=', '!=', '<>', '<', '<=', '>', '>='].includes(operator)) {
      return { kind: 'compare', path: field, operator: operator === '<>' ? '!=' : operator, values: [literal()] }
    }
    if (token.kind === 'word' && operator === 'like') {
      return { kind: 'compare', path: field, operator, values: [literal()] }
    }
    if (token.kind === 'word' && operator === 'in')
      return { kind: 'compare', path: field, operator, values: literals() }
    if (token.kind === 'word' && operator === 'not' && accept('in')) {
      return { kind: 'not', part: { kind: 'compare', path: field, operator: 'in', values: literals() } }
    }
    throw unexpected(text, token.start, token.text)
  }

  function selection(): Pick<Query, 'isCount' | 'isEverything' | 'fields'> {
    const mark = position
    if (accept('count') && accept('(') && accept(')')) return { isCount: true, isEverything: false, fields: [] }
    position = mark
    if (accept('fields') && accept('(')) {
      if (!accept('all') && !accept('standard') && !accept('custom')) throw unexpected(text, peek().start, peek().text)
      expect(')')
      return { isCount: false, isEverything: true, fields: [] }
    }
    position = mark
    const fields = [path()]
    while (accept(',')) fields.push(path())
    return { isCount: false, isEverything: false, fields }
  }

  function ordering(): Query['orderBy'] {
    expect('by')
    const keys = [orderKey()]
    while (accept(',')) keys.push(orderKey())
    return keys
  }

  function orderKey(): Query['orderBy'][number] {
    const key = path()
    const isDescending = accept('desc')
    if (!isDescending) accept('asc')
    const areNullsPlaced = accept('nulls')
    const areNullsLast = areNullsPlaced && accept('last')
    if (areNullsPlaced && !areNullsLast) expect('first')
    return { path: key, isDescending, areNullsLast }
  }

  expect('select')
  const selected = selection()
  expect('from')
  const from = path()
  const where = accept('where') ? condition() : undefined
  const orderBy = accept('order') ? ordering() : []
  const limit = accept('limit') ? whole() : undefined
  const offset = accept('offset') ? whole() : 0
  if (peek().kind !== 'end') throw unexpected(text, peek().start, peek().text)
  if (offset > largestOffset) {
    throw new Failure(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${largestOffset}`)
  }
  if (selected.isEverything && (limit === undefined || limit > 200)) {
    const message = 'The SOQL FIELDS function must have a LIMIT of at most 200'
    throw new Failure(400, 'MALFORMED_QUERY', message)
  }
  return { text, ...selected, from: { name: from.names.join('.'), start: from.start }, where, orderBy, limit, offset }
}
