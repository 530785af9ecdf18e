import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import { contactFixtures, invoiceFixtures, otherPaymentFixtures, paymentFixtures } from './fixtures.ts'
import type { ContactPaymentRecord, ContactRecord, InvoiceRecord, OtherPaymentRecord } from './records.ts'

/** The business that one request talks to. */
export interface Business {
  readonly exchange: Exchange
  readonly state: State
  /** The time of the request: `2026-11-24T12:00:00Z`. */
  readonly now: string
  readonly contacts: Collection<ContactRecord>
  readonly invoices: Collection<InvoiceRecord>
  readonly contactPayments: Collection<ContactPaymentRecord>
  readonly otherPayments: Collection<OtherPaymentRecord>
  /** A fresh id: 32 hexadecimal digits. */
  newId(): string
  nextInvoiceNumber(): number
}

export function businessOf(exchange: Exchange, state: State): Business {
  const idOf = ({ id }: { id: string }): string => id
  return {
    exchange,
    state,
    now: `${exchange.now.toISOString().slice(0, 19)}Z`,
    contacts: collection(state, 'contact', idOf, contactFixtures),
    invoices: collection(state, 'invoice', idOf, invoiceFixtures),
    contactPayments: collection(state, 'contact-payment', idOf, paymentFixtures),
    otherPayments: collection(state, 'other-payment', idOf, otherPaymentFixtures),
    newId: () => Array.from(exchange.randomId(16), (char) => char.charCodeAt(0).toString(16)).join(''),
    nextInvoiceNumber() {
      const number = (state.get<{ last: number }>('series', 'invoice')?.last ?? 7) + 1
      state.put('series', 'invoice', { last: number })
      return number
    },
  }
}
