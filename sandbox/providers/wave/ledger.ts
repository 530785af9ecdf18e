import { type Collection, collection } from '../../collection.ts'
import type { Exchange, State } from '../../provider.ts'
import {
  customerFixtures,
  invoiceFixtures,
  paymentFixtures,
  productFixtures,
  salesTaxFixtures,
  transactionFixtures,
} from './fixtures.ts'
import type {
  CustomerRecord,
  InvoiceRecord,
  PaymentRecord,
  ProductRecord,
  SalesTaxRecord,
  TransactionRecord,
} from './records.ts'

/** What the user of one request has, in all of the user's businesses. */
export interface Ledger {
  /** The time of the request, ISO 8601 in UTC with milliseconds. */
  readonly now: string
  readonly customers: Collection<CustomerRecord>
  readonly invoices: Collection<InvoiceRecord>
  readonly payments: Collection<PaymentRecord>
  readonly products: Collection<ProductRecord>
  readonly salesTaxes: Collection<SalesTaxRecord>
  readonly transactions: Collection<TransactionRecord>
  /** A fresh id of an object of a business. */
  newId(businessId: string, type: string): string
  /** A fresh id of an error, to be given to the support. */
  errorId(): string
  nextInvoiceNumber(): string
}

export function ledgerOf(exchange: Exchange, state: State): Ledger {
  const next = (series: string, start: number): number => {
    const number = (state.get<{ last: number }>('series', series)?.last ?? start) + 1
    state.put('series', series, { last: number })
    return number
  }
  const idOf = ({ id }: { id: string }): string => id
  return {
    now: exchange.now.toISOString(),
    customers: collection(state, 'customer', idOf, customerFixtures),
    invoices: collection(state, 'invoice', idOf, invoiceFixtures),
    payments: collection(state, 'payment', idOf, paymentFixtures),
    products: collection(state, 'product', idOf, productFixtures),
    salesTaxes: collection(state, 'sales-tax', idOf, salesTaxFixtures),
    transactions: collection(state, 'transaction', idOf, transactionFixtures),
    newId: (businessId, type) => btoa(`${atob(businessId)};${type}:${next('object', 1000)}`),
    errorId: () => errorId(exchange),
    nextInvoiceNumber: () => String(next('invoice', 8)),
  }
}

export function errorId({ randomId }: Exchange): string {
  return `${randomId(8)}-${randomId(4)}-${randomId(4)}-${randomId(12)}`.toLowerCase()
}

/** Whether an id has the form of a business's: base64 of `Business:…` and nothing after it. */
export function isBusinessId(id: string): boolean {
  try {
    return /^Business:[^;]+$/.test(atob(id))
  } catch {
    return false
  }
}
