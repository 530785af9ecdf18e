import { empty, type Fields, isFields } from '../../http.ts'
import { anything, boolean, group, list, number, oneOf, text, textAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { hexadecimal, invalid, notFound, Problem, serial, time } from './answers.ts'
import { bodyOf, type Call, fieldsAt, flag, isWithin, moment, page, paging, queryOf, selected, sorted } from './call.ts'
import { listOf } from './lists.ts'
import { md5 } from './md5.ts'
import { memberView } from './member-view.ts'
import { type MemberRecord, type MemberStatus, memberKey, members } from './records.ts'
import { tagged } from './segments.ts'

const statuses: readonly MemberStatus[] = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional']

const details = {
  email_type: oneOf('html', 'text'),
  merge_fields: group({}),
  interests: group({}),
  language: text(),
  vip: boolean,
  location: group({}, { latitude: number(-90, 90), longitude: number(-180, 180) }),
  marketing_permissions: list(group({}, { marketing_permission_id: text(), enabled: boolean })),
  ip_signup: text(),
  timestamp_signup: text(),
  ip_opt: text(),
  timestamp_opt: text(),
}

const addBody = group({ email_address: text(), status: oneOf(...statuses) }, { ...details, tags: list(anything) })

const upsertBody = group(
  {},
  { ...details, email_address: text(), status: oneOf(...statuses), status_if_new: oneOf(...statuses) },
)

const updateBody = group(
  {},
  { ...details, email_address: text(), status: oneOf('subscribed', 'unsubscribed', 'cleaned', 'pending') },
)

const skip = { skip_merge_validation: flag }

const listQuery = {
  ...paging,
  email_type: oneOf('html', 'text'),
  status: oneOf(...statuses, 'archived'),
  since_timestamp_opt: moment,
  before_timestamp_opt: moment,
  since_last_changed: moment,
  before_last_changed: moment,
  unique_email_id: text(),
  vip_only: flag,
  sort_field: oneOf('timestamp_opt', 'timestamp_signup', 'last_changed'),
  sort_dir: oneOf('ASC', 'DESC'),
  since_last_campaign: flag,
  unsubscribed_since: moment,
}

/** `GET /lists/{list_id}/members`; the archived ones only where `status` asks for them. */
export function getMembers(call: Call): Response {
  const query = queryOf(call, listQuery)
  const { id } = listOf(call)
  const equals = (name: string, value: string) => textAt(query, name) === '' || textAt(query, name) === value
  const found = members(call.state)
    .all()
    .filter(
      (member) =>
        member.list_id === id &&
        (textAt(query, 'status') === '' ? member.status !== 'archived' : equals('status', member.status)) &&
        equals('email_type', member.email_type) &&
        equals('unique_email_id', member.unique_email_id) &&
        (member.vip || !/^(true|1)$/.test(textAt(query, 'vip_only'))) &&
        isWithin(query, 'timestamp_opt', member.timestamp_opt) &&
        isWithin(query, 'last_changed', member.last_changed),
    )
  return page(call, query, 'members', sorted(query, found), memberView, { list_id: id })
}

/** `GET /lists/{list_id}/members/{subscriber_hash}` */
export function getMember(call: Call): Response {
  queryOf(call)
  return selected(call, memberView(memberOf(call)))
}

/** `POST /lists/{list_id}/members` */
export function addMember(call: Call): Response {
  queryOf(call, skip)
  const { id: listId } = listOf(call)
  const body = bodyOf(call, addBody)
  const email = acceptable(call, listId, textAt(body, 'email_address'))
  const existing = members(call.state).find(memberKey({ list_id: listId, id: md5(email.toLowerCase()) }))
  if (existing !== undefined && existing.status !== 'archived' && !isReserved(email)) throw exists(email)
  const names = (Array.isArray(body.tags) ? body.tags : []).map((tag) =>
    isFields(tag) ? textAt(tag, 'name') : String(tag),
  )
  const member = changed(call, existing ?? blank(call, listId, email), body, textAt(body, 'status'))
  return saved(
    call,
    undefined,
    tagged(
      call,
      member,
      names.map((name) => ({ name, isActive: true })),
    ),
  )
}

/** `PUT /lists/{list_id}/members/{subscriber_hash}`: `status_if_new` counts where the address is new or archived. */
export function upsertMember(call: Call): Response {
  queryOf(call, skip)
  const { id: listId } = listOf(call)
  const body = bodyOf(call, upsertBody)
  const existing = findMember(call)
  if (existing !== undefined) {
    const isBack = existing.status === 'archived' && textAt(body, 'status') === ''
    const status = textAt(body, isBack ? 'status_if_new' : 'status')
    return saved(call, existing, changed(call, existing, body, status))
  }
  const missing = ['email_address', 'status_if_new'].filter((name) => textAt(body, name) === '')
  if (missing.length > 0) {
    throw invalid(...missing.map((field) => ({ field, message: 'This value should not be blank.' })))
  }
  const email = acceptable(call, listId, textAt(body, 'email_address'))
  const known = members(call.state).find(memberKey({ list_id: listId, id: md5(email.toLowerCase()) }))
  const member = known ?? blank(call, listId, email)
  return saved(call, undefined, changed(call, member, body, textAt(body, 'status_if_new')))
}

/** `PATCH /lists/{list_id}/members/{subscriber_hash}` */
export function updateMember(call: Call): Response {
  queryOf(call, skip)
  const body = bodyOf(call, updateBody)
  const member = memberOf(call)
  return saved(call, member, changed(call, member, body, textAt(body, 'status')))
}

/** `DELETE /lists/{list_id}/members/{subscriber_hash}` archives; what is archived already can't be removed again. */
export function archiveMember(call: Call): Response {
  const member = memberOf(call)
  if (member.status === 'archived') {
    throw new Problem(405, 'Method Not Allowed', 'This list member cannot be removed. Please contact support.')
  }
  members(call.state).save({ ...member, status: 'archived', last_changed: time(call.exchange.now) })
  return empty()
}

/** `POST /lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent`: the address can't be added again. */
export function deletePermanently(call: Call): Response {
  const member = memberOf(call)
  members(call.state).remove(memberKey(member))
  if (!isReserved(member.email_address)) call.state.put('forgotten', memberKey(member), {})
  return empty()
}

/** The member that the path names, by the hash of its address, the address itself, or its contact id. */
export function memberOf(call: Call): MemberRecord {
  const member = findMember(call)
  if (member === undefined) throw notFound()
  return member
}

function findMember(call: Call): MemberRecord | undefined {
  const { id: listId } = listOf(call)
  const name = call.parameters[1].toLowerCase()
  return members(call.state)
    .all()
    .find(
      ({ list_id, id, email_address, contact_id }) =>
        list_id === listId && [id, email_address.toLowerCase(), contact_id].includes(name),
    )
}

function acceptable({ state }: Call, listId: string, email: string): string {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    throw invalid({ field: 'email_address', message: 'Please provide a valid email address.' })
  }
  if (email.includes('fake')) {
    const detail = `${email} looks fake or invalid, please enter a real email address.`
    throw new Problem(400, 'Invalid Resource', detail)
  }
  if (state.get('forgotten', memberKey({ list_id: listId, id: md5(email.toLowerCase()) })) !== undefined) {
    const detail = `${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.`
    throw new Problem(400, 'Forgotten Email Not Subscribed', detail)
  }
  return email
}

