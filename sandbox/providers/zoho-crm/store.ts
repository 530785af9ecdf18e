import { type Collection, collection } from '../../collection.ts'
import { isFields } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { fixtures, user } from './fixtures.ts'
import { type Module, type ModuleName, modules } from './modules.ts'

/** A record as it is stored: lookups as `{name, id}`. */
export type ZohoRecord = { id: string } & Record<string, unknown>

/** What one request works with. */
export interface Org {
  readonly exchange: Exchange
  readonly state: State
}

const created = '2026-01-15T09:30:00+00:00'

export function systemValues(now: string) {
  return { Owner: user, Created_By: user, Modified_By: user, Created_Time: now, Modified_Time: now }
}

const account = { name: 'Analytical Engines Ltd', id: fixtures.account }
const contact = { name: 'Ada Lovelace', id: fixtures.contact }

const fixtureRecords: Readonly<Record<ModuleName, readonly ZohoRecord[]>> = {
  Leads: [
    {
      ...systemValues(created),
      id: fixtures.lead,
      First_Name: 'Charles',
      Last_Name: 'Babbage',
      Email: 'charles.babbage@example.com',
      Company: 'Babbage & Sons',
    },
  ],
  Contacts: [
    {
      ...systemValues(created),
      id: fixtures.contact,
      First_Name: 'Ada',
      Last_Name: 'Lovelace',
      Email: fixtures.email,
      Phone: '+44 20 7946 0001',
      Account_Name: account,
      Mailing_City: 'London',
      Mailing_Country: 'United Kingdom',
    },
  ],
  Accounts: [
    {
      ...systemValues(created),
      id: fixtures.account,
      Account_Name: account.name,
      Phone: '+44 20 7946 0000',
      Website: 'analytical.example.com',
      Industry: 'Manufacturing',
      Employees: 42,
      Annual_Revenue: 1_500_000,
    },
  ],
  Deals: [
    {
      ...systemValues(created),
      id: fixtures.deal,
      Deal_Name: 'Analytical Engine',
      Amount: 25_000,
      Stage: 'Qualification',
      Closing_Date: '2026-12-31',
      Account_Name: account,
      Contact_Name: contact,
      Probability: 10,
    },
  ],
  Notes: [
    {
      ...systemValues(created),
      id: fixtures.note,
      Note_Title: 'First note',
      Note_Content: 'Likes mathematics.',
      Parent_Id: { module: { api_name: 'Contacts' }, ...contact },
    },
  ],
}

export function records({ state }: Org, { name }: Module): Collection<ZohoRecord> {
  return collection(state, name, ({ id }) => id, fixtureRecords[name])
}

/** Every record of a module, the highest id first, complete with the fields that have no value. */
export function allRecords(org: Org, module: Module): ZohoRecord[] {
  return records(org, module)
    .all()
    .map((record) => complete(module, record))
    .toSorted((left, right) => (left.id < right.id ? 1 : -1))
}

export function findRecord(org: Org, module: Module, id: string): ZohoRecord | undefined {
  const record = records(org, module).find(id)
  return record === undefined ? undefined : complete(module, record)
}

/** A record of any module that notes can be attached to. */
export function findParent(org: Org, name: string, id: string): { name: unknown; id: string } | undefined {
  const module = modules.find((candidate) => candidate.name === name && candidate.name !== 'Notes')
  const record = module === undefined ? undefined : findRecord(org, module, id)
  return module === undefined || record === undefined ? undefined : { name: record[module.title], id }
}

function complete(module: Module, record: ZohoRecord): ZohoRecord {
  const blank = Object.fromEntries(
    module.fields.map(({ api_name, data_type }) => [api_name, data_type === 'boolean' ? false : null]),
  )
  const names = [record.First_Name, record.Last_Name].filter(Boolean)
  const whole = names.length === 0 ? {} : { Full_Name: names.join(' ') }
  return { ...blank, ...record, ...whole }
}

export function nextId({ state }: Org): string {
  const serial = state.get<{ next: number }>('sequence', 'id')?.next ?? 500_001
  state.put('sequence', 'id', { next: serial + 1 })
  return `5725767000000${String(serial).padStart(6, '0')}`
}

/** `2026-11-24T12:00:00+00:00` */
export function timeOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}+00:00`
}

/** The id of a lookup's value, which requests may shorten to it. */
export function idOf(value: unknown): string | undefined {
  const id = isFields(value) ? value.id : value
  return typeof id === 'string' ? id : undefined
}
