import { Failure, type SalesforceRecord, type Value } from '../answers.ts'
import type { Field } from '../fields.ts'
import { isId, longId } from '../ids.ts'
import { findField, findObject, findRelationship, type ObjectType } from '../objects.ts'
import { allRecords, attributes, findAnywhere, type Org } from '../store.ts'
import { located } from './lexer.ts'
import { type Condition, type Literal, type Path, parse, type Query } from './parser.ts'

export interface Found {
  readonly isCount: boolean
  readonly total: number
  readonly records: readonly object[]
}

/** Runs a query; throws `MALFORMED_QUERY`, `INVALID_TYPE`, `INVALID_FIELD` and the like. */
export function run(org: Org, text: string): Found {
  const query = parse(text)
  const type = findObject(query.from.name)
  if (type === undefined) {
    const message = `sObject type '${query.from.name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`
    throw new Failure(400, 'INVALID_TYPE', located(text, query.from.start, message))
  }
  const selected = query.isEverything ? type.fields.map(({ name }) => ({ names: [name], start: 0 })) : query.fields
  for (const path of selected) resolve(query, type, path)
  const matches = query.where === undefined ? () => true : compile(org, query, type, query.where)
  const keys = query.orderBy.map((key) => ({ ...key, field: resolve(query, type, key.path) }))

  const found = allRecords(org, type)
    .filter(matches)
    .toSorted((left, right) => {
      for (const { path, isDescending, areNullsLast, field } of keys) {
        const order = compare(
          normal(valueAt(org, type, left, path), field),
          normal(valueAt(org, type, right, path), field),
          areNullsLast === isDescending,
        )
        if (order !== 0) return isDescending ? -order : order
      }
      return 0
    })
    .slice(query.offset, query.limit === undefined ? undefined : query.offset + query.limit)
  const records = query.isCount ? [] : found.map((record) => project(org, type, record, selected))
  return { isCount: query.isCount, total: found.length, records }
}

