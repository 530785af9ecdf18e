import { textAt, valueAt } from '../../json-shape.ts'
import type { ContactRecord } from './records.ts'

type Test = (contact: ContactRecord) => boolean

/**
 * The part of the segmentation query language that reaches a contact's own fields: comparisons, `LIKE`, `IN`,
 * `IS NULL`, `CONTAINS(list_ids, '…')`, the function `lower`, `AND`, `OR`, `NOT` and parentheses. Undefined where a
 * query is anything else.
 *
 * Source: https://www.twilio.com/docs/sendgrid/for-developers/sending-email/segmentation-query-language
 */
export function parseQuery(query: string): Test | undefined {
  const tokens = tokenize(query)
  if (tokens === undefined) return undefined
  const parser = new Parser(tokens)
  try {
    const test = parser.alternatives()
    return parser.isAtEnd ? test : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

interface Token {
  readonly kind: 'word' | 'text' | 'symbol'
  readonly value: string
}

const pattern =
  /\s*(?:(?<word>[A-Za-z_][\w.]*)|'(?<single>(?:[^'\\]|\\.|'')*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<symbol>!=|<>|<=|>=|[=<>(),]))/y

function tokenize(query: string): Token[] | undefined {
  const tokens: Token[] = []
  const text = query.trimEnd()
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length) {
    const groups = pattern.exec(text)?.groups
    if (groups === undefined) return undefined
    const quoted = groups.single?.replaceAll("''", "'") ?? groups.double
    if (groups.word !== undefined) tokens.push({ kind: 'word', value: groups.word })
    else if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replaceAll(/\\(.)/g, '$1') })
    else tokens.push({ kind: 'symbol', value: groups.symbol ?? '' })
  }
  return tokens
}

const fields = [
  'contact_id',
  'email',
  'first_name',
  'last_name',
  'address_line_1',
  'address_line_2',
  'city',
  'state_province_region',
  'country',
  'postal_code',
  'phone_number',
  'phone_number_id',
  'external_id',
  'anonymous_id',
  'unique_name',
  'created_at',
  'updated_at',
]

class Parser {
  readonly #tokens: readonly Token[]
  #position = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get isAtEnd(): boolean {
    return this.#position === this.#tokens.length
  }

  alternatives(): Test {
    const tests = [this.#conjunction()]
    while (this.#takes('OR')) tests.push(this.#conjunction())
    return (contact) => tests.some((test) => test(contact))
  }

  #conjunction(): Test {
    const tests = [this.#term()]
    while (this.#takes('AND')) tests.push(this.#term())
    return (contact) => tests.every((test) => test(contact))
  }

  #term(): Test {
    if (this.#takes('NOT')) {
      const test = this.#term()
      return (contact) => !test(contact)
    }
    if (this.#takes('(')) {
      const test = this.alternatives()
      this.#expect(')')
      return test
    }
    if (this.#takes('CONTAINS')) return this.#contains()
    return this.#comparison(this.#operand())
  }

  #contains(): Test {
    this.#expect('(')
    const name = this.#word()
    this.#expect(',')
    const wanted = this.#text()
    this.#expect(')')
    if (name === 'list_ids') return ({ list_ids }) => list_ids.includes(wanted)
    if (name !== 'alternate_emails') throw new SyntaxError(name)
    return ({ given }) => {
      const emails = valueAt(given, 'alternate_emails')
      return Array.isArray(emails) && emails.includes(wanted)
    }
  }

  #operand(): (contact: ContactRecord) => string {
    if (this.#takes('lower')) {
      this.#expect('(')
      const inner = this.#operand()
      this.#expect(')')
      return (contact) => inner(contact).toLowerCase()
    }
    const token = this.#next()
    if (token.kind === 'text') return () => token.value
    const name = token.value.toLowerCase()
    if (token.kind !== 'word' || !fields.includes(name)) throw new SyntaxError(token.value)
    if (name === 'contact_id') return ({ id }) => id
    if (name === 'created_at' || name === 'updated_at') return (contact) => contact[name]
    return ({ given }) => textAt(given, name)
  }

  #comparison(left: (contact: ContactRecord) => string): Test {
    if (this.#takes('IS')) {
      const isNegated = this.#takes('NOT')
      this.#expect('NULL')
      return (contact) => (left(contact) === '') !== isNegated
    }
    if (this.#takes('NOT')) {
      const test = this.#membership(left)
      return (contact) => !test(contact)
    }
    const symbol = ['=', '!=', '<>', '<=', '>=', '<', '>'].find((candidate) => this.#takes(candidate))
    if (symbol === undefined) return this.#membership(left)
    const right = this.#operand()
    return (contact) => compare(symbol, left(contact), right(contact))
  }

  /** `LIKE '…'`, with `%` for any text and `_` for any character, or `IN ('…', …)`. */
  #membership(left: (contact: ContactRecord) => string): Test {
    if (this.#takes('LIKE')) {
      const escaped = this.#text().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      const like = new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's')
      return (contact) => like.test(left(contact))
    }
    this.#expect('IN')
    this.#expect('(')
    const wanted = [this.#text()]
    while (this.#takes(',')) wanted.push(this.#text())
    this.#expect(')')
    return (contact) => wanted.includes(left(contact))
  }

  #next(): Token {
    const token = this.#tokens[this.#position]
    if (token === undefined) throw new SyntaxError('end of query')
    this.#position += 1
    return token
  }

  #word(): string {
    const token = this.#next()
    if (token.kind !== 'word') throw new SyntaxError(token.value)
    return token.value.toLowerCase()
  }

  #text(): string {
    const token = this.#next()
    if (token.kind !== 'text') throw new SyntaxError(token.value)
    return token.value
  }

  #takes(value: string): boolean {
    const token = this.#tokens[this.#position]
    if (token === undefined || token.kind === 'text' || token.value.toLowerCase() !== value.toLowerCase()) return false
    this.#position += 1
    return true
  }

  #expect(value: string): void {
    if (!this.#takes(value)) throw new SyntaxError(`${value} expected`)
  }
}

function compare(symbol: string, left: string, right: string): boolean {
  if (symbol === '=') return left === right
  if (symbol === '!=' || symbol === '<>') return left !== right
  if (symbol === '<=') return left <= right
  if (symbol === '>=') return left >= right
  return symbol === '<' ? left < right : left > right
}
