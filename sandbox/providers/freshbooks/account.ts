import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { clientFixtures, expenseFixtures, invoiceFixtures, itemFixtures, paymentFixtures } from './fixtures.ts'
import type { ClientRecord, ExpenseRecord, InvoiceRecord, ItemRecord, PaymentRecord } from './records.ts'

/** The account that one request talks to. */
export interface Account {
  readonly id: string
  readonly exchange: Exchange
  readonly clients: Collection<ClientRecord>
  readonly invoices: Collection<InvoiceRecord>
  readonly payments: Collection<PaymentRecord>
  readonly expenses: Collection<ExpenseRecord>
  readonly items: Collection<ItemRecord>
  newId(): number
  nextInvoiceNumber(): string
}

export function accountOf(exchange: Exchange, state: State, id: string): Account {
  const idOf = (record: { id: number }): string => String(record.id)
  const next = (series: string, start: number): number => {
    const number = (state.get<{ last: number }>('series', series)?.last ?? start) + 1
    state.put('series', series, { last: number })
    return number
  }
  return {
    id,
    exchange,
    clients: collection(state, 'client', idOf, clientFixtures),
    invoices: collection(state, 'invoice', idOf, invoiceFixtures),
    payments: collection(state, 'payment', idOf, paymentFixtures),
    expenses: collection(state, 'expense', idOf, expenseFixtures),
    items: collection(state, 'item', idOf, itemFixtures),
    newId: () => next('id', 5_000_000),
    nextInvoiceNumber: () => String(next('invoice', 21)).padStart(7, '0'),
  }
}
