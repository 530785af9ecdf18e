import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

/** What one request works with. */
export interface Account {
  readonly exchange: Exchange
  readonly state: State
}

export interface EmailAddress {
  readonly address: string
  readonly permission_to_send: string
  readonly created_at: string
  readonly updated_at: string
  readonly opt_in_source?: string
  readonly opt_in_date?: string
  readonly opt_out_source?: string
  readonly opt_out_date?: string
  readonly opt_out_reason?: string
  readonly confirm_status: string
}

/** A contact with all its sub-resources. */
export interface ContactRecord {
  readonly contact_id: string
  readonly email_address?: EmailAddress
  /** `first_name` and what else is written as it is. */
  readonly profile: Readonly<Record<string, unknown>>
  readonly create_source: string
  readonly update_source: string
  readonly created_at: string
  readonly updated_at: string
  /** Empty while it isn't deleted. */
  readonly deleted_at: string
  readonly custom_fields: readonly object[]
  readonly phone_numbers: readonly object[]
  readonly street_addresses: readonly object[]
  readonly list_memberships: readonly string[]
  readonly taggings: readonly string[]
  readonly notes: readonly object[]
}

export interface ListRecord {
  readonly list_id: string
  readonly name: string
  readonly description: string
  readonly favorite: boolean
  readonly created_at: string
  readonly updated_at: string
  /** Empty while it isn't deleted. */
  readonly deleted_at: string
}

export interface CampaignRecord {
  readonly campaign_id: string
  readonly name: string
  readonly activityId: string
  /** The activity of role `permalink`. */
  readonly permalinkId: string
  /** The primary e-mail as it was written. */
  readonly email: Readonly<Record<string, unknown>>
  readonly contact_list_ids: readonly string[]
  readonly segment_ids: readonly number[]
  readonly created_at: string
  readonly updated_at: string
  /** When it is or was sent; empty for a draft. */
  readonly sendAt: string
  readonly isRemoved: boolean
}

export const fixtureTime = '2026-01-15T09:30:00.000Z'

function contact(
  id: string,
  address: string,
  profile: ContactRecord['profile'],
  lists: readonly string[],
): ContactRecord {
  return {
    contact_id: id,
    email_address: {
      address,
      permission_to_send: 'implicit',
      created_at: fixtureTime,
      updated_at: fixtureTime,
      opt_in_source: 'Account',
      opt_in_date: fixtureTime,
      confirm_status: 'off',
    },
    profile,
    create_source: 'Account',
    update_source: 'Account',
    created_at: fixtureTime,
    updated_at: fixtureTime,
    deleted_at: '',
    custom_fields: [],
    phone_numbers: [],
    street_addresses: [],
    list_memberships: lists,
    taggings: [],
    notes: [],
  }
}

const fixtureContacts: readonly ContactRecord[] = [
  {
    ...contact(
      fixtures.listedContact,
      fixtures.listedContactEmail,
      { first_name: 'Ada', last_name: 'Lovelace', company_name: 'Analytical Engines Ltd' },
      [fixtures.list],
    ),
    taggings: [fixtures.tag],
    phone_numbers: [
      {
        phone_number_id: '2a7b3c1e-5b1f-11ea-9f1b-fa163e56c9b0',
        phone_number: '+44 20 7946 0001',
        kind: 'mobile',
        created_at: fixtureTime,
        updated_at: fixtureTime,
        create_source: 'Account',
        update_source: 'Account',
      },
    ],
  },
  contact(fixtures.unlistedContact, 'charles.babbage@example.com', { first_name: 'Charles', last_name: 'Babbage' }, []),
]

const fixtureLists: readonly ListRecord[] = [
  {
    list_id: fixtures.list,
    name: 'Newsletter',
    description: 'Everybody who asked for it.',
    favorite: true,
    created_at: fixtureTime,
    updated_at: fixtureTime,
    deleted_at: '',
  },
]

const email = {
  format_type: 5,
  from_name: 'Sandbox Shop',
  from_email: fixtures.sender,
  reply_to_email: fixtures.sender,
  subject: 'Winter is here',
  preheader: '',
  html_content: '<html><body>[[trackingImage]]<p>Winter is here.</p></body></html>',
}

const draft: CampaignRecord = {
  campaign_id: fixtures.campaign,
  name: 'Winter',
  activityId: fixtures.activity,
  permalinkId: '51c9a040-8bd5-4d5c-9b0b-1c5c5d3d1b3a',
  email,
  contact_list_ids: [fixtures.list],
  segment_ids: [],
  created_at: fixtureTime,
  updated_at: fixtureTime,
  sendAt: '',
  isRemoved: false,
}

const fixtureCampaigns: readonly CampaignRecord[] = [
  draft,
  {
    ...draft,
    campaign_id: fixtures.sentCampaign,
    name: 'Autumn',
    activityId: fixtures.sentActivity,
    permalinkId: '62dab151-8bd5-4d5c-9b0b-1c5c5d3d1b3a',
    email: { ...email, subject: 'Autumn is here' },
    sendAt: fixtureTime,
  },
]

export function contacts({ state }: Account): Collection<ContactRecord> {
  return collection(state, 'contact', ({ contact_id }) => contact_id, fixtureContacts)
}

export function lists({ state }: Account): Collection<ListRecord> {
  return collection(state, 'list', ({ list_id }) => list_id, fixtureLists)
}

export function campaigns({ state }: Account): Collection<CampaignRecord> {
  return collection(state, 'campaign', ({ campaign_id }) => campaign_id, fixtureCampaigns)
}
