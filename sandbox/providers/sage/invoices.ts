import type { Fields } from '../../http.ts'
import {
  boolean,
  day,
  group,
  list,
  listAt,
  matching,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
} from '../../json-shape.ts'
import { cents, invalid, notFound, reference, titled } from './answers.ts'
import type { Business } from './business.ts'
import { type Item, isAsked, isWithin, listed } from './listing.ts'
import {
  checkLedgerAccount,
  contactOf,
  contactReference,
  ledgerReference,
  percentageOf,
  taxReference,
} from './lookups.ts'
import type { InvoiceRecord, LineRecord } from './records.ts'
import { createdOnce, wrapped } from './requests.ts'

const line = group(
  { description: text(2000, 1), ledger_account_id: text(), quantity: number(), unit_price: number() },
  {
    tax_rate_id: text(),
    product_id: text(),
    service_id: text(),
    stock_item_id: text(),
    discount_amount: number(0),
    discount_percentage: number(0, 100),
    unit_price_includes_tax: boolean,
  },
)

const optional = {
  due_date: day,
  reference: text(50),
  notes: text(),
  terms_and_conditions: text(),
  currency_id: matching(/^[A-Z]{3}$/),
  status_id: oneOf('DRAFT', 'UNPAID'),
  exchange_rate: number(0),
}

const creation = group({ contact_id: text(), date: day, invoice_lines: list(line, 1) }, optional)
const change = group({}, { contact_id: text(), date: day, invoice_lines: list(line, 1), ...optional })

export function listInvoices(business: Business): object {
  const found = business.invoices
    .all()
    .filter(
      (record) =>
        isAsked(business, 'contact_id', record.contactId) &&
        isAsked(business, 'status_id', statusOf(record)) &&
        isWithin(business, record.date),
    )
  return listed(
    business,
    'sales_invoices',
    found.map((record) => invoiceView(business, record)),
  )
}

export function getInvoice(business: Business, id: string): object {
  return invoiceView(business, found(business, id))
}

export function createInvoice(business: Business): object {
  const fields = wrapped(business, 'sales_invoice', creation)
  return createdOnce(business, fields, () => {
    const contact = contactOf(business, textAt(fields, 'contact_id'), 'sales_invoice.contact_id', 'CUSTOMER')
    const date = textAt(fields, 'date')
    const record: InvoiceRecord = {
      id: business.newId(),
      number: business.nextInvoiceNumber(),
      contactId: contact.id,
      date,
      dueDate: textAt(fields, 'due_date') || later(date, contact.creditDays),
      reference: textAt(fields, 'reference'),
      notes: textAt(fields, 'notes'),
      terms: textAt(fields, 'terms_and_conditions'),
      currency: textAt(fields, 'currency_id') || contact.currency,
      stage: textAt(fields, 'status_id') === 'DRAFT' ? 'DRAFT' : 'UNPAID',
      voidReason: '',
      paid: 0,
      lines: linesOf(business, fields),
      createdAt: business.now,
      updatedAt: business.now,
    }
    if (record.dueDate < record.date)
      throw invalid('sales_invoice.due_date', 'The due date must not be before the date.')
    business.invoices.save(record)
    return invoiceView(business, record)
  })
}

/** `PUT`: what is paid or void stays as it is. */
export function updateInvoice(business: Business, id: string): object {
  const known = found(business, id)
  const fields = wrapped(business, 'sales_invoice', change)
  if (known.stage === 'VOID' || known.paid > 0)
    throw invalid('sales_invoice', 'The invoice cannot be changed any more.')
  return saved(business, known, {
    date: textAt(fields, 'date') || known.date,
    dueDate: textAt(fields, 'due_date') || known.dueDate,
    reference: textAt(fields, 'reference') || known.reference,
    notes: textAt(fields, 'notes') || known.notes,
    terms: textAt(fields, 'terms_and_conditions') || known.terms,
    lines: fields.invoice_lines === undefined ? known.lines : linesOf(business, fields),
  })
}

/** `POST sales_invoices/{key}/release`: a draft becomes an invoice. */
export function releaseInvoice(business: Business, id: string): object {
  const known = found(business, id)
  if (known.stage !== 'DRAFT') throw invalid('sales_invoice', 'Only drafts can be released.')
  return saved(business, known, { stage: 'UNPAID' })
}

/** `DELETE`: voids, for a `void_reason`; a draft, which needs none, is gone. */
export function voidInvoice(business: Business, id: string): object | undefined {
  const known = found(business, id)
  if (known.stage === 'DRAFT') {
    business.invoices.remove(id)
    return undefined
  }
  const reason = business.exchange.url.searchParams.get('void_reason') ?? ''
  if (reason.trim() === '') throw invalid('void_reason', 'This field is required.')
  if (known.stage === 'VOID') throw invalid('sales_invoice', 'The invoice is void already.')
  if (known.paid > 0) throw invalid('sales_invoice', 'An invoice with payments cannot be voided.')
  return saved(business, known, { stage: 'VOID', voidReason: reason })
}

/** Books what was paid on an invoice, or taken back. */
export function pay(business: Business, invoice: InvoiceRecord, amount: number): void {
  business.invoices.save({ ...invoice, paid: cents(invoice.paid + amount), updatedAt: business.now })
}

