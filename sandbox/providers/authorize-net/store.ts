import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { fixtureProfiles, fixtureSettlement, fixtures, fixtureTransactions } from './fixtures.ts'
import type { Profile } from './profiles.ts'
import { batchOf, current, type Transaction } from './transaction.ts'

/** One request and everything that its account holds at Authorize.Net. */
export interface Context {
  readonly now: Date
  readonly request: Fields
  readonly transactions: Collection<Transaction>
  readonly profiles: Collection<Profile>
  /** The transaction as it stands now, or `undefined`. */
  find(id: string): Transaction | undefined
  /** All transactions as they stand now, newest first. */
  all(): Transaction[]
  /** When a batch settled, in milliseconds. */
  settledAt(transaction: Transaction): number | undefined
  /** The next number of an account, beginning with `first`. */
  nextNumber(kind: string, first: number): string
  /** `HW617E`: six characters. */
  authCode(): string
}

export function contextOf(exchange: Exchange, state: State, request: Fields): Context {
  const { now } = exchange
  const fixed = fixtureTransactions(now)
  const transactions = collection<Transaction>(state, 'transaction', ({ id }) => id, fixed)
  const settle = (transaction: Transaction): Transaction =>
    fixed.some(({ id }) => id === transaction.id) ? transaction : current(transaction, now)
  return {
    now,
    request,
    transactions,
    profiles: collection<Profile>(state, 'profile', ({ id }) => id, fixtureProfiles),
    find: (id) => {
      const transaction = transactions.find(id)
      return transaction === undefined ? undefined : settle(transaction)
    },
    all: () => transactions.all().map(settle),
    settledAt: ({ batchId, submitted }) => {
      if (batchId === undefined) return undefined
      return batchId === fixtures.batch ? fixtureSettlement(now) : batchOf(submitted).settled
    },
    nextNumber: (kind, first) => {
      const value = state.get<{ value: number }>('counter', kind)?.value ?? first
      state.put('counter', kind, { value: value + 1 })
      return String(value)
    },
    authCode: () => exchange.randomId(6).toUpperCase(),
  }
}
