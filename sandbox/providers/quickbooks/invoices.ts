import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { answer, businessError, entityAnswer, pacificTime, refusal } from './answers.ts'
import { type Company, cents, change, create, type Entity, found, next, referenced } from './company.ts'
import { body, checkMediaType, handled, jsonBody, updateOf } from './requests.ts'
import * as shapes from './shapes/transactions.ts'

/** `POST invoice`: creates, or updates where there is an id; `?operation=void|delete`. */
export function writeInvoice(company: Company): object {
  const { exchange } = company
  const operation = exchange.url.searchParams.get('operation')
  if (operation === 'void') return entityAnswer(exchange, 'Invoice', voided(company, handled(company, 'Invoice')))
  if (operation === 'delete') return removed(company, handled(company, 'Invoice'))
  if (textAt(jsonBody(exchange), 'Id') !== '') {
    const { entity, fields } = updateOf(company, 'Invoice', shapes.invoice)
    const paid = numberAt(entity, 'TotalAmt') - numberAt(entity, 'Balance')
    const invoice = invoiceOf(company, fields)
    const changed = change(company, 'Invoice', entity, {
      ...invoice,
      Balance: cents(numberAt(invoice, 'TotalAmt') - paid),
    })
    return entityAnswer(exchange, 'Invoice', changed)
  }
  const invoice = invoiceOf(company, body(exchange, shapes.invoice))
  const DocNumber = textAt(invoice, 'DocNumber') || String(next(company, 'invoice', 1037))
  const created = create(company, 'Invoice', { ...invoice, DocNumber, Balance: invoice.TotalAmt, LinkedTxn: [] })
  owe(company, created, numberAt(created, 'TotalAmt'))
  return entityAnswer(exchange, 'Invoice', created)
}

/**
 * `POST invoice/{id}/send?sendTo=`, with an empty body of type `application/octet-stream`.
 *
 * Source: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#send-an-invoice
 */
export function sendInvoice(company: Company, id: string): object {
  const { exchange } = company
  checkMediaType(exchange, 'application/octet-stream')
  const invoice = found(company, 'Invoice', id)
  const address = exchange.url.searchParams.get('sendTo') ?? textAt(invoice, 'BillEmail', 'Address')
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) {
    const detail = `Email Address does not conform to the syntax rules of RFC 822. Supplied value:${address}`
    throw refusal('2210', 'Invalid Email Address format', detail, 'BillEmail.Address')
  }
  const sent = change(company, 'Invoice', invoice, {
    EmailStatus: 'EmailSent',
    BillEmail: { Address: address },
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: pacificTime(exchange.now) },
  })
  return entityAnswer(exchange, 'Invoice', sent)
}

/** What an invoice becomes of a request: references resolved, lines numbered, amounts summed. */
function invoiceOf(company: Company, fields: Fields): Fields {
  const { Id: _id, SyncToken: _syncToken, MetaData: _metaData, sparse: _sparse, domain: _domain, ...others } = fields
  const customer = referenced(company, 'Customer', fields, 'CustomerRef')
  const lines = listAt(fields, 'Line').filter((line) => textAt(line, 'DetailType') !== 'SubTotalLineDetail')
  const sales = lines.map((line, index) => lineOf(company, line, index))
  const subtotal = cents(sales.reduce((sum, line) => sum + numberAt(line, 'Amount'), 0))
  const TxnDate = textAt(fields, 'TxnDate') || isoDay(company.exchange.now)
  return {
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NeedToPrint',
    EmailStatus: 'NotSet',
    CurrencyRef: { value: 'USD', name: 'United States Dollar' },
    ...others,
    TxnDate,
    DueDate: textAt(fields, 'DueDate') || TxnDate,
    CustomerRef: { value: customer?.Id, name: textAt(customer, 'DisplayName') },
    Line: [...sales, { Amount: subtotal, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} }],
    TxnTaxDetail: { TotalTax: numberAt(fields, 'TxnTaxDetail', 'TotalTax') },
    TotalAmt: cents(subtotal + numberAt(fields, 'TxnTaxDetail', 'TotalTax')),
  }
}

