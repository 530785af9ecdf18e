import { isFields } from '../../../http.ts'
import { valueAt } from '../../../json-shape.ts'
import { queryParseError } from '../answers.ts'
import { type Token, tokens } from './lexer.ts'

export type Test = (view: object) => boolean

/** A value that can be compared; times in milliseconds. */
type Value = string | number | boolean | null

/**
 * Reads a `where` filter into a test of what is answered:
 * `Type=="ACCREC" AND AmountDue>0 AND Date>=DateTime(2026,1,1) AND Contact.ContactID==Guid("…") AND Name.Contains("Ltd")`.
 *
 * Source: https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export function filterOf(text: string, known: readonly string[]): Test {
  const list = tokens(text)
  let at = 0
  const peek = (): Token => list[at] ?? { kind: 'end', text: '', index: text.length }
  const take = (): Token => {
    const token = peek()
    at += 1
    return token
  }
  const refuse = ({ index }: Token): never => {
    throw queryParseError(`Syntax error (at index ${index})`)
  }
  const accept = (...words: readonly string[]): boolean => {
    const isThere = peek().kind !== 'text' && words.includes(peek().text.toUpperCase())
    if (isThere) take()
    return isThere
  }
  const expect = (word: string): void => {
    if (!accept(word)) refuse(peek())
  }

  const value = (): Value => {
    const token = take()
    if (token.kind === 'text') return token.text.toLowerCase()
    if (token.kind === 'number') return Number(token.text)
    switch (token.text.toLowerCase()) {
      case 'true':
        return true
      case 'false':
        return false
      case 'null':
        return null
      case 'guid': {
        expect('(')
        const id = take()
        expect(')')
        return id.kind === 'text' ? id.text.toLowerCase() : refuse(id)
      }
      case 'datetime': {
        expect('(')
        const parts = [numeral()]
        while (accept(',')) parts.push(numeral())
        expect(')')
        const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
        return Date.UTC(year, month - 1, day, hour, minute, second)
      }
      default:
        return refuse(token)
    }
  }
  const numeral = (): number => (peek().kind === 'number' ? Number(take().text) : refuse(peek()))

  const comparison = (): Test => {
    const name = peek().kind === 'name' ? take() : refuse(peek())
    const method = /^(.+)\.(Contains|StartsWith|EndsWith)$/.exec(name.text)
    const property = method?.[1] ?? name.text
    if (!known.includes(property.split('.')[0] ?? '')) {
      throw queryParseError(`No property or field '${property}' exists (at index ${name.index})`)
    }
    const read = (view: object): Value => comparable(valueAt(view, ...property.split('.')))
    if (method !== null) {
      expect('(')
      const part = String(value())
      expect(')')
      return (view) => within(String(read(view) ?? ''), part, method[2] ?? '')
    }
    const operator = (['==', '=', '!=', '<>', '<=', '>=', '<', '>'] as const).find((symbol) => accept(symbol))
    if (operator === undefined) return refuse(peek())
    const wanted = value()
    return (view) => compare(read(view), wanted, operator)
  }
  const term = (): Test => {
    if (!accept('(')) return comparison()
    const inner = disjunction()
    expect(')')
    return inner
  }
  const conjunction = (): Test => {
    const tests = [term()]
    while (accept('AND', '&&')) tests.push(term())
    return (view) => tests.every((test) => test(view))
  }
  const disjunction = (): Test => {
    const tests = [conjunction()]
    while (accept('OR', '||')) tests.push(conjunction())
    return (view) => tests.some((test) => test(view))
  }
  const test = disjunction()
  if (peek().kind !== 'end') refuse(peek())
  return test
}

export function comparable(value: unknown): Value {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'string') return isFields(value) ? '' : null
  const milliseconds = /^\/Date\((-?\d+)/.exec(value)?.[1]
  return milliseconds === undefined ? value.toLowerCase() : Number(milliseconds)
}

function within(text: string, part: string, method: string): boolean {
  if (method === 'StartsWith') return text.startsWith(part)
  return method === 'EndsWith' ? text.endsWith(part) : text.includes(part)
}

function compare(value: Value, wanted: Value, operator: string): boolean {
  if (operator === '==' || operator === '=') return value === wanted
  if (operator === '!=' || operator === '<>') return value !== wanted
  if (value === null || wanted === null) return false
  if (operator === '<') return value < wanted
  if (operator === '>') return value > wanted
  return operator === '<=' ? value <= wanted : value >= wanted
}
