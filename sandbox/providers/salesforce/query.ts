import { isFields, json, parseJson } from '../../http.ts'
import { Failure, notFound } from './answers.ts'
import { newId } from './ids.ts'
import { findField, type ObjectType } from './objects.ts'
import { run } from './soql/run.ts'
import { allRecords, attributes, type Org, objectOr404 } from './store.ts'

const smallestBatch = 200
const largestBatch = 2000

/** `GET /query?q=…` */
export function query(org: Org): Response {
  const text = org.exchange.url.searchParams.get('q')
  if (text === null || text.trim() === '') {
    throw new Failure(400, 'MALFORMED_QUERY', 'SOQL statements can not be empty or null')
  }
  const batch = batchSize(org)
  const locator = newId('01g', org.exchange.randomId(8))
  const page = pageOf(org, text, locator, 0, batch)
  if (!page.done) org.state.put('locator', locator, { text, batch })
  return json(page)
}

/** `GET /query/{locator}-{position}`: the next batch. */
export function queryMore(org: Org, cursor: string): Response {
  const [, locator = '', position = ''] = /^(01g\w{15})-(\d+)$/.exec(cursor) ?? []
  const kept = org.state.get<{ text: string; batch: number }>('locator', locator)
  if (kept === undefined) throw new Failure(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
  return json(pageOf(org, kept.text, locator, Number(position), kept.batch))
}

function pageOf(org: Org, text: string, locator: string, position: number, batch: number) {
  const { isCount, total, records } = run(org, text)
  const end = position + batch
  const done = isCount || end >= total
  const nextRecordsUrl = `/services/data/${org.version}/query/${locator}-${end}`
  return { totalSize: total, done, ...(done ? {} : { nextRecordsUrl }), records: records.slice(position, end) }
}

/** Source: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_queryoptions.htm */
function batchSize({ exchange }: Org): number {
  const wanted = /batchSize=(\d+)/i.exec(exchange.headers.get('sforce-query-options') ?? '')?.[1]
  return wanted === undefined ? largestBatch : Math.min(largestBatch, Math.max(smallestBatch, Number(wanted)))
}

interface Search {
  term: string
  objects: { type: ObjectType; fields: string[]; limit: number }[]
  limit: number
}

/** `GET` or `POST /parameterizedSearch`: a text in any text field of the objects. */
export function parameterizedSearch(org: Org): Response {
  const { term, objects, limit } = org.exchange.method === 'POST' ? searchOfBody(org) : searchOfQuery(org)
  if (term.length < 2) {
    throw new Failure(400, 'MALFORMED_SEARCH', `search term must be longer than one character: ${term}`)
  }
  const found = objects.flatMap(({ type, fields, limit: own }) =>
    allRecords(org, type)
      .filter((record) => Object.values(record).some((value) => contains(value, term)))
      .slice(0, own)
      .map((record) => ({
        attributes: attributes(org, type, record.Id),
        ...Object.fromEntries(fields.map((name) => [name, record[name] ?? null])),
      })),
  )
  return json({ searchRecords: found.slice(0, limit) })
}

function contains(value: unknown, term: string): boolean {
  if (typeof value !== 'string') return false
  const wanted = term.toLowerCase().replaceAll('*', '')
  return (
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .some((word) => word.startsWith(wanted)) || value.toLowerCase().includes(wanted)
  )
}

function searchOfQuery({ exchange }: Org): Search {
  const { searchParams } = exchange.url
  const names = searchParams.getAll('sobject')
  const common = searchParams.get('fields')
  const objects = (names.length > 0 ? names : ['Account', 'Contact', 'Lead', 'Opportunity']).map((name) => {
    const type = searchedObject(name)
    const fields = (searchParams.get(`${type.name}.fields`) ?? common ?? 'Id').split(',')
    return { type, fields: known(type, fields), limit: whole(searchParams.get(`${type.name}.limit`)) }
  })
  return { term: searchParams.get('q') ?? '', objects, limit: whole(searchParams.get('overallLimit')) }
}

function searchOfBody({ exchange }: Org): Search {
  const body = parseJson(exchange.body)
  if (!isFields(body)) throw new Failure(400, 'JSON_PARSER_ERROR', 'Unexpected character or end-of-input')
  const common = texts(body.fields)
  const objects = (Array.isArray(body.sobjects) ? body.sobjects : []).filter(isFields).map((wanted) => {
    const type = searchedObject(String(wanted.name))
    const fields = texts(wanted.fields)
    return { type, fields: known(type, fields.length > 0 ? fields : common), limit: whole(wanted.limit) }
  })
  return { term: typeof body.q === 'string' ? body.q : '', objects, limit: whole(body.overallLimit) }
}

function searchedObject(name: string): ObjectType {
  try {
    return objectOr404(name)
  } catch {
    throw new Failure(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`)
  }
}

function known(type: ObjectType, names: readonly string[]): string[] {
  return (names.length > 0 ? names : ['Id']).map((name) => {
    const field = findField(type, name.trim())
    if (field !== undefined) return field.name
    throw new Failure(400, 'INVALID_FIELD', `No such column '${name.trim()}' on entity '${type.name}'.`)
  })
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

function whole(value: unknown): number {
  const number = Number(value ?? largestBatch)
  if (!Number.isInteger(number) || number < 1) throw notFound()
  return Math.min(number, largestBatch)
}
