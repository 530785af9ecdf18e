import { parserError } from './faults.ts'
import { type Token, tokens } from './lexer.ts'

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'LIKE' | 'IN'

export interface Condition {
  readonly property: string
  readonly operator: Operator
  readonly values: readonly string[]
}

export interface Query {
  readonly entity: string
  readonly isCount: boolean
  readonly conditions: readonly Condition[]
  readonly order: readonly { readonly property: string; readonly descending: boolean }[]
  /** Counted from 1. */
  readonly start: number
  readonly limit: number | undefined
}

/**
 * Reads a query. Keywords are in any case.
 *
 *     SELECT * | COUNT(*) FROM Entity [WHERE property operator value [AND …]]
 *       [ORDERBY property [ASC | DESC] [, …]] [STARTPOSITION number] [MAXRESULTS number]
 *
 * Source: https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
 */
export function parse(text: string): Query {
  const list = tokens(text)
  let at = 0
  const peek = (): Token => list[at] ?? { kind: 'end', text: '<EOF>', column: text.length + 1 }
  const take = (): Token => {
    const token = peek()
    at += 1
    return token
  }
  const refuse = ({ text: encountered, column }: Token): never => {
    throw parserError(encountered, column)
  }
  const isNext = (word: string): boolean => peek().kind !== 'text' && peek().text.toUpperCase() === word
  const accept = (word: string): boolean => {
    const isThere = isNext(word)
    if (isThere) take()
    return isThere
  }
  const expect = (word: string): void => {
    if (!accept(word)) refuse(peek())
  }
  const word = (): string => (peek().kind === 'word' ? take().text : refuse(peek()))
  const value = (): string => {
    const { kind, text: found } = peek()
    const isValue = kind === 'text' || kind === 'number' || (kind === 'word' && /^(true|false)$/i.test(found))
    return isValue ? take().text : refuse(peek())
  }
  const number = (): number => (/^\d+$/.test(peek().text) ? Number(take().text) : refuse(peek()))

  const values = (): string[] => {
    expect('(')
    const found = [value()]
    while (accept(',')) found.push(value())
    expect(')')
    return found
  }
  const condition = (): Condition => {
    const property = word()
    if (accept('IN')) return { property, operator: 'IN', values: values() }
    if (accept('LIKE')) return { property, operator: 'LIKE', values: [value()] }
    const operator = (['<=', '>=', '=', '<', '>'] as const).find(accept) ?? refuse(peek())
    return { property, operator, values: [value()] }
  }
  const ordering = (): Query['order'][number] => {
    const property = word()
    if (accept('DESC')) return { property, descending: true }
    accept('ASC')
    return { property, descending: false }
  }

  expect('SELECT')
  const isCount = accept('COUNT')
  if (isCount) expect('(')
  expect('*')
  if (isCount) expect(')')
  expect('FROM')
  const entity = word()
  const conditions: Condition[] = []
  if (accept('WHERE')) {
    do conditions.push(condition())
    while (accept('AND'))
  }
  const order: Query['order'][number][] = []
  const isTwoWords = accept('ORDER')
  if (isTwoWords) expect('BY')
  if (isTwoWords || accept('ORDERBY')) {
    do order.push(ordering())
    while (accept(','))
  }
  const start = accept('STARTPOSITION') ? number() : 1
  const limit = accept('MAXRESULTS') ? number() : undefined
  if (peek().kind !== 'end') refuse(peek())
  return { entity, isCount, conditions, order, start, limit }
}
