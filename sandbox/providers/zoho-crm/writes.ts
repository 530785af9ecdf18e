import { type Fields, isFields, json, parseJson } from '../../http.ts'
import { isReserved } from '../../reserved.ts'
import { badId, errorOf, Failure, type ZohoError } from './answers.ts'
import { user } from './fixtures.ts'
import { findField, type Module } from './modules.ts'
import { findRecord, idOf, nextId, type Org, records, systemValues, timeOf, type ZohoRecord } from './store.ts'
import { checked } from './values.ts'

const mostRecords = 100

/** The outcome of one record of a request. */
type Outcome = ZohoError | { readonly code: 'SUCCESS'; readonly status: 'success'; readonly [name: string]: unknown }

/** `POST /{module}` */
export function create(org: Org, module: Module): Response {
  return answer(
    dataOf(org).map((given, index) => insert(org, module, given, index)),
    201,
  )
}

/** `PUT /{module}`, with the ids in the records. */
export function update(org: Org, module: Module): Response {
  return answer(
    dataOf(org).map((given, index) => change(org, module, idOf(given.id), given, index)),
    200,
  )
}

/** `PUT /{module}/{id}` */
export function updateOne(org: Org, module: Module, id: string): Response {
  if (findRecord(org, module, id) === undefined) throw badId()
  return answer(
    dataOf(org).map((given, index) => change(org, module, id, given, index)),
    200,
  )
}

/** `POST /{module}/upsert`. Source: https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html */
export function upsert(org: Org, module: Module): Response {
  const body = bodyOf(org)
  const named = Array.isArray(body.duplicate_check_fields) ? body.duplicate_check_fields.map(String) : [module.key]
  const unknown = named.find((name) => findField(module, name) === undefined)
  if (unknown !== undefined) {
    const details = { api_name: 'duplicate_check_fields', json_path: '$.duplicate_check_fields' }
    throw new Failure(400, 'INVALID_DATA', 'invalid data', details)
  }
  const outcomes = dataOf(org).map((given, index) => {
    const [field, twin] = twinOf(org, module, given, named)
    const outcome =
      twin === undefined ? insert(org, module, given, index, true) : change(org, module, twin.id, given, index)
    return outcome.status === 'error'
      ? outcome
      : { ...outcome, duplicate_field: field ?? null, action: twin === undefined ? 'insert' : 'update' }
  })
  return answer(outcomes, outcomes.some((outcome) => 'action' in outcome && outcome.action === 'update') ? 200 : 201)
}

/** `DELETE /{module}/{id}` */
export function removeOne(org: Org, module: Module, id: string): Response {
  if (findRecord(org, module, id) === undefined) throw badId('record not deleted')
  return remove(org, module, [id])
}

/** `DELETE /{module}?ids=…` */
export function remove(org: Org, module: Module, ids: readonly string[]): Response {
  return answer(
    ids.map((id): Outcome => {
      if (findRecord(org, module, id) === undefined) return errorOf('INVALID_DATA', 'record not deleted', { id })
      records(org, module).remove(id)
      return { code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' }
    }),
    200,
  )
}

/** The status tells of success where any record succeeded fully; 202 says that none did, 207 that some did. */
function answer(outcomes: readonly Outcome[], success: number): Response {
  const failed = outcomes.filter(({ status }) => status === 'error').length
  const status = failed === 0 ? success : failed === outcomes.length ? 202 : 207
  return json({ data: outcomes }, status)
}

export function bodyOf({ exchange }: Org): Fields {
  const body = parseJson(exchange.body)
  if (isFields(body)) return body
  throw new Failure(400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' })
}

function dataOf(org: Org): Fields[] {
  const { data } = bodyOf(org)
  const details = { api_name: 'data', json_path: '$.data' }
  if (data === undefined) throw new Failure(400, 'MANDATORY_NOT_FOUND', 'required field not found', details)
  if (!Array.isArray(data) || data.length === 0 || !data.every(isFields)) {
    throw new Failure(400, 'INVALID_DATA', 'invalid data', { ...details, expected_data_type: 'jsonarray' })
  }
  if (data.length > mostRecords) {
    throw new Failure(400, 'LIMIT_EXCEEDED', `more than ${mostRecords} records are given`, { limit: mostRecords })
  }
  return data
}

function insert(org: Org, module: Module, given: Fields, index: number, isUpsert = false): Outcome {
  const values = checked(org, module, given, index, true)
  if ('error' in values) return values.error
  const [field, twin] = isUpsert ? [] : duplicateOf(org, module, values.values)
  if (field !== undefined && twin !== undefined) {
    return errorOf('DUPLICATE_DATA', 'duplicate data', {
      api_name: field,
      json_path: `$.data[${index}].${field}`,
      id: twin.id,
    })
  }
  const record = { ...systemValues(timeOf(org.exchange.now)), ...values.values, id: nextId(org) }
  records(org, module).save(record)
  return written(record, 'record added')
}

function change(org: Org, module: Module, id: string | undefined, given: Fields, index: number): Outcome {
  if (id === undefined) {
    const details = { api_name: 'id', json_path: `$.data[${index}].id` }
    return errorOf('MANDATORY_NOT_FOUND', 'required field not found', details)
  }
  const current = records(org, module).find(id)
  if (current === undefined) return errorOf('INVALID_DATA', 'the id given seems to be invalid', { id })
  const values = checked(org, module, given, index, false)
  if ('error' in values) return values.error
  const record = { ...current, ...values.values, Modified_By: user, Modified_Time: timeOf(org.exchange.now), id }
  records(org, module).save(record)
  return written(record, 'record updated')
}

function written(record: ZohoRecord, message: string): Outcome {
  const { id, Created_Time, Modified_Time } = record
  const by = { name: user.name, id: user.id }
  const details = { Modified_Time, Modified_By: by, Created_Time, id, Created_By: by }
  const approval = message === 'record added' ? { $approval_state: 'approved' } : {}
  return { code: 'SUCCESS', details: { ...details, ...approval }, message, status: 'success' }
}

/** The addresses of persons are unique in the sandbox, except for reserved ones. */
function duplicateOf(org: Org, module: Module, values: Fields): [string, ZohoRecord] | [] {
  const isPerson = module.name === 'Contacts' || module.name === 'Leads'
  if (!isPerson || typeof values.Email !== 'string' || isReserved(values.Email)) return []
  const [field, twin] = twinOf(org, module, values, ['Email'])
  return field === undefined || twin === undefined ? [] : [field, twin]
}

/** The first field, in their order, whose value another record has too. */
function twinOf(
  org: Org,
  module: Module,
  values: Fields,
  fields: readonly string[],
): [string, ZohoRecord] | [undefined, undefined] {
  for (const field of fields) {
    const wanted = normal(values[field])
    const twin = records(org, module)
      .all()
      .find((record) => wanted !== '' && normal(record[field]) === wanted)
    if (twin !== undefined) return [field, twin]
  }
  return [undefined, undefined]
}

function normal(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : ''
}
