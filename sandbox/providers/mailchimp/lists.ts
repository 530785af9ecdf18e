import { empty } from '../../http.ts'
import { boolean, group, matching, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import { hexadecimal, notFound, serial, time } from './answers.ts'
import { bodyOf, type Call, fieldsAt, flag, isWithin, moment, page, paging, queryOf, selected, sorted } from './call.ts'
import { campaigns, type ListRecord, lists, members } from './records.ts'

const address = matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)

const contact = group(
  { company: text(), address1: text(), city: text(), country: text() },
  { address2: text(), state: text(), zip: text(), phone: text() },
)

const listBody = group(
  {
    name: text(undefined, 1),
    contact,
    permission_reminder: text(),
    campaign_defaults: group({ from_name: text(), from_email: address, subject: text(150), language: text() }),
    email_type_option: boolean,
  },
  {
    use_archive_bar: boolean,
    notify_on_subscribe: text(),
    notify_on_unsubscribe: text(),
    double_optin: boolean,
    marketing_permissions: boolean,
  },
)

const listQuery = {
  ...paging,
  before_date_created: moment,
  since_date_created: moment,
  before_campaign_last_sent: moment,
  since_campaign_last_sent: moment,
  email: text(),
  sort_field: oneOf('date_created'),
  sort_dir: oneOf('ASC', 'DESC'),
  has_ecommerce_store: flag,
  include_total_contacts: flag,
}

/** `GET /lists` */
export function getLists(call: Call): Response {
  const query = queryOf(call, listQuery)
  const email = textAt(query, 'email').toLowerCase()
  const all = lists(call.state).all()
  const found = all.filter(
    (list) =>
      isWithin(query, 'date_created', list.date_created) &&
      isWithin(query, 'campaign_last_sent', lastSent(call, list)) &&
      !/^(true|1)$/.test(textAt(query, 'has_ecommerce_store')) &&
      (email === '' ||
        members(call.state)
          .all()
          .some((member) => member.list_id === list.id && member.email_address.toLowerCase() === email)),
  )
  const constraints = { may_create: true, max_instances: 100, current_total_instances: all.length }
  return page(call, query, 'lists', sorted(query, found), (list) => view(call, list), { constraints })
}

/** `GET /lists/{list_id}` */
export function getList(call: Call): Response {
  queryOf(call, { include_total_contacts: flag })
  return selected(call, view(call, listOf(call)))
}

/** `POST /lists` */
export function addList(call: Call): Response {
  const { exchange, state } = call
  const list: ListRecord = {
    id: hexadecimal(exchange, 10),
    web_id: serial(exchange, 6),
    given: bodyOf(call, listBody),
    date_created: time(exchange.now),
  }
  lists(state).save(list)
  return selected(call, view(call, list))
}

/** `PATCH /lists/{list_id}`: it wants the whole audience again. */
export function updateList(call: Call): Response {
  const list = { ...listOf(call), given: bodyOf(call, listBody) }
  lists(call.state).save(list)
  return selected(call, view(call, list))
}

/** `DELETE /lists/{list_id}`, with its members and segments. */
export function deleteList(call: Call): Response {
  const { state } = call
  const list = listOf(call)
  lists(state).remove(list.id)
  for (const member of state.list<{ list_id: string; id: string }>('member')) {
    if (member.list_id === list.id) state.delete('member', `${member.list_id}|${member.id}`)
  }
  for (const segment of state.list<{ list_id: string; id: number }>('segment')) {
    if (segment.list_id === list.id) state.delete('segment', String(segment.id))
  }
  return empty()
}

/** The audience that the path names. */
export function listOf({ state, parameters }: Call): ListRecord {
  const list = lists(state).find(parameters[0])
  if (list === undefined) throw notFound()
  return list
}

function lastSent({ state }: Call, { id }: ListRecord): string {
  const times = campaigns(state)
    .all()
    .filter(({ recipients, send_time }) => textAt(recipients, 'list_id') === id && send_time !== '')
    .map(({ send_time }) => send_time)
  return latest(times)
}

/** Of times in the same form; empty where there is none. */
function latest(times: readonly string[]): string {
  return times.toSorted((one, other) => one.localeCompare(other)).at(-1) ?? ''
}

function view(call: Call, list: ListRecord): object {
  const { state } = call
  const all = members(state)
    .all()
    .filter(({ list_id }) => list_id === list.id)
  const count = (status: string) => all.filter((member) => member.status === status).length
  const changed = (status: string) =>
    latest(all.filter((member) => member.status === status).map(({ last_changed }) => last_changed))
  const sent = campaigns(state)
    .all()
    .filter(({ recipients, status }) => textAt(recipients, 'list_id') === list.id && status === 'sent')
  return {
    id: list.id,
    web_id: list.web_id,
    name: textAt(list.given, 'name'),
    contact: { address2: '', state: '', zip: '', phone: '', ...fieldsAt(list.given, 'contact') },
    permission_reminder: textAt(list.given, 'permission_reminder'),
    use_archive_bar: valueAt(list.given, 'use_archive_bar') ?? false,
    campaign_defaults: valueAt(list.given, 'campaign_defaults'),
    notify_on_subscribe: textAt(list.given, 'notify_on_subscribe'),
    notify_on_unsubscribe: textAt(list.given, 'notify_on_unsubscribe'),
    date_created: list.date_created,
    list_rating: 0,
    email_type_option: valueAt(list.given, 'email_type_option'),
    subscribe_url_short: `http://eepurl.com/${list.id.slice(0, 6)}`,
    subscribe_url_long: `https://example.us19.list-manage.com/subscribe?u=0&id=${list.id}`,
    beamer_address: `us19-${list.id}@inbound.mailchimp.com`,
    visibility: 'pub',
    double_optin: valueAt(list.given, 'double_optin') ?? false,
    has_welcome: false,
    marketing_permissions: valueAt(list.given, 'marketing_permissions') ?? false,
    modules: [],
    stats: {
      member_count: count('subscribed'),
      total_contacts: all.filter(({ status }) => status !== 'archived').length,
      unsubscribe_count: count('unsubscribed'),
      cleaned_count: count('cleaned'),
      member_count_since_send: 0,
      unsubscribe_count_since_send: 0,
      cleaned_count_since_send: 0,
      campaign_count: sent.length,
      campaign_last_sent: lastSent(call, list),
      merge_field_count: 4,
      avg_sub_rate: 0,
      avg_unsub_rate: 0,
      target_sub_rate: 0,
      open_rate: 0,
      click_rate: 0,
      last_sub_date: changed('subscribed'),
      last_unsub_date: changed('unsubscribed'),
    },
    _links: [],
  }
}