function saved(business: Business, known: InvoiceRecord, changes: Partial<InvoiceRecord>): object {
  const record = { ...known, ...changes, updatedAt: business.now }
  business.invoices.save(record)
  return invoiceView(business, record)
}

function found(business: Business, id: string): InvoiceRecord {
  const record = business.invoices.find(id)
  if (record === undefined) throw notFound()
  return record
}

function linesOf(business: Business, fields: Fields): LineRecord[] {
  return listAt(fields, 'invoice_lines').map((given, index) => {
    const source = `sales_invoice.invoice_lines.${index}`
    const ledgerAccountId = textAt(given, 'ledger_account_id')
    checkLedgerAccount(ledgerAccountId, `${source}.ledger_account_id`)
    const taxRateId = textAt(given, 'tax_rate_id')
    const percentage = percentageOf(taxRateId, `${source}.tax_rate_id`)
    const [quantity, unitPrice] = [numberAt(given, 'quantity'), numberAt(given, 'unit_price')]
    const gross = quantity * unitPrice
    const discount = cents(numberAt(given, 'discount_amount') || (gross * numberAt(given, 'discount_percentage')) / 100)
    const amount = cents(gross - discount)
    const includesTax = valueAt(given, 'unit_price_includes_tax') === true
    const net = includesTax ? cents(amount / (1 + percentage / 100)) : amount
    const tax = includesTax ? cents(amount - net) : cents((amount * percentage) / 100)
    const itemKind = ['product', 'service', 'stock_item'].find((kind) => textAt(given, `${kind}_id`) !== '') ?? ''
    return {
      id: business.newId(),
      description: textAt(given, 'description'),
      ledgerAccountId,
      taxRateId,
      quantity,
      unitPrice,
      discount,
      net,
      tax,
      total: cents(net + tax),
      itemKind,
      itemId: itemKind === '' ? '' : textAt(given, `${itemKind}_id`),
    }
  })
}

function later(date: string, days: number): string {
  const due = new Date(`${date}T12:00:00Z`)
  due.setUTCDate(due.getUTCDate() + days)
  return due.toISOString().slice(0, 10)
}

function sum(lines: readonly LineRecord[], member: 'net' | 'tax' | 'total'): number {
  return cents(lines.reduce((total, each) => total + each[member], 0))
}

export function outstanding(invoice: InvoiceRecord): number {
  return invoice.stage === 'VOID' ? 0 : cents(sum(invoice.lines, 'total') - invoice.paid)
}

function statusOf(invoice: InvoiceRecord): string {
  if (invoice.stage !== 'UNPAID' || invoice.paid === 0) return invoice.stage
  return outstanding(invoice) === 0 ? 'PAID' : 'PART_PAID'
}

function invoiceView(business: Business, record: InvoiceRecord): Item {
  const status = statusOf(record)
  const display = record.stage === 'DRAFT' ? 'Draft' : `SI-${record.number}`
  return {
    ...reference('sales_invoices', record.id, display),
    links: [],
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    transaction: record.stage === 'DRAFT' ? null : reference('transactions', record.id, display),
    transaction_type: reference('transaction_types', 'SALES_INVOICE', 'Sales Invoice'),
    deleted_at: null,
    contact: contactReference(business, record.contactId),
    invoice_number_prefix: 'SI-',
    invoice_number: record.stage === 'DRAFT' ? '' : String(record.number),
    contact_name: business.contacts.find(record.contactId)?.name ?? '',
    contact_reference: business.contacts.find(record.contactId)?.reference ?? '',
    date: record.date,
    due_date: record.dueDate,
    reference: record.reference,
    notes: record.notes,
    terms_and_conditions: record.terms,
    shipping_net_amount: 0,
    shipping_tax_amount: 0,
    shipping_total_amount: 0,
    net_amount: sum(record.lines, 'net'),
    tax_amount: sum(record.lines, 'tax'),
    total_amount: sum(record.lines, 'total'),
    payments_allocations_total_amount: record.paid,
    payments_allocations_total_discount: 0,
    total_paid: record.paid,
    outstanding_amount: outstanding(record),
    currency: reference('currencies', record.currency, record.currency),
    exchange_rate: 1,
    status: reference('artefact_statuses', status, titled(status)),
    sent: false,
    void_reason: record.voidReason === '' ? null : record.voidReason,
    editable: record.stage !== 'VOID' && record.paid === 0,
    invoice_lines: record.lines.map(lineView),
  }
}

function lineView(each: LineRecord): object {
  const resource = `${each.itemKind}s`
  return {
    id: each.id,
    displayed_as: each.description,
    description: each.description,
    product: null,
    service: null,
    stock_item: null,
    ...(each.itemKind === '' ? {} : { [each.itemKind]: reference(resource, each.itemId, each.description) }),
    ledger_account: ledgerReference(each.ledgerAccountId),
    quantity: each.quantity,
    unit_price: each.unitPrice,
    unit_price_includes_tax: false,
    discount_amount: each.discount,
    net_amount: each.net,
    tax_rate: taxReference(each.taxRateId),
    tax_amount: each.tax,
    total_amount: each.total,
  }
}
