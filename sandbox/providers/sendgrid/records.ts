import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface ListRecord {
  id: string
  name: string
}

export interface ContactRecord {
  id: string
  /** As it was given, with the address in lower case. */
  given: Fields
  list_ids: string[]
  created_at: string
  updated_at: string
}

export interface SegmentRecord {
  id: string
  name: string
  query_dsl: string
  parent_list_ids: string[]
  created_at: string
  updated_at: string
}

export interface SingleSendRecord {
  id: string
  name: string
  status: 'draft' | 'scheduled' | 'triggered'
  categories: string[]
  /** Empty until it is known. */
  send_at: string
  send_to: Fields
  email_config: Fields
  created_at: string
  updated_at: string
}

export interface JobRecord {
  id: string
  job_type: string
  requested_count: number
  created_count: number
  updated_count: number
  deleted_count: number
  at: string
}

const at = '2026-01-15T09:30:00Z'

const listFixtures: readonly ListRecord[] = [{ id: fixtures.audience, name: 'Newsletter' }]

const contactFixtures: readonly ContactRecord[] = [
  {
    id: fixtures.contact,
    given: { email: fixtures.contactEmail, first_name: 'Ada', last_name: 'Lovelace', city: 'London', country: 'GB' },
    list_ids: [fixtures.audience],
    created_at: at,
    updated_at: at,
  },
]

const segmentFixtures: readonly SegmentRecord[] = [
  {
    id: fixtures.segment,
    name: 'Named Ada',
    query_dsl: "SELECT contact_id, updated_at FROM contact_data WHERE first_name = 'Ada'",
    parent_list_ids: [fixtures.audience],
    created_at: at,
    updated_at: at,
  },
]

const draft: SingleSendRecord = {
  id: fixtures.campaign,
  name: 'Winter',
  status: 'draft',
  categories: [],
  send_at: '',
  send_to: { list_ids: [fixtures.audience], segment_ids: [], all: false },
  email_config: {
    subject: 'Winter is here',
    html_content: '<p>Winter is here.</p>',
    plain_content: 'Winter is here.',
    generate_plain_content: true,
    editor: 'code',
    suppression_group_id: fixtures.suppressionGroup,
    custom_unsubscribe_url: null,
    sender_id: fixtures.senderId,
    ip_pool: null,
  },
  created_at: at,
  updated_at: at,
}

const singleSendFixtures: readonly SingleSendRecord[] = [
  draft,
  {
    ...draft,
    id: fixtures.sentCampaign,
    name: 'Advent',
    status: 'triggered',
    send_at: '2025-12-19T08:00:00Z',
    email_config: { ...draft.email_config, subject: 'The last days before Christmas' },
    created_at: '2025-12-18T09:30:00Z',
    updated_at: '2025-12-19T08:00:00Z',
  },
]

/** The one sender: https://www.twilio.com/docs/sendgrid/api-reference/senders/get-all-senders */
export const sender = {
  id: fixtures.senderId,
  nickname: 'Example Shop',
  from: { email: fixtures.sender, name: 'Example Shop' },
  reply_to: { email: fixtures.sender, name: 'Example Shop' },
  address: '4301 Bull Creek Rd',
  address_2: '',
  city: 'Austin',
  state: 'TX',
  zip: '78731',
  country: 'United States',
  verified: true,
  locked: false,
  updated_at: 1_767_344_400,
  created_at: 1_767_344_400,
}

export const suppressionGroup = {
  id: fixtures.suppressionGroup,
  name: 'Newsletter',
  description: 'News of the shop',
  is_default: true,
  unsubscribes: 0,
}

export function lists(state: State): Collection<ListRecord> {
  return collection(state, 'list', ({ id }) => id, listFixtures)
}

export function contacts(state: State): Collection<ContactRecord> {
  return collection(state, 'contact', ({ id }) => id, contactFixtures)
}

export function segments(state: State): Collection<SegmentRecord> {
  return collection(state, 'segment', ({ id }) => id, segmentFixtures)
}

export function singleSends(state: State): Collection<SingleSendRecord> {
  return collection(state, 'single-send', ({ id }) => id, singleSendFixtures)
}
