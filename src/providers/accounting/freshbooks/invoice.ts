import * as z from 'zod'
import type { InvoiceStatus } from '../../../contracts/accounting/models.ts'
import { currencyOf, dayOf, lineTotal } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import { fixtures } from './fixtures.ts'

const lineAnswer = () =>
  z.looseObject({
    name: z.string().nullish(),
    description: z.string().nullish(),
    qty: z.union([z.number(), z.string()]).nullish(),
    unit_cost: answers.moneyAnswer(),
    amount: answers.moneyAnswer(),
  })

export const invoiceAnswer = once(() =>
  z.looseObject({
    id: answers.idAnswer(),
    invoice_number: z.string().nullish(),
    customerid: answers.optionalId(),
    v3_status: z.string().nullish(),
    vis_state: z.number().nullish(),
    currency_code: z.string().nullish(),
    amount: answers.moneyAnswer(),
    outstanding: answers.moneyAnswer(),
    create_date: z.string().nullish(),
    due_date: z.string().nullish(),
    lines: z.array(lineAnswer()).nullish(),
  }),
)

type Invoice = z.output<ReturnType<typeof invoiceAnswer>>

export function unifyInvoice(native: Invoice) {
  return {
    id: String(native.id),
    number: native.invoice_number || null,
    customer: answers.idOf(native.customerid),
    status: statusOf(native),
    nativeStatus: native.v3_status ?? '',
    total: answers.minorOfMoney(native.amount),
    amountDue: answers.minorOfMoney(native.outstanding),
    currency: currencyOf(native.currency_code, native.amount?.code),
    issueDate: dayOf(native.create_date),
    dueDate: dayOf(native.due_date),
    lines: native.lines?.map(unifyLine) ?? null,
    createdAt: null,
    updatedAt: null,
  }
}

function unifyLine(line: z.output<ReturnType<typeof lineAnswer>>) {
  const quantity = line.qty === null || line.qty === undefined ? Number.NaN : Number(line.qty)
  return {
    description: line.description || line.name || null,
    item: null,
    account: null,
    quantity: Number.isFinite(quantity) ? quantity : null,
    unitPrice: answers.minorOfMoney(line.unit_cost),
    total: answers.minorOfMoney(line.amount),
  }
}

/** The v3 statuses of https://www.freshbooks.com/api/invoices; a visibility of 1 is deleted. */
function statusOf({ v3_status, vis_state }: Invoice): InvoiceStatus {
  return vis_state === 1 ? 'void' : (statuses[v3_status ?? ''] ?? 'unknown')
}

const statuses: Readonly<Record<string, InvoiceStatus>> = {
  draft: 'draft',
  sent: 'sent',
  viewed: 'sent',
  failed: 'sent',
  retry: 'sent',
  declined: 'sent',
  pending: 'sent',
  disputed: 'sent',
  resolved: 'sent',
  partial: 'partially_paid',
  'deposit-partial': 'partially_paid',
  'deposit-paid': 'partially_paid',
  paid: 'paid',
  autopaid: 'paid',
  success: 'paid',
  overdue: 'overdue',
}

interface ExampleInvoice {
  readonly customer: string
  readonly currency: string
  readonly lines: readonly {
    readonly description: string
    readonly quantity: number
    readonly unitPrice: number
    readonly name?: string | undefined
  }[]
  readonly issueDate?: string | undefined
  readonly dueDate?: string | undefined
  readonly number?: string | undefined
}

const example: ExampleInvoice = {
  customer: fixtures.client,
  currency: 'USD',
  lines: [{ description: 'Calculation of Bernoulli numbers', quantity: 2, unitPrice: 12_500 }],
  dueDate: '2026-02-14',
}

export function exampleInvoice(input: ExampleInvoice = example) {
  const { customer, currency, lines, issueDate = '2026-01-15', dueDate = issueDate, number = '0000021' } = input
  const amounts = lines.map(({ quantity, unitPrice }) => lineTotal(quantity, unitPrice))
  const total = amounts.reduce((sum, one) => sum + one, 0)
  return {
    id: Number(fixtures.invoice),
    invoiceid: Number(fixtures.invoice),
    accountid: fixtures.accountId,
    invoice_number: number,
    customerid: Number(customer),
    create_date: issueDate,
    due_date: dueDate,
    currency_code: currency.toUpperCase(),
    amount: answers.toMoney(total, currency),
    outstanding: answers.toMoney(total, currency),
    paid: answers.toMoney(0, currency),
    status: 1,
    v3_status: 'draft',
    display_status: 'draft',
    payment_status: 'unpaid',
    vis_state: 0,
    lines: lines.map(({ name, description, quantity, unitPrice }, index) => ({
      lineid: index + 1,
      type: 0,
      name: name ?? description,
      description: name === undefined ? '' : description,
      qty: quantity,
      unit_cost: answers.toMoney(unitPrice, currency),
      amount: answers.toMoney(amounts[index] ?? 0, currency),
    })),
    updated: '2026-01-15 09:30:00',
  }
}
