import { isFields, json } from '../../http.ts'
import { group, list, type Shape, textAt, valueAt, whole } from '../../json-shape.ts'
import { checkedBody, invalid, limitParameter, notFound, pageOf } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { companies, contacts, deals, notes, type ObjectType, tasks } from './object-types.ts'
import { type Hub, isFixture, records, typeOr404 } from './store.ts'

/**
 * The association types that HubSpot defines, in one direction each: `primary` marks the one company of a record that
 * stands for it.
 *
 * Source: https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide
 */
const definitions = [
  { from: 'contact', to: 'company', unlabeled: 279, primary: 1 },
  { from: 'company', to: 'contact', unlabeled: 280, primary: 2 },
  { from: 'deal', to: 'company', unlabeled: 341, primary: 5 },
  { from: 'company', to: 'deal', unlabeled: 342, primary: 6 },
  { from: 'deal', to: 'contact', unlabeled: 3, primary: undefined },
  { from: 'contact', to: 'deal', unlabeled: 4, primary: undefined },
  { from: 'note', to: 'contact', unlabeled: 202, primary: undefined },
  { from: 'contact', to: 'note', unlabeled: 201, primary: undefined },
  { from: 'note', to: 'company', unlabeled: 190, primary: undefined },
  { from: 'company', to: 'note', unlabeled: 189, primary: undefined },
  { from: 'note', to: 'deal', unlabeled: 214, primary: undefined },
  { from: 'deal', to: 'note', unlabeled: 213, primary: undefined },
  { from: 'task', to: 'contact', unlabeled: 204, primary: undefined },
  { from: 'contact', to: 'task', unlabeled: 203, primary: undefined },
  { from: 'task', to: 'company', unlabeled: 192, primary: undefined },
  { from: 'company', to: 'task', unlabeled: 191, primary: undefined },
  { from: 'task', to: 'deal', unlabeled: 216, primary: undefined },
  { from: 'deal', to: 'task', unlabeled: 215, primary: undefined },
] as const

type Definition = (typeof definitions)[number]

/** One record seen from another; each association is stored from both of its ends. */
interface Link {
  readonly from: string
  readonly fromId: string
  readonly to: string
  readonly toId: string
  readonly isPrimary: boolean
}

function bothWays(from: ObjectType, fromId: string, to: ObjectType, toId: string, isPrimary: boolean): Link[] {
  return [
    { from: from.singular, fromId, to: to.singular, toId, isPrimary },
    { from: to.singular, fromId: toId, to: from.singular, toId: fromId, isPrimary },
  ]
}

const fixtureLinks: readonly Link[] = [
  ...bothWays(contacts, fixtures.contact, companies, fixtures.company, true),
  ...bothWays(deals, fixtures.deal, companies, fixtures.company, true),
  ...bothWays(deals, fixtures.deal, contacts, fixtures.contact, false),
  ...bothWays(notes, fixtures.note, contacts, fixtures.contact, false),
  ...bothWays(tasks, fixtures.task, contacts, fixtures.contact, false),
]

function keyOf({ from, fromId, to, toId }: Link): string {
  return `${from}/${fromId}/${to}/${toId}`
}

/** The records of one type that a record is associated with, oldest first. */
function linksOf({ state }: Hub, from: ObjectType, fromId: string, to: ObjectType): Link[] {
  const stored = state.list<Link>('association').toReversed()
  const kept = fixtureLinks.filter((link) => !stored.some((other) => keyOf(other) === keyOf(link)))
  return [...stored, ...kept].filter(
    (link) => link.from === from.singular && link.fromId === fromId && link.to === to.singular,
  )
}

/** The company that stands for a record. */
export function primaryCompany(hub: Hub, from: ObjectType, fromId: string): string | undefined {
  return linksOf(hub, from, fromId, companies).find(({ isPrimary }) => isPrimary)?.toId
}

