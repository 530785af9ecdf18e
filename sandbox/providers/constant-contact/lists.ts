import { json } from '../../http.ts'
import { boolean, closed, group, matching, oneOf, queryFields, text, textAt, valueAt } from '../../json-shape.ts'
import { activityAnswer } from './activity-records.ts'
import {
  type Area,
  checkedBody,
  checkedQuery,
  conflict,
  flag,
  invalid,
  listQuery,
  notFound,
  pageOf,
  requireUuid,
  uuid,
} from './answers.ts'
import { type Account, contacts, type ListRecord, lists } from './records.ts'

const counting = oneOf('all', 'active')

const listShape = closed(
  {},
  {
    limit: matching(/^-?\d+$/),
    include_count: flag,
    include_membership_count: counting,
    include_sms_membership_count: flag,
    name: text(),
    status: oneOf('active', 'deleted', 'all'),
    channel_type: oneOf('email', 'sms'),
  },
)

const writtenList = group({ name: text(255, 1) }, { favorite: boolean, description: text() })

/** `GET /contact_lists`: those that aren't deleted, unless `status` says otherwise. */
export function listLists(account: Account): Response {
  const listing = listQuery(account.exchange, 'contacts')
  const query = checkedQuery(listing.query, 'contacts', listShape)
  const [status, name] = [textAt(query, 'status') || 'active', textAt(query, 'name')]
  const found = lists(account)
    .all()
    .filter(
      (record) =>
        (status === 'all' || (record.deleted_at !== '') === (status === 'deleted')) &&
        (name === '' || record.name === name),
    )
  const { page, links } = pageOf(account.exchange, 'contacts', found, listing, 1000)
  const counts = textAt(query, 'include_membership_count')
  return json({
    lists: page.map((record) => listView(account, record, counts)),
    ...(query.include_count === 'true' ? { lists_count: found.length } : {}),
    ...links,
  })
}

/** `GET /contact_lists/{list_id}` */
export function readList(account: Account, id: string): Response {
  const query = checkedQuery(
    queryFields(account.exchange.url),
    'contacts',
    closed({}, { include_membership_count: counting }),
  )
  return json(listView(account, listOr404(account, id), textAt(query, 'include_membership_count')))
}

/** `POST /contact_lists`. A name is taken once only if it contains `duplicate`: examples are created repeatedly. */
export function createList(account: Account): Response {
  const body = checkedBody(account.exchange, 'contacts', writtenList)
  const name = textAt(body, 'name')
  refuseTaken(account, name, undefined)
  const at = account.exchange.now.toISOString()
  const record: ListRecord = {
    list_id: uuid(account.exchange),
    name,
    description: textAt(body, 'description'),
    favorite: valueAt(body, 'favorite') === true,
    created_at: at,
    updated_at: at,
    deleted_at: '',
  }
  lists(account).save(record)
  return json(listView(account, record, ''), 201)
}

/** `PUT /contact_lists/{list_id}` */
export function updateList(account: Account, id: string): Response {
  const record = listOr404(account, id)
  const body = checkedBody(account.exchange, 'contacts', writtenList)
  const name = textAt(body, 'name')
  refuseTaken(account, name, id)
  const updated: ListRecord = {
    ...record,
    name,
    description: textAt(body, 'description'),
    favorite: valueAt(body, 'favorite') === true,
    updated_at: account.exchange.now.toISOString(),
  }
  lists(account).save(updated)
  return json(listView(account, updated, ''))
}

/** `DELETE /contact_lists/{list_id}`: an activity, like all that touches many contacts. */
export function deleteList(account: Account, id: string): Response {
  const record = listOr404(account, id)
  for (const contact of contacts(account).all()) {
    if (!contact.list_memberships.includes(id)) continue
    contacts(account).save({ ...contact, list_memberships: contact.list_memberships.filter((each) => each !== id) })
  }
  lists(account).save({ ...record, deleted_at: account.exchange.now.toISOString() })
  return activityAnswer(account, { list_count: 1, items_total_count: 1, items_completed_count: 1 }, [], 202)
}

function refuseTaken(account: Account, name: string, ownId: string | undefined): void {
  const isTaken = lists(account)
    .all()
    .some((other) => other.name === name && other.list_id !== ownId && other.deleted_at === '')
  if (isTaken && name.includes('duplicate')) throw conflict('contacts', `A contact list named ${name} already exists.`)
}

function listOr404(account: Account, id: string): ListRecord {
  requireUuid('contacts', 'list_id', id)
  const record = lists(account).find(id)
  if (record === undefined || record.deleted_at !== '') throw notFound('contacts')
  return record
}

/** Refuses lists that aren't there. */
export function requireLists(account: Account, area: Area, ids: readonly unknown[]): void {
  const missing = ids.map(String).filter((id) => lists(account).find(id)?.deleted_at !== '')
  if (missing.length > 0) throw invalid(area, `There is no contact list ${missing.join(', ')}`)
}

function listView(account: Account, { deleted_at, ...record }: ListRecord, counts: string): object {
  const members = contacts(account)
    .all()
    .filter(
      ({ list_memberships, deleted_at: deletedAt }) => deletedAt === '' && list_memberships.includes(record.list_id),
    )
  const active = members.filter(({ email_address }) => email_address?.permission_to_send !== 'unsubscribed')
  const count = counts === 'active' ? active.length : members.length
  return {
    ...record,
    ...(deleted_at === '' ? {} : { deleted_at }),
    ...(counts === '' ? {} : { membership_count: count }),
  }
}
