import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import type { Card, PaymentMethod } from './card-objects.ts'
import type { Charge } from './charge-object.ts'
import {
  fixtureCards,
  fixtureCharges,
  fixtureCustomers,
  fixtureEvents,
  fixturePaymentIntents,
  fixturePaymentMethods,
  fixtureRefunds,
} from './fixtures.ts'
import { type Customer, eventObject, type PaymentIntent, type Refund, type StripeEvent } from './objects.ts'
import type { Origin } from './origin.ts'
import { missing } from './refusal.ts'

/** Everything that an account holds at Stripe, during one request. */
export interface Ledger {
  readonly charges: Collection<Charge>
  readonly paymentIntents: Collection<PaymentIntent>
  readonly refunds: Collection<Refund>
  readonly customers: Collection<Customer>
  readonly cards: Collection<Card>
  readonly paymentMethods: Collection<PaymentMethod>
  readonly events: Collection<StripeEvent>
  readonly livemode: boolean
  readonly requestId: string
  /** A new object: a fresh id with this prefix, the time of the request, the mode of the key. */
  origin(prefix: string): Origin
  /** Notes what happened to a stored object, for `GET /v1/events`. */
  record(type: string, object: Charge | PaymentIntent | Refund | Customer): void
  /** Remembers that a customer existed: it is answered as `{deleted: true}` ever after. */
  bury(customer: string): void
  isBuried(customer: string): boolean
}

export function ledger(exchange: Exchange, state: State, livemode: boolean, requestId: string): Ledger {
  const of = <T extends { id: string }>(kind: string, fixtures: readonly T[]): Collection<T> =>
    collection(state, kind, (value) => value.id, fixtures)
  const fixed = new Set(
    [fixtureCharges, fixturePaymentIntents, fixtureRefunds, fixtureCustomers].flat().map((object) => object.id),
  )
  const events = of('event', fixtureEvents)
  const origin = (prefix: string): Origin => ({
    id: `${prefix}_${exchange.randomId(24)}`,
    created: Math.floor(exchange.now.getTime() / 1000),
    livemode,
  })

  return {
    charges: of('charge', fixtureCharges),
    paymentIntents: of('payment_intent', fixturePaymentIntents),
    refunds: of('refund', fixtureRefunds),
    customers: of('customer', fixtureCustomers),
    cards: of('card', fixtureCards),
    paymentMethods: of('payment_method', fixturePaymentMethods),
    events,
    livemode,
    requestId,
    origin,
    record(type, object) {
      if (fixed.has(object.id)) return
      const request = { id: requestId, key: exchange.headers.get('idempotency-key') }
      events.save(eventObject(origin('evt'), type, object, request))
    },
    bury: (id) => state.put('deleted_customer', id, { id }),
    isBuried: (id) => state.get('deleted_customer', id) !== undefined,
  }
}

/** The customer that a request refers to (400 where there is none), or `null` where it names none. */
export function referredCustomer(ledger: Ledger, id: string | undefined): Customer | null {
  if (id === undefined) return null
  const customer = ledger.customers.find(id)
  if (customer === undefined) throw missing('customer', id, 'customer', 400)
  return customer
}

/** The payment intent that a request acts on, or 404. */
export function findIntent(ledger: Ledger, id: string, param = 'intent'): PaymentIntent {
  const intent = ledger.paymentIntents.find(id)
  if (intent === undefined) throw missing('payment_intent', id, param)
  return intent
}