/** The first company of a record is its primary one, and a later one takes its place where that is wanted. */
export function associate(
  hub: Hub,
  from: ObjectType,
  fromId: string,
  to: ObjectType,
  toId: string,
  wantsPrimary: boolean,
): void {
  const definition = definitionOf(from, to)
  if (isFixture(from, fromId) && isFixture(to, toId)) return
  const [owner, ownerId] = to === companies ? [from, fromId] : [to, toId]
  const former = primaryCompany(hub, owner, ownerId)
  const isPrimary = definition.primary !== undefined && (wantsPrimary || former === undefined)
  if (isPrimary && former !== undefined) save(hub, bothWays(owner, ownerId, companies, former, false))
  save(hub, bothWays(from, fromId, to, toId, isPrimary))
}

function save({ state }: Hub, links: readonly Link[]): void {
  for (const link of links) state.put('association', keyOf(link), link)
}

function definitionOf(from: ObjectType, to: ObjectType): Definition {
  const found = definitions.find((definition) => definition.from === from.singular && definition.to === to.singular)
  if (found !== undefined) return found
  throw invalid(`No association definition exists from ${from.plural} to ${to.plural}.`)
}

/** The association types of a link, the primary one first. */
function typesOf({ from, to, isPrimary }: Link) {
  const definition = definitions.find((candidate) => candidate.from === from && candidate.to === to)
  if (definition === undefined) return []
  const unlabeled = { typeId: definition.unlabeled, label: null, name: `${from}_to_${to}` }
  if (definition.primary === undefined) return [unlabeled]
  const plain = { ...unlabeled, name: `${from}_to_${to}_unlabeled` }
  return isPrimary ? [{ typeId: definition.primary, label: 'Primary', name: unlabeled.name }, plain] : [plain]
}

/** The `associations` of a record as an object's read answers them: `{companies: {results: [{id, type}]}}`. */
export function associationsView(hub: Hub, from: ObjectType, fromId: string, wanted: readonly string[]) {
  const found = wanted.flatMap((name) => {
    const to = typeOr404(name)
    const results = linksOf(hub, from, fromId, to).flatMap((link) =>
      typesOf(link).map(({ name: type }) => ({ id: link.toId, type })),
    )
    return results.length === 0 ? [] : [[to.plural, { results }] as const]
  })
  return found.length === 0 ? {} : { associations: Object.fromEntries(found) }
}

const associationType = group({
  associationCategory: {
    kind: 'choice',
    values: ['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK'],
  },
  associationTypeId: whole(),
})

/** The `associations` of a record that is being created; the guides write the id as a number, too. */
export const newAssociations: Shape = list(
  group({ to: group({ id: { kind: 'anything' } }), types: list(associationType, 1) }),
)

/** An association that is to be made. */
export interface Wanted {
  readonly to: ObjectType
  readonly toId: string
  readonly isPrimary: boolean
}

/** What the `associations` of a body mean, once every record and type in them was found. */
export function wantedAssociations(hub: Hub, from: ObjectType, associations: readonly unknown[]): Wanted[] {
  return associations.flatMap((given) => {
    const toId = String(valueAt(given, 'to', 'id'))
    const types = valueAt(given, 'types')
    return (Array.isArray(types) ? types : []).filter(isFields).map((type) => wantedType(hub, from, toId, type))
  })
}

function wantedType(hub: Hub, from: ObjectType, toId: string, type: unknown): Wanted {
  const id = valueAt(type, 'associationTypeId')
  const definition = definitions.find(
    ({ from: name, unlabeled, primary }) => name === from.singular && (unlabeled === id || primary === id),
  )
  if (definition === undefined || textAt(type, 'associationCategory') !== 'HUBSPOT_DEFINED') {
    throw invalid(`The association type ${String(id)} is not valid from ${from.plural}.`, {
      subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
      context: { associationTypeId: [String(id)] },
    })
  }
  const to = typeOr404(definition.to)
  existing(hub, to, toId)
  return { to, toId, isPrimary: definition.primary === id }
}

