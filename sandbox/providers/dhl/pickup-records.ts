import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'
import { digits } from './shipments.ts'

interface PickupRecord {
  /** The dispatch confirmation number. */
  id: string
  /** The account of the shipper; empty where every account may act on it. */
  account: string
  date: string
}

const pickupFixtures: readonly PickupRecord[] = [{ id: fixtures.pickup, account: '', date: '2026-12-01' }]

export function pickups(state: State): Collection<PickupRecord> {
  return collection(state, 'pickup', ({ id }) => id, pickupFixtures)
}

/** Books a pickup and gives its dispatch confirmation number. */
export function newPickup({ randomId }: Exchange, state: State, account: string, date: string): string {
  const id = `PRG${date.slice(2).replaceAll('-', '')}${digits(randomId(6))}`
  pickups(state).save({ id, account, date })
  return id
}
