import { type Environment, findRow, type Row, typeAnnotation, type Value } from '../rows.ts'
import { type Column, type Navigation, type Table, tables } from '../tables.ts'
import type { Selection } from './options.ts'

const formatted = 'OData.Community.Display.V1.FormattedValue'
const logicalName = 'Microsoft.Dynamics.CRM.lookuplogicalname'
const navigationName = 'Microsoft.Dynamics.CRM.associatednavigationproperty'

type Shown = Record<string, unknown>

/** A row as an answer has it: the wanted columns and always its id, its version, and the annotations asked for. */
export function show(environment: Environment, table: Table, row: Row, selection: Selection): Shown {
  const shown: Shown = { '@odata.etag': etagOf(row), ...valuesOf(environment, table, row, selection) }
  for (const { navigation, target, columns } of selection.expanded) {
    const inner = isOf(row, navigation, target)
      ? findRow(environment, target.set, String(row[navigation.column]))
      : undefined
    shown[navigation.name] =
      inner === undefined ? null : valuesOf(environment, target, inner, { ...selection, columns, expanded: [] })
  }
  return shown
}

export function etagOf(row: Row): string {
  return `W/"${String(row.versionnumber)}"`
}

function valuesOf(environment: Environment, table: Table, row: Row, { columns, annotates }: Selection): Shown {
  const shown: Shown = {}
  for (const column of columns ?? table.columns) {
    const value = row[column.name] ?? null
    shown[column.name] = value
    if (value === null) continue
    const annotations = annotationsOf(environment, table, row, column, value)
    for (const [name, annotation] of Object.entries(annotations)) {
      if (annotation !== undefined && annotates(name)) shown[`${column.name}@${name}`] = annotation
    }
  }
  shown[table.id] = row[table.id]
  return shown
}

function annotationsOf(environment: Environment, table: Table, row: Row, column: Column, value: Value) {
  if (!column.name.startsWith('_')) return { [formatted]: inWords(column, value) }
  const type = row[column.name + typeAnnotation]
  const target = tables.find((one) => one.logicalName === type)
  const inner = target === undefined ? undefined : findRow(environment, target.set, String(value))
  const navigation = table.navigations.find((one) => one.column === column.name && one.target === target?.set)
  return {
    [formatted]: target === undefined ? undefined : inner?.[target.title],
    [logicalName]: type,
    [navigationName]: navigation?.name,
  }
}

/** Whether a lookup leads to this table, of those that it can lead to. */
function isOf(row: Row, { column }: Navigation, { logicalName }: Table): boolean {
  return row[column + typeAnnotation] === logicalName
}

/** As a person of the United States reads a value; `undefined` where that is the value itself. */
function inWords({ type, labels }: Column, value: Value): string | undefined {
  switch (type) {
    case 'choice':
      return labels[String(value)]
    case 'boolean':
      return value === true ? 'Yes' : 'No'
    case 'money':
      return Number(value).toLocaleString('en-US', { style: 'currency', currency: 'USD' })
    case 'int':
    case 'decimal':
      return Number(value).toLocaleString('en-US')
    case 'date':
      return new Date(`${String(value)}T00:00:00Z`).toLocaleDateString('en-US', { timeZone: 'UTC' })
    case 'datetime':
      return new Date(String(value)).toLocaleString('en-US', {
        timeZone: 'UTC',
        dateStyle: 'short',
        timeStyle: 'short',
      })
    default:
      return undefined
  }
}
