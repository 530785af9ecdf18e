import { Failure } from '../answers.ts'
import type { Condition, Operator, Value } from './condition.ts'

/** A query of COQL: https://www.zoho.com/crm/developer/docs/api/v8/COQL-Overview.html */
export interface Query {
  readonly fields: readonly string[]
  readonly module: string
  readonly where: Condition
  readonly orderBy: readonly { readonly field: string; readonly isDescending: boolean }[]
  readonly limit: number
  readonly offset: number
}

interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'symbol' | 'end'
  readonly text: string
  readonly start: number
}

const lexeme =
  /\s*(?:(?<string>'(?:[^']|'')*'|"(?:[^"]|"")*")|(?<number>-?\d+(?:\.\d+)?(?![\w-]))|(?<word>[A-Za-z_$][\w.$]*)|(?<symbol>!=|<=|>=|[=<>(),*]))/y

const symbols: Readonly<Record<string, Operator>> = {
  '=': 'equal',
  '!=': 'not equal',
  '<': 'less',
  '<=': 'less or equal',
  '>': 'greater',
  '>=': 'greater or equal',
}

const defaultLimit = 200
const largestLimit = 2000

export function parseQuery(text: string): Query {
  const tokens = tokenize(text)
  let position = 0

  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '', start: text.length }
  const is = (word: string): boolean => peek().kind !== 'string' && peek().text.toLowerCase() === word

  function next(): Token {
    const token = peek()
    position += 1
    return token
  }

  function accept(word: string): boolean {
    if (!is(word)) return false
    position += 1
    return true
  }

  function expect(word: string): void {
    if (!accept(word)) throw syntax(text, peek())
  }

  function name(): string {
    const token = next()
    if (token.kind !== 'word' && token.kind !== 'string') throw syntax(text, token)
    return token.text
  }

  function whole(): number {
    const token = next()
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw syntax(text, token)
    return Number(token.text)
  }

  function literal(): Value {
    const token = next()
    if (token.kind === 'string') return token.text
    if (token.kind === 'number') return Number(token.text)
    const word = token.text.toLowerCase()
    if (word === 'true' || word === 'false') return word === 'true'
    // Values of picklists may stand without quotes.
    if (token.kind === 'word') return token.text
    throw syntax(text, token)
  }

  function literals(): Value[] {
    expect('(')
    const values = [literal()]
    while (accept(',')) values.push(literal())
    expect(')')
    return values
  }

  /** Criteria are joined in pairs: three of them in a row are a mistake, `(a and b) and c` is not. */
  function condition(): Condition {
    const first = criterion()
    const joint = is('and') ? 'and' : is('or') ? 'or' : undefined
    if (joint === undefined) return first
    position += 1
    const parts = [first, criterion()]
    if (is('and') || is('or')) throw syntax(text, peek())
    return { kind: joint, parts }
  }

  function criterion(): Condition {
    if (!accept('(')) return comparison()
    const inner = condition()
    expect(')')
    return inner
  }

  function comparison(): Condition {
    const field = name()
    const compare = (operator: Operator, ...values: Value[]): Condition => ({
      kind: 'compare',
      field,
      operator,
      values,
    })
    const token = next()
    const simple = token.kind === 'symbol' ? symbols[token.text] : undefined
    if (simple !== undefined) return compare(simple, literal())
    switch (token.text.toLowerCase()) {
      case 'in':
        return compare('in', ...literals())
      case 'like':
        return like(compare, String(literal()))
      case 'between': {
        const from = literal()
        expect('and')
        return compare('between', from, literal())
      }
      case 'is': {
        const isNegated = accept('not')
        expect('null')
        return compare(isNegated ? 'not null' : 'null')
      }
      case 'not': {
        if (accept('in')) return compare('not in', ...literals())
        expect('like')
        return compare('does not contain', String(literal()).replaceAll('%', ''))
      }
      default:
        throw syntax(text, token)
    }
  }

  expect('select')
  const fields = [name()]
  while (accept(',')) fields.push(name())
  if (!accept('from')) throw missingClause('from')
  const module = name()
  if (!accept('where')) throw peek().kind === 'end' || is('limit') ? missingClause('where') : syntax(text, peek())
  const where = condition()
  const orderBy: { field: string; isDescending: boolean }[] = []
  if (accept('order')) {
    expect('by')
    do {
      const field = name()
      const isDescending = accept('desc')
      if (!isDescending) accept('asc')
      orderBy.push({ field, isDescending })
    } while (accept(','))
  }
  const [limit, offset] = limits()
  if (peek().kind !== 'end') throw syntax(text, peek())
  if (limit > largestLimit) {
    throw new Failure(400, 'LIMIT_EXCEEDED', 'limit exceeded', { limit: largestLimit, clause: 'limit' })
  }
  return { fields, module, where, orderBy, limit, offset }

  /** `limit 10 offset 20`, or `limit 20, 10`. */
  function limits(): [number, number] {
    if (!accept('limit')) return [defaultLimit, accept('offset') ? whole() : 0]
    const first = whole()
    if (accept(',')) return [whole(), first]
    return [first, accept('offset') ? whole() : 0]
  }
}

/** `%` is understood at the ends of a pattern only. */
function like(compare: (operator: Operator, value: Value) => Condition, pattern: string): Condition {
  const isOpenBefore = pattern.startsWith('%')
  const isOpenAfter = pattern.endsWith('%') && pattern.length > 1
  const bare = pattern.slice(isOpenBefore ? 1 : 0, isOpenAfter ? -1 : undefined)
  if (isOpenBefore && isOpenAfter) return compare('contains', bare)
  if (isOpenBefore) return compare('ends with', bare)
  return compare(isOpenAfter ? 'starts with' : 'equal', bare)
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(lexeme)
  const end = query.trimEnd().length
  while (pattern.lastIndex < end) {
    const before = pattern.lastIndex
    const match = pattern.exec(query)
    if (match?.groups === undefined) {
      throw syntax(query, { kind: 'symbol', text: query.slice(before).trim().charAt(0), start: before })
    }
    const { string, number, word, symbol } = match.groups
    const raw = string ?? number ?? word ?? symbol ?? ''
    const start = match.index + match[0].length - raw.length
    if (string !== undefined) {
      const quote = string.charAt(0)
      tokens.push({ kind: 'string', text: string.slice(1, -1).replaceAll(quote + quote, quote), start })
    } else {
      tokens.push({ kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'symbol', text: raw, start })
    }
  }
  return tokens
}

function syntax(query: string, { text, start }: Token): Failure {
  const before = query.slice(0, start).split('\n')
  const details = { near: text, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  return new Failure(400, 'SYNTAX_ERROR', 'error occured while parsing the query', details)
}

function missingClause(clause: string): Failure {
  return new Failure(400, 'SYNTAX_ERROR', 'missing clause', { clause })
}
