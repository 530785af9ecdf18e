import { numberAt, textAt, valueAt } from '../../../json-shape.ts'
import { answer, refusal } from '../answers.ts'
import { type Company, companyEntity, type Entity, type EntityName, isEntityName } from '../company.ts'
import { validationError } from './faults.ts'
import { type Condition, parse } from './parser.ts'

type Kind = 'text' | 'number' | 'boolean' | 'day' | 'time' | 'reference' | 'address' | 'phone'

const shared: Readonly<Record<string, Kind>> = {
  Id: 'number',
  'MetaData.CreateTime': 'time',
  'MetaData.LastUpdatedTime': 'time',
}

const name: Readonly<Record<string, Kind>> = {
  ...shared,
  DisplayName: 'text',
  GivenName: 'text',
  MiddleName: 'text',
  FamilyName: 'text',
  Suffix: 'text',
  CompanyName: 'text',
  PrintOnCheckName: 'text',
  Active: 'boolean',
  Balance: 'number',
  PrimaryEmailAddr: 'address',
  PrimaryPhone: 'phone',
}

const transaction: Readonly<Record<string, Kind>> = {
  ...shared,
  DocNumber: 'text',
  TxnDate: 'day',
  TotalAmt: 'number',
}

/** What can be filtered and ordered by: the members marked so in the API Explorer's page of each entity. */
const properties: Readonly<Record<EntityName, Readonly<Record<string, Kind>>>> = {
  Account: {
    ...shared,
    Name: 'text',
    FullyQualifiedName: 'text',
    Active: 'boolean',
    SubAccount: 'boolean',
    Classification: 'text',
    AccountType: 'text',
    AccountSubType: 'text',
    CurrentBalance: 'number',
  },
  Customer: { ...name, FullyQualifiedName: 'text', Taxable: 'boolean', Job: 'boolean', BalanceWithJobs: 'number' },
  Invoice: { ...transaction, DueDate: 'day', CustomerRef: 'reference', Balance: 'number' },
  Item: {
    ...shared,
    Name: 'text',
    FullyQualifiedName: 'text',
    Active: 'boolean',
    Type: 'text',
    Sku: 'text',
    UnitPrice: 'number',
  },
  Payment: { ...transaction, CustomerRef: 'reference', PaymentRefNum: 'text', UnappliedAmt: 'number' },
  Purchase: { ...transaction, PaymentType: 'text', AccountRef: 'reference' },
  Vendor: { ...name, Vendor1099: 'boolean' },
}

const mostResults = 1000

/** `GET query?query=`. Lists leave out what is inactive, unless `Active` is asked for. */
export function runQuery(company: Company): object {
  const { exchange } = company
  const text = exchange.url.searchParams.get('query') ?? ''
  if (text.trim() === '') {
    const detail = 'Required parameter query is missing in the request'
    throw refusal('2020', 'Required param missing, need to supply the required value for the API', detail, 'query')
  }
  const query = parse(text)
  if (query.entity === 'CompanyInfo') {
    return answer(exchange, { QueryResponse: { CompanyInfo: [companyEntity(company)], maxResults: 1 } })
  }
  if (!isEntityName(query.entity)) {
    throw validationError(`${query.entity} is not a valid entity. Entity names are case sensitive.`)
  }
  const { entity, isCount, conditions, order, start, limit = 100 } = query
  if (start < 1) throw validationError('value of STARTPOSITION has to be 1 or more')
  if (limit > mostResults) throw validationError(`value of MAXRESULTS exceeds the maximum of ${mostResults}`)
  const kinds = properties[entity]
  const kindOf = (property: string): Kind => {
    const kind = kinds[canonical(property)]
    if (kind === undefined) throw validationError(`Property ${property} not found for Entity ${entity}`)
    return kind
  }
  const tests = conditions.map((condition) => testOf(condition, kindOf(condition.property)))
  const isAboutActive = conditions.some(({ property }) => property === 'Active')
  const isListed = (record: Entity): boolean => isAboutActive || record.Active !== false
  const matches = company
    .of(entity)
    .all()
    .filter((record) => isListed(record) && tests.every((test) => test(record)))
  if (isCount) return answer(exchange, { QueryResponse: { totalCount: matches.length } })

  const sorted = order.reduceRight((records, { property, descending }) => {
    const kind = kindOf(property)
    const sign = descending ? -1 : 1
    return records.toSorted((a, b) => sign * compare(valueIn(a, property, kind), valueIn(b, property, kind)))
  }, matches)
  const page = sorted.slice(start - 1, start - 1 + limit).map((record) => ({ domain: 'QBO', sparse: false, ...record }))
  const found = { [entity]: page, startPosition: start, maxResults: page.length }
  return answer(exchange, { QueryResponse: page.length === 0 ? {} : found })
}

/** `Metadata` is written in either way. */
function canonical(property: string): string {
  return property.replace(/^metadata\./i, 'MetaData.')
}

type Value = string | number | undefined

function valueIn(record: Entity, property: string, kind: Kind): Value {
  const path = canonical(property).split('.')
  switch (kind) {
    case 'number':
      return property === 'Id' ? Number(record.Id) : numberAt(record, ...path)
    case 'time':
      return Date.parse(textAt(record, ...path))
    case 'boolean':
      return String(valueAt(record, ...path))
    case 'reference':
      return textAt(record, ...path, 'value')
    case 'address':
      return textAt(record, ...path, 'Address').toLowerCase()
    case 'phone':
      return textAt(record, ...path, 'FreeFormNumber')
    case 'day':
    case 'text':
      return textAt(record, ...path).toLowerCase()
  }
}

function literal(text: string, kind: Kind, property: string): Value {
  const isNumber = kind === 'number'
  const value = kind === 'time' ? Date.parse(text) : isNumber ? Number(text) : text.toLowerCase()
  const isWrong = Number.isNaN(value) || (kind === 'day' && Number.isNaN(Date.parse(text)))
  if (isWrong) throw validationError(`${text} is not a valid value of ${property}`)
  return kind === 'day' ? text.slice(0, 10) : value
}

function testOf({ property, operator, values }: Condition, kind: Kind): (record: Entity) => boolean {
  if (operator === 'LIKE') {
    const parts = (values[0] ?? '').toLowerCase().split('%').map(escaped)
    const pattern = new RegExp(`^${parts.join('.*')}$`, 's')
    return (record) => pattern.test(String(valueIn(record, property, kind)))
  }
  const wanted = values.map((text) => literal(text, kind, property))
  return (record) => {
    const value = valueIn(record, property, kind)
    if (operator === 'IN') return wanted.includes(value)
    const order = compare(value, wanted[0])
    switch (operator) {
      case '=':
        return order === 0
      case '<':
        return order < 0
      case '>':
        return order > 0
      case '<=':
        return order <= 0
      case '>=':
        return order >= 0
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}
