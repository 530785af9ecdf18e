import type { Fields } from '../../http.ts'
import { anything, closed, group, type Members, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import { invalid, notFound } from './answers.ts'
import { bodyOf, type Call, fieldsAt } from './call.ts'
import type { Filterable } from './filter.ts'
import { checkIdentifiers, checkUnique, findProfile, identifiers, newProfile, withAttributes } from './profile-store.ts'
import { additionalFields, profileFields, profileView } from './profile-view.ts'
import { answerList, answerOne, type Reading, type Valued } from './reading.ts'
import { type ProfileRecord, profiles } from './records.ts'

const location = closed(
  {},
  {
    address1: text(),
    address2: text(),
    city: text(),
    country: text(),
    latitude: anything,
    longitude: anything,
    region: text(),
    zip: text(),
    timezone: text(),
    ip: text(),
  },
)

/** What a request can say of a profile. */
export const profileAttributes: Members = {
  email: text(),
  phone_number: text(),
  external_id: text(),
  first_name: text(),
  last_name: text(),
  organization: text(),
  locale: text(),
  title: text(),
  image: text(),
  location,
  properties: group({}),
}

export const profileMeta = closed(
  {},
  { patch_properties: closed({}, { append: group({}), unappend: group({}), unset: anything }) },
)

const times = ['greater-than', 'less-than'] as const

const ordered = ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'] as const

const marketing = 'subscriptions.email.marketing'

const filterable: Filterable = {
  id: ['any', 'equals'],
  email: ['any', 'equals'],
  phone_number: ['any', 'equals'],
  external_id: ['any', 'equals'],
  _kx: ['equals'],
  created: times,
  updated: times,
  [`${marketing}.list_suppressions.reason`]: ['equals'],
  [`${marketing}.list_suppressions.timestamp`]: ordered,
  [`${marketing}.list_suppressions.list_id`]: ['equals'],
  [`${marketing}.suppression.reason`]: ['equals'],
  [`${marketing}.suppression.timestamp`]: ordered,
}

const one: Reading = { fields: { profile: profileFields }, additional: { profile: additionalFields } }

const many: Reading = {
  ...one,
  fields: { profile: profileFields, 'push-token': ['created', 'token'], conversation: ['channel'] },
  include: ['conversations', 'push-tokens'],
  sort: [
    'id',
    'created',
    'updated',
    'email',
    `${marketing}.suppression.timestamp`,
    `${marketing}.list_suppressions.timestamp`,
  ],
  filter: filterable,
  size: { usual: 20, most: 100 },
}

/** The value of a profile that a filter or an order is about. */
export const profileValue: Valued<ProfileRecord> = (profile, field) => {
  const { email, attributes } = profile
  switch (field) {
    case 'id':
    case 'created':
    case 'updated':
      return profile[field]
    case `${marketing}.suppression.reason`:
      return email.suppressions.map(({ reason }) => reason)
    case `${marketing}.suppression.timestamp`:
      return email.suppressions.map(({ timestamp }) => timestamp)
    case `${marketing}.list_suppressions.reason`:
      return email.list_suppressions.map(({ reason }) => reason)
    case `${marketing}.list_suppressions.timestamp`:
      return email.list_suppressions.map(({ timestamp }) => timestamp)
    case `${marketing}.list_suppressions.list_id`:
      return email.list_suppressions.map(({ list_id }) => list_id)
    default:
      return textAt(attributes, field) || null
  }
}

/** `GET /api/profiles` */
export function getProfiles(call: Call): Response {
  return answerList(call, many, profiles(call.state).all(), profileValue, (profile) => profileView(call, profile))
}

/** `GET /api/profiles/{id}` */
export function getProfile(call: Call): Response {
  const reading: Reading = {
    ...one,
    fields: { ...many.fields, list: ['name', 'created', 'updated', 'opt_in_process'], segment: ['name'] },
    include: ['conversation', 'lists', 'push-tokens', 'segments'],
  }
  return answerOne(call, reading, profileView(call, profileOf(call)))
}

const createBody = closed({
  data: closed({ type: oneOf('profile'), attributes: closed({}, profileAttributes) }),
})

/** `POST /api/profiles` */
export function createProfile(call: Call): Response {
  const given = fieldsAt(bodyOf(call, createBody), 'data', 'attributes')
  checkIdentified(given)
  checkIdentifiers(given, '/data/attributes')
  checkUnique(call, given, '')
  const profile = withAttributes(call, findProfile(call, given) ?? newProfile(call), given)
  profiles(call.state).save(profile)
  return answerOne(call, one, profileView(call, profile), { status: 201 })
}

const updateBody = closed({
  data: closed(
    { type: oneOf('profile'), id: text(), attributes: closed({}, profileAttributes) },
    { meta: profileMeta },
  ),
})

/** `PATCH /api/profiles/{id}` */
export function updateProfile(call: Call): Response {
  const body = bodyOf(call, updateBody)
  const before = profileOf(call)
  if (textAt(body, 'data', 'id') !== before.id) throw invalid('/data/id', 'The id must be the id of the path.')
  const given = fieldsAt(body, 'data', 'attributes')
  checkIdentifiers(given, '/data/attributes')
  checkUnique(call, given, before.id)
  const profile = patched(withAttributes(call, before, given), fieldsAt(body, 'data', 'meta', 'patch_properties'))
  profiles(call.state).save(profile)
  return answerOne(call, one, profileView(call, profile))
}

const importBody = closed({
  data: closed(
    { type: oneOf('profile'), attributes: closed({}, { ...profileAttributes, _kx: text() }) },
    { id: text(), meta: profileMeta },
  ),
})

/** `POST /api/profile-import`: 201 where the profile is new, 200 where it is changed. */
export function importProfile(call: Call): Response {
  const body = bodyOf(call, importBody)
  const { _kx: _exchangeId, ...given } = fieldsAt(body, 'data', 'attributes')
  const id = textAt(body, 'data', 'id')
  if (id === '') checkIdentified(given)
  checkIdentifiers(given, '/data/attributes')
  const existing = findProfile(call, given, id)
  const before = existing ?? newProfile(call)
  checkUnique(call, given, before.id)
  const profile = patched(withAttributes(call, before, given), fieldsAt(body, 'data', 'meta', 'patch_properties'))
  profiles(call.state).save(profile)
  return answerOne(call, one, profileView(call, profile), { status: existing === undefined ? 201 : 200 })
}

function checkIdentified(given: Fields): void {
  if (identifiers.some((name) => textAt(given, name) !== '')) return
  throw invalid('/data/attributes', `One or more of the identifiers is required: ${identifiers.join(', ')}.`)
}

function profileOf({ state, parameter }: Call): ProfileRecord {
  const profile = profiles(state).find(parameter)
  if (profile === undefined) throw notFound('profile', parameter)
  return profile
}

/** Appends to, takes from, and removes properties. */
function patched(profile: ProfileRecord, patch: Fields): ProfileRecord {
  const properties = new Map(Object.entries(fieldsAt(profile.attributes, 'properties')))
  const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
  for (const [name, value] of Object.entries(fieldsAt(patch, 'append'))) {
    properties.set(name, [...listed(properties.get(name)), ...listed(value)])
  }
  for (const [name, value] of Object.entries(fieldsAt(patch, 'unappend'))) {
    const removed = listed(value)
    const kept = listed(properties.get(name)).filter((element) => !removed.includes(element))
    properties.set(name, kept)
  }
  for (const name of listed(valueAt(patch, 'unset'))) properties.delete(String(name))
  return { ...profile, attributes: { ...profile.attributes, properties: Object.fromEntries(properties) } }
}