function exists(email: string): Problem {
  const detail = `${email} is already a list member. Use PUT to insert or update list members.`
  return new Problem(400, 'Member Exists', detail)
}

function blank({ exchange }: Call, listId: string, email: string): MemberRecord {
  return {
    id: md5(email.toLowerCase()),
    list_id: listId,
    contact_id: hexadecimal(exchange, 32),
    unique_email_id: hexadecimal(exchange, 10),
    web_id: serial(exchange, 9),
    email_address: email,
    email_type: 'html',
    status: 'archived',
    merge_fields: { FNAME: '', LNAME: '', ADDRESS: '', PHONE: '', BIRTHDAY: '' },
    interests: {},
    language: '',
    vip: false,
    location: { latitude: 0, longitude: 0 },
    ip_signup: '',
    timestamp_signup: '',
    ip_opt: '',
    timestamp_opt: time(exchange.now),
    last_changed: time(exchange.now),
    tags: [],
  }
}

function changed(call: Call, member: MemberRecord, body: Fields, status: string): MemberRecord {
  if (member.status === 'cleaned' && status === 'subscribed') {
    const detail = `${member.email_address} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.`
    throw new Problem(400, 'Member In Compliance State', detail)
  }
  const email = textAt(body, 'email_address') || member.email_address
  if (email !== member.email_address) acceptable(call, member.list_id, email)
  const fields = (name: 'merge_fields' | 'interests' | 'location') => ({
    ...member[name],
    ...fieldsAt(body, name),
  })
  const given = (name: 'email_type' | 'language' | 'ip_signup' | 'timestamp_signup' | 'ip_opt' | 'timestamp_opt') =>
    textAt(body, name) || member[name]
  return {
    ...member,
    id: md5(email.toLowerCase()),
    email_address: email,
    email_type: given('email_type'),
    status: statuses.find((known) => known === status) ?? member.status,
    merge_fields: fields('merge_fields'),
    interests: fields('interests'),
    location: fields('location'),
    language: given('language'),
    vip: typeof body.vip === 'boolean' ? body.vip : member.vip,
    ip_signup: given('ip_signup'),
    timestamp_signup: given('timestamp_signup'),
    ip_opt: given('ip_opt'),
    timestamp_opt: given('timestamp_opt'),
    last_changed: time(call.exchange.now),
  }
}

/** Stores a member; one with a new address has a new hash, and must not meet another member there. */
function saved(call: Call, before: MemberRecord | undefined, member: MemberRecord): Response {
  const collection = members(call.state)
  if (before !== undefined && before.id !== member.id) {
    const other = collection.find(memberKey(member))
    if (other !== undefined && !isReserved(member.email_address)) throw exists(member.email_address)
    const isFixture = call.state.get('member', memberKey(before)) === undefined
    if (isFixture) return selected(call, memberView(member))
    collection.remove(memberKey(before))
  }
  collection.save(member)
  return selected(call, memberView(member))
}
