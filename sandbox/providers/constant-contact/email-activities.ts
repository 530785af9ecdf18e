import { empty, json } from '../../http.ts'
import { group, list, listAt, type Members, matching, queryFields, text, textAt, whole } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { checkedBody, commaList, invalid, notFound } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { requireLists } from './lists.ts'
import { type Account, type CampaignRecord, campaigns } from './records.ts'

const address = matching(/^(?=.{3,80}$)[^\s@]+@[^\s@]+\.[^\s@]+$/)

/** What an e-mail is made of, by https://developer.constantcontact.com/api_reference/index.html */
export const emailParts: { readonly required: Members; readonly optional: Members } = {
  required: { from_name: text(100, 1), from_email: address, reply_to_email: address, subject: text(undefined, 1) },
  optional: { preheader: text(200), physical_address_in_footer: group({}) },
}

type Status = 'DRAFT' | 'SCHEDULED' | 'EXECUTING' | 'DONE' | 'REMOVED'

/** Sending takes a minute. */
export function statusOf({ exchange }: Account, { sendAt, isRemoved }: CampaignRecord): Status {
  if (isRemoved) return 'REMOVED'
  if (sendAt === '') return 'DRAFT'
  const sinceSend = exchange.now.getTime() - Date.parse(sendAt)
  if (sinceSend < 0) return 'SCHEDULED'
  return sinceSend < 60_000 ? 'EXECUTING' : 'DONE'
}

/** Of the sandbox, addresses that sandbox/reserved.ts names are the confirmed ones of every account. */
export function requireConfirmed(email: unknown): void {
  for (const name of ['from_email', 'reply_to_email']) {
    if (isReserved(textAt(email, name))) continue
    throw invalid('emails', `${name} must be a confirmed email address of the account, such as ${fixtures.sender}`)
  }
}

/** `GET /emails/activities/{campaign_activity_id}` */
export function readActivity(account: Account, id: string): Response {
  return json(
    activityView(account, activityOr404(account, id), id, commaList(queryFields(account.exchange.url), 'include')),
  )
}

const writtenActivity = group(emailParts.required, {
  ...emailParts.optional,
  html_content: text(150_000),
  contact_list_ids: list(text()),
  segment_ids: list(whole(1)),
})

/** `PUT /emails/activities/{campaign_activity_id}`: all of it, but for the content where that is left out. */
export function updateActivity(account: Account, id: string): Response {
  const record = primaryActivity(account, id)
  const body = checkedBody(account.exchange, 'emails', writtenActivity)
  requireStatus(account, record, ['DRAFT', 'DONE'], 'updated')
  requireConfirmed(body)
  const contactLists = listAt(body, 'contact_list_ids').map(String)
  const segments = listAt(body, 'segment_ids').map(Number)
  requireLists(account, 'emails', contactLists)
  if (contactLists.length > 0 && segments.length > 0) {
    throw invalid('emails', 'contact_list_ids and segment_ids cannot be combined')
  }
  const { from_name, from_email, reply_to_email, subject, preheader = '' } = body
  const { format_type, html_content, physical_address_in_footer } = { ...record.email, ...body }
  const updated: CampaignRecord = {
    ...record,
    email: {
      format_type,
      from_name,
      from_email,
      reply_to_email,
      subject,
      preheader,
      html_content,
      physical_address_in_footer,
    },
    contact_list_ids: contactLists,
    segment_ids: segments,
    updated_at: account.exchange.now.toISOString(),
  }
  campaigns(account).save(updated)
  return json(activityView(account, updated, id, ['html_content']))
}

/** `GET …/schedules` */
export function readSchedule(account: Account, id: string): Response {
  const record = activityOr404(account, id)
  return json(statusOf(account, record) === 'SCHEDULED' ? [{ scheduled_date: record.sendAt }] : [])
}

/** `POST …/schedules`: at once where `scheduled_date` is `0`. */
export function schedule(account: Account, id: string): Response {
  const record = primaryActivity(account, id)
  const body = checkedBody(account.exchange, 'emails', group({ scheduled_date: text() }))
  requireStatus(account, record, ['DRAFT', 'DONE'], 'scheduled')
  if (record.contact_list_ids.length === 0 && record.segment_ids.length === 0) {
    throw invalid('emails', 'The email campaign activity has no contact_list_ids or segment_ids to be sent to')
  }
  const date = textAt(body, 'scheduled_date')
  const { now } = account.exchange
  const isAtOnce = date === '0'
  if (!isAtOnce && Number.isNaN(Date.parse(date))) {
    throw invalid('emails', 'scheduled_date must be a date and time in ISO-8601 format, or 0')
  }
  if (!isAtOnce && Date.parse(date) <= now.getTime()) throw invalid('emails', 'scheduled_date must be in the future')
  campaigns(account).save({
    ...record,
    sendAt: isAtOnce ? now.toISOString() : new Date(date).toISOString(),
    updated_at: now.toISOString(),
  })
  return json(isAtOnce ? [] : [{ scheduled_date: date }], 201)
}

/** `DELETE …/schedules` */
export function unschedule(account: Account, id: string): Response {
  const record = primaryActivity(account, id)
  requireStatus(account, record, ['SCHEDULED'], 'unscheduled')
  campaigns(account).save({ ...record, sendAt: '', updated_at: account.exchange.now.toISOString() })
  return empty()
}

function requireStatus(account: Account, record: CampaignRecord, allowed: readonly Status[], what: string): void {
  const status = statusOf(account, record)
  if (allowed.includes(status)) return
  throw invalid('emails', `An email campaign activity in ${status} status cannot be ${what}`)
}

function activityOr404(account: Account, id: string): CampaignRecord {
  const record = campaigns(account)
    .all()
    .find(({ activityId, permalinkId }) => activityId === id || permalinkId === id)
  if (record === undefined) throw notFound('emails')
  return record
}

function primaryActivity(account: Account, id: string): CampaignRecord {
  const record = activityOr404(account, id)
  if (record.activityId === id) return record
  throw invalid('emails', 'Only an email campaign activity with the primary_email role can be changed or sent')
}

function activityView(account: Account, record: CampaignRecord, id: string, include: readonly string[]) {
  const { html_content, physical_address_in_footer, ...email } = record.email
  return {
    ...email,
    campaign_activity_id: id,
    campaign_id: record.campaign_id,
    role: id === record.activityId ? 'primary_email' : 'permalink',
    contact_list_ids: record.contact_list_ids,
    segment_ids: record.segment_ids,
    current_status: statusOf(account, record),
    ...(include.includes('html_content') ? { html_content } : {}),
    ...(include.includes('physical_address_in_footer') ? { physical_address_in_footer } : {}),
    ...(include.includes('permalink_url') ? { permalink_url: `https://conta.cc/${id.slice(0, 7)}` } : {}),
  }
}
