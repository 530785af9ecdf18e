import { empty, type Fields, isFields, json } from '../../http.ts'
import { group, listAt, type Shape, valueAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import {
  checkedBody,
  flagParameter,
  invalid,
  limitParameter,
  listParameter,
  notFound,
  pageOf,
  Refusal,
} from './answers.ts'
import {
  associate,
  associationsView,
  newAssociations,
  primaryCompany,
  type Wanted,
  wantedAssociations,
  wantedCompany,
} from './associations.ts'
import { contacts, deals, type ObjectType } from './object-types.ts'
import { isOptedOut } from './preferences.ts'
import { writtenProperties } from './properties.ts'
import { type CrmRecord, type Hub, nextId, records, typeOr404 } from './store.ts'

const anyProperties: Shape = group({})

/**
 * A record that is to be created. The description marks `associations` as required, but the guides leave it out where
 * there are none.
 *
 * Source: https://developers.hubspot.com/docs/api-reference/latest/crm/objects/deals/guide
 */
export const newRecord: Shape = group({ properties: anyProperties }, { associations: newAssociations })

/** `GET /crm/objects/2026-09/{objectType}` */
export function listObjects(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  const isArchived = flagParameter(hub.exchange, 'archived')
  const found = records(hub, type)
    .all()
    .filter(({ archivedAt }) => (archivedAt !== '') === isArchived)
  const { page, paging } = pageOf(hub.exchange, found, ({ id }) => id, limitParameter(hub.exchange, 10, 100))
  return json({ results: page.map((record) => queriedView(hub, type, record)), ...paging })
}

/** `POST /crm/objects/2026-09/{objectType}` */
export function createObject(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  return json(commit(hub, type, checkedNew(hub, type, checkedBody(hub.exchange, newRecord))), 201)
}

/** What is to be stored, once it was found to be right. */
export interface Change {
  readonly record: CrmRecord
  /** The properties that were written. */
  readonly names: readonly string[]
  readonly associations: readonly Wanted[]
}

export function checkedNew(hub: Hub, type: ObjectType, given: unknown): Change {
  const { names, properties, associations } = checkedWrite(hub, type, fieldsAt(given, 'properties'))
  const wanted = wantedAssociations(hub, type, listAt(given, 'associations'))
  requireProperties(type, properties)
  refuseTaken(hub, type, properties, undefined)
  const at = hub.exchange.now.toISOString()
  const record: CrmRecord = {
    id: nextId(hub.state),
    properties: withoutEmpty({ ...(type === deals ? { pipeline: 'default' } : {}), ...properties }),
    createdAt: at,
    updatedAt: at,
    archivedAt: '',
  }
  return { record, names, associations: [...wanted, ...associations] }
}

export function checkedUpdate(hub: Hub, type: ObjectType, record: CrmRecord, given: Fields): Change {
  const { names, properties, associations } = checkedWrite(hub, type, given)
  if (names.length === 0) throw invalid('No properties found to update, please provide at least one.')
  refuseTaken(hub, type, properties, record.id)
  const changed = withoutEmpty({ ...record.properties, ...properties })
  return { record: { ...record, properties: changed, updatedAt: hub.exchange.now.toISOString() }, names, associations }
}

/** The company of a contact is an association, by whichever of its names it is written. */
function checkedWrite(hub: Hub, type: ObjectType, given: Fields) {
  const written = writtenProperties(type.properties, given)
  const { associatedcompanyid: company = '', ...properties } = written
  const associations = company === '' ? [] : [wantedCompany(hub, company)]
  return { names: Object.keys(written), properties, associations }
}

export function commit(hub: Hub, type: ObjectType, { record, names, associations }: Change): object {
  records(hub, type).save(record)
  for (const { to, toId, isPrimary } of associations) associate(hub, type, record.id, to, toId, isPrimary)
  return view(hub, type, record, names)
}

function withoutEmpty(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''))
}

/** `GET /crm/objects/2026-09/{objectType}/{objectId}` */
export function readObject(hub: Hub, typeName: string, id: string): Response {
  const type = typeOr404(typeName)
  const isArchived = flagParameter(hub.exchange, 'archived')
  const record = findRecord(hub, type, id, hub.exchange.url.searchParams.get('idProperty'))
  if (record === undefined || (record.archivedAt !== '') !== isArchived) throw notFound()
  return json(queriedView(hub, type, record))
}

