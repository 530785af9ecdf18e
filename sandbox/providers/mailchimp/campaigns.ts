import { empty, type Fields } from '../../http.ts'
import { boolean, group, list, type Members, matching, number, oneOf, text, textAt } from '../../json-shape.ts'
import { badRequest, hexadecimal, invalid, notFound, serial, time } from './answers.ts'
import { bodyOf, type Call, fieldsAt, isWithin, moment, page, paging, queryOf, selected, sorted } from './call.ts'
import { campaignView, contentView, recipientCount } from './campaign-view.ts'
import { type CampaignRecord, campaigns, lists } from './records.ts'

const address = matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)

const parts: Members = {
  recipients: group({ list_id: text() }, { segment_opts: group({}) }),
  settings: group(
    {},
    {
      subject_line: text(150),
      preview_text: text(150),
      title: text(),
      from_name: text(100),
      reply_to: address,
      use_conversation: boolean,
      to_name: text(),
      folder_id: text(),
      authenticate: boolean,
      auto_footer: boolean,
      inline_css: boolean,
      auto_tweet: boolean,
      auto_fb_post: list(text()),
      fb_comments: boolean,
      template_id: number(),
    },
  ),
  tracking: group({}, { opens: boolean, html_clicks: boolean, text_clicks: boolean, google_analytics: text() }),
  variate_settings: group({ winner_criteria: oneOf('opens', 'clicks', 'manual', 'total_revenue') }),
  rss_opts: group({ feed_url: text(), frequency: oneOf('daily', 'weekly', 'monthly') }),
  social_card: group({}, { image_url: text(), description: text(), title: text() }),
}

const types = oneOf('regular', 'plaintext', 'absplit', 'rss', 'variate')

const listQuery = {
  ...paging,
  type: types,
  status: oneOf('save', 'paused', 'schedule', 'sending', 'sent'),
  before_send_time: moment,
  since_send_time: moment,
  before_create_time: moment,
  since_create_time: moment,
  list_id: text(),
  folder_id: text(),
  member_id: text(),
  sort_field: oneOf('create_time', 'send_time'),
  sort_dir: oneOf('ASC', 'DESC'),
}

/** `GET /campaigns` */
export function getCampaigns(call: Call): Response {
  const query = queryOf(call, listQuery)
  const equals = (name: string, value: string) => textAt(query, name) === '' || textAt(query, name) === value
  const found = campaigns(call.state)
    .all()
    .filter(
      (campaign) =>
        equals('type', campaign.type) &&
        equals('status', campaign.status) &&
        equals('list_id', textAt(campaign.recipients, 'list_id')) &&
        equals('folder_id', textAt(campaign.settings, 'folder_id')) &&
        isWithin(query, 'send_time', campaign.send_time) &&
        isWithin(query, 'create_time', campaign.create_time),
    )
  return page(call, query, 'campaigns', sorted(query, found), (campaign) => campaignView(call, campaign))
}

/** `GET /campaigns/{campaign_id}` */
export function getCampaign(call: Call): Response {
  queryOf(call)
  return selected(call, campaignView(call, campaignOf(call)))
}

/** `POST /campaigns` */
export function addCampaign(call: Call): Response {
  const { exchange, state } = call
  const body = bodyOf(call, group({ type: types }, { ...parts, content_type: oneOf('template', 'multichannel') }))
  if (textAt(body, 'type') === 'rss' && body.rss_opts === undefined) {
    throw invalid({ field: 'rss_opts', message: 'This value should not be blank.' })
  }
  const campaign: CampaignRecord = {
    id: hexadecimal(exchange, 10),
    web_id: serial(exchange, 7),
    type: textAt(body, 'type'),
    status: 'save',
    content_type: textAt(body, 'content_type') || 'template',
    recipients: recipientsOf(call, body, {}),
    settings: fieldsAt(body, 'settings'),
    tracking: fieldsAt(body, 'tracking'),
    html: '',
    plain_text: '',
    emails_sent: 0,
    create_time: time(exchange.now),
    send_time: '',
  }
  campaigns(state).save(campaign)
  return selected(call, campaignView(call, campaign))
}

/** `PATCH /campaigns/{campaign_id}` */
export function updateCampaign(call: Call): Response {
  const campaign = unsent(call)
  const body = bodyOf(call, group({}, parts))
  const changed: CampaignRecord = {
    ...campaign,
    recipients: recipientsOf(call, body, campaign.recipients),
    settings: { ...campaign.settings, ...fieldsAt(body, 'settings') },
    tracking: { ...campaign.tracking, ...fieldsAt(body, 'tracking') },
  }
  campaigns(call.state).save(changed)
  return selected(call, campaignView(call, changed))
}

