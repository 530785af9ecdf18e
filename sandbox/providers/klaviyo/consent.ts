import { empty } from '../../http.ts'
import {
  boolean,
  closed,
  group,
  list,
  listAt,
  type Members,
  matching,
  oneOf,
  text,
  textAt,
  valueAt,
} from '../../json-shape.ts'
import { invalid, notFound, time } from './answers.ts'
import { bodyOf, type Call, identifier } from './call.ts'
import { join } from './lists.ts'
import { checkIdentifiers, findProfile, newProfile, withAttributes } from './profile-store.ts'
import { checkQuery } from './reading.ts'
import { type Consent, lists, membershipKey, memberships, type ProfileRecord, profiles } from './records.ts'

/** The channels whose consent the sandbox keeps, each with the attribute that it needs. */
const channels = [
  ['email', 'email'],
  ['sms', 'phone_number'],
] as const

const moment = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/)

function job(type: string, parameters: Members, most: number, more: Members, profileMembers: Members = {}) {
  const consent = closed(
    {},
    { marketing: closed(parameters, more), open_tracking: group({}), transactional: group({}) },
  )
  const subscriptions = closed({}, { email: consent, sms: consent, whatsapp: group({}), push: group({}) })
  const profile = closed(
    {
      type: oneOf('profile'),
      attributes: closed({ subscriptions }, { email: text(), phone_number: text(), age_gated_date_of_birth: text() }),
    },
    profileMembers,
  )
  return { type: oneOf(type), profiles: closed({ data: list(profile, 1, most) }) }
}

const listRelationship = closed({}, { list: closed({ data: identifier('list') }) })

const create = job(
  'profile-subscription-bulk-create-job',
  { consent: oneOf('SUBSCRIBED') },
  1000,
  { consented_at: moment },
  { id: text() },
)

const createBody = closed({
  data: closed(
    {
      type: create.type,
      attributes: closed({ profiles: create.profiles }, { custom_source: text(), historical_import: boolean }),
    },
    { relationships: listRelationship },
  ),
})

/**
 * `POST /api/profile-subscription-bulk-create-jobs`: subscribes and adds to the list, where its opt-in is single or
 * the consent is historical; otherwise nothing happens until a person confirms, which nobody does here.
 */
export function subscribe(call: Call): Response {
  checkQuery(call, {})
  const body = bodyOf(call, createBody)
  const listId = listOf(call, body)
  const isHistorical = valueAt(body, 'data', 'attributes', 'historical_import') === true
  const source = textAt(body, 'data', 'attributes', 'custom_source') || null
  const entries = listAt(body, 'data', 'attributes', 'profiles', 'data')
  for (const [index, entry] of entries.entries()) {
    const pointer = `/data/attributes/profiles/data/${index}/attributes`
    checkEntry(entry, pointer)
    for (const [channel] of consented(entry)) {
      const at = textAt(entry, 'attributes', 'subscriptions', channel, 'marketing', 'consented_at')
      if (isHistorical === (at !== '')) continue
      throw invalid(
        `${pointer}/subscriptions/${channel}/marketing/consented_at`,
        'consented_at is required for a historical import, and only for that.',
      )
    }
  }
  const optIn = listId === '' ? 'single_opt_in' : lists(call.state).find(listId)?.opt_in_process
  for (const entry of entries) {
    const profile = identified(call, entry)
    profiles(call.state).save(profile)
    if (optIn !== 'single_opt_in' && !isHistorical) continue
    profiles(call.state).save(subscribed(call, profile, entry, source))
    if (listId !== '') join(call, listId, profile.id)
  }
  return empty(202)
}

const remove = job('profile-subscription-bulk-delete-job', { consent: oneOf('UNSUBSCRIBED') }, 100, {})

const deleteBody = closed({
  data: closed(
    { type: remove.type, attributes: closed({ profiles: remove.profiles }) },
    { relationships: listRelationship },
  ),
})

/**
 * `POST /api/profile-subscription-bulk-delete-jobs`: takes a profile that is on the list out of it and suppresses it
 * there; a profile that isn't, or any without a list, is unsubscribed altogether. Unknown ones are passed over.
 */
