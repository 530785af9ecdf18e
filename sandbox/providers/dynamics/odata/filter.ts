import { badQuery, noProperty } from '../answers.ts'
import { type Environment, findRow, type Row, type Value } from '../rows.ts'
import { type Column, type ColumnType, findColumn, findTable, type Table } from '../tables.ts'

/** A test of one row. Source: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/filter-rows */
export type Matches = (row: Row) => boolean

type LiteralType = 'string' | 'number' | 'guid' | 'date' | 'datetime' | 'boolean' | 'null'

interface Token {
  readonly kind: LiteralType | 'word' | 'symbol' | 'end'
  readonly text: string
  readonly start: number
}

/** A column, maybe of a row that a lookup leads to. */
interface Operand {
  readonly column: Column
  readonly value: (row: Row) => Value
}

const lexeme =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<guid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<datetime>\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))|(?<date>\d{4}-\d{2}-\d{2})|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w/]*)|(?<symbol>[(),]))/iy

const kinds = ['string', 'guid', 'datetime', 'date', 'number', 'word', 'symbol'] as const
const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const functions = ['contains', 'startswith', 'endswith'] as const

type Comparison = (typeof comparisons)[number]
type TextFunction = (typeof functions)[number]

const edmTypes: Readonly<Record<ColumnType, string>> = {
  string: 'Edm.String',
  guid: 'Edm.Guid',
  int: 'Edm.Int32',
  decimal: 'Edm.Decimal',
  money: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  datetime: 'Edm.DateTimeOffset',
  choice: 'Edm.Int32',
}

const literalTypes: Readonly<Record<LiteralType, string>> = {
  string: 'Edm.String',
  number: 'Edm.Int32',
  guid: 'Edm.Guid',
  date: 'Edm.Date',
  datetime: 'Edm.DateTimeOffset',
  boolean: 'Edm.Boolean',
  null: '<null>',
}

/** Parses `$filter` and resolves its columns; throws what Dataverse would refuse it with. */
export function parseFilter(environment: Environment, table: Table, text: string): Matches {
  const tokens = tokenize(text)
  let position = 0

  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '', start: text.length }

  function next(): Token {
    const token = peek()
    position += 1
    return token
  }

  function accept(kind: 'word' | 'symbol', word: string): boolean {
    if (peek().kind !== kind || peek().text !== word) return false
    position += 1
    return true
  }

  function expect(symbol: string): void {
    if (!accept('symbol', symbol)) throw syntax(text, peek())
  }

  function either(): Matches {
    const parts = [both()]
    while (accept('word', 'or')) parts.push(both())
    return (row) => parts.some((matches) => matches(row))
  }

  function both(): Matches {
    const parts = [factor()]
    while (accept('word', 'and')) parts.push(factor())
    return (row) => parts.every((matches) => matches(row))
  }

  function factor(): Matches {
    if (accept('word', 'not')) {
      const inner = factor()
      return (row) => !inner(row)
    }
    if (accept('symbol', '(')) {
      const inner = either()
      expect(')')
      return inner
    }
    const name = functions.find((one) => one === peek().text)
    return name === undefined ? comparison() : textFunction(name)
  }

  function textFunction(name: TextFunction): Matches {
    position += 1
    expect('(')
    const { column, value } = operand()
    expect(',')
    const token = next()
    expect(')')
    if (column.type !== 'string' || token.kind !== 'string') {
      const message = `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${name}(Edm.String Nullable=true, Edm.String Nullable=true).`
      throw badQuery(message)
    }
    const wanted = token.text.toLowerCase()
    return (row) => {
      const found = value(row)
      if (typeof found !== 'string') return false
      const lower = found.toLowerCase()
      if (name === 'contains') return lower.includes(wanted)
      return name === 'startswith' ? lower.startsWith(wanted) : lower.endsWith(wanted)
    }
  }

  function comparison(): Matches {
    const { column, value } = operand()
    const token = next()
    const operator = token.kind === 'word' ? comparisons.find((one) => one === token.text) : undefined
    if (operator === undefined) throw syntax(text, token)
    const literal = next()
    const wanted = literalOf(text, literal)
    checkTypes(column, literal, operator)
    return (row) => compares(operator, normal(column, value(row)), normal(column, wanted))
  }

  function operand(): Operand {
    const token = next()
    if (token.kind !== 'word') throw syntax(text, token)
    const [first = '', second, ...more] = token.text.split('/')
    if (second === undefined) {
      const column = columnOf(table, first)
      return { column, value: (row) => row[column.name] ?? null }
    }
    const navigation = table.navigations.find(({ name }) => name === first)
    const target = navigation === undefined ? undefined : findTable(navigation.target)
    if (navigation === undefined || target === undefined) throw noProperty(first, table.logicalName)
    if (more.length > 0) throw syntax(text, token)
    const column = columnOf(target, second)
    return {
      column,
      value: (row) => findRow(environment, target.set, String(row[navigation.column]))?.[column.name] ?? null,
    }
  }

  const matches = either()
  if (peek().kind !== 'end') throw syntax(text, peek())
  return matches
}

