import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { numberAt, textAt } from '../../json-shape.ts'
import { dates, dateTime } from './answers.ts'
import { amountDue } from './invoices.ts'
import { dayOf } from './lines.ts'
import { cents, type Organisation } from './organisation.ts'
import type { Account, Invoice, Payment } from './records.ts'
import { Invalid } from './requests.ts'

/** Pays an invoice; one that is paid in full becomes PAID. */
export function createPayment(organisation: Organisation, fields: Fields): object {
  const invoice = invoiceOf(organisation, fields)
  const account = accountOf(organisation, fields, 'Account')
  if (account.Type !== 'BANK' && !account.EnablePaymentsToAccount) {
    throw new Invalid('The account used for the payment must be of type BANK or be enabled for payments')
  }
  const Amount = cents(numberAt(fields, 'Amount'))
  if (Amount <= 0) throw new Invalid('The payment amount must be greater than zero')
  if (invoice.Status !== 'AUTHORISED') {
    throw new Invalid('Payment can only be made against Authorised documents')
  }
  if (Amount > amountDue(invoice)) throw new Invalid('Payment amount exceeds the amount outstanding on this document')
  const { now } = organisation.exchange
  const payment: Payment = {
    PaymentID: organisation.newId(),
    Status: 'AUTHORISED',
    PaymentType: invoice.Type === 'ACCREC' ? 'ACCRECPAYMENT' : 'ACCPAYPAYMENT',
    invoiceId: invoice.InvoiceID,
    accountId: account.AccountID,
    date: dayOf(fields, 'Date') || isoDay(now),
    Amount,
    Reference: textAt(fields, 'Reference'),
    IsReconciled: fields.IsReconciled === true,
    CurrencyRate: 1,
    updated: now.getTime(),
  }
  organisation.payments.save(payment)
  settle(organisation, invoice, Amount)
  return paymentView(organisation, payment)
}

/** `POST /Payments/{PaymentID}`: the one thing that can be done to a payment is to delete it. */
export function deletePayment(organisation: Organisation, payment: Payment, fields: Fields): object {
  if (textAt(fields, 'Status') !== 'DELETED') throw new Invalid('Payments can only be updated to the status DELETED')
  if (payment.Status === 'DELETED') throw new Invalid('Payment has already been deleted')
  const deleted: Payment = { ...payment, Status: 'DELETED', updated: organisation.exchange.now.getTime() }
  organisation.payments.save(deleted)
  const invoice = organisation.invoices.find(payment.invoiceId)
  if (invoice !== undefined) settle(organisation, invoice, -payment.Amount)
  return paymentView(organisation, deleted)
}

function settle(organisation: Organisation, invoice: Invoice, amount: number): void {
  const AmountPaid = cents(invoice.AmountPaid + amount)
  const Status = AmountPaid >= invoice.Total ? 'PAID' : 'AUTHORISED'
  organisation.invoices.save({ ...invoice, AmountPaid, Status, updated: organisation.exchange.now.getTime() })
}

function invoiceOf(organisation: Organisation, fields: Fields): Invoice {
  const id = textAt(fields, 'Invoice', 'InvoiceID').toLowerCase()
  const number = textAt(fields, 'Invoice', 'InvoiceNumber') || textAt(fields, 'InvoiceNumber')
  if (id === '' && number === '')
    throw new Invalid('An Invoice, CreditNote, Prepayment or Overpayment must be specified')
  const invoice =
    id === ''
      ? organisation.invoices.all().find(({ InvoiceNumber }) => InvoiceNumber === number)
      : organisation.invoices.find(id)
  if (invoice === undefined) throw new Invalid('Invoice could not be found')
  return invoice
}

export function accountOf(organisation: Organisation, fields: Fields, member: string): Account {
  const id = textAt(fields, member, 'AccountID').toLowerCase()
  const code = textAt(fields, member, 'Code')
  const account =
    id === '' ? organisation.accounts.all().find(({ Code }) => Code === code) : organisation.accounts.find(id)
  if (account === undefined)
    throw new Invalid(`${member === 'Account' ? 'Account' : 'Bank account'} could not be found`)
  return account
}

export function paymentView(organisation: Organisation, payment: Payment): Fields {
  const { invoiceId, accountId, date, updated, ...members } = payment
  const account = organisation.accounts.find(accountId)
  const invoice = organisation.invoices.find(invoiceId)
  const { Date: day } = { Date: undefined, ...dates('Date', date) }
  return {
    ...members,
    Date: day,
    BankAmount: payment.Amount,
    HasAccount: true,
    HasValidationErrors: false,
    Account: { AccountID: accountId, Code: account?.Code, Name: account?.Name },
    Invoice: {
      Type: invoice?.Type,
      InvoiceID: invoiceId,
      InvoiceNumber: invoice?.InvoiceNumber,
      Contact: { ContactID: invoice?.contactId, Name: organisation.contacts.find(invoice?.contactId ?? '')?.Name },
      CurrencyCode: invoice?.CurrencyCode,
      HasErrors: false,
      IsDiscounted: false,
    },
    UpdatedDateUTC: dateTime(updated),
  }
}
