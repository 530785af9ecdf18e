import { decodeBase64, empty, encodeBase64Url, isFields, json } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { badId, Failure, missingParameter } from './answers.ts'
import { type Condition, meets, order } from './conditions/condition.ts'
import { parseQuery } from './conditions/coql.ts'
import { parseCriteria } from './conditions/criteria.ts'
import { findField, findModule, type Module } from './modules.ts'
import { allRecords, findRecord, type Org, type ZohoRecord } from './store.ts'
import { bodyOf } from './writes.ts'

const largestPage = 200
/** Beyond these a token leads on, not a page number. */
const mostByNumber = 2000
const mostFields = 50

/** `GET /{module}`. Source: https://www.zoho.com/crm/developer/docs/api/v8/get-records.html */
export function list(org: Org, module: Module): Response {
  const { searchParams } = org.exchange.url
  const fields = fieldsOf(org, module)
  if (fields === undefined) throw missingParameter('fields')
  const sortBy = searchParams.get('sort_by') ?? 'id'
  const sortOrder = searchParams.get('sort_order') ?? 'desc'
  if (!['id', 'Created_Time', 'Modified_Time'].includes(sortBy)) throw badParameter('sort_by')
  if (!['asc', 'desc'].includes(sortOrder)) throw badParameter('sort_order')
  const ids = searchParams.get('ids')?.split(',')
  const since = sinceOf(org)
  const found = allRecords(org, module)
    .filter(({ id }) => ids?.includes(id) ?? true)
    .filter(({ Modified_Time }) => since === undefined || Date.parse(String(Modified_Time)) > since)
    .toSorted((left, right) => {
      const ascending = order(left[sortBy], right[sortBy])
      return sortOrder === 'desc' ? -ascending : ascending
    })
  if (found.length === 0 && since !== undefined) return empty(304)
  return page(org, found, fields, { sort_by: sortBy, sort_order: sortOrder })
}

/** `GET /{module}/{id}`; 204 where nothing has that id. */
export function read(org: Org, module: Module, id: string): Response {
  if (!/^\d{1,19}$/.test(id)) throw badId()
  const fields = fieldsOf(org, module) ?? module.fields.map(({ api_name }) => api_name)
  const record = findRecord(org, module, id)
  return record === undefined ? empty() : json({ data: [shown(record, fields)] })
}

/** `GET /{module}/{id}/Notes` */
export function relatedNotes(org: Org, module: Module, notes: Module, id: string): Response {
  if (findRecord(org, module, id) === undefined) throw badId('the related id given seems to be invalid')
  const fields = fieldsOf(org, notes)
  if (fields === undefined) throw missingParameter('fields')
  return page(
    org,
    allRecords(org, notes).filter(({ Parent_Id }) => textAt(Parent_Id, 'id') === id),
    fields,
    {},
  )
}

/** `GET /{module}/search`: by criteria, an address, a phone number or a word, in that order of precedence. */
export function search(org: Org, module: Module): Response {
  const { searchParams } = org.exchange.url
  const criteria = searchParams.get('criteria')
  const email = searchParams.get('email')
  const phone = searchParams.get('phone')
  const word = searchParams.get('word')
  const matches =
    criteria !== null
      ? byCondition(parseCriteria(module, criteria))
      : email !== null
        ? byType(module, 'email', (value) => value === email.toLowerCase())
        : phone !== null
          ? byType(module, 'phone', (value) => digits(value) === digits(phone))
          : word !== null
            ? byWord(word)
            : undefined
  if (matches === undefined) throw missingParameter('criteria', 'email', 'phone', 'word')
  const fields = fieldsOf(org, module) ?? module.fields.map(({ api_name }) => api_name)
  return page(org, allRecords(org, module).filter(matches), fields, {})
}

type Matches = (record: ZohoRecord) => boolean

function byCondition(condition: Condition): Matches {
  return (record) => meets(condition, record)
}

function byType(module: Module, type: string, isWanted: (value: string) => boolean): Matches {
  const fields = module.fields.filter(({ data_type }) => data_type === type)
  return (record) => fields.some(({ api_name }) => isWanted(String(record[api_name] ?? '').toLowerCase()))
}

/** Every word must begin a word of some text. */
function byWord(text: string): Matches {
  if (text.length < 2) throw badParameter('word')
  const wanted = text.toLowerCase().split(/\s+/)
  return (record) => {
    const words = Object.values(record)
      .map((value) => (isFields(value) ? String(value.name ?? '') : String(value ?? '')))
      .flatMap((value) => [value.toLowerCase(), ...value.toLowerCase().split(/[\s@.,]+/)])
    return wanted.every((one) => words.some((word) => word.startsWith(one)))
  }
}

function digits(value: string): string {
  return value.replaceAll(/\D/g, '')
}

