import type { Ledger } from './ledger.ts'
import { minorUnits } from './money.ts'
import type { InvoiceRecord } from './records.ts'

/** The sums of an invoice, in minor units of its currency. */
export interface Amounts {
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  readonly paid: number
  readonly due: number
}

export function amountsOf(ledger: Ledger, invoice: InvoiceRecord): Amounts {
  const subtotal = invoice.items.reduce((sum, item) => sum + item.subtotal, 0)
  const taxes = invoice.items.flatMap((item) => item.taxes)
  const tax = taxes.reduce((sum, { amount }) => sum + amount, 0)
  const total = subtotal - invoice.discount + tax
  const paid = ledger.payments
    .all()
    .filter(({ invoiceId }) => invoiceId === invoice.id)
    .reduce((sum, { amount }) => sum + minorUnits(Number(amount), invoice.currency), 0)
  return { subtotal, tax, total, paid, due: total - paid }
}

/** A due date that has passed is not played: an invoice of an example stays as it was made. */
export function statusOf(ledger: Ledger, invoice: InvoiceRecord): string {
  const { paid, due } = amountsOf(ledger, invoice)
  if (invoice.stage === 'DRAFT' || paid === 0) return invoice.stage
  if (due < 0) return 'OVERPAID'
  return due === 0 ? 'PAID' : 'PARTIAL'
}
