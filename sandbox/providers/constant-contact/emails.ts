import { empty, json } from '../../http.ts'
import { closed, group, list, listAt, matching, numberAt, type Shape, text, textAt } from '../../json-shape.ts'
import { checkedBody, checkedQuery, conflict, invalid, listQuery, notFound, pageOf, uuid } from './answers.ts'
import { emailParts, requireConfirmed, statusOf } from './email-activities.ts'
import { type Account, type CampaignRecord, campaigns } from './records.ts'

const time = matching(/^\d{4}-\d{2}-\d{2}/)

const listShape = closed({}, { limit: matching(/^-?\d+$/), before_date: time, after_date: time })

/** `GET /emails`: removed ones, too. */
export function listCampaigns(account: Account): Response {
  const listing = listQuery(account.exchange, 'emails')
  const query = checkedQuery(listing.query, 'emails', listShape)
  const [after, before] = [textAt(query, 'after_date'), textAt(query, 'before_date')]
  const found = campaigns(account)
    .all()
    .filter(
      ({ updated_at }) =>
        (after === '' || Date.parse(updated_at) > Date.parse(after)) &&
        (before === '' || Date.parse(updated_at) < Date.parse(before)),
    )
  const { page, links } = pageOf(account.exchange, 'emails', found, listing)
  return json({ campaigns: page.map((record) => summary(account, record)), ...links })
}

const newCampaign = group({
  name: text(80, 1),
  email_campaign_activities: list(
    group(
      {
        ...emailParts.required,
        format_type: { kind: 'number', min: 1, max: 5, isWhole: true } satisfies Shape,
        html_content: text(150_000, 1),
      },
      emailParts.optional,
    ),
    1,
    1,
  ),
})

/** `POST /emails`. A name is taken once only if it contains `duplicate`: examples are created repeatedly. */
export function createCampaign(account: Account): Response {
  const body = checkedBody(account.exchange, 'emails', newCampaign)
  const name = textAt(body, 'name')
  refuseTaken(account, name)
  const [email] = listAt(body, 'email_campaign_activities')
  if (numberAt(email, 'format_type') !== 5) {
    throw invalid('emails', 'Only custom code emails, of format_type 5, can be created')
  }
  requireConfirmed(email)
  const at = account.exchange.now.toISOString()
  const record: CampaignRecord = {
    campaign_id: uuid(account.exchange),
    name,
    activityId: uuid(account.exchange),
    permalinkId: uuid(account.exchange),
    email: Object(email),
    contact_list_ids: [],
    segment_ids: [],
    created_at: at,
    updated_at: at,
    sendAt: '',
    isRemoved: false,
  }
  campaigns(account).save(record)
  return json(campaignView(account, record))
}

/** `GET /emails/{campaign_id}` */
export function readCampaign(account: Account, id: string): Response {
  return json(campaignView(account, campaignOr404(account, id)))
}

/** `PATCH /emails/{campaign_id}`: its name. */
export function renameCampaign(account: Account, id: string): Response {
  const record = campaignOr404(account, id)
  const name = textAt(checkedBody(account.exchange, 'emails', group({ name: text(80, 1) })), 'name')
  if (record.isRemoved) throw invalid('emails', 'A removed email campaign cannot be renamed')
  refuseTaken(account, name)
  const renamed = { ...record, name, updated_at: account.exchange.now.toISOString() }
  campaigns(account).save(renamed)
  return json(campaignView(account, renamed))
}

/** `DELETE /emails/{campaign_id}`: not while it is scheduled. */
export function deleteCampaign(account: Account, id: string): Response {
  const record = campaignOr404(account, id)
  if (statusOf(account, record) === 'SCHEDULED') throw invalid('emails', 'A scheduled email campaign cannot be deleted')
  campaigns(account).save({ ...record, isRemoved: true, updated_at: account.exchange.now.toISOString() })
  return empty()
}

function refuseTaken(account: Account, name: string): void {
  const isTaken = campaigns(account)
    .all()
    .some((other) => other.name === name && !other.isRemoved)
  if (isTaken && name.includes('duplicate')) throw conflict('emails', `An email campaign named ${name} already exists.`)
}

function campaignOr404(account: Account, id: string): CampaignRecord {
  const record = campaigns(account).find(id)
  if (record === undefined) throw notFound('emails')
  return record
}

function summary(account: Account, record: CampaignRecord) {
  const status = statusOf(account, record)
  return {
    campaign_id: record.campaign_id,
    name: record.name,
    type: 'CUSTOM_CODE_EMAIL',
    type_code: 26,
    current_status: status.charAt(0) + status.slice(1).toLowerCase(),
    created_at: record.created_at,
    updated_at: record.updated_at,
  }
}

function campaignView(account: Account, record: CampaignRecord) {
  return {
    ...summary(account, record),
    campaign_activities: [
      { campaign_activity_id: record.activityId, role: 'primary_email' },
      { campaign_activity_id: record.permalinkId, role: 'permalink' },
    ],
  }
}