/** The field at the end of a path such as `Account.Owner.Name`. */
function resolve(query: Query, type: ObjectType, path: Path): Field {
  let current = type
  for (const [index, name] of path.names.entries()) {
    const isLast = index === path.names.length - 1
    const field = isLast ? findField(current, name) : findRelationship(current, name)
    const target = isLast ? undefined : findObject(field?.referenceTo[0] ?? '')
    if (field !== undefined && isLast) return field
    if (isLast) {
      const message = `No such column '${name}' on entity '${current.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`
      throw new Failure(400, 'INVALID_FIELD', located(query.text, path.start, message))
    }
    if (field === undefined || target === undefined) {
      const message = `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
      throw new Failure(400, 'INVALID_FIELD', located(query.text, path.start, message))
    }
    current = target
  }
  throw new Failure(400, 'MALFORMED_QUERY', 'empty field path')
}

function valueAt(org: Org, type: ObjectType, record: SalesforceRecord, path: Path): Value {
  let current: { type: ObjectType; record: SalesforceRecord } | undefined = { type, record }
  for (const name of path.names.slice(0, -1)) {
    const relationship: Field | undefined = current === undefined ? undefined : findRelationship(current.type, name)
    const id: Value | undefined = relationship === undefined ? null : current?.record[relationship.name]
    current = typeof id === 'string' ? findAnywhere(org, id) : undefined
  }
  const field = current === undefined ? undefined : findField(current.type, path.names.at(-1) ?? '')
  return field === undefined ? null : (current?.record[field.name] ?? null)
}

function compile(
  org: Org,
  query: Query,
  type: ObjectType,
  condition: Condition,
): (record: SalesforceRecord) => boolean {
  if (condition.kind === 'not') {
    const inner = compile(org, query, type, condition.part)
    return (record) => !inner(record)
  }
  if (condition.kind !== 'compare') {
    const parts = condition.parts.map((part) => compile(org, query, type, part))
    return condition.kind === 'and'
      ? (record) => parts.every((matches) => matches(record))
      : (record) => parts.some((matches) => matches(record))
  }
  const { path, operator, values } = condition
  const field = resolve(query, type, path)
  for (const value of values) checkLiteral(query, field, path, operator, value)
  return (record) => {
    const value = valueAt(org, type, record, path)
    return operator === 'in'
      ? values.some((literal) => test(org, field, value, '=', literal))
      : values.every((literal) => test(org, field, value, operator, literal))
  }
}

const quoted = ['email', 'id', 'phone', 'picklist', 'reference', 'string', 'textarea', 'url']

function checkLiteral(query: Query, field: Field, path: Path, operator: string, literal: Literal): void {
  if (field.type === 'textarea' && field.length > 255) {
    const message = `field '${field.name}' can not be filtered in a query call`
    throw new Failure(400, 'INVALID_FIELD', located(query.text, path.start, message))
  }
  if (literal.kind === 'null') return
  const isQuoted = quoted.includes(field.type)
  const fits = isQuoted ? literal.kind === 'string' : literal.kind !== 'string' && suits(field, literal)
  if (!fits) {
    const manner = isQuoted
      ? 'string and should be enclosed in quotes'
      : `${field.type === 'datetime' ? 'dateTime' : field.type} and should not be enclosed in quotes`
    const message = `value of filter criterion for field '${field.name}' must be of type ${manner}`
    throw new Failure(400, 'INVALID_FIELD', located(query.text, path.start, message))
  }
  const isKey = field.type === 'id' || field.type === 'reference'
  if (isKey && operator !== 'like' && !isId(literal.text)) {
    const message = `invalid ID field: ${literal.text}`
    throw new Failure(400, 'INVALID_QUERY_FILTER_OPERATOR', located(query.text, path.start, message))
  }
}

function suits(field: Field, { kind }: Literal): boolean {
  if (field.type === 'boolean') return kind === 'boolean'
  if (field.type === 'date') return kind === 'date' || kind === 'dateLiteral'
  if (field.type === 'datetime') return kind === 'datetime' || kind === 'dateLiteral'
  return kind === 'number'
}

function test(org: Org, field: Field, value: Value, operator: string, literal: Literal): boolean {
  if (operator === 'like') return typeof value === 'string' && likePattern(literal.text).test(value)
  if (literal.kind === 'null') return operator === '=' ? value === null : operator === '!=' && value !== null
  if (literal.kind === 'dateLiteral') {
    const [from, to] = range(literal.text, org.exchange.now)
    return value !== null && inRange(Date.parse(String(value)), operator, from, to)
  }
  const left = normal(value, field)
  const right = normal(literalValue(field, literal), field)
  if (operator === '=') return left === right
  if (operator === '!=') return left !== right
  if (left === null || right === null) return false
  const order = compare(left, right, false)
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

function literalValue(field: Field, { kind, text }: Literal): Value {
  if (kind === 'boolean') return text === 'true'
  if (kind === 'number') return Number(text)
  return field.type === 'id' || field.type === 'reference' ? longId(text) : text
}

/** In the form in which values compare: texts without case, times in milliseconds. */
function normal(value: Value, field: Field): string | number | boolean | null {
  if (typeof value !== 'string') return value
  if (field.type === 'datetime') return Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return field.type === 'id' || field.type === 'reference' ? value : value.toLowerCase()
}

/** Nulls come first, unless they are wanted last. */
function compare(
  left: string | number | boolean | null,
  right: string | number | boolean | null,
  areNullsLast: boolean,
): number {
  if (left === right) return 0
  if (left === null) return areNullsLast ? 1 : -1
  if (right === null) return areNullsLast ? -1 : 1
  return left < right ? -1 : 1
}

function likePattern(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\[%_]|[%_]|[\\^$.*+?()[\]{}|]/g, (char) => {
    if (char === '%') return '.*'
    if (char === '_') return '.'
    return char.length === 2 ? char.charAt(1) : `\\${char}`
  })
  return new RegExp(`^${source}$`, 'is')
}

const day = 86_400_000

/** The first and the last-but-one millisecond of a date literal, in UTC. */
function range(literal: string, now: Date): [number, number] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const days = Number(literal.split(':')[1] ?? '0')
  const week = today - now.getUTCDay() * day
  switch (literal.split(':')[0]) {
    case 'YESTERDAY':
      return [today - day, today]
    case 'TOMORROW':
      return [today + day, today + 2 * day]
    case 'THIS_WEEK':
      return [week, week + 7 * day]
    case 'THIS_MONTH':
      return [Date.UTC(now.getUTCFullYear(), now.getUTCMonth()), Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)]
    case 'THIS_YEAR':
      return [Date.UTC(now.getUTCFullYear(), 0), Date.UTC(now.getUTCFullYear() + 1, 0)]
    case 'LAST_N_DAYS':
      return [today - days * day, today + day]
    case 'NEXT_N_DAYS':
      return [today + day, today + (days + 1) * day]
    default:
      return [today, today + day]
  }
}

function inRange(time: number, operator: string, from: number, to: number): boolean {
  switch (operator) {
    case '<':
      return time < from
    case '<=':
      return time < to
    case '>':
      return time >= to
    case '>=':
      return time >= from
    case '!=':
      return time < from || time >= to
    default:
      return time >= from && time < to
  }
}

function project(org: Org, type: ObjectType, record: SalesforceRecord, paths: readonly Path[]): object {
  const out: Record<string, unknown> = { attributes: attributes(org, type, record.Id) }
  const nested = new Map<string, Path[]>()
  for (const path of paths) {
    const [head = '', ...rest] = path.names
    if (rest.length === 0) {
      const field = findField(type, head)
      if (field !== undefined) out[field.name] = record[field.name] ?? null
    } else {
      const relationship = findRelationship(type, head)
      const name = relationship?.name.replace(/Id$/, '') ?? head
      nested.set(name, [...(nested.get(name) ?? []), { names: rest, start: path.start }])
    }
  }
  for (const [name, inner] of nested) {
    const id = record[findRelationship(type, name)?.name ?? '']
    const target = typeof id === 'string' ? findAnywhere(org, id) : undefined
    out[name] = target === undefined ? null : project(org, target.type, target.record, inner)
  }
  return out
}
