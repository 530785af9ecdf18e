import { type Fields, isFields, json } from '../../http.ts'
import { group, list, listAt, matching, text, textAt } from '../../json-shape.ts'
import { invalid, notFound, Refusal, time, uuid } from './answers.ts'
import { address, bodyOf, type Call, queryOf, uuidShape } from './call.ts'
import { contactView } from './contact-view.ts'
import { finished } from './jobs.ts'
import { type ContactRecord, contacts, lists } from './records.ts'
import { parseQuery } from './sgql.ts'

const identifiers = ['email', 'phone_number_id', 'external_id', 'anonymous_id'] as const

const contactShape = group(
  {},
  {
    email: address,
    phone_number_id: matching(/^\+[1-9]\d{6,14}$/),
    external_id: text(254),
    anonymous_id: text(254),
    alternate_emails: list(address, 0, 5),
    first_name: text(50),
    last_name: text(50),
    address_line_1: text(100),
    address_line_2: text(100),
    city: text(60),
    state_province_region: text(50),
    country: text(50),
    postal_code: text(),
    custom_fields: group({}),
  },
)

const upsertBody = group({ contacts: list(contactShape, 1, 30_000) }, { list_ids: list(uuidShape) })

/** `PUT /v3/marketing/contacts`: each is added, or updated where its identifiers are known. */
export function upsertContacts(call: Call): Response {
  const { state } = call
  const body = bodyOf(call, upsertBody)
  const listIds = listAt(body, 'list_ids').map(String)
  const unknown = listIds.find((id) => lists(state).find(id) === undefined)
  if (unknown !== undefined) throw invalid('list_ids', `list ${unknown} does not exist`)
  const given = listAt(body, 'contacts').filter(isFields)
  for (const [index, contact] of given.entries()) {
    if (identifiers.every((name) => textAt(contact, name) === '')) {
      throw invalid(`contacts[${index}]`, `at least one identifier is required: ${identifiers.join(', ')}`)
    }
    const field = Object.keys(isFields(contact.custom_fields) ? contact.custom_fields : {}).find(
      (name) => !/^[a-z]+\d+(_[TND])?$/.test(name),
    )
    if (field !== undefined) throw invalid(`contacts[${index}].custom_fields`, `custom field ${field} is not defined`)
  }
  const created = given.filter((contact) => upsert(call, contact, listIds)).length
  const counts = { created_count: created, updated_count: given.length - created }
  return json({ job_id: finished(call, 'upsert', counts) }, 202)
}

/** Whether the contact is new. */
function upsert({ exchange, state }: Call, given: Fields, listIds: readonly string[]): boolean {
  const lower = { ...given, ...(textAt(given, 'email') === '' ? {} : { email: textAt(given, 'email').toLowerCase() }) }
  const existing = contacts(state)
    .all()
    .find((contact) =>
      identifiers.some((name) => textAt(lower, name) !== '' && textAt(lower, name) === textAt(contact.given, name)),
    )
  const now = time(exchange.now)
  const before = existing ?? { id: uuid(exchange), given: {}, list_ids: [], created_at: now, updated_at: now }
  contacts(state).save({
    ...before,
    given: { ...before.given, ...lower },
    list_ids: [...new Set([...before.list_ids, ...listIds])],
    updated_at: now,
  })
  return existing === undefined
}

/** `GET /v3/marketing/contacts`: the last 50, by address. */
export function getContacts(call: Call): Response {
  const all = contacts(call.state).all()
  const sample = all
    .slice(0, 50)
    .toSorted((one, other) => textAt(one.given, 'email').localeCompare(textAt(other.given, 'email')))
  return json({ ...found(call, sample), contact_count: all.length })
}

/** `GET /v3/marketing/contacts/count` */
export function countContacts({ state }: Call): Response {
  const count = contacts(state).all().length
  return json({ contact_count: count, billable_count: count, billable_breakdown: { total: count, breakdown: {} } })
}

/** `GET /v3/marketing/contacts/{id}` */
export function getContact(call: Call): Response {
  const contact = contacts(call.state).find(call.parameter)
  if (contact === undefined) throw notFound()
  return json(contactView(call.exchange, contact))
}

/** `POST /v3/marketing/contacts/batch` */
export function getBatch(call: Call): Response {
  const ids = listAt(bodyOf(call, group({ ids: list(uuidShape, 1, 100) })), 'ids')
  const all = contacts(call.state).all()
  return json({
    result: all.filter(({ id }) => ids.includes(id)).map((contact) => contactView(call.exchange, contact)),
  })
}

/** `DELETE /v3/marketing/contacts?ids=…` or `?delete_all_contacts=true` */
export function deleteContacts(call: Call): Response {
  const { state } = call
  const query = queryOf(call, { ids: text(), delete_all_contacts: matching(/^(true|false)$/) })
  const ids = textAt(query, 'ids')
  const isAll = textAt(query, 'delete_all_contacts') === 'true'
  if ((ids === '') !== isAll) throw invalid('ids', 'either ids or delete_all_contacts must be set')
  const removed = contacts(state)
    .all()
    .filter(({ id }) => isAll || ids.split(',').includes(id))
  for (const { id } of removed) contacts(state).remove(id)
  return json({ job_id: finished(call, 'delete', { deleted_count: removed.length }) }, 202)
}

/** `POST /v3/marketing/contacts/search`: by a query in SGQL, the first 50. */
export function searchContacts(call: Call): Response {
  const query = textAt(bodyOf(call, group({ query: text(undefined, 1) })), 'query')
  const matches = parseQuery(query)
  if (matches === undefined) throw new Refusal(400, { field: 'query', message: 'invalid query' })
  const all = contacts(call.state).all().filter(matches)
  return json({ ...found(call, all.slice(0, 50)), contact_count: all.length })
}

/** `POST /v3/marketing/contacts/search/emails`: what none has answers 404 only where no address is known. */
export function searchEmails(call: Call): Response {
  const emails = listAt(bodyOf(call, group({ emails: list(text(254), 1, 100) })), 'emails').map(String)
  const all = contacts(call.state).all()
  const results = emails
    .filter((email) => email !== '')
    .map((given) => {
      const email = given.toLowerCase()
      const contact = all.find(
        (candidate) =>
          textAt(candidate.given, 'email') === email || listAt(candidate.given, 'alternate_emails').includes(email),
      )
      return [email, contact] as const
    })
  if (results.every(([, contact]) => contact === undefined)) throw notFound()
  const answer = ([email, contact]: readonly [string, ContactRecord | undefined]) => [
    email,
    contact === undefined ? { error: 'contact not found' } : { contact: contactView(call.exchange, contact) },
  ]
  return json({ result: Object.fromEntries(results.map(answer)) })
}

function found({ exchange }: Call, some: readonly ContactRecord[]) {
  return {
    result: some.map((contact) => contactView(exchange, contact)),
    _metadata: { self: exchange.url.href },
  }
}
