import type { Fields } from '../../http.ts'
import { badPayload, Failure, noRow } from './answers.ts'
import { type Environment, findRow, link, type Row, typeAnnotation, type Value } from './rows.ts'
import { type Column, findColumn, findTable, type Navigation, type Table } from './tables.ts'

/** The values to write, by their columns; throws the first thing that is wrong with them. */
export function checked(environment: Environment, table: Table, given: Fields): Row {
  const values: Row = {}
  for (const [name, value] of Object.entries(given)) {
    const [property = '', annotation] = name.split('@', 2)
    if (annotation === 'odata.bind') Object.assign(values, bound(environment, table, property, value))
    else if (annotation === undefined) Object.assign(values, plain(environment, table, name, value))
  }
  return values
}

function plain(environment: Environment, table: Table, name: string, value: unknown): Row {
  const navigation = table.navigations.find((one) => one.name === name)
  if (navigation !== undefined && value === null) return cleared(navigation)
  const column = findColumn(table, name)
  if (column === undefined) {
    const type = `Microsoft.Dynamics.CRM.${table.logicalName}`
    const reason = `The property '${name}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`
    throw badPayload(table.set, reason)
  }
  // A lookup's column is for reading; what writes it is the navigation property.
  if (column.name.startsWith('_')) {
    throw badPayload(
      table.set,
      `CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.`,
    )
  }
  // What the system sets is ignored in silence, as it is on the forms.
  if (column.isReadOnly) return {}
  return { [name]: value === null ? null : accepted(environment, table, column, value) }
}

/** `"parentaccountid@odata.bind": "/accounts(…)"`; the whole URL does as well. */
function bound(environment: Environment, table: Table, name: string, value: unknown): Row {
  const navigation = table.navigations.find((one) => one.name === name)
  if (navigation === undefined) {
    const reason = `An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`
    throw badPayload(table.set, reason)
  }
  if (value === null) return cleared(navigation)
  const [, set = '', id = ''] =
    /^(?:https:\/\/[^/]+\/api\/data\/v9\.\d)?\/?(\w+)\(([0-9a-f-]{36})\)$/i.exec(String(value)) ?? []
  const target = findTable(navigation.target)
  if (target === undefined || set !== target.set) {
    throw badPayload(table.set, `Invalid bind value '${String(value)}' for the property '${name}'.`)
  }
  if (findRow(environment, set, id) === undefined) throw noRow(target.logicalName, id)
  return link(navigation.column, target, id.toLowerCase())
}

function cleared({ column }: Navigation): Row {
  return { [column]: null, [column + typeAnnotation]: null }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function accepted(environment: Environment, table: Table, column: Column, value: unknown): Value {
  const { name, type, length, labels } = column
  const mistyped = (edm: string): Failure =>
    badPayload(table.set, `Cannot convert the literal '${String(value)}' to the expected type '${edm}'.`)
  switch (type) {
    case 'string':
      if (typeof value !== 'string') throw mistyped('Edm.String')
      if (value.length > length) {
        const message = `A validation error occurred. The length of the '${name}' attribute of the '${table.logicalName}' entity exceeded the maximum allowed length of '${length}'.`
        throw new Failure(400, '0x80044331', message)
      }
      return value
    case 'guid':
      if (typeof value !== 'string' || !guid.test(value)) throw mistyped('Edm.Guid')
      if (name === table.id && findRow(environment, table.set, value) !== undefined) {
        throw new Failure(412, '0x80040237', 'A record with matching key values already exists.')
      }
      return value.toLowerCase()
    case 'int':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped('Edm.Int32')
      return value
    case 'choice':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped('Edm.Int32')
      if (labels[String(value)] === undefined) {
        const message = `A validation error occurred. The value ${value} of '${name}' on record of type '${table.logicalName}' is outside the valid range. Accepted Values: ${Object.keys(labels).join(',')}`
        throw new Failure(400, '0x8004431a', message)
      }
      return value
    case 'decimal':
    case 'money':
      if (typeof value !== 'number') throw mistyped('Edm.Decimal')
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw mistyped('Edm.Boolean')
      return value
    case 'date':
      if (typeof value !== 'string' || !isDate(value)) throw mistyped('Edm.Date')
      return value
    case 'datetime':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw mistyped('Edm.DateTimeOffset')
      return value
  }
}

function isDate(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
