import { boolean, group, list, listAt, text, textAt, valueAt, whole } from '../../json-shape.ts'
import { activityAnswer } from './activity-records.ts'
import { checkedBody, invalid, uuidShape } from './answers.ts'
import { remove } from './contacts.ts'
import { requireLists } from './lists.ts'
import { type Account, type ContactRecord, contacts } from './records.ts'

const membershipRequest = group(
  {
    source: group(
      {},
      {
        list_ids: list(uuidShape, 1, 50),
        all_active_contacts: boolean,
        contact_ids: list(uuidShape, 1, 500),
        engagement_level: text(),
        tag_ids: list(uuidShape, 1, 50),
        segment_id: whole(1),
      },
    ),
    list_ids: list(uuidShape, 1, 50),
  },
  { exclude: group({}, { contact_ids: list(uuidShape) }) },
)

/** `POST /activities/add_list_memberships` */
export function addListMemberships(account: Account): Response {
  return changeMemberships(account, (memberships, ids) => [...new Set([...memberships, ...ids])])
}

/** `POST /activities/remove_list_memberships` */
export function removeListMemberships(account: Account): Response {
  return changeMemberships(account, (memberships, ids) => memberships.filter((id) => !ids.includes(id)))
}

function changeMemberships(
  account: Account,
  change: (memberships: readonly string[], ids: readonly string[]) => string[],
): Response {
  const body = checkedBody(account.exchange, 'activities', membershipRequest)
  const ids = listAt(body, 'list_ids').map(String)
  requireLists(account, 'activities', ids)
  const source = valueAt(body, 'source')
  if (Object.keys(Object(source)).length !== 1) {
    throw invalid('activities', 'source must name the contacts in exactly one way')
  }
  const excluded = listAt(body, 'exclude', 'contact_ids')
  const chosen = chosenContacts(account, source).filter(({ contact_id }) => !excluded.includes(contact_id))
  const memberships = chosen.map((record) => ({ ...record, list_memberships: change(record.list_memberships, ids) }))
  const tooMany = memberships.filter(({ list_memberships }) => list_memberships.length > 50)
  for (const record of memberships) if (!tooMany.includes(record)) contacts(account).save(record)

  const missing = listAt(source, 'contact_ids').filter((id) => !chosen.some(({ contact_id }) => contact_id === id))
  const errors = [
    ...missing.map((id) => `contact_id ${String(id)} was not found`),
    ...tooMany.map(({ contact_id }) => `contact_id ${contact_id} is on 50 lists already`),
  ]
  const total = chosen.length + missing.length
  return activityAnswer(
    account,
    { items_total_count: total, items_completed_count: total - errors.length, list_count: ids.length },
    errors,
  )
}

function chosenContacts(account: Account, source: unknown): ContactRecord[] {
  const [ids, listIds, tags] = ['contact_ids', 'list_ids', 'tag_ids'].map((name) => listAt(source, name))
  const isAll = valueAt(source, 'all_active_contacts') === true || textAt(source, 'engagement_level') !== ''
  return contacts(account)
    .all()
    .filter(
      ({ contact_id, deleted_at, list_memberships, taggings }) =>
        deleted_at === '' &&
        (isAll ||
          ids?.includes(contact_id) ||
          list_memberships.some((id) => listIds?.includes(id)) ||
          taggings.some((id) => tags?.includes(id))),
    )
}

const deleteRequest = group({}, { contact_ids: list(uuidShape, 1, 500), list_ids: list(uuidShape, 1, 50) })

/** `POST /activities/contact_delete`: those with the ids, or all that are on the lists. */
export function deleteContacts(account: Account): Response {
  const body = checkedBody(account.exchange, 'activities', deleteRequest)
  const names = ['contact_ids', 'list_ids'].filter((name) => valueAt(body, name) !== undefined)
  if (names.length !== 1) throw invalid('activities', 'Either contact_ids or list_ids is required')
  requireLists(account, 'activities', listAt(body, 'list_ids'))
  const chosen = chosenContacts(account, body)
  for (const record of chosen) remove(account, record)
  const count = chosen.length
  return activityAnswer(
    account,
    { items_total_count: count, items_completed_count: count, list_count: listAt(body, 'list_ids').length },
    [],
  )
}