export function unsubscribe(call: Call): Response {
  checkQuery(call, {})
  const body = bodyOf(call, deleteBody)
  const listId = listOf(call, body)
  const entries = listAt(body, 'data', 'attributes', 'profiles', 'data')
  for (const [index, entry] of entries.entries()) {
    checkEntry(entry, `/data/attributes/profiles/data/${index}/attributes`)
  }
  for (const entry of entries) {
    const profile = findProfile(call, attributesOf(entry))
    if (profile === undefined) continue
    const membership = membershipKey({ list: listId, profile: profile.id })
    const isOnList = listId !== '' && memberships(call.state).find(membership) !== undefined
    profiles(call.state).save(unsubscribed(call, profile, entry, isOnList ? listId : ''))
    if (isOnList) memberships(call.state).remove(membership)
  }
  return empty(202)
}

function listOf({ state }: Call, body: unknown): string {
  const id = textAt(body, 'data', 'relationships', 'list', 'data', 'id')
  if (id !== '' && lists(state).find(id) === undefined) {
    throw notFound('list', id, '/data/relationships/list/data/id')
  }
  return id
}

/** At least one channel, and for each the address or number that it needs, unless an id names the profile. */
function checkEntry(entry: unknown, pointer: string): void {
  const given = valueAt(entry, 'attributes', 'subscriptions')
  if (['email', 'sms', 'whatsapp', 'push'].every((channel) => valueAt(given, channel) === undefined)) {
    throw invalid(`${pointer}/subscriptions`, 'At least one channel must be given.')
  }
  checkIdentifiers(attributesOf(entry), pointer)
  if (textAt(entry, 'id') !== '') return
  const lacking = consented(entry).find(([, attribute]) => textAt(entry, 'attributes', attribute) === '')
  if (lacking === undefined) return
  throw invalid(`${pointer}/${lacking[1]}`, `'${lacking[1]}' is required for the channel '${lacking[0]}'.`)
}

/** The channels that an entry gives or takes back marketing consent for. */
function consented(entry: unknown) {
  return channels.filter(
    ([channel]) => textAt(entry, 'attributes', 'subscriptions', channel, 'marketing', 'consent') !== '',
  )
}

function attributesOf(entry: unknown): { email?: string; phone_number?: string } {
  const email = textAt(entry, 'attributes', 'email')
  const phone = textAt(entry, 'attributes', 'phone_number')
  return { ...(email === '' ? {} : { email }), ...(phone === '' ? {} : { phone_number: phone }) }
}

function identified(call: Call, entry: unknown): ProfileRecord {
  const attributes = attributesOf(entry)
  return withAttributes(call, findProfile(call, attributes, textAt(entry, 'id')) ?? newProfile(call), attributes)
}

function subscribed(call: Call, profile: ProfileRecord, entry: unknown, source: string | null): ProfileRecord {
  const changes = consented(entry).map(([channel]) => {
    const historical = textAt(entry, 'attributes', 'subscriptions', channel, 'marketing', 'consented_at')
    const at = time(historical === '' ? call.exchange.now : new Date(historical))
    const consent: Consent = {
      status: 'SUBSCRIBED',
      at,
      custom_method_detail: source,
      suppressions: [],
      list_suppressions: [],
    }
    return [channel, consent]
  })
  return { ...profile, ...Object.fromEntries(changes) }
}

function unsubscribed(call: Call, profile: ProfileRecord, entry: unknown, listId: string): ProfileRecord {
  const timestamp = time(call.exchange.now)
  const changes = consented(entry).map(([channel]) => {
    const before = profile[channel]
    const suppression = { reason: 'UNSUBSCRIBE', timestamp }
    const consent: Consent =
      listId === ''
        ? { ...before, status: 'UNSUBSCRIBED', at: timestamp, suppressions: [suppression] }
        : { ...before, list_suppressions: [...before.list_suppressions, { list_id: listId, ...suppression }] }
    return [channel, consent]
  })
  return { ...profile, ...Object.fromEntries(changes) }
}
