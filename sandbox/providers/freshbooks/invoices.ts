import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import { isFields } from '../../http.ts'
import { isReserved } from '../../reserved.ts'
import type { Account } from './account.ts'
import { invalid, refusal, result, unknown } from './answers.ts'
import { invoiceView } from './invoice-view.ts'
import { includes, listed } from './listing.ts'
import type { InvoiceRecord, LineRecord } from './records.ts'
import {
  centsOf,
  currencyOf,
  dayOf,
  decimalOf,
  flagOf,
  requireAll,
  textOf,
  visibilityOf,
  wholeOf,
  wrapped,
} from './requests.ts'

export function listInvoices(account: Account): Response {
  const withLines = includes(account.exchange, 'lines')
  return listed(
    account.exchange,
    'invoices',
    account.invoices.all().map((record) => invoiceView(account, record, withLines)),
  )
}

export function getInvoice(account: Account, id: string): Response {
  return answer(account, found(account, id))
}

/** `POST invoices/invoices`: a draft, unless an action of it says otherwise. */
export function createInvoice(account: Account): Response {
  const fields = wrapped(account.exchange, 'invoice')
  requireAll('invoice', fields, 'customerid', 'create_date')
  const now = account.exchange.now.getTime()
  const customerid = wholeOf('invoice', fields, 'customerid')
  const client = account.clients.find(String(customerid))
  if (client === undefined) throw refusal(422, 1012, 'Client not found.', 'customerid', 'invoice', String(customerid))
  const blank: InvoiceRecord = {
    id: account.newId(),
    customerid,
    invoice_number: '',
    create_date: isoDay(account.exchange.now),
    due_offset_days: 0,
    currency_code: client.currency_code,
    lines: [],
    discount: 0,
    isSent: false,
    notes: '',
    terms: '',
    po_number: '',
    vis_state: 0,
    createdAt: now,
    updatedAt: now,
  }
  const record = changed(account, blank, fields)
  const numbered = record.invoice_number === '' ? { ...record, invoice_number: account.nextInvoiceNumber() } : record
  account.invoices.save(numbered)
  return answer(account, numbered)
}

/** `PUT invoices/invoices/{id}`: changes, sends (`action_email`), marks as sent, or deletes (`vis_state` 1). */
export function updateInvoice(account: Account, id: string): Response {
  const record = changed(account, found(account, id), wrapped(account.exchange, 'invoice'))
  account.invoices.save(record)
  return answer(account, record)
}

function answer(account: Account, record: InvoiceRecord): Response {
  return result({ invoice: invoiceView(account, record, includes(account.exchange, 'lines')) })
}

function found(account: Account, id: string): InvoiceRecord {
  const record = account.invoices.find(id)
  if (record === undefined) throw unknown('invoice', 'invoiceid', id)
  return record
}

function changed(account: Account, known: InvoiceRecord, fields: Fields): InvoiceRecord {
  const currency = currencyOf('invoice', fields, 'currency_code', known.currency_code)
  const isSent = known.isSent || isEmailed(account, known, fields) || flagOf('invoice', fields, 'action_mark_as_sent')
  const record: InvoiceRecord = {
    ...known,
    invoice_number: textOf('invoice', fields, 'invoice_number', known.invoice_number),
    create_date: dayOf('invoice', fields, 'create_date', known.create_date),
    due_offset_days: wholeOf('invoice', fields, 'due_offset_days', known.due_offset_days),
    currency_code: currency,
    lines: fields.lines === undefined ? known.lines : linesOf(fields.lines),
    discount: decimalOf('invoice', fields, 'discount_value', known.discount),
    isSent,
    notes: textOf('invoice', fields, 'notes', known.notes),
    terms: textOf('invoice', fields, 'terms', known.terms),
    po_number: textOf('invoice', fields, 'po_number', known.po_number),
    vis_state: visibilityOf('invoice', fields, known.vis_state),
    updatedAt: account.exchange.now.getTime(),
  }
  if (record.due_offset_days < 0)
    throw invalid('invoice', 'due_offset_days', 'due_offset_days must not be negative.', record.due_offset_days)
  if (record.discount < 0 || record.discount > 100) {
    throw refusal(
      422,
      1018,
      'discount_value must be a percentage.',
      'discount_value',
      'invoice',
      String(record.discount),
    )
  }
  checkNumber(account, record, known)
  return record
}

/** `action_email` with `email_recipients`; without them it goes to the client. */
function isEmailed(account: Account, known: InvoiceRecord, fields: Fields): boolean {
  if (!flagOf('invoice', fields, 'action_email')) return false
  const own = account.clients.find(String(known.customerid))?.email ?? ''
  const given = fields.email_recipients ?? (own === '' ? [] : [own])
  if (!Array.isArray(given) || given.length === 0) {
    throw refusal(422, 1001, 'email_recipients is required.', 'email_recipients', 'invoice')
  }
  for (const recipient of given) {
    const isEmail = typeof recipient === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(recipient)
    if (!isEmail) throw invalid('invoice', 'email_recipients', 'The email is not valid.', recipient)
  }
  return true
}

/** Numbers of invoices are unique, but for those of examples. */
function checkNumber(account: Account, record: InvoiceRecord, known: InvoiceRecord): void {
  const { invoice_number: number, id } = record
  if (number === '' || number === known.invoice_number || isReserved(number)) return
  const other = account.invoices.all().find((invoice) => invoice.invoice_number === number && invoice.id !== id)
  if (other !== undefined) throw invalid('invoice', 'invoice_number', 'This invoice number is already in use.', number)
}

function linesOf(value: unknown): LineRecord[] {
  if (!Array.isArray(value)) throw invalid('invoice', 'lines', 'lines must be a list.', JSON.stringify(value))
  return value.map((line, index) => {
    if (!isFields(line)) throw invalid('invoice', 'lines', 'Every line must be an object.', JSON.stringify(line))
    const name = textOf('line', line, 'name')
    if (name.length > 255) throw refusal(422, 1017, 'name is too long.', 'name', 'line', name)
    return {
      lineid: index + 1,
      type: wholeOf('line', line, 'type'),
      name,
      description: textOf('line', line, 'description'),
      qty: decimalOf('line', line, 'qty', 1),
      unitCost: line.unit_cost === undefined ? 0 : centsOf('line', line, 'unit_cost'),
      taxName1: textOf('line', line, 'taxName1'),
      taxAmount1: decimalOf('line', line, 'taxAmount1'),
      taxName2: textOf('line', line, 'taxName2'),
      taxAmount2: decimalOf('line', line, 'taxAmount2'),
    }
  })
}