/** `PATCH /crm/objects/2026-09/{objectType}/{objectId}` */
export function updateObject(hub: Hub, typeName: string, id: string): Response {
  const type = typeOr404(typeName)
  const body = checkedBody(hub.exchange, group({ properties: anyProperties }))
  const record = findRecord(hub, type, id, hub.exchange.url.searchParams.get('idProperty'))
  if (record === undefined || record.archivedAt !== '') throw notFound()
  return json(commit(hub, type, checkedUpdate(hub, type, record, fieldsAt(body, 'properties'))))
}

/** `DELETE /crm/objects/2026-09/{objectType}/{objectId}`: into the recycling bin, from where it can be read. */
export function archiveObject(hub: Hub, typeName: string, id: string): Response {
  const type = typeOr404(typeName)
  const record = records(hub, type).find(id)
  if (record === undefined) throw notFound()
  archive(hub, type, record)
  return empty()
}

export function archive(hub: Hub, type: ObjectType, record: CrmRecord): void {
  if (record.archivedAt === '') records(hub, type).save({ ...record, archivedAt: hub.exchange.now.toISOString() })
}

/** A record by its id, or by the property that `idProperty` names, which has to be a unique one. */
export function findRecord(hub: Hub, type: ObjectType, id: string, idProperty: string | null): CrmRecord | undefined {
  if (idProperty === null || idProperty === 'hs_object_id') return records(hub, type).find(id)
  if (!type.properties.some(({ name, isUnique }) => name === idProperty && isUnique)) {
    throw invalid(`The property ${idProperty} is not a unique identifier property of ${type.plural}.`)
  }
  return records(hub, type)
    .all()
    .find((record) => record.archivedAt === '' && isSame(record.properties[idProperty], id))
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

function requireProperties(type: ObjectType, properties: Readonly<Record<string, string>>): void {
  const isSet = (name: string) => (properties[name] ?? '') !== ''
  const missing = type.required.filter((name) => !isSet(name))
  const lacksAll = type.requiredOne.length > 0 && !type.requiredOne.some(isSet)
  if (missing.length === 0 && !lacksAll) return
  throw invalid(`Error creating ${type.singular.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: lacksAll ? type.requiredOne : missing },
  })
}

/** The e-mail address of a contact is its own, but for the addresses that examples are made of. */
function refuseTaken(hub: Hub, type: ObjectType, properties: Fields, ownId: string | undefined): void {
  const { email } = properties
  if (type !== contacts || typeof email !== 'string' || email === '' || isReserved(email)) return
  const holder = findRecord(hub, contacts, email, 'email')
  if (holder === undefined || holder.id === ownId) return
  throw new Refusal(409, 'CONFLICT', `Contact already exists. Existing ID: ${holder.id}`)
}

export function fieldsAt(value: unknown, name: string): Fields {
  const found = valueAt(value, name)
  return isFields(found) ? found : {}
}

function queriedView(hub: Hub, type: ObjectType, record: CrmRecord): object {
  return {
    ...view(hub, type, record, listParameter(hub.exchange, 'properties')),
    ...associationsView(hub, type, record.id, listParameter(hub.exchange, 'associations')),
  }
}

/** A record with its default properties and those that are wanted; unknown ones are passed over. */
export function view(hub: Hub, type: ObjectType, record: CrmRecord, wanted: readonly string[]): object {
  const all = valuesOf(hub, type, record)
  const names = type.properties.map(({ name }) => name).filter((name) => [...type.shown, ...wanted].includes(name))
  return {
    id: record.id,
    properties: Object.fromEntries(names.map((name) => [name, all[name] ?? null])),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: record.archivedAt !== '',
    ...(record.archivedAt === '' ? {} : { archivedAt: record.archivedAt }),
    url: `https://app.hubspot.com/contacts/44400001/record/${type.id}/${record.id}`,
  }
}

/** The properties of a record, with those that follow from elsewhere. */
export function valuesOf(hub: Hub, type: ObjectType, record: CrmRecord): Readonly<Record<string, string>> {
  const company = type === contacts ? primaryCompany(hub, contacts, record.id) : undefined
  const { email = '' } = record.properties
  const isOut = type === contacts && isOptedOut(hub, email)
  return {
    ...record.properties,
    hs_object_id: record.id,
    [type.createdAt]: record.createdAt,
    [type.updatedAt]: record.updatedAt,
    ...(company === undefined ? {} : { associatedcompanyid: company }),
    ...(isOut ? { hs_email_optout: 'true' } : {}),
  }
}