/** `POST /coql` */
export function query(org: Org): Response {
  const { select_query } = bodyOf(org)
  if (typeof select_query !== 'string') {
    const details = { api_name: 'select_query', json_path: '$.select_query' }
    throw new Failure(400, 'MANDATORY_NOT_FOUND', 'required field not found', details)
  }
  const { fields, module: name, where, orderBy, limit, offset } = parseQuery(select_query)
  const module = findModule(name)
  if (module === undefined) {
    throw new Failure(400, 'INVALID_QUERY', 'invalid query formed', { reason: 'module given is invalid', module: name })
  }
  for (const field of [...fields, ...namesIn(where), ...orderBy.map(({ field }) => field)]) column(module, field)
  const found = allRecords(org, module)
    .filter(byCondition(where))
    .toSorted((left, right) => {
      for (const { field, isDescending } of orderBy) {
        const ascending = order(left[field], right[field])
        if (ascending !== 0) return isDescending ? -ascending : ascending
      }
      return 0
    })
  const records = found.slice(offset, offset + limit)
  if (records.length === 0) return empty()
  const info = { count: records.length, more_records: offset + limit < found.length }
  return json({ data: records.map((record) => shown(record, fields)), info })
}

function column(module: Module, name: string): void {
  if (findField(module, name) !== undefined) return
  const details = { column_name: name, module: module.name }
  throw new Failure(400, 'INVALID_QUERY', 'column given seems to be invalid', details)
}

function namesIn(condition: Condition): string[] {
  return condition.kind === 'compare' ? [condition.field] : condition.parts.flatMap(namesIn)
}

/** The wanted fields that the module has; the others are left out in silence. */
function fieldsOf({ exchange }: Org, module: Module): string[] | undefined {
  const names = exchange.url.searchParams.get('fields')?.split(',').filter(Boolean)
  if (names === undefined || names.length === 0) return undefined
  if (names.length > mostFields) {
    throw new Failure(400, 'LIMIT_EXCEEDED', 'fields limit exceeded', { param: 'fields', limit: mostFields })
  }
  return names.filter((name) => findField(module, name) !== undefined)
}

/** The wanted fields of a record, and its id. */
function shown(record: ZohoRecord, fields: readonly string[]) {
  return { ...Object.fromEntries(fields.map((name) => [name, record[name] ?? null])), id: record.id }
}

function page(org: Org, found: readonly ZohoRecord[], fields: readonly string[], order: object): Response {
  const { searchParams } = org.exchange.url
  const perPage = wholeOf(searchParams, 'per_page', largestPage)
  if (perPage > largestPage) throw badParameter('per_page')
  const token = searchParams.get('page_token')
  if (token !== null && searchParams.has('page')) {
    const details = { ambiguity_due_to: [{ param_name: 'page' }, { param_name: 'page_token' }] }
    throw new Failure(400, 'AMBIGUITY_DURING_PROCESSING', 'page and page_token cannot be given together', details)
  }
  const number = wholeOf(searchParams, 'page', 1)
  if (token === null && number * perPage > mostByNumber) {
    const message = 'You can only get the first 2000 records without using page_token param.'
    throw new Failure(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', message, { limit: mostByNumber })
  }
  const start = token === null ? (number - 1) * perPage : positionOf(token)
  const end = start + perPage
  const records = found.slice(start, end)
  if (records.length === 0) return empty()
  const isMore = end < found.length
  const expiry = new Date(org.exchange.now.getTime() + 86_400_000).toISOString().slice(0, 19)
  return json({
    data: records.map((record) => shown(record, fields)),
    info: {
      ...order,
      per_page: perPage,
      count: records.length,
      page: Math.floor(start / perPage) + 1,
      more_records: isMore,
      next_page_token: isMore ? encodeBase64Url(`page:${end}`) : null,
      previous_page_token: start > 0 ? encodeBase64Url(`page:${Math.max(0, start - perPage)}`) : null,
      page_token_expiry: isMore ? `${expiry}+00:00` : null,
    },
  })
}

function positionOf(token: string): number {
  const position = /^page:(\d+)$/.exec(decodeBase64(token) ?? '')?.[1]
  if (position === undefined) {
    const message = 'The page_token given seems to be invalid or input param is added, altered, or deleted'
    throw new Failure(400, 'TOKEN_BOUND_DATA_MISMATCH', message)
  }
  return Number(position)
}

function wholeOf(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name) ?? String(fallback)
  if (!/^[1-9]\d*$/.test(text)) throw badParameter(name)
  return Number(text)
}

function sinceOf({ exchange }: Org): number | undefined {
  const header = exchange.headers.get('if-modified-since')
  if (header === null) return undefined
  const time = Date.parse(header)
  if (Number.isNaN(time)) throw badParameter('If-Modified-Since')
  return time
}

function badParameter(name: string): Failure {
  return new Failure(400, 'INVALID_DATA', 'invalid data', { param_name: name })
}
