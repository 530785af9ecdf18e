import type { Fields } from '../../http.ts'
import {
  anything,
  boolean,
  currency,
  day,
  group,
  list,
  type Members,
  matching,
  number,
  oneOf,
  text,
  whole,
} from '../../json-shape.ts'
import { fixtures } from './fixtures.ts'

/** A record of v2: its id, and the fields that its entity has. */
export type PipedriveRecord = { id: number } & Record<string, unknown>

/** One of the entities of v2 that share their way of being listed, read, created, changed and deleted. */
export interface Entity {
  readonly name: 'person' | 'organization' | 'deal'
  /** The field that a new record must have, and that is searched by default. */
  readonly title: 'name' | 'title'
  readonly fields: Members
  /** Parameters of the list that name a field of the records. */
  readonly filters: Members
  readonly blank: Fields
  readonly fixtures: readonly PipedriveRecord[]
}

/** `2021-01-01T00:00:00Z`, and the older form without the letters. */
const moment = matching(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/)
const id = whole(1)
export const idParameter = matching(/^[1-9]\d*$/)
const created = '2026-01-15T09:30:00Z'

const common: Members = {
  owner_id: id,
  visible_to: whole(1, 7),
  label_ids: list(id),
  custom_fields: group({}, {}),
}

const channel = group({ value: text() }, { primary: boolean, label: text() })

const address = group(
  {},
  Object.fromEntries(
    [
      'value',
      'country',
      'admin_area_level_1',
      'admin_area_level_2',
      'locality',
      'sublocality',
      'route',
      'street_number',
      'subpremise',
      'postal_code',
    ].map((part) => [part, text()]),
  ),
)

const owned = { owner_id: fixtures.user, is_deleted: false, visible_to: 3, label_ids: [], custom_fields: {} }

/** Source: https://developers.pipedrive.com/docs/api/v1/Persons#addPerson */
export const person: Entity = {
  name: 'person',
  title: 'name',
  fields: {
    ...common,
    name: text(255, 1),
    org_id: id,
    add_time: moment,
    update_time: moment,
    emails: list(channel),
    phones: list(channel),
    marketing_status: oneOf('no_consent', 'unsubscribed', 'subscribed', 'archived'),
  },
  filters: { owner_id: idParameter, org_id: idParameter },
  blank: { ...owned, org_id: null, emails: [], phones: [], picture_id: null },
  fixtures: [
    {
      ...owned,
      id: fixtures.person,
      name: 'Ada Lovelace',
      first_name: 'Ada',
      last_name: 'Lovelace',
      org_id: fixtures.organization,
      add_time: created,
      update_time: created,
      emails: [{ value: 'ada.lovelace@example.com', primary: true, label: 'work' }],
      phones: [{ value: '+44 20 7946 0001', primary: true, label: 'work' }],
      picture_id: null,
    },
  ],
}

/** Source: https://developers.pipedrive.com/docs/api/v1/Organizations#addOrganization */
export const organization: Entity = {
  name: 'organization',
  title: 'name',
  fields: { ...common, name: text(255, 1), add_time: moment, update_time: moment, address },
  filters: { owner_id: idParameter },
  blank: { ...owned, address: null },
  fixtures: [
    {
      ...owned,
      id: fixtures.organization,
      name: 'Analytical Engines Ltd',
      add_time: created,
      update_time: created,
      address: {
        value: '12 Dorset Street, London',
        country: 'United Kingdom',
        admin_area_level_1: 'England',
        locality: 'London',
        route: 'Dorset Street',
        street_number: '12',
        postal_code: 'W1U 6QS',
      },
    },
  ],
}

const openDeal = {
  ...owned,
  creator_user_id: fixtures.user,
  person_id: null,
  org_id: null,
  stage_id: 1,
  pipeline_id: fixtures.pipeline,
  value: 0,
  currency: 'USD',
  stage_change_time: null,
  status: 'open',
  is_archived: false,
  archive_time: null,
  probability: null,
  lost_reason: null,
  close_time: null,
  won_time: null,
  lost_time: null,
  local_won_date: null,
  local_lost_date: null,
  local_close_date: null,
  expected_close_date: null,
  origin: 'API',
  origin_id: null,
  channel: null,
  channel_id: null,
  acv: null,
  arr: null,
  mrr: null,
}

/** Source: https://developers.pipedrive.com/docs/api/v1/Deals#addDeal */
export const deal: Entity = {
  name: 'deal',
  title: 'title',
  fields: {
    ...common,
    title: text(255, 1),
    person_id: id,
    org_id: id,
    pipeline_id: id,
    stage_id: id,
    value: number(0),
    currency,
    is_deleted: boolean,
    is_archived: boolean,
    archive_time: moment,
    status: oneOf('open', 'won', 'lost'),
    probability: number(0, 100),
    lost_reason: text(150),
    close_time: moment,
    won_time: moment,
    lost_time: moment,
    expected_close_date: day,
  },
  filters: {
    owner_id: idParameter,
    person_id: idParameter,
    org_id: idParameter,
    pipeline_id: idParameter,
    stage_id: idParameter,
    status: matching(/^(open|won|lost|deleted)(,(open|won|lost|deleted))*$/),
  },
  blank: openDeal,
  fixtures: [
    {
      ...openDeal,
      id: fixtures.deal,
      title: 'Analytical Engine',
      value: 25_000,
      person_id: fixtures.person,
      org_id: fixtures.organization,
      expected_close_date: '2026-12-31',
      add_time: created,
      update_time: created,
      stage_change_time: created,
    },
  ],
}

export const entities: readonly Entity[] = [person, organization, deal]

/** Parameters that choose what a record shows; of the selection of fields only the names are checked. */
export const detailParameters: Members = {
  include_fields: anything,
  custom_fields: anything,
  include_option_labels: oneOf('true', 'false'),
  include_labels: oneOf('true', 'false'),
}

/** Parameters of every list of v2. */
export const listParameters: Members = {
  ...detailParameters,
  filter_id: idParameter,
  ids: matching(/^\d+(,\d+){0,99}$/),
  updated_since: moment,
  updated_until: moment,
}
