import { empty } from '../../http.ts'
import { closed, list, listAt, oneOf, text, textAt } from '../../json-shape.ts'
import { invalid, notFound, time } from './answers.ts'
import { bodyOf, type Call, changedObject, identifier, newObject } from './call.ts'
import { additionalFields, profileFields, profileView } from './profile-view.ts'
import { profileValue } from './profiles.ts'
import { answerList, answerOne, asksFor, checkQuery, type Reading, type Resource, type Valued } from './reading.ts'
import { type ListRecord, lists, type MembershipRecord, membershipKey, memberships, profiles } from './records.ts'

const fields = ['name', 'created', 'updated', 'opt_in_process']

const written: Reading = { fields: { list: fields } }

const related = { tag: ['name'], flow: ['archived', 'created', 'name', 'status', 'trigger_type', 'updated'] }

const many: Reading = {
  fields: { list: fields, ...related },
  include: ['flow-triggers', 'tags'],
  sort: ['created', 'id', 'name', 'updated'],
  filter: {
    name: ['any', 'equals'],
    id: ['any', 'equals'],
    created: ['greater-than'],
    updated: ['greater-than'],
  },
  size: { usual: 10, most: 10 },
}

const listValue: Valued<ListRecord> = (record, field) =>
  field === 'id' || field === 'name' || field === 'created' || field === 'updated' ? record[field] : null

/** `GET /api/lists` */
export function getLists(call: Call): Response {
  return answerList(call, many, lists(call.state).all(), listValue, view)
}

/** `GET /api/lists/{id}`, with `profile_count` where `additional-fields[list]` asks for it. */
export function getList(call: Call): Response {
  const record = listOf(call)
  const reading: Reading = {
    fields: { list: [...fields, 'profile_count'], ...related },
    additional: { list: ['profile_count'] },
    include: ['flow-triggers', 'tags'],
  }
  const resource = view(record)
  if (!asksFor(call, 'additional-fields[list]', 'profile_count')) return answerOne(call, reading, resource)
  const profile_count = onList(call, record.id).length
  return answerOne(call, reading, { ...resource, attributes: { ...resource.attributes, profile_count } })
}

const optIn = oneOf('double_opt_in', 'single_opt_in')

const createBody = newObject('list', closed({ name: text(undefined, 1) }, { opt_in_process: optIn }))

/** `POST /api/lists`: opt-in is double where nothing else is said. */
export function createList(call: Call): Response {
  const { exchange, state } = call
  const body = bodyOf(call, createBody)
  const now = time(exchange.now)
  const record: ListRecord = {
    id: exchange.randomId(6),
    name: textAt(body, 'data', 'attributes', 'name'),
    opt_in_process: optInOf(body) ?? 'double_opt_in',
    created: now,
    updated: now,
  }
  lists(state).save(record)
  return answerOne(call, written, view(record), { status: 201 })
}

/** `PATCH /api/lists/{id}` */
export function updateList(call: Call): Response {
  const body = bodyOf(call, changedObject('list', closed({}, { name: text(undefined, 1), opt_in_process: optIn })))
  const before = listOf(call)
  if (textAt(body, 'data', 'id') !== before.id) throw invalid('/data/id', 'The id must be the id of the path.')
  const record: ListRecord = {
    ...before,
    name: textAt(body, 'data', 'attributes', 'name') || before.name,
    opt_in_process: optInOf(body) ?? before.opt_in_process,
    updated: time(call.exchange.now),
  }
  lists(call.state).save(record)
  return answerOne(call, written, view(record))
}

/** `DELETE /api/lists/{id}` */
export function deleteList(call: Call): Response {
  const { id } = listOf(call)
  for (const { profile } of onList(call, id)) memberships(call.state).remove(membershipKey({ list: id, profile }))
  lists(call.state).remove(id)
  return empty()
}

const identifiers = closed({ data: list(identifier('profile'), 1, 1000) })

/** `POST /api/lists/{id}/relationships/profiles` */
export function addToList(call: Call): Response {
  const body = bodyOf(call, identifiers)
  const { id } = listOf(call)
  for (const profile of profilesOf(call, body)) join(call, id, profile)
  return empty()
}

/** `DELETE /api/lists/{id}/relationships/profiles` */
export function removeFromList(call: Call): Response {
  const body = bodyOf(call, identifiers)
  const { id } = listOf(call)
  for (const profile of profilesOf(call, body)) memberships(call.state).remove(membershipKey({ list: id, profile }))
  return empty()
}

/** Puts a profile on a list. */
export function join({ exchange, state }: Call, listId: string, profileId: string): void {
  const membership = { list: listId, profile: profileId, joined: time(exchange.now) }
  const areFixtures = state.get('list', listId) === undefined && state.get('profile', profileId) === undefined
  const isOnIt = memberships(state).find(membershipKey(membership)) !== undefined
  if (!areFixtures && !isOnIt) memberships(state).save(membership)
}

const members: Reading = {
  sort: ['joined_group_at'],
  filter: {
    email: ['any', 'equals'],
    phone_number: ['any', 'equals'],
    _kx: ['equals'],
    joined_group_at: ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'],
  },
  size: { usual: 20, most: 100 },
}

/** `GET /api/lists/{id}/profiles`, each with `joined_group_at`. */
export function getListProfiles(call: Call): Response {
  const reading: Reading = {
    ...members,
    fields: { profile: [...profileFields, 'joined_group_at'] },
    additional: { profile: additionalFields },
  }
  return answerList(call, reading, joinedProfiles(call), joinedValue, ({ joined, ...profile }) =>
    profileView(call, profile, { joined_group_at: joined }),
  )
}

/** `GET /api/lists/{id}/relationships/profiles`: only their names. */
export function getListRelationships(call: Call): Response {
  return answerList(call, members, joinedProfiles(call), joinedValue, ({ id }) => ({
    type: 'profile',
    id,
    attributes: {},
    relationships: {},
  }))
}

function joinedProfiles(call: Call) {
  return onList(call, listOf(call).id).flatMap(({ profile, joined }) => {
    const found = profiles(call.state).find(profile)
    return found === undefined ? [] : [{ ...found, joined }]
  })
}

const joinedValue: Valued<ReturnType<typeof joinedProfiles>[number]> = (record, field) =>
  field === 'joined_group_at' ? record.joined : profileValue(record, field)

function onList({ state }: Call, listId: string): MembershipRecord[] {
  return memberships(state)
    .all()
    .filter((membership) => membership.list === listId)
}

/** The ids in a body, all of profiles that exist. */
function profilesOf(call: Call, body: unknown): string[] {
  checkQuery(call, {})
  const ids = listAt(body, 'data').map((entry) => textAt(entry, 'id'))
  const unknown = ids.findIndex((id) => profiles(call.state).find(id) === undefined)
  if (unknown >= 0) throw notFound('profile', ids[unknown] ?? '', `/data/${unknown}/id`)
  return ids
}

function listOf({ state, parameter }: Call): ListRecord {
  const record = lists(state).find(parameter)
  if (record === undefined) throw notFound('list', parameter)
  return record
}

function optInOf(body: unknown): ListRecord['opt_in_process'] | undefined {
  const given = textAt(body, 'data', 'attributes', 'opt_in_process')
  return given === 'single_opt_in' || given === 'double_opt_in' ? given : undefined
}

function view({ id, name, created, updated, opt_in_process }: ListRecord): Resource {
  return {
    type: 'list',
    id,
    attributes: { name, created, updated, opt_in_process },
    relationships: { profiles: {}, tags: {}, 'flow-triggers': {} },
  }
}
