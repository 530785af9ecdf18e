import { badQuery, noProperty } from '../answers.ts'
import type { Environment } from '../rows.ts'
import { type Column, findTable, type Navigation, type Table } from '../tables.ts'
import { columnOf } from './filter.ts'

/** What a request wants to see of each row. */
export interface Selection {
  /** All columns where nothing was selected. */
  readonly columns: readonly Column[] | undefined
  readonly expanded: readonly Expansion[]
  /** Which annotations to add beside the values. */
  readonly annotates: (name: string) => boolean
}

export interface Expansion {
  readonly navigation: Navigation
  readonly target: Table
  readonly columns: readonly Column[] | undefined
}

const known = ['$select', '$expand', '$filter', '$orderby', '$top', '$count', '$skiptoken']
const ofOneRow = ['$select', '$expand']

/** Refuses options that Dataverse doesn't have: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/overview */
export function checkOptions({ exchange }: Environment, isCollection: boolean): void {
  const allowed = isCollection ? known : ofOneRow
  for (const name of exchange.url.searchParams.keys()) {
    if (name === '$skip') throw badQuery('Skip Clause is not supported in CRM')
    if (!allowed.includes(name)) throw badQuery(`The query parameter ${name} is not supported.`)
  }
}

export function selectionOf({ exchange }: Environment, table: Table): Selection {
  const { searchParams } = exchange.url
  const included = preferenceOf(exchange.headers, 'odata.include-annotations')?.split(',') ?? []
  return {
    columns: columnsOf(table, searchParams.get('$select')),
    expanded: expansionsOf(table, searchParams.get('$expand')),
    annotates: (name) => included.some((one) => one === '*' || one === name || isPrefix(one, name)),
  }
}

/** `Microsoft.Dynamics.CRM.*` stands for all of that namespace. */
function isPrefix(pattern: string, name: string): boolean {
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))
}

function columnsOf(table: Table, list: string | null): Column[] | undefined {
  if (list === null) return undefined
  const names = list.split(',').map((name) => name.trim())
  return names.includes('*') ? undefined : names.map((name) => columnOf(table, name))
}

/** `transactioncurrencyid($select=isocurrencycode),parentaccountid` */
function expansionsOf(table: Table, list: string | null): Expansion[] {
  if (list === null) return []
  return list.split(/,(?![^(]*\))/).map((item) => {
    const [, name = '', , options] = /^\s*(\w+)(\((.*)\))?\s*$/.exec(item) ?? []
    const navigation = table.navigations.find((one) => one.name === name)
    const target = navigation === undefined ? undefined : findTable(navigation.target)
    if (navigation === undefined || target === undefined) throw noProperty(name, table.logicalName)
    const select = options === undefined ? null : (/^\$select=([\w,\s]+)$/.exec(options)?.[1] ?? undefined)
    if (select === undefined) throw badQuery(`Only $select is supported in the options of $expand: '${options}'.`)
    return { navigation, target, columns: columnsOf(target, select) }
  })
}

/** The value of a preference such as `odata.maxpagesize=5` or `return=representation`. */
export function preferenceOf(headers: Headers, name: string): string | undefined {
  const preferences = (headers.get('prefer') ?? '').matchAll(/([\w.-]+)\s*=\s*(?:"([^"]*)"|([^,;\s]*))/g)
  for (const [, key = '', quoted, plain] of preferences) {
    if (key.toLowerCase() === name) return quoted ?? plain ?? ''
  }
  return undefined
}

export function orderOf(
  { exchange }: Environment,
  table: Table,
): readonly { readonly column: Column; readonly isDescending: boolean }[] {
  const list = exchange.url.searchParams.get('$orderby')
  if (list === null) return []
  return list.split(',').map((item) => {
    const [, name = '', direction = 'asc'] = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/.exec(item) ?? []
    if (name === '') throw badQuery(`Syntax error in '${list}'.`)
    return { column: columnOf(table, name), isDescending: direction === 'desc' }
  })
}
