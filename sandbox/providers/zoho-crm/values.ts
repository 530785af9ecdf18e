import { type Fields, isFields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { errorOf, type ZohoError } from './answers.ts'
import { user } from './fixtures.ts'
import { type DataType, type Field, findModule, type Module } from './modules.ts'
import { allRecords, findParent, findRecord, idOf, type Org } from './store.ts'

export type Checked = { readonly values: Fields } | { readonly error: ZohoError }

/** How an error names the type that it expected. */
const expectations: Readonly<Record<DataType, string>> = {
  text: 'text',
  email: 'email',
  phone: 'phone',
  website: 'website',
  textarea: 'textarea',
  integer: 'integer',
  currency: 'double',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  picklist: 'text',
  lookup: 'jsonobject',
  ownerlookup: 'jsonobject',
}

/**
 * The values of one record of a request, or the first thing that is wrong with them. Fields that the module doesn't
 * have are ignored, and so are those that only the system sets.
 */
export function checked(org: Org, module: Module, given: Fields, index: number, isNew: boolean): Checked {
  const values: Record<string, unknown> = {}
  for (const field of module.fields) {
    const { api_name, isRequired, isReadOnly } = field
    const place = { api_name, json_path: `$.data[${index}].${api_name}` }
    const value = given[api_name]
    const isEmpty = value === undefined || value === null || value === ''
    if (isRequired && isEmpty && (isNew || value !== undefined)) {
      return { error: errorOf('MANDATORY_NOT_FOUND', 'required field not found', place) }
    }
    if (isReadOnly || value === undefined) continue
    const accepted = isEmpty ? null : acceptedValue(org, field, value)
    if (accepted === undefined) {
      const expected_data_type = expectations[field.data_type]
      return { error: errorOf('INVALID_DATA', 'invalid data', { ...place, expected_data_type }) }
    }
    if (accepted === unknownId) {
      return { error: errorOf('INVALID_DATA', 'the id given seems to be invalid', place) }
    }
    if (typeof accepted === 'string' && field.length > 0 && accepted.length > field.length) {
      return { error: errorOf('INVALID_DATA', 'invalid data', { ...place, maximum_length: field.length }) }
    }
    values[api_name] = accepted
  }
  return { values }
}

const unknownId = Symbol('a lookup to a record that is not there')

/** The value to store, `undefined` where it is of another type. */
function acceptedValue(org: Org, field: Field, value: unknown): unknown {
  switch (field.data_type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
      return Number.isInteger(value) ? value : undefined
    case 'currency':
      return typeof value === 'number' ? value : undefined
    case 'date':
      return typeof value === 'string' && isDate(value) ? value : undefined
    case 'datetime':
      return typeof value === 'string' && isDatetime(value) ? value : undefined
    case 'email':
      return typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value) ? value : undefined
    case 'ownerlookup':
      return idOf(value) === user.id ? user : unknownId
    case 'lookup':
      return field.module === undefined ? parentOf(org, value) : lookedUp(org, field.module, value)
    default:
      return typeof value === 'string' ? value : undefined
  }
}

/** A lookup names its record by id, or by the record's name. */
function lookedUp(org: Org, name: string, value: unknown): unknown {
  const module = findModule(name)
  if (module === undefined || !(isFields(value) || typeof value === 'string')) return undefined
  const id = idOf(value)
  const record =
    id === undefined
      ? allRecords(org, module).find((one) => one[module.title] === textAt(value, 'name'))
      : findRecord(org, module, id)
  return record === undefined ? unknownId : { name: record[module.title], id: record.id }
}

/** The record that a note is attached to. Source: https://www.zoho.com/crm/developer/docs/api/v8/create-notes.html */
function parentOf(org: Org, value: unknown): unknown {
  const name = textAt(value, 'module', 'api_name')
  const parent = findParent(org, name, textAt(value, 'id'))
  if (!isFields(value)) return undefined
  return parent === undefined ? unknownId : { module: { api_name: name }, ...parent }
}

function isDate(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

function isDatetime(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)$/.test(value) && !Number.isNaN(Date.parse(value))
}
