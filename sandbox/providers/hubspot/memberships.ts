import { empty, json } from '../../http.ts'
import { group, list, listAt, matching } from '../../json-shape.ts'
import { checkedBody, invalid, limitParameter, pageOf } from './answers.ts'
import { type ListRecord, listOr404 } from './lists.ts'
import { addMember, hasRecord, membersOf, removeMember } from './members.ts'
import type { Hub } from './store.ts'

/** HubSpot reads a number and its digits alike; the description says digits. */
const recordIds = list(matching(/^\d+$/), 0, 100_000)

/** `GET /crm/lists/2026-09/{listId}/memberships` */
export function listMemberships(hub: Hub, listId: string): Response {
  const members = membersOf(hub, listOr404(hub, listId).listId)
  const limit = limitParameter(hub.exchange, 100, 250)
  const { page, paging } = pageOf(hub.exchange, members, ({ recordId }) => recordId, limit)
  const results = page.map(({ recordId, membershipTimestamp }) => ({ recordId, membershipTimestamp }))
  return json({ results, total: members.length, ...paging })
}

/** `PUT …/{listId}/memberships/add`: who isn't there or is a member already is passed over. */
export function addMemberships(hub: Hub, listId: string): Response {
  const record = handFilled(hub, listId)
  return json(change(hub, record, listAt({ ids: checkedBody(hub.exchange, recordIds) }, 'ids'), []))
}

/** `PUT …/{listId}/memberships/remove` */
export function removeMemberships(hub: Hub, listId: string): Response {
  const record = handFilled(hub, listId)
  return json(change(hub, record, [], listAt({ ids: checkedBody(hub.exchange, recordIds) }, 'ids')))
}

/** `PUT …/{listId}/memberships/add-and-remove` */
export function changeMemberships(hub: Hub, listId: string): Response {
  const record = handFilled(hub, listId)
  const body = checkedBody(hub.exchange, group({ recordIdsToAdd: recordIds, recordIdsToRemove: recordIds }))
  return json(change(hub, record, listAt(body, 'recordIdsToAdd'), listAt(body, 'recordIdsToRemove')))
}

/** `DELETE …/{listId}/memberships`: of all members. */
export function clearMemberships(hub: Hub, listId: string): Response {
  const record = handFilled(hub, listId)
  for (const { recordId } of membersOf(hub, record.listId)) removeMember(hub, record.listId, recordId)
  return empty()
}

function change(
  hub: Hub,
  { listId, objectTypeId }: ListRecord,
  toAdd: readonly unknown[],
  toRemove: readonly unknown[],
) {
  const all = [...toAdd, ...toRemove].map(String)
  const missing = all.filter((id) => !hasRecord(hub, objectTypeId, id))
  const members = membersOf(hub, listId).map(({ recordId }) => recordId)
  const added = toAdd.map(String).filter((id) => !missing.includes(id) && !members.includes(id))
  const removed = toRemove.map(String).filter((id) => members.includes(id))
  for (const id of added) addMember(hub, listId, objectTypeId, id)
  for (const id of removed) removeMember(hub, listId, id)
  return { recordsIdsAdded: added, recordIdsRemoved: removed, recordIdsMissing: missing }
}

/** Only lists of `MANUAL` and `SNAPSHOT` processing are filled by hand. */
function handFilled(hub: Hub, listId: string): ListRecord {
  const record = listOr404(hub, listId)
  if (record.processingType !== 'DYNAMIC') return record
  throw invalid(`List ${listId} has the processingType DYNAMIC, whose members are what its filters say.`, {
    context: { listId: [listId] },
  })
}
