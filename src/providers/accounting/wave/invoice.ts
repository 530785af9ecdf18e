import * as z from 'zod'
import type { InvoiceStatus } from '../../../contracts/accounting/models.ts'
import type { InvoiceLine } from '../../../contracts/accounting/operations.ts'
import { dayOf, lineTotal, minorOf } from '../../../contracts/accounting/values.ts'
import { toDecimal } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { fixtures } from './fixtures.ts'
import * as graphql from './graphql.ts'

const reference = () => z.looseObject({ id: z.string() }).nullish()

const itemAnswer = () =>
  z.looseObject({
    description: z.string().nullish(),
    quantity: graphql.decimalAnswer(),
    unitPrice: graphql.decimalAnswer(),
    product: reference(),
    account: reference(),
    subtotal: graphql.moneyAnswer(),
  })

export const invoiceAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    status: z.string(),
    invoiceNumber: z.string().nullish(),
    invoiceDate: z.string().nullish(),
    dueDate: z.string().nullish(),
    customer: reference(),
    currency: graphql.currencyAnswer(),
    total: graphql.moneyAnswer(),
    amountDue: graphql.moneyAnswer(),
    items: z.array(itemAnswer()).nullish(),
    createdAt: z.string().nullish(),
    modifiedAt: z.string().nullish(),
  }),
)

export function unifyInvoice(native: z.output<ReturnType<typeof invoiceAnswer>>) {
  const currency = graphql.codeOf(native.currency)
  return {
    id: native.id,
    number: native.invoiceNumber || null,
    customer: native.customer?.id ?? null,
    status: statuses[native.status] ?? ('unknown' as const),
    nativeStatus: native.status,
    total: graphql.minorOfMoney(native.total),
    amountDue: graphql.minorOfMoney(native.amountDue),
    currency,
    issueDate: dayOf(native.invoiceDate),
    dueDate: dayOf(native.dueDate),
    lines: native.items?.map((item) => unifyItem(item, currency)) ?? null,
    createdAt: toUtc(native.createdAt),
    updatedAt: toUtc(native.modifiedAt),
  }
}

function unifyItem(item: z.output<ReturnType<typeof itemAnswer>>, currency: string | null) {
  const quantity = item.quantity === null || item.quantity === undefined ? Number.NaN : Number(item.quantity)
  return {
    description: item.description ?? null,
    item: item.product?.id ?? null,
    account: item.account?.id ?? null,
    quantity: Number.isFinite(quantity) ? quantity : null,
    unitPrice: minorOf(item.unitPrice, currency),
    total: graphql.minorOfMoney(item.subtotal),
  }
}

const statuses: Readonly<Record<string, InvoiceStatus>> = {
  DRAFT: 'draft',
  SAVED: 'sent',
  SENT: 'sent',
  VIEWED: 'sent',
  UNPAID: 'sent',
  PARTIAL: 'partially_paid',
  PAID: 'paid',
  OVERPAID: 'paid',
  OVERDUE: 'overdue',
}

interface ExampleInvoice {
  readonly customer: string
  readonly currency: string
  readonly lines: readonly InvoiceLine[]
  readonly issueDate?: string | undefined
  readonly dueDate?: string | undefined
  readonly number?: string | undefined
  readonly draft?: boolean
}

const example: ExampleInvoice = {
  customer: fixtures.customer,
  currency: 'USD',
  lines: [{ description: 'Calculation of Bernoulli numbers', quantity: 2, unitPrice: 12_500, item: fixtures.product }],
}

export function exampleInvoice(input: ExampleInvoice = example) {
  const { customer, currency, lines, issueDate = '2026-01-15', dueDate = '2026-02-14', number = '7' } = input
  const amounts = lines.map(({ quantity, unitPrice }) => lineTotal(quantity, unitPrice))
  const total = { minorUnitValue: String(amounts.reduce((sum, one) => sum + one, 0)) }
  return {
    id: fixtures.invoice,
    status: input.draft === true ? 'DRAFT' : 'SAVED',
    invoiceNumber: number,
    invoiceDate: issueDate,
    dueDate,
    customer: { id: customer },
    currency: { code: currency.toUpperCase() },
    total,
    amountDue: total,
    items: lines.map(({ description, quantity, unitPrice, item }, index) => ({
      description,
      quantity: String(quantity),
      unitPrice: toDecimal(unitPrice, currency),
      product: { id: item ?? fixtures.product },
      account: { id: fixtures.incomeAccount },
      subtotal: { minorUnitValue: String(amounts[index] ?? 0) },
    })),
    createdAt: '2026-01-15T09:30:00.000Z',
    modifiedAt: '2026-01-15T09:30:00.000Z',
  }
}
