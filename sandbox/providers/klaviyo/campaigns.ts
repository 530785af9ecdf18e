import { empty } from '../../http.ts'
import { closed, group, list, listAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import { invalid, invalidParameter, notFound, sortableId, time } from './answers.ts'
import { bodyOf, type Call, changedObject, fieldsAt, identifier, newObject } from './call.ts'
import { messageFields, messageView } from './campaign-messages.ts'
import { fixtures } from './fixtures.ts'
import {
  answerList,
  answerOne,
  asksFor,
  checkQuery,
  conditionsOf,
  type Reading,
  type Resource,
  type Valued,
} from './reading.ts'
import { type CampaignRecord, campaigns, lists } from './records.ts'

const fields = [
  'name',
  'status',
  'archived',
  'audiences',
  'send_options',
  'tracking_options',
  'send_strategy',
  'created_at',
  'scheduled_at',
  'updated_at',
  'send_time',
]

const ordered = ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'] as const

const one: Reading = {
  fields: { campaign: fields, 'campaign-message': messageFields, tag: ['name'] },
  include: ['campaign-messages', 'tags'],
}

const many: Reading = {
  ...one,
  sort: ['created_at', 'id', 'name', 'scheduled_at', 'updated_at'],
  filter: {
    id: ['any'],
    'messages.channel': ['equals'],
    name: ['contains'],
    status: ['any', 'equals'],
    archived: ['equals'],
    created_at: ordered,
    scheduled_at: ordered,
    updated_at: ordered,
  },
  size: { usual: 100, most: 100 },
}

const campaignValue: Valued<CampaignRecord> = (campaign, field) => {
  switch (field) {
    case 'id':
    case 'status':
    case 'created_at':
    case 'updated_at':
      return campaign[field]
    case 'messages.channel':
      return textAt(campaign.definition, 'channel')
    case 'name':
      return textAt(campaign.attributes, 'name')
    case 'archived':
      return false
    default:
      return campaign.send_time
  }
}

/** `GET /api/campaigns`: a filter on the channel is required. */
export function getCampaigns(call: Call): Response {
  checkQuery(call, many)
  const conditions = conditionsOf(call, many.filter ?? {})
  if (conditions.every(({ field }) => field !== 'messages.channel')) {
    const detail = "A channel filter is required to list campaigns, such as equals(messages.channel,'email')."
    throw invalidParameter('filter', detail)
  }
  return answerList(call, many, campaigns(call.state).all(), campaignValue, view, (page) => included(call, page))
}

/** `GET /api/campaigns/{id}` */
export function getCampaign(call: Call): Response {
  const campaign = campaignOf(call)
  return answerOne(call, one, view(campaign), { included: included(call, [campaign]) })
}

const audiences = closed({ included: list(text()) }, { excluded: list(text()) })

const settings = { send_strategy: group({ method: text() }), send_options: group({}), tracking_options: group({}) }

const content = closed(
  {},
  {
    subject: text(),
    preview_text: text(),
    from_email: text(),
    from_label: text(),
    reply_to_email: text(),
    cc_email: text(),
    bcc_email: text(),
    body: text(),
  },
)

const message = closed(
  {
    type: oneOf('campaign-message'),
    attributes: closed({
      definition: closed({ channel: oneOf('email', 'sms') }, { label: text(), content, render_options: group({}) }),
    }),
  },
  { relationships: group({}) },
)

const createBody = newObject(
  'campaign',
  closed({ name: text(undefined, 1), audiences, 'campaign-messages': closed({ data: list(message, 1, 1) }) }, settings),
)

/** `POST /api/campaigns`: a draft with one message. The sandbox plays e-mail and text messages. */
export function createCampaign(call: Call): Response {
  const { exchange, state } = call
  const given = fieldsAt(bodyOf(call, createBody), 'data', 'attributes')
  checkAudiences(call, given)
  const { 'campaign-messages': messages, ...attributes } = given
  const now = time(exchange.now)
  const campaign: CampaignRecord = {
    id: sortableId(exchange),
    message: sortableId(exchange),
    attributes,
    definition: fieldsAt(messages, 'data', 0, 'attributes', 'definition'),
    status: 'Draft',
    template: '',
    created_at: now,
    updated_at: now,
    send_time: null,
  }
  campaigns(state).save(campaign)
  return answerOne(call, { fields: { campaign: fields } }, view(campaign), { status: 201 })
}

const updateBody = changedObject('campaign', closed({}, { name: text(undefined, 1), audiences, ...settings }))

/** `PATCH /api/campaigns/{id}` */
export function updateCampaign(call: Call): Response {
  const body = bodyOf(call, updateBody)
  const before = campaignOf(call)
  if (textAt(body, 'data', 'id') !== before.id) throw invalid('/data/id', 'The id must be the id of the path.')
  if (before.status !== 'Draft') throw invalid('/data/id', 'Only a draft can be updated.')
  const given = fieldsAt(body, 'data', 'attributes')
  checkAudiences(call, given)
  const campaign = { ...before, attributes: { ...before.attributes, ...given }, updated_at: time(call.exchange.now) }
  campaigns(call.state).save(campaign)
  return answerOne(call, { fields: { campaign: fields } }, view(campaign))
}

/** `DELETE /api/campaigns/{id}` */
export function deleteCampaign(call: Call): Response {
  campaigns(call.state).remove(campaignOf(call).id)
  return empty()
}

const sendBody = closed({ data: identifier('campaign-send-job') })

/** `POST /api/campaign-send-jobs`: the id of the job is the campaign's. An e-mail needs a template. */
export function sendCampaign(call: Call): Response {
  const { exchange, state } = call
  const id = textAt(bodyOf(call, sendBody), 'data', 'id')
  const campaign = campaigns(state).find(id)
  if (campaign === undefined) throw notFound('campaign', id, '/data/id')
  if (campaign.status !== 'Draft') throw invalid('/data/id', 'The campaign has already been sent.')
  if (listAt(campaign.attributes, 'audiences', 'included').length === 0) {
    throw invalid('/data/id', 'The campaign has no audience.')
  }
  if (campaign.template === '' && textAt(campaign.definition, 'channel') === 'email') {
    throw invalid('/data/id', 'The campaign message has no template.')
  }
  const now = time(exchange.now)
  campaigns(state).save({ ...campaign, status: 'Sent', send_time: now, updated_at: now })
  return answerOne(call, { fields: { 'campaign-send-job': ['status'] } }, jobView(id, 'queued'), { status: 202 })
}

/** `GET /api/campaign-send-jobs/{id}`: of a campaign that was sent. */
export function getSendJob(call: Call): Response {
  const campaign = campaigns(call.state).find(call.parameter)
  if (campaign === undefined || campaign.status !== 'Sent') throw notFound('campaign-send-job', call.parameter)
  return answerOne(call, { fields: { 'campaign-send-job': ['status'] } }, jobView(campaign.id, 'complete'))
}

function jobView(id: string, status: string): Resource {
  return { type: 'campaign-send-job', id, attributes: { status }, relationships: {} }
}

function checkAudiences({ state }: Call, given: unknown): void {
  const ids = ['included', 'excluded'].flatMap((name) => listAt(given, 'audiences', name)).map(String)
  const unknown = ids.find((id) => id !== fixtures.segment && lists(state).find(id) === undefined)
  if (unknown === undefined) return
  throw invalid('/data/attributes/audiences', `A list or segment with id ${unknown} does not exist.`)
}

export function campaignOf({ state, parameter }: Call): CampaignRecord {
  const campaign = campaigns(state).find(parameter)
  if (campaign === undefined) throw notFound('campaign', parameter)
  return campaign
}

function included(call: Call, page: readonly CampaignRecord[]): Resource[] {
  return asksFor(call, 'include', 'campaign-messages') ? page.map(messageView) : []
}

function view(campaign: CampaignRecord): Resource {
  const { attributes } = campaign
  return {
    type: 'campaign',
    id: campaign.id,
    attributes: {
      name: textAt(attributes, 'name'),
      status: campaign.status,
      archived: false,
      audiences: { excluded: [], ...fieldsAt(attributes, 'audiences') },
      send_options: valueAt(attributes, 'send_options') ?? { use_smart_sending: true },
      tracking_options: valueAt(attributes, 'tracking_options') ?? {},
      send_strategy: valueAt(attributes, 'send_strategy') ?? { method: 'immediate' },
      created_at: campaign.created_at,
      scheduled_at: campaign.send_time,
      updated_at: campaign.updated_at,
      send_time: campaign.send_time,
    },
    relationships: {
      'campaign-messages': { data: [{ type: 'campaign-message', id: campaign.message }] },
      tags: { data: [] },
    },
  }
}
