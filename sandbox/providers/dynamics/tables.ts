/**
 * The tables that the sandbox plays. Source: the entity references under
 * https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/reference/entitytypes
 *
 * No column is required: what forms want to be filled, the Web API lets be empty.
 */

export type ColumnType = 'string' | 'guid' | 'int' | 'decimal' | 'money' | 'boolean' | 'date' | 'datetime' | 'choice'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** In characters; 0 where the type has none. */
  readonly length: number
  /** Set by the system; an error to write. */
  readonly isReadOnly: boolean
  /** The labels of a choice by its values. */
  readonly labels: Readonly<Record<string, string>>
}

/** A lookup as a request names it: a navigation property, behind which lies one read-only column. */
export interface Navigation {
  readonly name: string
  /** `_parentcustomerid_value`; several navigation properties may share one. */
  readonly column: string
  readonly target: TableName
}

export type TableName =
  | 'contacts'
  | 'accounts'
  | 'opportunities'
  | 'annotations'
  | 'transactioncurrencies'
  | 'systemusers'

export interface Table {
  readonly set: TableName
  readonly logicalName: string
  readonly id: string
  /** The column that names a row. */
  readonly title: string
  readonly columns: readonly Column[]
  readonly navigations: readonly Navigation[]
}

type Options = Partial<Omit<Column, 'name' | 'type'>>

function column(name: string, type: ColumnType = 'string', options: Options = {}): Column {
  return { name, type, length: type === 'string' ? 100 : 0, isReadOnly: false, labels: {}, ...options }
}

function choice(name: string, ...labels: readonly (readonly [value: number, label: string])[]): Column {
  return column(name, 'choice', { labels: Object.fromEntries(labels) })
}

const readOnly = { isReadOnly: true }

function table(
  set: TableName,
  logicalName: string,
  title: string,
  columns: readonly Column[],
  navigations: readonly Navigation[],
): Table {
  const id = `${logicalName}id`
  const lookups = [...new Set(navigations.map((navigation) => navigation.column))]
  const system = [
    column(id, 'guid'),
    column('createdon', 'datetime', readOnly),
    column('modifiedon', 'datetime', readOnly),
    column('versionnumber', 'int', readOnly),
  ]
  const all = [...system, ...lookups.map((name) => column(name, 'guid', readOnly)), ...columns]
  return { set, logicalName, id, title, columns: all, navigations }
}

function lookup(name: string, target: TableName, through = name): Navigation {
  return { name, column: `_${through}_value`, target }
}

const owner = lookup('ownerid', 'systemusers')
const currency = lookup('transactioncurrencyid', 'transactioncurrencies')
const active = choice('statecode', [0, 'Active'], [1, 'Inactive'])
const activeReason = choice('statuscode', [1, 'Active'], [2, 'Inactive'])
const description = column('description', 'string', { length: 2000 })

function address(prefix: string): Column[] {
  return ['line1', 'city', 'stateorprovince', 'postalcode', 'country'].map((part) =>
    column(`${prefix}_${part}`, 'string', { length: part === 'postalcode' ? 20 : part === 'line1' ? 250 : 80 }),
  )
}

const contacts = table(
  'contacts',
  'contact',
  'fullname',
  [
    column('firstname', 'string', { length: 50 }),
    column('middlename', 'string', { length: 50 }),
    column('lastname', 'string', { length: 50 }),
    column('fullname', 'string', { length: 160, isReadOnly: true }),
    column('salutation'),
    column('jobtitle'),
    column('department'),
    column('emailaddress1'),
    column('emailaddress2'),
    column('telephone1', 'string', { length: 50 }),
    column('telephone2', 'string', { length: 50 }),
    column('mobilephone', 'string', { length: 50 }),
    column('fax', 'string', { length: 50 }),
    column('websiteurl', 'string', { length: 200 }),
    column('birthdate', 'date'),
    choice('gendercode', [1, 'Male'], [2, 'Female']),
    choice('preferredcontactmethodcode', [1, 'Any'], [2, 'Email'], [3, 'Phone'], [4, 'Fax'], [5, 'Mail']),
    column('donotemail', 'boolean'),
    column('donotphone', 'boolean'),
    column('donotpostalmail', 'boolean'),
    ...address('address1'),
    description,
    active,
    activeReason,
  ],
  [
    owner,
    currency,
    lookup('parentcustomerid_account', 'accounts', 'parentcustomerid'),
    lookup('parentcustomerid_contact', 'contacts', 'parentcustomerid'),
  ],
)

