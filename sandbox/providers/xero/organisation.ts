import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import {
  accountFixtures,
  bankTransactionFixtures,
  contactFixtures,
  invoiceFixtures,
  itemFixtures,
  paymentFixtures,
} from './fixtures.ts'
import type { Account, BankTransaction, Contact, Invoice, Item, Payment } from './records.ts'

/** The organisation that one request talks to. */
export interface Organisation {
  readonly exchange: Exchange
  readonly tenantId: string
  readonly contacts: Collection<Contact>
  readonly invoices: Collection<Invoice>
  readonly payments: Collection<Payment>
  readonly bankTransactions: Collection<BankTransaction>
  readonly accounts: Collection<Account>
  readonly items: Collection<Item>
  /** A fresh UUID. */
  newId(): string
  nextInvoiceNumber(): string
}

export function organisationOf(exchange: Exchange, state: State, tenantId: string): Organisation {
  return {
    exchange,
    tenantId,
    contacts: collection(state, 'contact', ({ ContactID }) => ContactID, contactFixtures),
    invoices: collection(state, 'invoice', ({ InvoiceID }) => InvoiceID, invoiceFixtures),
    payments: collection(state, 'payment', ({ PaymentID }) => PaymentID, paymentFixtures),
    bankTransactions: collection(
      state,
      'bank-transaction',
      ({ BankTransactionID }) => BankTransactionID,
      bankTransactionFixtures,
    ),
    accounts: collection(state, 'account', ({ AccountID }) => AccountID, accountFixtures),
    items: collection(state, 'item', ({ ItemID }) => ItemID, itemFixtures),
    newId: () => uuid(exchange),
    nextInvoiceNumber() {
      const number = (state.get<{ last: number }>('series', 'invoice')?.last ?? 7) + 1
      state.put('series', 'invoice', { last: number })
      return `INV-${String(number).padStart(4, '0')}`
    },
  }
}

/** A UUID of version 4, of the codes of random characters. */
export function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(16), (char) => char.charCodeAt(0).toString(16)).join('')
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}

/** Amounts have two decimals. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}
