import { checkBusiness } from './customers.ts'
import type { Ledger } from './ledger.ts'
import { minorUnits } from './money.ts'
import { emailOrNone, InputRefused, outcome } from './outcome.ts'
import type { InvoiceItemRecord, InvoiceRecord } from './records.ts'
import { invoiceView } from './views.ts'

interface ItemInput {
  readonly productId: string
  readonly description?: string | null
  readonly quantity?: string | null
  readonly unitPrice?: string | null
  readonly taxes?: readonly { readonly salesTaxId: string; readonly amount?: string | null }[] | null
}

interface DiscountInput {
  readonly discountType: string
  readonly amount?: string | null
  readonly percentage?: string | null
}

interface InvoiceInput {
  readonly businessId: string
  readonly customerId: string
  readonly status?: 'DRAFT' | 'SAVED' | null
  readonly currency?: string | null
  readonly title?: string | null
  readonly subhead?: string | null
  readonly invoiceNumber?: string | null
  readonly poNumber?: string | null
  readonly invoiceDate?: string | null
  readonly exchangeRate?: string | null
  readonly dueDate?: string | null
  readonly items?: readonly ItemInput[] | null
  readonly discounts?: readonly DiscountInput[] | null
  readonly memo?: string | null
  readonly footer?: string | null
  readonly [appearance: string]: unknown
}

export function invoiceCreate(ledger: Ledger, input: InvoiceInput): object {
  return outcome(() => {
    const {
      businessId,
      customerId,
      status,
      currency,
      title,
      subhead,
      invoiceNumber,
      poNumber,
      invoiceDate,
      exchangeRate,
      dueDate,
      items,
      discounts,
      memo,
      footer,
      ...appearance
    } = input
    checkBusiness(businessId)
    const customer = ledger.customers.find(customerId)
    if (customer === undefined) {
      throw new InputRefused('customerId', `Customer '${customerId}' could not be found.`, 'NOT_FOUND')
    }
    const code = currency ?? customer.currency ?? 'USD'
    const lines = (items ?? []).map((item, index) => itemOf(ledger, businessId, item, index, code))
    const subtotal = lines.reduce((sum, line) => sum + line.subtotal, 0)
    const date = invoiceDate ?? ledger.now.slice(0, 10)
    const due = dueDate ?? date
    if (due < date) throw new InputRefused('dueDate', 'The due date cannot be before the invoice date.')
    const record: InvoiceRecord = {
      id: ledger.newId(businessId, 'Invoice'),
      businessId,
      customerId,
      stage: status ?? 'DRAFT',
      invoiceNumber: invoiceNumber ?? ledger.nextInvoiceNumber(),
      title: title ?? 'Invoice',
      subhead: subhead ?? null,
      poNumber: poNumber ?? null,
      invoiceDate: date,
      dueDate: due,
      currency: code,
      exchangeRate: exchangeRate ?? '1',
      memo: memo ?? null,
      footer: footer ?? null,
      items: lines,
      discount: (discounts ?? []).reduce((sum, discount) => sum + discountOf(discount, subtotal, code), 0),
      lastSentAt: null,
      lastSentVia: null,
      appearance: Object.fromEntries(Object.entries(appearance).filter(([, value]) => value !== null)),
      createdAt: ledger.now,
      modifiedAt: ledger.now,
    }
    ledger.invoices.save(record)
    return { invoice: invoiceView(ledger, record) }
  })
}

function itemOf(ledger: Ledger, businessId: string, item: ItemInput, index: number, code: string): InvoiceItemRecord {
  const product = ledger.products.find(item.productId)
  if (product === undefined) {
    const message = `Product '${item.productId}' could not be found.`
    throw new InputRefused(`items.${index}.productId`, message, 'NOT_FOUND')
  }
  const quantity = item.quantity ?? '1'
  const unitPrice = item.unitPrice ?? product.unitPrice
  const subtotal = minorUnits(Number(quantity) * Number(unitPrice), code)
  const taxes = (item.taxes ?? []).map(({ salesTaxId, amount }, place) => {
    const salesTax = ledger.salesTaxes.find(salesTaxId)
    if (salesTax === undefined) {
      const message = `SalesTax '${salesTaxId}' could not be found.`
      throw new InputRefused(`items.${index}.taxes.${place}.salesTaxId`, message, 'NOT_FOUND')
    }
    const computed = Math.round(subtotal * Number(salesTax.rate))
    return { salesTaxId, amount: typeof amount === 'string' ? minorUnits(Number(amount), code) : computed }
  })
  return {
    id: ledger.newId(businessId, 'InvoiceItem'),
    productId: product.id,
    description: item.description ?? product.description ?? '',
    quantity,
    unitPrice,
    subtotal,
    taxes,
  }
}

function discountOf({ discountType, amount, percentage }: DiscountInput, subtotal: number, code: string): number {
  if (discountType === 'FIXED') return minorUnits(Number(amount ?? '0'), code)
  return Math.round((subtotal * Number(percentage ?? '0')) / 100)
}

/** The invoice that an input names. */
export function foundInvoice(ledger: Ledger, id: string): InvoiceRecord {
  const record = ledger.invoices.find(id)
  if (record === undefined) throw new InputRefused('invoiceId', `Invoice '${id}' could not be found.`, 'NOT_FOUND')
  return record
}

function changed(ledger: Ledger, record: InvoiceRecord, changes: Partial<InvoiceRecord>): object {
  const next = { ...record, ...changes, modifiedAt: ledger.now }
  ledger.invoices.save(next)
  return { invoice: invoiceView(ledger, next) }
}

export function invoiceApprove(ledger: Ledger, { invoiceId }: { invoiceId: string }): object {
  return outcome(() => {
    const record = foundInvoice(ledger, invoiceId)
    if (record.stage !== 'DRAFT') throw new InputRefused('invoiceId', 'The invoice is already approved.')
    return changed(ledger, record, { stage: 'SAVED' })
  })
}

export function invoiceSend(ledger: Ledger, input: { invoiceId: string; to: readonly string[] }): object {
  return outcome(() => {
    const record = approved(ledger, input.invoiceId)
    if (input.to.length === 0) throw new InputRefused('to', 'At least one recipient is required.')
    for (const [index, email] of input.to.entries()) {
      if (emailOrNone(email, `to.${index}`) === null)
        throw new InputRefused(`to.${index}`, 'Enter a valid email address.')
    }
    return changed(ledger, record, { stage: 'SENT', lastSentAt: ledger.now, lastSentVia: 'WAVE' })
  })
}

export function invoiceMarkSent(
  ledger: Ledger,
  input: { invoiceId: string; sendMethod: string; sentAt?: string | null },
): object {
  return outcome(() => {
    const record = approved(ledger, input.invoiceId)
    const lastSentAt = input.sentAt ?? ledger.now
    return changed(ledger, record, { stage: 'SENT', lastSentAt, lastSentVia: input.sendMethod })
  })
}

function approved(ledger: Ledger, id: string): InvoiceRecord {
  const record = foundInvoice(ledger, id)
  if (record.stage === 'DRAFT') throw new InputRefused('invoiceId', 'A draft has to be approved before it is sent.')
  return record
}

export function invoiceDelete(ledger: Ledger, { invoiceId }: { invoiceId: string }): object {
  return outcome(() => {
    const { id } = foundInvoice(ledger, invoiceId)
    const payments = ledger.payments.all().filter((payment) => payment.invoiceId === id)
    for (const payment of payments) ledger.payments.remove(payment.id)
    ledger.invoices.remove(id)
    return {}
  })
}