function lineOf(company: Company, line: unknown, index: number): Fields {
  const type = textAt(line, 'DetailType')
  const fields = { ...(typeof line === 'object' ? line : {}), Id: String(index + 1), LineNum: index + 1 }
  if (type === 'DiscountLineDetail') return { ...fields, Amount: -Math.abs(numberAt(line, 'Amount')) }
  if (type !== 'SalesItemLineDetail') return fields
  const amount = valueAt(line, 'Amount')
  if (typeof amount !== 'number') {
    const detail = 'Required parameter Line.Amount is missing in the request'
    throw refusal(
      '2020',
      'Required param missing, need to supply the required value for the API',
      detail,
      'Line.Amount',
    )
  }
  const detail = valueAt(line, 'SalesItemLineDetail')
  const [price, quantity] = [valueAt(detail, 'UnitPrice'), valueAt(detail, 'Qty')]
  const isPriced = typeof price === 'number' && typeof quantity === 'number'
  if (isPriced && cents(price * quantity) !== cents(amount)) {
    const message = 'Amount calculation incorrect in the request'
    throw refusal('6070', message, `Amount is not equal to UnitPrice * Qty. Supplied value:${amount}`, 'Line.Amount')
  }
  const item = referenced(company, 'Item', detail, 'ItemRef') ?? company.of('Item').all()[0]
  const SalesItemLineDetail = {
    TaxCodeRef: { value: 'NON' },
    ...(typeof detail === 'object' ? detail : {}),
    ItemRef: { value: item?.Id, name: textAt(item, 'Name') },
  }
  return { ...fields, Amount: cents(amount), SalesItemLineDetail }
}

/** A void invoice stays, with its amounts set to zero; what was paid on it is free again. */
function voided(company: Company, invoice: Entity): Entity {
  if (textAt(invoice, 'PrivateNote').startsWith('Voided'))
    throw businessError('This transaction has already been voided.')
  owe(company, invoice, -numberAt(invoice, 'Balance'))
  release(company, invoice)
  const Line = listAt(invoice, 'Line').map((line) => ({ ...(typeof line === 'object' ? line : {}), Amount: 0 }))
  const note = textAt(invoice, 'PrivateNote')
  const PrivateNote = note === '' ? 'Voided' : `Voided - ${note}`
  return change(company, 'Invoice', invoice, { Line, PrivateNote, TotalAmt: 0, Balance: 0, LinkedTxn: [] })
}

function removed(company: Company, invoice: Entity): object {
  owe(company, invoice, -numberAt(invoice, 'Balance'))
  release(company, invoice)
  company.of('Invoice').remove(invoice.Id)
  return answer(company.exchange, { Invoice: { domain: 'QBO', status: 'Deleted', Id: invoice.Id } })
}

/** Takes an invoice off the payments that were applied to it. */
function release(company: Company, invoice: Entity): void {
  for (const link of listAt(invoice, 'LinkedTxn')) {
    const payment = company.of('Payment').find(textAt(link, 'TxnId'))
    if (payment === undefined) continue
    const Line = listAt(payment, 'Line').filter((line) => textAt(line, 'LinkedTxn', 0, 'TxnId') !== invoice.Id)
    const applied = Line.reduce<number>((sum, line) => sum + numberAt(line, 'Amount'), 0)
    change(company, 'Payment', payment, { Line, UnappliedAmt: cents(numberAt(payment, 'TotalAmt') - applied) })
  }
}

/** Adds to what the customer of a transaction owes. */
export function owe(company: Company, transaction: Entity, amount: number): void {
  const customer = company.of('Customer').find(textAt(transaction, 'CustomerRef', 'value'))
  if (customer === undefined) return
  const Balance = cents(numberAt(customer, 'Balance') + amount)
  company.of('Customer').save({ ...customer, Balance, BalanceWithJobs: Balance })
}
