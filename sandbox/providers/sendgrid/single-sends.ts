import { empty, type Fields, isFields, json } from '../../http.ts'
import {
  boolean,
  closed,
  group,
  list,
  listAt,
  matching,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { invalid, notFound, Refusal, time, uuid } from './answers.ts'
import { bodyOf, type Call, page, uuidShape } from './call.ts'
import { lists, type SingleSendRecord, segments, sender, singleSends, suppressionGroup } from './records.ts'

const moment = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/)

const sendTo = closed({}, { list_ids: list(uuidShape, 0, 10), segment_ids: list(uuidShape, 0, 10), all: boolean })

const emailConfig = closed(
  {},
  {
    subject: text(),
    html_content: text(),
    plain_content: text(),
    generate_plain_content: boolean,
    design_id: text(),
    editor: oneOf('code', 'design'),
    suppression_group_id: whole(),
    custom_unsubscribe_url: text(),
    sender_id: whole(),
    ip_pool: text(),
  },
)

const parts = { categories: list(text(), 0, 10), send_at: moment, send_to: sendTo, email_config: emailConfig }

const createBody = closed({ name: text(100, 1) }, parts)

/** `GET /v3/marketing/singlesends` */
export function getSingleSends(call: Call): Response {
  return json(page(call, singleSends(call.state).all(), summary))
}

const searchBody = group(
  {},
  { name: text(100, 1), status: list(oneOf('draft', 'scheduled', 'triggered')), categories: list(text()) },
)

/** `POST /v3/marketing/singlesends/search` */
export function searchSingleSends(call: Call): Response {
  const body = bodyOf(call, searchBody)
  const statuses = listAt(body, 'status')
  const categories = listAt(body, 'categories')
  const found = singleSends(call.state)
    .all()
    .filter(
      (single) =>
        single.name.toLowerCase().includes(textAt(body, 'name').toLowerCase()) &&
        (statuses.length === 0 || statuses.includes(single.status)) &&
        (categories.length === 0 || single.categories.some((category) => categories.includes(category))),
    )
  return json(page(call, found, summary))
}

/** `POST /v3/marketing/singlesends`: a draft. */
export function createSingleSend(call: Call): Response {
  const { exchange, state } = call
  const body = bodyOf(call, createBody)
  const now = time(exchange.now)
  const blank: SingleSendRecord = {
    id: uuid(exchange),
    name: '',
    status: 'draft',
    categories: [],
    send_at: '',
    send_to: { list_ids: [], segment_ids: [], all: false },
    email_config: {
      subject: '',
      html_content: '',
      plain_content: '',
      generate_plain_content: true,
      editor: 'code',
      suppression_group_id: null,
      custom_unsubscribe_url: null,
      sender_id: null,
      ip_pool: null,
    },
    created_at: now,
    updated_at: now,
  }
  const single = changed(call, blank, body)
  singleSends(state).save(single)
  return json(view(single), 201)
}

/** `GET /v3/marketing/singlesends/{id}` */
export function getSingleSend(call: Call): Response {
  return json(view(singleSendOf(call)))
}

/** `PATCH /v3/marketing/singlesends/{id}`: only a draft. It answers 202. */
export function updateSingleSend(call: Call): Response {
  const before = singleSendOf(call)
  const body = bodyOf(call, closed({}, { name: text(100, 1), ...parts }))
  if (before.status !== 'draft') throw invalid('status', 'only a draft can be updated')
  const single = changed(call, before, body)
  singleSends(call.state).save(single)
  return json(view(single), 202)
}

/** `DELETE /v3/marketing/singlesends/{id}` */
export function deleteSingleSend(call: Call): Response {
  singleSends(call.state).remove(singleSendOf(call).id)
  return empty()
}

