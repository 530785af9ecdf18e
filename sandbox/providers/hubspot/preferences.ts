import { json } from '../../http.ts'
import { group, oneOf, text, textAt, valueAt, whole } from '../../json-shape.ts'
import { checkedBody, flagParameter, invalid } from './answers.ts'
import { contacts } from './object-types.ts'
import { type Hub, isFixture, records } from './store.ts'

/** What an account sends, by https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/guide */
const subscriptions = [
  { id: 1001, name: 'Marketing Information', description: 'Marketing offers and updates.' },
  { id: 1002, name: 'One to One', description: 'One to one emails.' },
]

interface Preference {
  readonly email: string
  readonly isOptedOut: boolean
  readonly statuses: Readonly<Record<string, string>>
  readonly changedAt: string
}

function preferenceOf({ state }: Hub, email: string): Preference {
  const stored = state.get<Preference>('preference', email.toLowerCase())
  return stored ?? { email, isOptedOut: false, statuses: {}, changedAt: '2026-01-15T09:30:00.000Z' }
}

/** Whether an address gets no e-mail at all any more. */
export function isOptedOut(hub: Hub, email: string): boolean {
  return email !== '' && preferenceOf(hub, email).isOptedOut
}

/** The preferences of a fixture's address stay as they are. */
function save(hub: Hub, preference: Preference): void {
  const isOfFixture = records(hub, contacts)
    .all()
    .some(({ id, properties }) => isFixture(contacts, id) && properties.email === preference.email.toLowerCase())
  if (!isOfFixture) hub.state.put('preference', preference.email.toLowerCase(), preference)
}

function checkedEmail({ exchange }: Hub, email: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid(`Invalid email address: ${email}`)
  const channel = exchange.url.searchParams.get('channel')
  if (exchange.method === 'GET' || exchange.url.pathname.endsWith('/unsubscribe-all')) {
    if (channel === null) throw invalid('The query parameter channel is required.')
    if (channel !== 'EMAIL') throw invalid(`Unknown channel: ${channel}. Known ones are: [EMAIL]`)
  }
  return email
}

function complete({ exchange }: Hub, results: readonly object[]): Response {
  const at = exchange.now.toISOString()
  return json({ status: 'COMPLETE', results, startedAt: at, completedAt: at })
}

function statusView(
  { email, isOptedOut: isOut, statuses, changedAt }: Preference,
  { id, name }: (typeof subscriptions)[number],
) {
  return {
    channel: 'EMAIL',
    subscriberIdString: email,
    subscriptionId: id,
    subscriptionName: name,
    status: isOut ? 'UNSUBSCRIBED' : (statuses[id] ?? 'NOT_SPECIFIED'),
    source: 'Public API',
    timestamp: changedAt,
  }
}

/** `GET /communication-preferences/2026-09/statuses/{email}` */
export function readStatuses(hub: Hub, email: string): Response {
  const preference = preferenceOf(hub, checkedEmail(hub, email))
  return complete(
    hub,
    subscriptions.map((subscription) => statusView(preference, subscription)),
  )
}

/** `POST …/statuses/{email}`: of one subscription. */
export function writeStatus(hub: Hub, email: string): Response {
  const body = checkedBody(
    hub.exchange,
    group(
      {
        channel: oneOf('EMAIL'),
        statusState: oneOf('SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SPECIFIED'),
        subscriptionId: whole(),
      },
      { legalBasis: text(), legalBasisExplanation: text() },
    ),
  )
  const subscription = subscriptions.find(({ id }) => id === valueAt(body, 'subscriptionId'))
  if (subscription === undefined) throw invalid('Subscription ID not found in this account.')
  const former = preferenceOf(hub, checkedEmail(hub, email))
  const statuses = { ...former.statuses, [subscription.id]: textAt(body, 'statusState') }
  const preference = { ...former, isOptedOut: false, statuses, changedAt: hub.exchange.now.toISOString() }
  save(hub, preference)
  return complete(hub, [
    { ...statusView(preference, subscription), setStatusSuccessReason: 'REQUESTED_CHANGE_OCCURRED' },
  ])
}

/**
 * `GET …/statuses/{email}/unsubscribe-all`: nothing, where there was no opting out.
 *
 * Source: https://developers.hubspot.com/docs/api-reference/latest/communication-preferences/status/get-unsubscribed-status
 */
export function readOptOut(hub: Hub, email: string): Response {
  const { isOptedOut: isOut, changedAt } = preferenceOf(hub, checkedEmail(hub, email))
  const optedOut = {
    channel: 'EMAIL',
    subscriberIdString: email,
    status: 'UNSUBSCRIBED',
    wideStatusType: 'PORTAL_WIDE',
    timestamp: changedAt,
  }
  return complete(hub, isOut ? [optedOut] : [])
}

/** `POST …/statuses/{email}/unsubscribe-all`; the statuses are answered only where `verbose` is. */
export function optOut(hub: Hub, email: string): Response {
  const former = preferenceOf(hub, checkedEmail(hub, email))
  const preference = { ...former, isOptedOut: true, changedAt: hub.exchange.now.toISOString() }
  save(hub, preference)
  if (!flagParameter(hub.exchange, 'verbose')) return complete(hub, [])
  const setStatusSuccessReason = former.isOptedOut ? 'NO_STATUS_CHANGE' : 'UNSUBSCRIBE_FROM_ALL_OCCURRED'
  return complete(
    hub,
    subscriptions.map((subscription) => ({ ...statusView(preference, subscription), setStatusSuccessReason })),
  )
}
