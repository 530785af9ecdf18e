import * as z from 'zod'
import type { InvoiceStatus } from '../../../contracts/accounting/models.ts'
import type { InvoiceLine } from '../../../contracts/accounting/operations.ts'
import { dayOf, lineTotal, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Config } from './config.ts'
import { fixtures } from './fixtures.ts'

const lineAnswer = () =>
  z.looseObject({
    description: z.string().nullish(),
    quantity: z.union([z.number(), z.string()]).nullish(),
    unit_price: answers.amountAnswer(),
    net_amount: answers.amountAnswer(),
    ledger_account: answers.referenceAnswer(),
    product: answers.referenceAnswer(),
    service: answers.referenceAnswer(),
  })

export const invoiceAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    invoice_number: z.string().nullish(),
    contact: answers.referenceAnswer(),
    status: answers.referenceAnswer(),
    currency: answers.referenceAnswer(),
    total_amount: answers.amountAnswer(),
    outstanding_amount: answers.amountAnswer(),
    date: z.string().nullish(),
    due_date: z.string().nullish(),
    invoice_lines: z.array(lineAnswer()).nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  }),
)

export function unifyInvoice(native: z.output<ReturnType<typeof invoiceAnswer>>, config: Config) {
  const currency = answers.currency(native, config)
  return {
    id: native.id,
    number: native.invoice_number || null,
    customer: native.contact?.id ?? null,
    status: statuses[native.status?.id ?? ''] ?? ('unknown' as const),
    nativeStatus: native.status?.id ?? '',
    total: minorOf(native.total_amount, currency),
    amountDue: minorOf(native.outstanding_amount, currency),
    currency,
    issueDate: dayOf(native.date),
    dueDate: dayOf(native.due_date),
    lines: native.invoice_lines?.map((line) => unifyLine(line, currency)) ?? null,
    createdAt: toUtc(native.created_at),
    updatedAt: toUtc(native.updated_at),
  }
}

function unifyLine(line: z.output<ReturnType<typeof lineAnswer>>, currency: string | null) {
  const quantity = line.quantity === null || line.quantity === undefined ? Number.NaN : Number(line.quantity)
  return {
    description: line.description ?? null,
    item: line.product?.id ?? line.service?.id ?? null,
    account: line.ledger_account?.id ?? null,
    quantity: Number.isFinite(quantity) ? quantity : null,
    unitPrice: minorOf(line.unit_price, currency),
    total: minorOf(line.net_amount, currency),
  }
}

/** The ids of /artefact_statuses. */
const statuses: Readonly<Record<string, InvoiceStatus>> = {
  DRAFT: 'draft',
  UNPAID: 'sent',
  PART_PAID: 'partially_paid',
  PAID: 'paid',
  VOID: 'void',
}

interface ExampleInvoice {
  readonly customer: string
  readonly currency: string
  readonly lines: readonly InvoiceLine[]
  readonly issueDate: string
  readonly dueDate?: string | undefined
  readonly draft?: boolean
}

const example: ExampleInvoice = {
  customer: fixtures.customer,
  currency: 'GBP',
  lines: [
    {
      description: 'Calculation of Bernoulli numbers',
      quantity: 2,
      unitPrice: 12_500,
      account: fixtures.salesAccount,
    },
  ],
  issueDate: '2026-01-15',
}

export function exampleInvoice(input: ExampleInvoice = example) {
  const { customer, currency, lines, issueDate, dueDate = '2026-02-14', draft = false } = input
  const amounts = lines.map(({ quantity, unitPrice }) => lineTotal(quantity, unitPrice))
  const total = toNumber(
    amounts.reduce((sum, one) => sum + one, 0),
    currency,
  )
  return {
    ...answers.reference('sales_invoices', fixtures.invoice),
    displayed_as: 'SI-7',
    ...(draft ? {} : { invoice_number: 'SI-7' }),
    contact: answers.reference('contacts', customer),
    date: issueDate,
    due_date: dueDate,
    status: answers.reference('artefact_statuses', draft ? 'DRAFT' : 'UNPAID'),
    currency: answers.reference('currencies', currency.toUpperCase()),
    net_amount: total,
    tax_amount: 0,
    total_amount: total,
    outstanding_amount: total,
    sent: false,
    invoice_lines: lines.map(({ description, quantity, unitPrice, account }, index) => ({
      id: `${fixtures.invoice}${index}`,
      description,
      quantity,
      unit_price: toNumber(unitPrice, currency),
      net_amount: toNumber(amounts[index] ?? 0, currency),
      tax_amount: 0,
      total_amount: toNumber(amounts[index] ?? 0, currency),
      ...(account === undefined ? {} : { ledger_account: answers.reference('ledger_accounts', account) }),
    })),
    ...answers.exampleTimes,
  }
}
