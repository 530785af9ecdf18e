import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { customerFixtures, paymentMethodFixtures, refundFixtures, transactionFixtures } from './fixtures.ts'
import type { CustomerRecord, PaymentMethodRecord, RefundRecord, TransactionRecord } from './records.ts'
import { globalId, type IdKind } from './values.ts'

/** The account that one request talks to. */
export interface Account {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly transactions: Collection<TransactionRecord>
  readonly refunds: Collection<RefundRecord>
  readonly customers: Collection<CustomerRecord>
  readonly paymentMethods: Collection<PaymentMethodRecord>
  newId(kind: IdKind): string
}

export function accountOf(exchange: Exchange, state: State): Account {
  const idOf = ({ id }: { id: string }): string => id
  return {
    now: exchange.now.getTime(),
    transactions: collection(state, 'transaction', idOf, transactionFixtures),
    refunds: collection(state, 'refund', idOf, refundFixtures),
    customers: collection(state, 'customer', idOf, customerFixtures),
    paymentMethods: collection(state, 'payment_method', idOf, paymentMethodFixtures),
    newId: (kind) => globalId(kind, exchange.randomId(8).toLowerCase()),
  }
}
