import { empty, type Fields, isFields, json, mediaType, parseJson } from '../../http.ts'
import { Failure, notFound, type SalesforceRecord, type Value } from './answers.ts'
import type { Field } from './fields.ts'
import { isId, longId, newId } from './ids.ts'
import { findField, type ObjectType, objectTypes, stages } from './objects.ts'
import { allRecords, findAnywhere, findRecord, type Org, records, salesforceTime, systemValues } from './store.ts'

/** `POST /sobjects/{type}` */
export function create(org: Org, type: ObjectType): Response {
  const record = insert(org, type, checked(org, type, body(org), undefined))
  return json({ id: record.Id, success: true, errors: [] }, 201)
}

/** `PATCH /sobjects/{type}/{id}` */
export function update(org: Org, type: ObjectType, id: string): Response {
  const current = findRecord(org, type, id)
  change(org, type, current, checked(org, type, body(org), current))
  return empty(204)
}

/** `DELETE /sobjects/{type}/{id}` */
export function remove(org: Org, type: ObjectType, id: string): Response {
  const { Id } = findRecord(org, type, id)
  records(org, type).remove(String(Id))
  if (records(org, type).find(String(Id)) === undefined) org.state.put('deleted', String(Id), {})
  return empty(204)
}

/** `PATCH /sobjects/{type}/{externalIdField}/{value}`: creates, or updates the one record that has the value. */
export function upsert(org: Org, type: ObjectType, fieldName: string, value: string): Response {
  const field = externalIdField(type, fieldName)
  const given = body(org)
  if (field.name in given) {
    throw new Failure(400, 'INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`)
  }
  const current = allRecords(org, type).find((record) => record[field.name] === value)
  if (current !== undefined) {
    change(org, type, current, checked(org, type, given, current))
    return json({ id: current.Id, success: true, errors: [], created: false })
  }
  const record = insert(org, type, { ...checked(org, type, given, undefined), [field.name]: value })
  return json({ id: record.Id, success: true, errors: [], created: true }, 201)
}

export function externalIdField(type: ObjectType, name: string): Field {
  const field = findField(type, name)
  if (field?.isExternalId === true) return field
  throw new Failure(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${name}`)
}

function body({ exchange }: Org): Fields {
  const media = mediaType(exchange.headers)
  if (media !== 'application/json') {
    throw new Failure(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type "${media}" not supported. Expected application/json.`,
    )
  }
  const value = parseJson(exchange.body)
  if (isFields(value)) return value
  throw new Failure(
    400,
    'JSON_PARSER_ERROR',
    'Unexpected character or end-of-input: expected an object at [line:1, column:1]',
  )
}

function insert(org: Org, type: ObjectType, values: SalesforceRecord): SalesforceRecord {
  const id = newId(type.prefix, org.exchange.randomId(8))
  const record = { ...systemValues(id, salesforceTime(org.exchange.now)), ...defaults(type, values), ...values }
  records(org, type).save(record)
  return record
}

function change(org: Org, type: ObjectType, current: SalesforceRecord, values: SalesforceRecord): void {
  const now = salesforceTime(org.exchange.now)
  const moved = type.name === 'Opportunity' && 'StageName' in values ? defaults(type, values) : {}
  records(org, type).save({ ...current, ...moved, ...values, LastModifiedDate: now, SystemModstamp: now })
}

function defaults(type: ObjectType, values: SalesforceRecord): SalesforceRecord {
  switch (type.name) {
    case 'Opportunity':
      return { Probability: stages[String(values.StageName)]?.probability ?? 0 }
    case 'Lead':
      return { Status: 'Open - Not Contacted' }
    case 'Task':
      return { Status: 'Not Started', Priority: 'Normal', TaskSubtype: 'Task' }
    default:
      return {}
  }
}

/** The values to write, by the fields' proper names; throws the first thing that is wrong with them. */
function checked(org: Org, type: ObjectType, given: Fields, current: SalesforceRecord | undefined): SalesforceRecord {
  const values: SalesforceRecord = {}
  for (const [name, value] of Object.entries(given)) {
    if (name === 'attributes') continue
    const field = findField(type, name)
    if (field === undefined) {
      throw new Failure(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${type.name}`)
    }
    values[field.name] = accepted(org, type, field, value)
  }
  const readOnly = Object.keys(values).filter((name) => findField(type, name)?.isReadOnly === true)
  if (readOnly.length > 0) {
    const message = `Unable to create/update fields: ${readOnly.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`
    throw new Failure(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, readOnly)
  }
  const missing = type.fields
    .filter(({ name, isRequired }) => isRequired && (current === undefined || name in values))
    .filter(({ name }) => values[name] === undefined || values[name] === null || values[name] === '')
    .map(({ name }) => name)
  if (missing.length > 0) {
    const message = `Required fields are missing: [${missing.join(', ')}]`
    throw new Failure(400, 'REQUIRED_FIELD_MISSING', message, missing)
  }
  for (const { name } of type.fields.filter(({ isExternalId }) => isExternalId)) {
    const twin = values[name] === undefined || values[name] === null ? undefined : twinOf(org, type, name, values[name])
    if (twin !== undefined && twin.Id !== current?.Id) {
      const message = `duplicate value found: ${name} duplicates value on record with id: ${twin.Id}`
      throw new Failure(400, 'DUPLICATE_VALUE', message, [])
    }
  }
  return values
}

function twinOf(org: Org, type: ObjectType, name: string, value: Value): SalesforceRecord | undefined {
  return allRecords(org, type).find((record) => record[name] === value)
}

function accepted(org: Org, type: ObjectType, field: Field, value: unknown): Value {
  if (value === null || value === '') return field.type === 'boolean' ? mistyped(field, value) : null
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : mistyped(field, value)
    case 'currency':
    case 'double':
    case 'percent':
      return typeof value === 'number' ? value : mistyped(field, value)
    case 'int':
      return Number.isInteger(value) ? Number(value) : mistyped(field, value)
    case 'date':
      return typeof value === 'string' && isDate(value) ? value : mistyped(field, value)
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : mistyped(field, value)
    case 'id':
    case 'reference':
      return referenceOf(org, type, field, value)
    case 'email':
      if (typeof value === 'string' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value)) {
        throw new Failure(400, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name])
      }
      return textOf(field, value)
    default:
      return textOf(field, value)
  }
}

function textOf(field: Field, value: unknown): string {
  if (typeof value !== 'string') return mistyped(field, value)
  if (value.length > field.length) {
    const message = `${field.label}: data value too large: ${value.slice(0, 255)} (max length=${field.length})`
    throw new Failure(400, 'STRING_TOO_LONG', message, [field.name])
  }
  return value
}

function referenceOf(org: Org, type: ObjectType, field: Field, value: unknown): string {
  if (typeof value !== 'string' || !isId(value)) {
    throw new Failure(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, [field.name])
  }
  if (field.type === 'id') return longId(value)
  const target = objectTypes.find(({ prefix }) => value.startsWith(prefix))
  if (target === undefined || !field.referenceTo.includes(target.name)) {
    throw new Failure(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name])
  }
  if (findAnywhere(org, value) === undefined) {
    const isParent = type.name === 'Note' && field.name === 'ParentId'
    throw isParent ? notFound() : new Failure(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [])
  }
  return longId(value)
}

function isDate(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

function mistyped(field: Field, value: unknown): never {
  const message = `Cannot deserialize instance of ${field.type} from ${typeof value === 'object' ? 'object' : 'VALUE'} value ${JSON.stringify(value)} or request may be missing a required field`
  throw new Failure(400, 'JSON_PARSER_ERROR', message)
}
