import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { fixtureAuthorizations, fixtureCaptures, fixtureOrders, fixturePayouts, fixtureRefunds } from './fixtures.ts'
import type { Authorization, Capture, Refund } from './objects.ts'
import type { Order } from './order.ts'
import type { Payout } from './payouts.ts'

/** One request and everything that its account holds at PayPal. */
export interface Context {
  readonly exchange: Exchange
  readonly origin: string
  /** The website that belongs to the API's host, where a payer approves. */
  readonly website: string
  /** Whether the caller asked for whole resources: `Prefer: return=representation`. */
  readonly wantsRepresentation: boolean
  readonly orders: Collection<Order>
  readonly captures: Collection<Capture>
  readonly authorizations: Collection<Authorization>
  readonly refunds: Collection<Refund>
  readonly payouts: Collection<Payout>
  /** A fresh id of 17 characters, as PayPal's are. */
  readonly newId: () => string
}

export function contextOf(exchange: Exchange, state: State): Context {
  const of = <T extends { id: string }>(kind: string, fixtures: readonly T[]): Collection<T> =>
    collection(state, kind, (value) => value.id, fixtures)
  const isSandbox = exchange.url.host.includes('sandbox')
  return {
    exchange,
    origin: exchange.url.origin,
    website: isSandbox ? 'https://www.sandbox.paypal.com' : 'https://www.paypal.com',
    wantsRepresentation: exchange.headers.get('prefer') === 'return=representation',
    orders: of('order', fixtureOrders),
    captures: of('capture', fixtureCaptures),
    authorizations: of('authorization', fixtureAuthorizations),
    refunds: of('refund', fixtureRefunds),
    payouts: of('payout', fixturePayouts),
    newId: () => exchange.randomId(17).toUpperCase(),
  }
}
