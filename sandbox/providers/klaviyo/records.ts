import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

/** The consent of one channel. */
export interface Consent {
  readonly status: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED'
  /** Null until it was given or taken back. */
  readonly at: string | null
  readonly custom_method_detail: string | null
  readonly suppressions: readonly { readonly reason: string; readonly timestamp: string }[]
  readonly list_suppressions: readonly {
    readonly list_id: string
    readonly reason: string
    readonly timestamp: string
  }[]
}

export interface ProfileRecord {
  readonly id: string
  /** As it was given. */
  readonly attributes: Fields
  readonly email: Consent
  readonly sms: Consent
  readonly created: string
  readonly updated: string
  readonly last_event_date: string | null
}

export interface ListRecord {
  readonly id: string
  readonly name: string
  readonly opt_in_process: 'single_opt_in' | 'double_opt_in'
  readonly created: string
  readonly updated: string
}

export interface MembershipRecord {
  readonly list: string
  readonly profile: string
  readonly joined: string
}

export interface MetricRecord {
  readonly id: string
  readonly name: string
  readonly created: string
}

export interface EventRecord {
  readonly id: string
  readonly uuid: string
  readonly profile: string
  readonly metric: string
  readonly properties: Fields
  readonly datetime: string
}

export interface CampaignRecord {
  readonly id: string
  readonly message: string
  readonly attributes: Fields
  readonly definition: Fields
  readonly status: 'Draft' | 'Sent'
  /** Empty until one is assigned. */
  readonly template: string
  readonly created_at: string
  readonly updated_at: string
  readonly send_time: string | null
}

export interface TagRecord {
  readonly id: string
  readonly name: string
  readonly group: string
}

const at = '2026-01-15T09:30:00+00:00'

export const noConsent: Consent = {
  status: 'NEVER_SUBSCRIBED',
  at: null,
  custom_method_detail: null,
  suppressions: [],
  list_suppressions: [],
}

const profileFixtures: readonly ProfileRecord[] = [
  {
    id: fixtures.profile,
    attributes: {
      email: fixtures.profileEmail,
      first_name: 'Ada',
      last_name: 'Lovelace',
      location: { city: 'London', country: 'United Kingdom' },
    },
    email: { ...noConsent, status: 'SUBSCRIBED', at },
    sms: noConsent,
    created: at,
    updated: at,
    last_event_date: at,
  },
  {
    id: fixtures.otherProfile,
    attributes: { email: 'alan.turing@example.com', first_name: 'Alan', last_name: 'Turing' },
    email: noConsent,
    sms: noConsent,
    created: at,
    updated: at,
    last_event_date: null,
  },
]

const listFixtures: readonly ListRecord[] = [
  { id: fixtures.audience, name: 'Newsletter', opt_in_process: 'single_opt_in', created: at, updated: at },
]

const membershipFixtures: readonly MembershipRecord[] = [
  { list: fixtures.audience, profile: fixtures.profile, joined: at },
]

const metricFixtures: readonly MetricRecord[] = [{ id: fixtures.metric, name: 'Placed Order', created: at }]

const eventFixtures: readonly EventRecord[] = [
  {
    id: fixtures.event,
    uuid: '5d2a8e00-f1f5-11f0-8001-5b5a6f1f0a10',
    profile: fixtures.profile,
    metric: fixtures.metric,
    properties: { order: '1000', $value: 12.5 },
    datetime: at,
  },
]

const draft: CampaignRecord = {
  id: fixtures.campaign,
  message: fixtures.campaignMessage,
  attributes: {
    name: 'Winter',
    audiences: { included: [fixtures.audience], excluded: [] },
    send_strategy: { method: 'immediate' },
    send_options: { use_smart_sending: true },
    tracking_options: { is_tracking_opens: true, is_tracking_clicks: true },
  },
  definition: {
    channel: 'email',
    label: 'Winter',
    content: { subject: 'Winter is here', from_email: 'shop@example.com', from_label: 'Example Shop' },
  },
  status: 'Draft',
  template: fixtures.template,
  created_at: at,
  updated_at: at,
  send_time: null,
}

const campaignFixtures: readonly CampaignRecord[] = [
  draft,
  {
    ...draft,
    id: fixtures.sentCampaign,
    message: fixtures.sentCampaignMessage,
    attributes: { ...draft.attributes, name: 'Advent' },
    status: 'Sent',
    created_at: '2025-12-18T09:30:00+00:00',
    updated_at: '2025-12-19T08:00:00+00:00',
    send_time: '2025-12-19T08:00:00+00:00',
  },
]

const tagFixtures: readonly TagRecord[] = [{ id: fixtures.tag, name: 'Season', group: fixtures.tagGroup }]

export function profiles(state: State): Collection<ProfileRecord> {
  return collection(state, 'profile', ({ id }) => id, profileFixtures)
}

export function lists(state: State): Collection<ListRecord> {
  return collection(state, 'list', ({ id }) => id, listFixtures)
}

/** By list and profile. Neither joining nor leaving is stored where both are fixtures. */
export function memberships(state: State): Collection<MembershipRecord> {
  return collection(state, 'membership', membershipKey, membershipFixtures)
}

export function membershipKey({ list, profile }: Pick<MembershipRecord, 'list' | 'profile'>): string {
  return `${list}|${profile}`
}

export function metrics(state: State): Collection<MetricRecord> {
  return collection(state, 'metric', ({ id }) => id, metricFixtures)
}

export function events(state: State): Collection<EventRecord> {
  return collection(state, 'event', ({ id }) => id, eventFixtures)
}

export function campaigns(state: State): Collection<CampaignRecord> {
  return collection(state, 'campaign', ({ id }) => id, campaignFixtures)
}

export function tags(state: State): Collection<TagRecord> {
  return collection(state, 'tag', ({ id }) => id, tagFixtures)
}