/** The company that is to be the primary one of a contact. */
export function wantedCompany(hub: Hub, toId: string): Wanted {
  existing(hub, companies, toId)
  return { to: companies, toId, isPrimary: true }
}

function existing(hub: Hub, type: ObjectType, id: string): void {
  if (records(hub, type).find(id)?.archivedAt === '') return
  throw invalid(`No ${type.singular} with ID ${id} exists.`, {
    subCategory: 'crm.associations.INVALID_OBJECT_IDS',
    context: { [`${type.singular.toUpperCase()}`]: [id] },
  })
}

/** `GET /crm/objects/2026-09/{objectType}/{objectId}/associations/{toObjectType}` */
export function listAssociations(hub: Hub, fromName: string, fromId: string, toName: string): Response {
  const [from, to] = [typeOr404(fromName), typeOr404(toName)]
  if (records(hub, from).find(fromId) === undefined) throw notFound()
  const limit = limitParameter(hub.exchange, 500, 500)
  const { page, paging } = pageOf(hub.exchange, linksOf(hub, from, fromId, to), ({ toId }) => toId, limit)
  const results = page.map((link) => ({
    toObjectId: link.toId,
    associationTypes: typesOf(link).map(({ typeId, label }) => ({ category: 'HUBSPOT_DEFINED', typeId, label })),
  }))
  return json({ results, ...paging })
}

/** `PUT …/{objectType}/{objectId}/associations/default/{toObjectType}/{toObjectId}` */
export function associateByDefault(hub: Hub, ...[fromName, fromId, toName, toId]: string[]): Response {
  const pair = pairOf(hub, fromName, fromId, toName, toId)
  const { unlabeled } = definitionOf(pair.from, pair.to)
  const reverse = definitionOf(pair.to, pair.from).unlabeled
  associate(hub, pair.from, pair.fromId, pair.to, pair.toId, false)
  const at = hub.exchange.now.toISOString()
  const result = (from: string, to: string, associationTypeId: number) => ({
    from: { id: from },
    to: { id: to },
    associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId },
  })
  return json({
    status: 'COMPLETE',
    results: [result(pair.fromId, pair.toId, unlabeled), result(pair.toId, pair.fromId, reverse)],
    startedAt: at,
    completedAt: at,
  })
}

/** `PUT …/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}` */
export function associateByType(hub: Hub, ...[fromName, fromId, toName, toId]: string[]): Response {
  const types = checkedBody(hub.exchange, list(associationType, 1))
  const pair = pairOf(hub, fromName, fromId, toName, toId)
  const wanted = wantedAssociations(hub, pair.from, [{ to: { id: pair.toId }, types }])
  if (wanted.some(({ to }) => to !== pair.to)) {
    throw invalid(`The association types are not between ${pair.from.plural} and ${pair.to.plural}.`)
  }
  const isPrimary = wanted.some((each) => each.isPrimary)
  associate(hub, pair.from, pair.fromId, pair.to, pair.toId, isPrimary)
  const answer = {
    fromObjectTypeId: pair.from.id,
    fromObjectId: pair.fromId,
    toObjectTypeId: pair.to.id,
    toObjectId: pair.toId,
    labels: isPrimary ? ['Primary'] : [],
  }
  return json(answer, 201)
}

/** `DELETE …/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}` */
export function dissociate(hub: Hub, ...[fromName, fromId, toName, toId]: string[]): Response {
  const { from, to, ...ids } = pairOf(hub, fromName, fromId, toName, toId)
  for (const link of bothWays(from, ids.fromId, to, ids.toId, false)) hub.state.delete('association', keyOf(link))
  return new Response(null, { status: 204 })
}

function pairOf(hub: Hub, fromName = '', fromId = '', toName = '', toId = '') {
  const [from, to] = [typeOr404(fromName), typeOr404(toName)]
  existing(hub, from, fromId)
  existing(hub, to, toId)
  return { from, fromId, to, toId }
}