/** `DELETE /campaigns/{campaign_id}` */
export function deleteCampaign(call: Call): Response {
  campaigns(call.state).remove(campaignOf(call).id)
  return empty()
}

/** `GET /campaigns/{campaign_id}/content` */
export function getContent(call: Call): Response {
  queryOf(call)
  return selected(call, contentView(campaignOf(call)))
}

const contentBody = group(
  {},
  {
    html: text(),
    plain_text: text(),
    url: text(),
    template: group({ id: number() }, { sections: group({}) }),
    archive: group({ archive_content: text() }, { archive_type: text() }),
    variate_contents: list(group({ content_label: text() })),
  },
)

/** `PUT /campaigns/{campaign_id}/content`. The sandbox keeps no templates and opens no archives or addresses. */
export function setContent(call: Call): Response {
  const campaign = unsent(call)
  const body = bodyOf(call, contentBody)
  const html = textAt(body, 'html')
  const plain = textAt(body, 'plain_text')
  if (html === '' && plain === '') {
    throw invalid({ field: 'html', message: 'Content must be given as html or plain_text.' })
  }
  const changed: CampaignRecord = {
    ...campaign,
    content_type: html === '' ? campaign.content_type : 'html',
    html: html || campaign.html,
    plain_text: plain || html.replaceAll(/<[^>]*>/g, ''),
  }
  campaigns(call.state).save(changed)
  return selected(call, contentView(changed))
}

/** `POST /campaigns/{campaign_id}/actions/send` */
export function sendCampaign(call: Call): Response {
  const { exchange, state } = call
  const campaign = unsent(call)
  if (faultsOf(campaign).length > 0) throw badRequest('Your Campaign is not ready to send.')
  const now = time(exchange.now)
  campaigns(state).save({ ...campaign, status: 'sent', send_time: now, emails_sent: recipientCount(call, campaign) })
  return empty()
}

/** `POST /campaigns/{campaign_id}/actions/schedule`: on a quarter of an hour, in UTC. */
export function scheduleCampaign(call: Call): Response {
  const campaign = unsent(call)
  const body = bodyOf(call, group({ schedule_time: moment }, { timewarp: boolean, batch_delivery: group({}) }))
  if (faultsOf(campaign).length > 0) throw badRequest('Your Campaign is not ready to send.')
  const at = new Date(textAt(body, 'schedule_time'))
  if (at.getUTCMinutes() % 15 !== 0) {
    throw invalid({ field: 'schedule_time', message: 'Campaigns may only be scheduled on the quarter-hour.' })
  }
  campaigns(call.state).save({ ...campaign, status: 'schedule', send_time: time(at) })
  return empty()
}

/** `POST /campaigns/{campaign_id}/actions/unschedule` */
export function unscheduleCampaign(call: Call): Response {
  const campaign = campaignOf(call)
  if (campaign.status !== 'schedule') throw badRequest('This campaign is not scheduled.')
  campaigns(call.state).save({ ...campaign, status: 'save', send_time: '' })
  return empty()
}

/** `GET /campaigns/{campaign_id}/send-checklist` */
export function getChecklist(call: Call): Response {
  queryOf(call)
  const items = faultsOf(campaignOf(call)).map((details, id) => ({ type: 'error', id, heading: 'Not ready', details }))
  return selected(call, { is_ready: items.length === 0, items, _links: [] })
}

/** What keeps a campaign from being sent. */
function faultsOf({ recipients, settings, html, plain_text }: CampaignRecord): string[] {
  const wanted: [string, string][] = [
    ['No audience is chosen.', textAt(recipients, 'list_id')],
    ['The subject is missing.', textAt(settings, 'subject_line')],
    ['The name of the sender is missing.', textAt(settings, 'from_name')],
    ['The address for replies is missing.', textAt(settings, 'reply_to')],
    ['The campaign has no content.', html || plain_text],
  ]
  return wanted.filter(([, value]) => value === '').map(([fault]) => fault)
}

function recipientsOf({ state }: Call, body: Fields, before: Fields): Fields {
  const listId = textAt(body, 'recipients', 'list_id')
  if (listId !== '' && lists(state).find(listId) === undefined) {
    throw invalid({ field: 'recipients.list_id', message: 'The list ID provided does not exist.' })
  }
  return { ...before, ...fieldsAt(body, 'recipients') }
}

function campaignOf({ state, parameters }: Call): CampaignRecord {
  const campaign = campaigns(state).find(parameters[0])
  if (campaign === undefined) throw notFound()
  return campaign
}

function unsent(call: Call): CampaignRecord {
  const campaign = campaignOf(call)
  if (campaign.status === 'sent') throw badRequest('This campaign has already been sent.')
  return campaign
}
