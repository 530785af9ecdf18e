import { isoDay } from '../../calendar.ts'
import type { Fields } from '../../http.ts'
import type { Account } from './account.ts'
import { amount, easternTime } from './answers.ts'
import type { InvoiceRecord, LineRecord } from './records.ts'

/** The sums of an invoice in cents. */
export interface Totals {
  readonly subtotal: number
  readonly discount: number
  readonly total: number
  readonly paid: number
  readonly outstanding: number
}

function lineAmount({ qty, unitCost }: LineRecord): number {
  return Math.round(qty * unitCost)
}

export function totals(account: Account, invoice: InvoiceRecord): Totals {
  const subtotal = invoice.lines.reduce((sum, line) => sum + lineAmount(line), 0)
  const tax = invoice.lines.reduce(
    (sum, line) => sum + Math.round((lineAmount(line) * (line.taxAmount1 + line.taxAmount2)) / 100),
    0,
  )
  const share = 1 - invoice.discount / 100
  const total = Math.round(subtotal * share) + Math.round(tax * share)
  const paid = account.payments
    .all()
    .filter(({ invoiceid, vis_state }) => invoiceid === invoice.id && vis_state === 0)
    .reduce((sum, payment) => sum + payment.amount, 0)
  const discount = subtotal - Math.round(subtotal * share)
  return { subtotal, discount, total, paid, outstanding: Math.max(0, total - paid) }
}

/**
 * How far an invoice is, in the number and the words of the API. A due date that has passed is not played: an invoice
 * of an example stays as it was made.
 *
 * Source: https://www.freshbooks.com/api/invoices
 */
function statusOf(invoice: InvoiceRecord, { total, paid, outstanding }: Totals): { status: number; v3_status: string } {
  if (paid > 0 && outstanding === 0) return { status: 4, v3_status: 'paid' }
  if (paid > 0 && total > 0) return { status: 8, v3_status: 'partial' }
  return invoice.isSent ? { status: 2, v3_status: 'sent' } : { status: 1, v3_status: 'draft' }
}

export function invoiceView(account: Account, invoice: InvoiceRecord, withLines: boolean): Fields {
  const client = account.clients.find(String(invoice.customerid))
  const sums = totals(account, invoice)
  const { status, v3_status } = statusOf(invoice, sums)
  const code = invoice.currency_code
  const due = new Date(`${invoice.create_date}T12:00:00Z`)
  due.setUTCDate(due.getUTCDate() + invoice.due_offset_days)
  return {
    id: invoice.id,
    invoiceid: invoice.id,
    accountid: account.id,
    accounting_systemid: account.id,
    invoice_number: invoice.invoice_number,
    customerid: invoice.customerid,
    ownerid: 1,
    estimateid: 0,
    sentid: 1,
    parent: 0,
    status,
    v3_status,
    display_status: v3_status,
    payment_status: sums.paid === 0 ? 'unpaid' : v3_status,
    autobill_status: null,
    deposit_status: 'none',
    dispute_status: null,
    last_order_status: null,
    auto_bill: false,
    create_date: invoice.create_date,
    generation_date: null,
    due_date: isoDay(due),
    due_offset_days: invoice.due_offset_days,
    date_paid: null,
    currency_code: code,
    language: 'en',
    amount: amount(sums.total, code),
    paid: amount(sums.paid, code),
    outstanding: amount(sums.outstanding, code),
    discount_value: String(invoice.discount),
    discount_total: amount(-sums.discount, code),
    discount_description: null,
    description: invoice.lines[0]?.name ?? '...',
    notes: invoice.notes,
    terms: invoice.terms,
    po_number: invoice.po_number,
    organization: client?.organization ?? '',
    current_organization: client?.organization ?? '',
    fname: client?.fname ?? '',
    lname: client?.lname ?? '',
    gmail: false,
    show_attachments: false,
    vis_state: invoice.vis_state,
    created_at: easternTime(invoice.createdAt),
    updated: easternTime(invoice.updatedAt),
    ...(withLines ? { lines: invoice.lines.map((line) => lineView(line, invoice)) } : {}),
  }
}

function lineView(line: LineRecord, { currency_code: code, updatedAt }: InvoiceRecord): object {
  const { unitCost, taxAmount1, taxAmount2, ...members } = line
  return {
    ...members,
    expenseid: 0,
    unit_cost: amount(unitCost, code),
    amount: amount(lineAmount(line), code),
    taxAmount1: String(taxAmount1),
    taxAmount2: String(taxAmount2),
    updated: easternTime(updatedAt),
  }
}
