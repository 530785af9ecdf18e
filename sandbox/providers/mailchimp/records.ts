import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'
import { md5 } from './md5.ts'

export type MemberStatus = 'subscribed' | 'unsubscribed' | 'cleaned' | 'pending' | 'transactional' | 'archived'

export interface ListRecord {
  id: string
  web_id: number
  /** As it was given. */
  given: Fields
  date_created: string
}

export interface MemberRecord {
  /** The MD5 hash of the address in lower case. */
  id: string
  list_id: string
  contact_id: string
  unique_email_id: string
  web_id: number
  email_address: string
  email_type: string
  status: MemberStatus
  merge_fields: Fields
  interests: Fields
  language: string
  vip: boolean
  location: Fields
  ip_signup: string
  timestamp_signup: string
  ip_opt: string
  timestamp_opt: string
  last_changed: string
  tags: { id: number; name: string; date_added: string }[]
}

export interface SegmentRecord {
  id: number
  list_id: string
  name: string
  /** `static` is a tag. */
  type: 'static' | 'saved'
  options: Fields
  created_at: string
  updated_at: string
}

export interface CampaignRecord {
  id: string
  web_id: number
  type: string
  status: 'save' | 'schedule' | 'sent'
  content_type: string
  recipients: Fields
  settings: Fields
  tracking: Fields
  /** Empty until content is set. */
  html: string
  plain_text: string
  emails_sent: number
  create_time: string
  send_time: string
}

const at = '2026-01-15T09:30:00+00:00'

const listFixtures: readonly ListRecord[] = [
  {
    id: fixtures.audience,
    web_id: 330_301,
    given: {
      name: 'Newsletter',
      contact: {
        company: 'Example Shop',
        address1: '4301 Bull Creek Rd',
        city: 'Austin',
        state: 'TX',
        zip: '78731',
        country: 'US',
      },
      permission_reminder: 'You signed up at our shop.',
      campaign_defaults: {
        from_name: 'Example Shop',
        from_email: 'shop@example.com',
        subject: '',
        language: 'en',
      },
      email_type_option: false,
    },
    date_created: '2026-01-02T09:00:00+00:00',
  },
]

function member(email: string, status: MemberStatus, first: string, last: string, serial: number): MemberRecord {
  return {
    id: md5(email),
    list_id: fixtures.audience,
    contact_id: md5(`contact ${email}`),
    unique_email_id: md5(`unique ${email}`).slice(0, 10),
    web_id: serial,
    email_address: email,
    email_type: 'html',
    status,
    merge_fields: { FNAME: first, LNAME: last, ADDRESS: '', PHONE: '', BIRTHDAY: '' },
    interests: {},
    language: 'en',
    vip: false,
    location: { latitude: 0, longitude: 0 },
    ip_signup: '',
    timestamp_signup: '',
    ip_opt: '203.0.113.7',
    timestamp_opt: at,
    last_changed: at,
    tags: [],
  }
}

const memberFixtures: readonly MemberRecord[] = [
  {
    ...member(fixtures.contactEmail, 'subscribed', 'Ada', 'Lovelace', 500_101),
    tags: [{ id: fixtures.tag, name: 'Customer', date_added: at }],
  },
  member(fixtures.unsubscribedEmail, 'unsubscribed', 'Alan', 'Turing', 500_102),
  member(fixtures.cleanedEmail, 'cleaned', 'Charles', 'Babbage', 500_103),
]

const segmentFixtures: readonly SegmentRecord[] = [
  {
    id: fixtures.tag,
    list_id: fixtures.audience,
    name: 'Customer',
    type: 'static',
    options: { match: 'any', conditions: [] },
    created_at: at,
    updated_at: at,
  },
  {
    id: fixtures.segment,
    list_id: fixtures.audience,
    name: 'Named Ada',
    type: 'saved',
    options: {
      match: 'all',
      conditions: [{ condition_type: 'TextMerge', field: 'FNAME', op: 'is', value: 'Ada' }],
    },
    created_at: at,
    updated_at: at,
  },
]

const draft: CampaignRecord = {
  id: fixtures.campaign,
  web_id: 9_800_101,
  type: 'regular',
  status: 'save',
  content_type: 'html',
  recipients: { list_id: fixtures.audience },
  settings: {
    title: 'Winter',
    subject_line: 'Winter is here',
    from_name: 'Example Shop',
    reply_to: 'shop@example.com',
  },
  tracking: {},
  html: '<p>Winter is here. <a href="*|UNSUB|*">Unsubscribe</a></p>',
  plain_text: 'Winter is here. Unsubscribe: *|UNSUB|*',
  emails_sent: 0,
  create_time: at,
  send_time: '',
}

const campaignFixtures: readonly CampaignRecord[] = [
  draft,
  {
    ...draft,
    id: fixtures.sentCampaign,
    web_id: 9_800_100,
    status: 'sent',
    settings: { ...draft.settings, title: 'Advent', subject_line: 'The last days before Christmas' },
    emails_sent: 1,
    create_time: '2025-12-18T09:30:00+00:00',
    send_time: '2025-12-19T08:00:00+00:00',
  },
]

export function lists(state: State): Collection<ListRecord> {
  return collection(state, 'list', ({ id }) => id, listFixtures)
}

/** By audience and hash. */
export function members(state: State): Collection<MemberRecord> {
  return collection(state, 'member', memberKey, memberFixtures)
}

export function memberKey({ list_id, id }: Pick<MemberRecord, 'list_id' | 'id'>): string {
  return `${list_id}|${id}`
}

export function segments(state: State): Collection<SegmentRecord> {
  return collection(state, 'segment', ({ id }) => String(id), segmentFixtures)
}

export function campaigns(state: State): Collection<CampaignRecord> {
  return collection(state, 'campaign', ({ id }) => id, campaignFixtures)
}