/** `PUT /v3/marketing/singlesends/{id}/schedule`: at a time, or `now`, which the sandbox takes to be sent at once. */
export function schedule(call: Call): Response {
  const { exchange, state } = call
  const single = singleSendOf(call)
  const sendAt = textAt(bodyOf(call, group({ send_at: text() })), 'send_at')
  const isNow = sendAt === 'now'
  if (!isNow && Number.isNaN(Date.parse(sendAt))) throw invalid('send_at', 'send_at must be now or an ISO 8601 time')
  if (single.status === 'triggered') throw invalid('status', 'the single send has already been sent')
  const faults = faultsOf(single)
  if (faults.length > 0) {
    throw new Refusal(400, ...faults.map((field) => ({ field, message: `${field} must be set before scheduling` })))
  }
  const at = time(isNow ? exchange.now : new Date(sendAt))
  singleSends(state).save({ ...single, status: isNow ? 'triggered' : 'scheduled', send_at: at })
  return json({ send_at: at, status: 'scheduled' }, 201)
}

/** `DELETE /v3/marketing/singlesends/{id}/schedule` */
export function unschedule(call: Call): Response {
  const single = singleSendOf(call)
  if (single.status !== 'scheduled') throw invalid('status', 'the single send is not scheduled')
  singleSends(call.state).save({ ...single, status: 'draft' })
  return json({ send_at: single.send_at, status: 'draft' })
}

function singleSendOf({ state, parameter }: Call): SingleSendRecord {
  const single = singleSends(state).find(parameter)
  if (single === undefined) throw notFound()
  return single
}

/** What a single send still needs. */
function faultsOf({ send_to, email_config }: SingleSendRecord): string[] {
  const hasAny = (...names: readonly string[]) =>
    names.some((name) => textAt(email_config, name) !== '' || numberAt(email_config, name) > 0)
  const isAddressed =
    valueAt(send_to, 'all') === true || ['list_ids', 'segment_ids'].some((name) => listAt(send_to, name).length > 0)
  return [
    ...(isAddressed ? [] : ['send_to']),
    ...(hasAny('subject') ? [] : ['email_config.subject']),
    ...(hasAny('html_content', 'design_id') ? [] : ['email_config.html_content']),
    ...(hasAny('sender_id') ? [] : ['email_config.sender_id']),
    ...(hasAny('suppression_group_id', 'custom_unsubscribe_url') ? [] : ['email_config.suppression_group_id']),
  ]
}

function changed(call: Call, before: SingleSendRecord, body: Fields): SingleSendRecord {
  const { state, exchange } = call
  const target = isFields(body.send_to) ? body.send_to : {}
  const config = isFields(body.email_config) ? body.email_config : {}
  if (listAt(target, 'list_ids').some((id) => lists(state).find(String(id)) === undefined)) {
    throw invalid('send_to.list_ids', 'list does not exist')
  }
  if (listAt(target, 'segment_ids').some((id) => segments(state).find(String(id)) === undefined)) {
    throw invalid('send_to.segment_ids', 'segment does not exist')
  }
  if (![0, sender.id].includes(numberAt(config, 'sender_id'))) {
    throw invalid('email_config.sender_id', 'sender does not exist')
  }
  if (![0, suppressionGroup.id].includes(numberAt(config, 'suppression_group_id'))) {
    throw invalid('email_config.suppression_group_id', 'suppression group does not exist')
  }
  return {
    ...before,
    name: textAt(body, 'name') || before.name,
    categories: body.categories === undefined ? before.categories : listAt(body, 'categories').map(String),
    send_at: textAt(body, 'send_at') || before.send_at,
    send_to: { ...before.send_to, ...target },
    email_config: { ...before.email_config, ...config },
    updated_at: time(exchange.now),
  }
}

function summary(single: SingleSendRecord): object {
  const { send_to: _sendTo, email_config: _emailConfig, send_at, ...rest } = single
  return { ...rest, abtest: null, is_abtest: false, ...(send_at === '' ? {} : { send_at }) }
}

function view(single: SingleSendRecord): object {
  return { ...single, send_at: single.send_at || null, warnings: [] }
}
