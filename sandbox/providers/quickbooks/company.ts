import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { invalidReference, objectNotFound, pacificTime } from './answers.ts'
import {
  accountFixtures,
  companyInfo,
  customerFixtures,
  invoiceFixtures,
  itemFixtures,
  paymentFixtures,
  purchaseFixtures,
  vendorFixtures,
} from './fixtures.ts'

/** An object of a company, with the three members that each has (Finance.xsd, `IntuitEntity`). */
export interface Entity extends Fields {
  readonly Id: string
  readonly SyncToken: string
  readonly MetaData: { readonly CreateTime: string; readonly LastUpdatedTime: string }
}

const entities = {
  Account: accountFixtures,
  Customer: customerFixtures,
  Invoice: invoiceFixtures,
  Item: itemFixtures,
  Payment: paymentFixtures,
  Purchase: purchaseFixtures,
  Vendor: vendorFixtures,
} as const

export type EntityName = keyof typeof entities

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name)
}

/** The company that one request talks to. */
export interface Company {
  readonly exchange: Exchange
  readonly state: State
  readonly realm: string
  of(name: EntityName): Collection<Entity>
}

export function companyOf(exchange: Exchange, state: State, realm: string): Company {
  return {
    exchange,
    state,
    realm,
    of: (name) => collection<Entity>(state, name, ({ Id }) => Id, entities[name]),
  }
}

/** The entity with an id; code 610 where there is none. */
export function found(company: Company, name: EntityName, id: string): Entity {
  const entity = company.of(name).find(id)
  if (entity === undefined) throw objectNotFound()
  return entity
}

/** The entity that a reference of a request points at, or `undefined` where there is no reference; code 2500. */
export function referenced(company: Company, name: EntityName, holder: unknown, member: string): Entity | undefined {
  const id = textAt(holder, member, 'value')
  if (id === '') return undefined
  const entity = company.of(name).find(id)
  if (entity === undefined) throw invalidReference()
  return entity
}

/** Stores a new entity under the next id. */
export function create(company: Company, name: EntityName, fields: Fields): Entity {
  const Id = String(next(company, 'id', 1000))
  const now = pacificTime(company.exchange.now)
  const entity = { ...fields, Id, SyncToken: '0', MetaData: { CreateTime: now, LastUpdatedTime: now } }
  company.of(name).save(entity)
  return entity
}

/** Stores a changed entity with its next SyncToken. */
export function change(company: Company, name: EntityName, entity: Entity, fields: Fields): Entity {
  const changed: Entity = {
    ...entity,
    ...fields,
    Id: entity.Id,
    SyncToken: String(Number(entity.SyncToken) + 1),
    MetaData: { ...entity.MetaData, LastUpdatedTime: pacificTime(company.exchange.now) },
  }
  company.of(name).save(changed)
  return changed
}

/** The next number of a series of the company. */
export function next({ state }: Company, series: string, start: number): number {
  const number = (state.get<{ last: number }>('series', series)?.last ?? start) + 1
  state.put('series', series, { last: number })
  return number
}

/** Amounts have two decimals. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}

/** The one CompanyInfo of a company. */
export function companyEntity({ realm }: Company): Entity {
  return { domain: 'QBO', sparse: false, ...companyInfo, CompanyName: `Upstream Sandbox ${realm}` }
}
