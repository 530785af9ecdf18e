import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import type { Account } from './account.ts'
import { amount, easternTime, invalid, refusal, result, unknown } from './answers.ts'
import { invoiceFixtures } from './fixtures.ts'
import { listed } from './listing.ts'
import type { InvoiceRecord, PaymentRecord } from './records.ts'
import { centsOf, codeOf, dayOf, flagOf, requireAll, textOf, visibilityOf, wholeOf, wrapped } from './requests.ts'

/** Source: https://www.freshbooks.com/api/payments */
const types = [
  ...['Check', 'Credit', 'Cash', 'Bank Transfer', 'Credit Card', 'Debit', 'PayPal', '2Checkout', 'VISA', 'MASTERCARD'],
  ...['DISCOVER', 'AMEX', 'DINERS', 'JCB', 'ACH', 'Other'],
]

export function listPayments(account: Account): Response {
  return listed(
    account.exchange,
    'payments',
    account.payments.all().map((record) => paymentView(account, record)),
  )
}

export function getPayment(account: Account, id: string): Response {
  return result({ payment: paymentView(account, found(account, id)) })
}

/** `POST payments/payments`. What is more than the invoice has outstanding becomes the client's credit. */
export function createPayment(account: Account): Response {
  const fields = wrapped(account.exchange, 'payment')
  requireAll('payment', fields, 'invoiceid', 'amount')
  const invoice = payableInvoice(account, wholeOf('payment', fields, 'invoiceid'))
  flagOf('payment', fields, 'send_client_notification')
  const cents = centsOf('payment', fields, 'amount')
  if (cents <= 0) throw invalid('payment', 'amount', 'amount must be more than zero.', cents / 100)
  const code = codeOf('payment', fields, 'amount', invoice.currency_code)
  if (code !== invoice.currency_code) {
    throw invalid('payment', 'amount', 'The currency of a payment must be that of its invoice.', code)
  }
  const record: PaymentRecord = {
    id: account.newId(),
    invoiceid: invoice.id,
    amount: cents,
    code,
    date: dayOf('payment', fields, 'date', isoDay(account.exchange.now)),
    type: typeOf(fields, 'Other'),
    note: textOf('payment', fields, 'note'),
    vis_state: 0,
    updatedAt: account.exchange.now.getTime(),
  }
  // What happens to a fixture isn't kept, and a payment of one happens to it.
  if (!isFixture(invoice)) account.payments.save(record)
  return result({ payment: paymentView(account, record) })
}

/** `PUT payments/payments/{id}`: changes, or deletes (`vis_state` 1). */
export function updatePayment(account: Account, id: string): Response {
  const known = found(account, id)
  const fields = wrapped(account.exchange, 'payment')
  const record: PaymentRecord = {
    ...known,
    amount: fields.amount === undefined ? known.amount : centsOf('payment', fields, 'amount'),
    date: dayOf('payment', fields, 'date', known.date),
    type: typeOf(fields, known.type),
    note: textOf('payment', fields, 'note', known.note),
    vis_state: visibilityOf('payment', fields, known.vis_state),
    updatedAt: account.exchange.now.getTime(),
  }
  account.payments.save(record)
  return result({ payment: paymentView(account, record) })
}

function isFixture({ id }: InvoiceRecord): boolean {
  return invoiceFixtures.some((fixture) => fixture.id === id)
}

function payableInvoice(account: Account, id: number): InvoiceRecord {
  const invoice = account.invoices.find(String(id))
  if (invoice === undefined) throw refusal(422, 1012, 'Invoice not found.', 'invoiceid', 'payment', String(id))
  if (invoice.vis_state === 1) throw refusal(422, 1011, 'The invoice is deleted.', 'invoiceid', 'payment', String(id))
  return invoice
}

function typeOf(fields: Fields, otherwise: string): string {
  const type = textOf('payment', fields, 'type', otherwise)
  if (types.includes(type)) return type
  throw invalid('payment', 'type', 'The payment type is not valid.', type)
}

function found(account: Account, id: string): PaymentRecord {
  const record = account.payments.find(id)
  if (record === undefined) throw unknown('payment', 'paymentid', id)
  return record
}

function paymentView(account: Account, record: PaymentRecord): Fields {
  const { amount: cents, code, updatedAt, ...members } = record
  const invoice = account.invoices.find(String(record.invoiceid))
  return {
    ...members,
    logid: record.id,
    accounting_systemid: account.id,
    clientid: invoice?.customerid ?? 0,
    amount: amount(cents, code),
    creditid: null,
    overpaymentid: null,
    from_credit: false,
    gateway: null,
    orderid: null,
    transactionid: null,
    bulk_paymentid: null,
    send_client_notification: null,
    updated: easternTime(updatedAt),
  }
}
