import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { listAt, numberAt, textAt } from '../../json-shape.ts'
import { answer, businessError, entityAnswer, invalidReference } from './answers.ts'
import { type Company, cents, change, create, type Entity, referenced } from './company.ts'
import { owe } from './invoices.ts'
import { body, handled, jsonBody, updateOf } from './requests.ts'
import * as shapes from './shapes/transactions.ts'

/** `POST payment`: creates, or updates where there is an id; `?operation=void` (or `update&include=void`), `delete`. */
export function writePayment(company: Company): object {
  const { exchange } = company
  const { searchParams } = exchange.url
  const operation = searchParams.get('operation')
  if (operation === 'void' || searchParams.get('include') === 'void') {
    const payment = handled(company, 'Payment')
    unapply(company, payment)
    const voided = change(company, 'Payment', payment, {
      Line: [],
      TotalAmt: 0,
      UnappliedAmt: 0,
      PrivateNote: 'Voided',
    })
    return entityAnswer(exchange, 'Payment', voided)
  }
  if (operation === 'delete') {
    const payment = handled(company, 'Payment')
    unapply(company, payment)
    company.of('Payment').remove(payment.Id)
    return answer(exchange, { Payment: { domain: 'QBO', status: 'Deleted', Id: payment.Id } })
  }
  if (textAt(jsonBody(exchange), 'Id') !== '') {
    const { entity, fields } = updateOf(company, 'Payment', shapes.payment)
    unapply(company, entity)
    const changed = change(company, 'Payment', entity, paymentOf(company, fields))
    apply(company, changed)
    return entityAnswer(exchange, 'Payment', changed)
  }
  const created = create(company, 'Payment', paymentOf(company, body(exchange, shapes.payment)))
  apply(company, created)
  return entityAnswer(exchange, 'Payment', created)
}

function paymentOf(company: Company, fields: Fields): Fields {
  const { Id: _id, SyncToken: _syncToken, MetaData: _metaData, sparse: _sparse, domain: _domain, ...others } = fields
  const customer = referenced(company, 'Customer', fields, 'CustomerRef')
  const account = referenced(company, 'Account', fields, 'DepositToAccountRef')
  const lines = listAt(fields, 'Line')
  for (const line of lines) checkLine(company, line, customer)
  const applied = cents(lines.reduce<number>((sum, line) => sum + numberAt(line, 'Amount'), 0))
  const total = numberAt(fields, 'TotalAmt')
  if (applied > total) throw businessError('The amount applied is more than the amount of the payment.')
  return {
    CurrencyRef: { value: 'USD', name: 'United States Dollar' },
    ProcessPayment: false,
    ...others,
    TxnDate: textAt(fields, 'TxnDate') || isoDay(company.exchange.now),
    CustomerRef: { value: customer?.Id, name: textAt(customer, 'DisplayName') },
    DepositToAccountRef: { value: account?.Id ?? '4' },
    UnappliedAmt: cents(total - applied),
    Line: lines,
  }
}

function checkLine(company: Company, line: unknown, customer: Entity | undefined): void {
  for (const link of listAt(line, 'LinkedTxn')) {
    if (textAt(link, 'TxnType') !== 'Invoice') continue
    const invoice = company.of('Invoice').find(textAt(link, 'TxnId'))
    if (invoice === undefined) throw invalidReference()
    if (textAt(invoice, 'CustomerRef', 'value') !== customer?.Id) {
      throw businessError("The customer of the payment isn't the customer of the linked transaction.")
    }
    if (numberAt(line, 'Amount') > numberAt(invoice, 'Balance')) {
      throw businessError("You can't apply more than the open balance of a transaction.")
    }
  }
}

function apply(company: Company, payment: Entity): void {
  owe(company, payment, -numberAt(payment, 'TotalAmt'))
  settle(company, payment, (invoice, amount) => ({
    Balance: cents(numberAt(invoice, 'Balance') - amount),
    LinkedTxn: [...listAt(invoice, 'LinkedTxn'), { TxnId: payment.Id, TxnType: 'Payment' }],
  }))
}

function unapply(company: Company, payment: Entity): void {
  owe(company, payment, numberAt(payment, 'TotalAmt'))
  settle(company, payment, (invoice, amount) => ({
    Balance: cents(numberAt(invoice, 'Balance') + amount),
    LinkedTxn: listAt(invoice, 'LinkedTxn').filter((link) => textAt(link, 'TxnId') !== payment.Id),
  }))
}

function settle(company: Company, payment: Entity, outcome: (invoice: Entity, amount: number) => Fields): void {
  for (const line of listAt(payment, 'Line')) {
    const invoice = company.of('Invoice').find(textAt(line, 'LinkedTxn', 0, 'TxnId'))
    if (invoice === undefined || textAt(line, 'LinkedTxn', 0, 'TxnType') !== 'Invoice') continue
    company.of('Invoice').save({ ...invoice, ...outcome(invoice, numberAt(line, 'Amount')) })
  }
}
