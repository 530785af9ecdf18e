import { type Fields, json } from '../../http.ts'
import { closed, type Members, matching, textAt } from '../../json-shape.ts'
import { checkedQuery, commaList, flag, invalid, listQuery, notFound, pageOf } from './answers.ts'
import { type Account, type ContactRecord, contacts } from './records.ts'

const subResources = ['custom_fields', 'list_memberships', 'phone_numbers', 'street_addresses', 'taggings', 'notes']

function commas(values: readonly string[]) {
  const one = values.join('|')
  return matching(new RegExp(`^(${one})(, ?(${one}))*$`))
}

const include: Members = { include: commas(subResources) }
const time = matching(/^\d{4}-\d{2}-\d{2}/)
const ids = matching(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/i)

export const readQuery = closed({}, include)

const statuses = ['all', 'active', 'deleted', 'not_set', 'pending_confirmation', 'temp_hold', 'unsubscribed']

const listShape = closed(
  {},
  {
    ...include,
    status: commas(statuses),
    email: matching(/^[^\s@]+@[^\s@]+$/),
    lists: ids,
    tags: ids,
    segment_id: matching(/^\d+$/),
    updated_after: time,
    updated_before: time,
    created_after: time,
    created_before: time,
    optout_after: time,
    optout_before: time,
    sms_status: commas(['all', 'explicit', 'unsubscribed', 'pending_confirmation', 'not_set']),
    include_count: flag,
    limit: matching(/^-?\d+$/),
  },
)

/** `GET /contacts` */
export function listContacts(account: Account): Response {
  const listing = listQuery(account.exchange, 'contacts')
  const query = checkedQuery(listing.query, 'contacts', listShape)
  if (query.segment_id !== undefined) refuseSegment(query)
  if (commaList(query, 'lists').length > 25) throw invalid('contacts', 'lists can name 25 lists at most')
  if (commaList(query, 'tags').length > 50) throw invalid('contacts', 'tags can name 50 tags at most')
  const found = contacts(account)
    .all()
    .filter((record) => fits(record, query))
  const { page, links } = pageOf(account.exchange, 'contacts', found, listing)
  const shown = commaList(query, 'include')
  return json({
    contacts: page.map((record) => contactView(record, shown)),
    ...(query.include_count === 'true' ? { contacts_count: found.length } : {}),
    ...links,
  })
}

/** A segment can be combined with `limit` only, and no account of the sandbox has one. */
function refuseSegment(query: Fields): never {
  const others = Object.keys(query).filter((name) => name !== 'segment_id' && name !== 'limit')
  if (others.length > 0) throw invalid('contacts', 'segment_id can only be combined with limit')
  throw notFound('contacts', `There is no segment ${textAt(query, 'segment_id')}.`)
}

function fits(record: ContactRecord, query: Fields): boolean {
  const wanted = commaList(query, 'lists')
  const tags = commaList(query, 'tags')
  const email = textAt(query, 'email').toLowerCase()
  const address = record.email_address
  return (
    hasStatus(record, commaList(query, 'status')) &&
    (email === '' || address?.address.toLowerCase() === email) &&
    (wanted.length === 0 || record.list_memberships.some((id) => wanted.includes(id))) &&
    (tags.length === 0 || record.taggings.some((id) => tags.includes(id))) &&
    isWithin(query, 'updated', record.updated_at) &&
    isWithin(query, 'created', record.created_at) &&
    isWithin(query, 'optout', address?.opt_out_date)
  )
}

function hasStatus({ deleted_at, email_address }: ContactRecord, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return deleted_at === ''
  if (wanted.includes('all')) return true
  if (deleted_at !== '') return wanted.includes('deleted')
  const permission = email_address?.permission_to_send ?? 'not_set'
  return wanted.includes(permission === 'explicit' || permission === 'implicit' ? 'active' : permission)
}

function isWithin(query: Fields, name: string, time: string | undefined): boolean {
  const [after, before] = [textAt(query, `${name}_after`), textAt(query, `${name}_before`)]
  if (after === '' && before === '') return true
  if (time === undefined) return false
  const at = Date.parse(time)
  return (after === '' || at > Date.parse(after)) && (before === '' || at < Date.parse(before))
}

/** A contact with the sub-resources that are asked for. */
export function contactView(record: ContactRecord, shown: readonly string[]): object {
  const {
    profile,
    deleted_at,
    custom_fields,
    phone_numbers,
    street_addresses,
    list_memberships,
    taggings,
    notes,
    ...rest
  } = record
  const all = { custom_fields, phone_numbers, street_addresses, list_memberships, taggings, notes }
  return {
    ...rest,
    ...profile,
    ...(deleted_at === '' ? {} : { deleted_at }),
    ...Object.fromEntries(Object.entries(all).filter(([name]) => shown.includes(name))),
  }
}
