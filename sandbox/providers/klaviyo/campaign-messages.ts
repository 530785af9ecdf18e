import { closed, oneOf, text, textAt } from '../../json-shape.ts'
import { notFound, time } from './answers.ts'
import { bodyOf, type Call, identifier } from './call.ts'
import { fixtures } from './fixtures.ts'
import { answerList, answerOne, type Reading, type Resource } from './reading.ts'
import { type CampaignRecord, campaigns } from './records.ts'

export const messageFields = ['definition', 'send_times', 'created_at', 'updated_at']

const fields = {
  'campaign-message': messageFields,
  campaign: ['name', 'status'],
  template: ['name'],
  image: ['name', 'image_url'],
}

const one: Reading = { fields, include: ['campaign', 'image', 'template'] }

/** `GET /api/campaigns/{id}/campaign-messages` */
export function getMessages(call: Call): Response {
  const campaign = campaigns(call.state).find(call.parameter)
  if (campaign === undefined) throw notFound('campaign', call.parameter)
  return answerList(call, one, [campaign], () => null, messageView)
}

/** `GET /api/campaign-messages/{id}` */
export function getMessage(call: Call): Response {
  return answerOne(call, one, messageView(campaignOf(call, call.parameter)))
}

const assignBody = closed({
  data: closed({
    type: oneOf('campaign-message'),
    id: text(),
    relationships: closed({ template: closed({ data: identifier('template') }) }),
  }),
})

/** `POST /api/campaign-message-assign-template`: the message gets a copy. The sandbox has one template. */
export function assignTemplate(call: Call): Response {
  const body = bodyOf(call, assignBody)
  const before = campaignOf(call, textAt(body, 'data', 'id'))
  const id = textAt(body, 'data', 'relationships', 'template', 'data', 'id')
  if (id !== fixtures.template) throw notFound('template', id, '/data/relationships/template/data/id')
  const template = call.exchange.randomId(6)
  const campaign = { ...before, template, updated_at: time(call.exchange.now) }
  campaigns(call.state).save(campaign)
  return answerOne(call, { fields }, messageView(campaign))
}

function campaignOf({ state }: Call, messageId: string): CampaignRecord {
  const campaign = campaigns(state)
    .all()
    .find(({ message }) => message === messageId)
  if (campaign === undefined) throw notFound('campaign-message', messageId)
  return campaign
}

/** The one message of a campaign. */
export function messageView(campaign: CampaignRecord): Resource {
  return {
    type: 'campaign-message',
    id: campaign.message,
    attributes: {
      definition: campaign.definition,
      send_times: campaign.send_time === null ? [] : [{ datetime: campaign.send_time, is_local: false }],
      created_at: campaign.created_at,
      updated_at: campaign.updated_at,
    },
    relationships: {
      campaign: { data: { type: 'campaign', id: campaign.id } },
      template: { data: campaign.template === '' ? null : { type: 'template', id: campaign.template } },
      image: { data: null },
    },
  }
}
