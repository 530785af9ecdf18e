import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'
import { findTable, type Table, type TableName } from './tables.ts'

export type Value = string | number | boolean | null

/** A row as it is stored: values by column name, and beside a lookup the logical name of the table that it leads to. */
export type Row = Record<string, Value>

/** What one request works with. */
export interface Environment {
  readonly exchange: Exchange
  readonly state: State
  /** `https://acme.crm.dynamics.com/api/data/v9.2` */
  readonly base: string
}

export const typeAnnotation = '@Microsoft.Dynamics.CRM.lookuplogicalname'

/** The two values of a lookup. */
export function link(column: string, { logicalName }: Pick<Table, 'logicalName'>, id: string): Row {
  return { [column]: id, [column + typeAnnotation]: logicalName }
}

const created = '2026-01-15T09:30:00Z'
const owner = link('_ownerid_value', { logicalName: 'systemuser' }, fixtures.user)
const dollars = link('_transactioncurrencyid_value', { logicalName: 'transactioncurrency' }, fixtures.currency)
const system = { createdon: created, modifiedon: created, versionnumber: 1_000_001 }
const active = { statecode: 0, statuscode: 1 }

const fixtureRows: Readonly<Record<TableName, readonly Row[]>> = {
  contacts: [
    {
      ...system,
      ...owner,
      ...active,
      ...link('_parentcustomerid_value', { logicalName: 'account' }, fixtures.account),
      contactid: fixtures.contact,
      firstname: 'Ada',
      lastname: 'Lovelace',
      emailaddress1: 'ada.lovelace@example.com',
      telephone1: '+44 20 7946 0001',
      jobtitle: 'Countess',
    },
  ],
  accounts: [
    {
      ...system,
      ...owner,
      ...dollars,
      ...active,
      ...link('_primarycontactid_value', { logicalName: 'contact' }, fixtures.contact),
      accountid: fixtures.account,
      name: 'Analytical Engines Ltd',
      websiteurl: 'https://analytical.example.com',
      telephone1: '+44 20 7946 0000',
      revenue: 1_500_000,
      numberofemployees: 42,
      address1_city: 'London',
      address1_country: 'United Kingdom',
    },
  ],
  opportunities: [
    {
      ...system,
      ...owner,
      ...dollars,
      ...active,
      ...link('_parentaccountid_value', { logicalName: 'account' }, fixtures.account),
      ...link('_parentcontactid_value', { logicalName: 'contact' }, fixtures.contact),
      ...link('_customerid_value', { logicalName: 'account' }, fixtures.account),
      opportunityid: fixtures.opportunity,
      name: 'Analytical Engine',
      estimatedvalue: 25_000,
      stepname: '1-Qualify',
      salesstage: 0,
      estimatedclosedate: '2026-12-31',
      opportunityratingcode: 2,
    },
  ],
  annotations: [
    {
      ...system,
      ...owner,
      ...link('_objectid_value', { logicalName: 'contact' }, fixtures.contact),
      annotationid: fixtures.note,
      subject: 'First note',
      notetext: 'Likes mathematics.',
      objecttypecode: 'contact',
    },
  ],
  transactioncurrencies: [
    {
      ...system,
      ...active,
      transactioncurrencyid: fixtures.currency,
      isocurrencycode: 'USD',
      currencyname: 'US Dollar',
      currencysymbol: '$',
      currencyprecision: 2,
      exchangerate: 1,
    },
    {
      ...system,
      ...active,
      transactioncurrencyid: fixtures.euro,
      isocurrencycode: 'EUR',
      currencyname: 'Euro',
      currencysymbol: '€',
      currencyprecision: 2,
      exchangerate: 0.92,
    },
  ],
  systemusers: [
    {
      ...system,
      systemuserid: fixtures.user,
      fullname: '# Upstream Integration',
      internalemailaddress: 'integration@example.com',
      domainname: 'integration@example.com',
      isdisabled: false,
    },
  ],
}

/** What a new row starts with. */
export function newRow({ state, exchange }: Environment, table: Table, id: string): Row {
  const now = timeOf(exchange.now)
  const row: Row = { createdon: now, modifiedon: now, versionnumber: nextVersion(state), [table.id]: id }
  if (table.navigations.some(({ name }) => name === 'ownerid')) Object.assign(row, owner)
  // A person has a currency only once one is given.
  if (table.navigations.some(({ name }) => name === 'transactioncurrencyid') && table.set !== 'contacts') {
    Object.assign(row, dollars)
  }
  if (table.columns.some(({ name }) => name === 'statecode')) Object.assign(row, active)
  if (table.set === 'opportunities') Object.assign(row, { salesstage: 0, opportunityratingcode: 2 })
  return row
}

export function rows({ state }: Environment, table: Table): Collection<Row> {
  return collection(state, table.set, (row) => String(row[table.id]), fixtureRows[table.set])
}

/** Rows with every column, those that the environment created first. */
export function allRows(environment: Environment, table: Table): Row[] {
  return rows(environment, table)
    .all()
    .map((row) => complete(environment, table, row))
}

export function findRow(environment: Environment, set: string, id: string): Row | undefined {
  const table = findTable(set)
  const row = table === undefined ? undefined : rows(environment, table).find(id.toLowerCase())
  return table === undefined || row === undefined ? undefined : complete(environment, table, row)
}

/** Fills the columns without a value, and those that follow from others. */
export function complete(environment: Environment, table: Table, row: Row): Row {
  const full: Row = Object.fromEntries(table.columns.map(({ name, type }) => [name, type === 'boolean' ? false : null]))
  Object.assign(full, row)
  if (table.set === 'contacts') {
    full.fullname = [row.firstname, row.middlename, row.lastname].filter(Boolean).join(' ') || null
  }
  if (table.set === 'opportunities') {
    const currency = findTable('transactioncurrencies')
    const used = currency && rows(environment, currency).find(String(row._transactioncurrencyid_value))
    const rate = typeof used?.exchangerate === 'number' ? used.exchangerate : 1
    full.exchangerate = rate
    full.estimatedvalue_base = typeof row.estimatedvalue === 'number' ? row.estimatedvalue / rate : null
  }
  return full
}

export function nextVersion(state: State): number {
  const version = (state.get<{ last: number }>('sequence', 'version')?.last ?? 2_000_000) + 1
  state.put('sequence', 'version', { last: version })
  return version
}

/** Ids are sequential, as those of Dataverse are. */
export function nextId(state: State): string {
  const serial = (state.get<{ last: number }>('sequence', 'id')?.last ?? 0x10_00_00_00) + 1
  state.put('sequence', 'id', { last: serial })
  return `${serial.toString(16).padStart(8, '0')}-5b1d-ed11-b83e-000d3a572421`
}

/** `2026-11-24T12:00:00Z` */
export function timeOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
