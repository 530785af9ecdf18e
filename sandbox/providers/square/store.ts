import { type Collection, collection } from '../../collection.ts'
import type { State } from '../../provider.ts'
import { cardFixtures, customerFixtures, paymentFixtures, refundFixtures } from './fixtures.ts'
import type { Customer, Payment, Refund, StoredCard } from './records.ts'

const idOf = ({ id }: { id: string }): string => id

export function paymentsOf(state: State): Collection<Payment> {
  return collection(state, 'payment', idOf, paymentFixtures)
}

export function refundsOf(state: State): Collection<Refund> {
  return collection(state, 'refund', idOf, refundFixtures)
}

export function customersOf(state: State): Collection<Customer> {
  return collection(state, 'customer', idOf, customerFixtures)
}

export function cardsOf(state: State): Collection<StoredCard> {
  return collection(state, 'card', idOf, cardFixtures)
}