export function columnOf(table: Table, name: string): Column {
  const column = findColumn(table, name)
  if (column === undefined) throw noProperty(name, table.logicalName)
  return column
}

/** Texts compare without case, times by their instant, and null comes first. */
export function compareValues(column: Column, left: Value, right: Value): number {
  const [one, other] = [normal(column, left), normal(column, right)]
  if (one === other) return 0
  if (one === null) return -1
  if (other === null) return 1
  return one < other ? -1 : 1
}

function normal({ type }: Column, value: Value): Value {
  if (typeof value !== 'string') return value
  return type === 'datetime' || type === 'date' ? Date.parse(value) : value.toLowerCase()
}

function compares(operator: Comparison, left: Value, right: Value): boolean {
  if (operator === 'eq') return left === right
  if (operator === 'ne') return left !== right
  if (left === null || right === null) return false
  switch (operator) {
    case 'gt':
      return left > right
    case 'ge':
      return left >= right
    case 'lt':
      return left < right
    case 'le':
      return left <= right
  }
}

function literalOf(filter: string, token: Token): Value {
  switch (token.kind) {
    case 'number':
      return Number(token.text)
    case 'boolean':
      return token.text === 'true'
    case 'null':
      return null
    case 'word':
    case 'symbol':
    case 'end':
      throw syntax(filter, token)
    default:
      return token.text
  }
}

function checkTypes({ type }: Column, { kind }: Token, operator: Comparison): void {
  const fitting: readonly Token['kind'][] =
    type === 'string'
      ? ['string']
      : type === 'guid'
        ? ['guid']
        : type === 'boolean'
          ? ['boolean']
          : type === 'date' || type === 'datetime'
            ? ['date', 'datetime']
            : ['number']
  if (kind === 'null' || fitting.includes(kind)) return
  const found = Object.entries(literalTypes).find(([name]) => name === kind)?.[1] ?? kind
  const operators = {
    eq: 'Equal',
    ne: 'NotEqual',
    gt: 'GreaterThan',
    ge: 'GreaterThanOrEqual',
    lt: 'LessThan',
    le: 'LessThanOrEqual',
  }
  const message = `A binary operator with incompatible types was detected. Found operand types '${edmTypes[type]}' and '${found}' for operator kind '${operators[operator]}'.`
  throw badQuery(message)
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(lexeme)
  const end = filter.trimEnd().length
  while (pattern.lastIndex < end) {
    const before = pattern.lastIndex
    const match = pattern.exec(filter)
    const groups = match?.groups
    const kind = kinds.find((one) => groups?.[one] !== undefined)
    const raw = kind === undefined ? undefined : groups?.[kind]
    if (match === null || kind === undefined || raw === undefined) {
      throw syntax(filter, { kind: 'symbol', text: filter.charAt(before), start: before })
    }
    const start = match.index + match[0].length - raw.length
    if (kind === 'string') tokens.push({ kind, text: raw.slice(1, -1).replaceAll("''", "'"), start })
    else if (raw === 'true' || raw === 'false') tokens.push({ kind: 'boolean', text: raw, start })
    else if (raw === 'null') tokens.push({ kind: 'null', text: raw, start })
    else tokens.push({ kind, text: raw, start })
  }
  return tokens
}

function syntax(filter: string, { start }: Token) {
  return badQuery(`Syntax error at position ${start} in '${filter}'.`)
}
