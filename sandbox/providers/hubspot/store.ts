import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { invalid } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { findObjectType, type ObjectType } from './object-types.ts'

/** What one request works with. */
export interface Hub {
  readonly exchange: Exchange
  readonly state: State
}

export interface CrmRecord {
  readonly id: string
  /** By name; a property that was never set or was emptied is absent. */
  readonly properties: Readonly<Record<string, string>>
  readonly createdAt: string
  readonly updatedAt: string
  /** Empty while it isn't in the recycling bin. */
  readonly archivedAt: string
}

export const fixtureTime = '2026-01-15T09:30:00.000Z'

function record(id: string, properties: Readonly<Record<string, string>>): CrmRecord {
  return { id, properties, createdAt: fixtureTime, updatedAt: fixtureTime, archivedAt: '' }
}

const fixtureRecords: Readonly<Record<string, readonly CrmRecord[]>> = {
  contact: [
    record(fixtures.listedContact, {
      email: fixtures.listedContactEmail,
      firstname: 'Ada',
      lastname: 'Lovelace',
      phone: '+44 20 7946 0001',
      lifecyclestage: 'customer',
    }),
    record(fixtures.unlistedContact, {
      email: 'charles.babbage@example.com',
      firstname: 'Charles',
      lastname: 'Babbage',
      lifecyclestage: 'lead',
    }),
    record(fixtures.contact, {
      email: 'ada@analytical.example.com',
      firstname: 'Ada',
      lastname: 'Lovelace',
      phone: '+44 20 7946 0000',
      jobtitle: 'Countess',
      hubspot_owner_id: fixtures.owner,
    }),
  ],
  company: [
    record(fixtures.company, {
      name: 'Analytical Engines Ltd',
      domain: 'analytical.example.com',
      website: 'https://analytical.example.com',
      phone: '+44 20 7946 0000',
      city: 'London',
      country: 'United Kingdom',
    }),
  ],
  deal: [
    record(fixtures.deal, {
      dealname: 'Analytical Engine, first unit',
      amount: '25000.00',
      deal_currency_code: 'USD',
      dealstage: 'appointmentscheduled',
      pipeline: fixtures.pipeline,
      closedate: '2026-12-31T12:00:00.000Z',
      hubspot_owner_id: fixtures.owner,
    }),
  ],
  note: [record(fixtures.note, { hs_timestamp: fixtureTime, hs_note_body: 'Likes mathematics.' })],
  task: [
    record(fixtures.task, {
      hs_timestamp: '2026-01-22T09:30:00.000Z',
      hs_task_subject: 'Call Ada',
      hs_task_status: 'NOT_STARTED',
      hs_task_priority: 'NONE',
      hs_task_type: 'TODO',
    }),
  ],
}

export function records({ state }: Hub, { singular }: ObjectType): Collection<CrmRecord> {
  return collection(state, singular, ({ id }) => id, fixtureRecords[singular] ?? [])
}

export function isFixture({ singular }: ObjectType, id: string): boolean {
  return (fixtureRecords[singular] ?? []).some((fixture) => fixture.id === id)
}

/** The type that a path or parameter names. */
export function typeOr404(name: string): ObjectType {
  const type = findObjectType(name)
  if (type !== undefined) return type
  throw invalid(`Unable to infer object type from: ${name}`)
}

/** HubSpot numbers what it makes. */
export function nextId(state: State): string {
  const last = state.get<{ last: number }>('counter', 'id')?.last ?? 70_000_000_000
  state.put('counter', 'id', { last: last + 1 })
  return String(last + 1)
}
