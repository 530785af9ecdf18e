import { json } from '../../http.ts'
import { group, list, numberAt, text, textAt, whole } from '../../json-shape.ts'
import { checkedBody, invalid, notFound, uuid } from './answers.ts'
import { emails } from './emails.ts'
import type { Hub } from './store.ts'

/** Source: https://developers.hubspot.com/docs/api-reference/latest/marketing/transactional-emails/create-transactional-email */
const sendRequest = group(
  {
    emailId: whole(),
    message: group(
      { to: text() },
      { from: text(), sendId: text(), replyTo: list(text()), cc: list(text()), bcc: list(text()) },
    ),
  },
  { contactProperties: group({}), customProperties: group({}) },
)

/**
 * `POST /marketing/transactional/2026-09/single-email/send`. Of a `sendId` only the first send is made.
 *
 * Named here, not by HubSpot: the address `bounced@…` bounced before.
 */
export function sendSingle(hub: Hub): Response {
  const body = checkedBody(hub.exchange, sendRequest)
  const id = String(numberAt(body, 'emailId'))
  const email = emails(hub).find(id)
  if (email === undefined || email.deletedAt !== '') {
    throw notFound(`The email with id ${id} does not exist.`, { context: { emailId: [id] } })
  }
  if (email.type !== 'SINGLE_SEND_API') throw invalid(`Email ${id} is not set up for single sends.`)

  const requestedAt = hub.exchange.now.toISOString()
  const to = textAt(body, 'message', 'to')
  const statusId = uuid(hub.exchange)
  const ended = (sendResult: string) =>
    json({ status: 'COMPLETE', statusId, sendResult, requestedAt, startedAt: requestedAt, completedAt: requestedAt })
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to)) return ended('INVALID_TO_ADDRESS')
  if (to.startsWith('bounced@')) return ended('PREVIOUSLY_BOUNCED')

  const sendId = textAt(body, 'message', 'sendId')
  if (sendId !== '' && hub.state.get('send', sendId) !== undefined) return ended('IDEMPOTENT_IGNORE')
  if (sendId !== '') hub.state.put('send', sendId, { statusId, to })
  return json({ status: 'PENDING', statusId, requestedAt })
}