const accounts = table(
  'accounts',
  'account',
  'name',
  [
    column('name', 'string', { length: 160 }),
    column('accountnumber', 'string', { length: 20 }),
    column('emailaddress1'),
    column('telephone1', 'string', { length: 50 }),
    column('fax', 'string', { length: 50 }),
    column('websiteurl', 'string', { length: 200 }),
    column('revenue', 'money'),
    column('numberofemployees', 'int'),
    column('tickersymbol', 'string', { length: 10 }),
    column('creditlimit', 'money'),
    column('creditonhold', 'boolean'),
    column('donotemail', 'boolean'),
    ...address('address1'),
    description,
    active,
    activeReason,
  ],
  [owner, currency, lookup('primarycontactid', 'contacts'), lookup('parentaccountid', 'accounts')],
)

const opportunities = table(
  'opportunities',
  'opportunity',
  'name',
  [
    column('name', 'string', { length: 300 }),
    column('estimatedvalue', 'money'),
    column('estimatedvalue_base', 'money', readOnly),
    column('actualvalue', 'money'),
    column('budgetamount', 'money'),
    column('exchangerate', 'decimal', readOnly),
    column('closeprobability', 'int'),
    column('estimatedclosedate', 'date'),
    column('actualclosedate', 'date'),
    column('stepname', 'string', { length: 200 }),
    choice('salesstage', [0, 'Qualify'], [1, 'Develop'], [2, 'Propose'], [3, 'Close']),
    choice('opportunityratingcode', [1, 'Hot'], [2, 'Warm'], [3, 'Cold']),
    choice('prioritycode', [1, 'Default Value']),
    column('customerneed', 'string', { length: 2000 }),
    column('currentsituation', 'string', { length: 2000 }),
    column('proposedsolution', 'string', { length: 2000 }),
    description,
    choice('statecode', [0, 'Open'], [1, 'Won'], [2, 'Lost']),
    choice('statuscode', [1, 'In Progress'], [2, 'On Hold'], [3, 'Won'], [4, 'Canceled'], [5, 'Out-Sold']),
  ],
  [
    owner,
    currency,
    lookup('parentaccountid', 'accounts'),
    lookup('parentcontactid', 'contacts'),
    lookup('customerid_account', 'accounts', 'customerid'),
    lookup('customerid_contact', 'contacts', 'customerid'),
  ],
)

const annotations = table(
  'annotations',
  'annotation',
  'subject',
  [
    column('subject', 'string', { length: 500 }),
    column('notetext', 'string', { length: 100_000 }),
    column('isdocument', 'boolean', readOnly),
    column('objecttypecode', 'string', { length: 4000, isReadOnly: true }),
  ],
  [
    owner,
    lookup('objectid_contact', 'contacts', 'objectid'),
    lookup('objectid_account', 'accounts', 'objectid'),
    lookup('objectid_opportunity', 'opportunities', 'objectid'),
  ],
)

const currencies = table(
  'transactioncurrencies',
  'transactioncurrency',
  'currencyname',
  [
    column('isocurrencycode', 'string', { length: 5 }),
    column('currencyname'),
    column('currencysymbol', 'string', { length: 13 }),
    column('currencyprecision', 'int'),
    column('exchangerate', 'decimal'),
    active,
    activeReason,
  ],
  [],
)

const users = table(
  'systemusers',
  'systemuser',
  'fullname',
  [
    column('fullname', 'string', { length: 200, isReadOnly: true }),
    column('internalemailaddress'),
    column('domainname', 'string', { length: 1024 }),
    column('isdisabled', 'boolean', readOnly),
  ],
  [],
)

export const tables: readonly Table[] = [contacts, accounts, opportunities, annotations, currencies, users]

export function findTable(set: string): Table | undefined {
  return tables.find((one) => one.set === set)
}

export function findColumn({ columns }: Table, name: string): Column | undefined {
  return columns.find((one) => one.name === name)
}
