import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { Failure, notFound, type SalesforceRecord, type Value } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { isId, longId } from './ids.ts'
import { findObject, type ObjectType, objectTypes, stages } from './objects.ts'

/** What one request works with. */
export interface Org {
  readonly exchange: Exchange
  readonly state: State
  /** `v67.0` */
  readonly version: string
}

const created = '2026-01-15T09:30:00.000+0000'

/** Fields that every record has. */
export function systemValues(id: string, now: string): SalesforceRecord {
  return {
    Id: id,
    IsDeleted: false,
    OwnerId: fixtures.user,
    CreatedDate: now,
    CreatedById: fixtures.user,
    LastModifiedDate: now,
    LastModifiedById: fixtures.user,
    SystemModstamp: now,
  }
}

const fixtureRecords: Readonly<Record<string, readonly SalesforceRecord[]>> = {
  Account: [
    {
      ...systemValues(fixtures.account, created),
      Name: 'Analytical Engines Ltd',
      Industry: 'Technology',
      Type: 'Customer - Direct',
      Website: 'https://analytical.example.com',
      Phone: '+44 20 7946 0000',
      BillingCity: 'London',
      BillingCountry: 'United Kingdom',
      NumberOfEmployees: 42,
      AnnualRevenue: 1_500_000,
    },
  ],
  Contact: [
    {
      ...systemValues(fixtures.contact, created),
      FirstName: 'Ada',
      LastName: 'Lovelace',
      Email: 'ada@example.com',
      Phone: '+44 20 7946 0001',
      Title: 'Countess',
      AccountId: fixtures.account,
      External_Id__c: fixtures.contactExternalId,
    },
  ],
  Opportunity: [
    {
      ...systemValues(fixtures.opportunity, created),
      Name: 'Difference Engine',
      StageName: 'Proposal/Price Quote',
      CloseDate: '2026-12-31',
      Amount: 25_000,
      Probability: 75,
      AccountId: fixtures.account,
    },
  ],
  Lead: [
    {
      ...systemValues(fixtures.lead, created),
      FirstName: 'Charles',
      LastName: 'Babbage',
      Company: 'Babbage & Sons',
      Email: 'charles@example.com',
      Status: 'Open - Not Contacted',
    },
  ],
  Task: [
    {
      ...systemValues(fixtures.task, created),
      Subject: 'Call Ada',
      Status: 'Not Started',
      Priority: 'Normal',
      WhoId: fixtures.contact,
    },
  ],
  Note: [
    {
      ...systemValues(fixtures.note, created),
      Title: 'First note',
      Body: 'Likes mathematics.',
      ParentId: fixtures.contact,
    },
  ],
  User: [
    {
      ...systemValues(fixtures.user, created),
      Name: 'Integration User',
      FirstName: 'Integration',
      LastName: 'User',
      Username: 'integration@sandbox.example.com',
      Email: 'integration@sandbox.example.com',
      IsActive: true,
    },
  ],
}

export function records({ state }: Org, type: ObjectType): Collection<SalesforceRecord> {
  return collection(state, type.name, ({ Id }) => String(Id), fixtureRecords[type.name] ?? [])
}

/** Created ones in the order of their creation, then the fixtures, complete with what follows from other fields. */
export function allRecords(org: Org, type: ObjectType): SalesforceRecord[] {
  const all = records(org, type).all()
  const fixtureCount = fixtureRecords[type.name]?.length ?? 0
  const own = all.slice(0, all.length - fixtureCount).toReversed()
  return [...own, ...all.slice(own.length)].map((record) => complete(type, record))
}

/** Throws `NOT_FOUND`, or `ENTITY_IS_DELETED` for what was there once. */
export function findRecord(org: Org, type: ObjectType, id: string): SalesforceRecord {
  if (!isId(id))
    throw new Failure(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${id}`)
  const found = records(org, type).find(longId(id))
  if (found !== undefined) return complete(type, found)
  if (org.state.get('deleted', longId(id)) !== undefined)
    throw new Failure(404, 'ENTITY_IS_DELETED', 'entity is deleted')
  throw notFound()
}

/** The record of any object that an id names. */
export function findAnywhere(org: Org, id: string): { type: ObjectType; record: SalesforceRecord } | undefined {
  const type = objectTypes.find(({ prefix }) => id.startsWith(prefix))
  const record = type === undefined ? undefined : records(org, type).find(longId(id))
  return type === undefined || record === undefined ? undefined : { type, record: complete(type, record) }
}

/** Fills fields that follow from others: full names, and what a stage or status means. */
function complete(type: ObjectType, record: SalesforceRecord): SalesforceRecord {
  const full: SalesforceRecord = Object.fromEntries(type.fields.map(({ name, type: kind }) => [name, blank(kind)]))
  Object.assign(full, record)
  if (type.name === 'Contact' || type.name === 'Lead') {
    full.Name = [record.FirstName, record.LastName].filter(Boolean).join(' ')
  }
  if (type.name === 'Opportunity') {
    const stage = stages[String(record.StageName)]
    full.IsClosed = stage?.isClosed ?? false
    full.IsWon = stage?.isWon ?? false
    full.ExpectedRevenue =
      typeof record.Amount === 'number' ? (record.Amount * Number(record.Probability ?? 0)) / 100 : null
  }
  if (type.name === 'Task') full.IsClosed = record.Status === 'Completed'
  if (type.name === 'ContentNote') full.FileType = 'SNOTE'
  return full
}

function blank(kind: string): Value {
  return kind === 'boolean' ? false : null
}

export function objectOr404(name: string): ObjectType {
  const type = findObject(name)
  if (type === undefined) throw notFound()
  return type
}

/** `2026-11-02T10:00:00.000+0000` */
export function salesforceTime(time: Date): string {
  return time.toISOString().replace('Z', '+0000')
}

export function attributes({ version }: Org, type: ObjectType, id: Value | undefined): { type: string; url: string } {
  return { type: type.name, url: `/services/data/${version}/sobjects/${type.name}/${id}` }
}
