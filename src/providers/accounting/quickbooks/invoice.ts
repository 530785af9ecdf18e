import * as z from 'zod'
import type { InvoiceStatus } from '../../../contracts/accounting/models.ts'
import type { InvoiceLine } from '../../../contracts/accounting/operations.ts'
import { dayOf, lineTotal, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Config } from './config.ts'
import { fixtures } from './fixtures.ts'

const lineAnswer = () =>
  z.looseObject({
    DetailType: z.string().nullish(),
    Description: z.string().nullish(),
    Amount: answers.amountAnswer(),
    SalesItemLineDetail: z
      .looseObject({
        ItemRef: answers.referenceAnswer(),
        ItemAccountRef: answers.referenceAnswer(),
        Qty: z.number().nullish(),
        UnitPrice: answers.amountAnswer(),
      })
      .nullish(),
  })

export const invoiceAnswer = once(() =>
  z.looseObject({
    ...answers.entityAnswer(),
    DocNumber: z.string().nullish(),
    CustomerRef: answers.referenceAnswer(),
    TxnDate: z.string().nullish(),
    DueDate: z.string().nullish(),
    TotalAmt: answers.amountAnswer(),
    Balance: answers.amountAnswer(),
    EmailStatus: z.string().nullish(),
    PrivateNote: z.string().nullish(),
    Line: z.array(lineAnswer()).nullish(),
  }),
)

type Invoice = z.output<ReturnType<typeof invoiceAnswer>>

export function unifyInvoice(native: Invoice, config: Config) {
  const currency = answers.currency(native, config)
  return {
    id: native.Id,
    number: native.DocNumber ?? null,
    customer: native.CustomerRef?.value ?? null,
    status: statusOf(native),
    nativeStatus: native.EmailStatus ?? 'NotSet',
    total: minorOf(native.TotalAmt, currency),
    amountDue: minorOf(native.Balance, currency),
    currency,
    issueDate: dayOf(native.TxnDate),
    dueDate: dayOf(native.DueDate),
    lines: (native.Line ?? []).filter(isSale).map((line) => unifyLine(line, currency)),
    ...answers.times(native),
  }
}

/** The subtotal, discounts and tax lines aren't sales. */
function isSale({ DetailType }: z.output<ReturnType<typeof lineAnswer>>): boolean {
  return DetailType === 'SalesItemLineDetail' || DetailType === 'SALES_ITEM_LINE_DETAIL'
}

function unifyLine(line: z.output<ReturnType<typeof lineAnswer>>, currency: string | null) {
  const detail = line.SalesItemLineDetail
  return {
    description: line.Description ?? null,
    item: detail?.ItemRef?.value ?? null,
    account: detail?.ItemAccountRef?.value ?? null,
    quantity: detail?.Qty ?? null,
    unitPrice: minorOf(detail?.UnitPrice, currency),
    total: minorOf(line.Amount, currency),
  }
}

/**
 * QuickBooks has no status of its own: a balance of 0 is paid, and a void is an invoice over 0 whose private note begins
 * with `Voided`. https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#void-an-invoice
 */
function statusOf({ TotalAmt, Balance, PrivateNote }: Invoice): InvoiceStatus {
  if (Balance === null || Balance === undefined || TotalAmt === null || TotalAmt === undefined) return 'unknown'
  const total = Number(TotalAmt)
  const balance = Number(Balance)
  if (total === 0 && /^voided\b/i.test(PrivateNote ?? '')) return 'void'
  if (balance === 0) return 'paid'
  return balance < total ? 'partially_paid' : 'sent'
}

interface ExampleInvoice {
  readonly customer: string
  readonly currency: string
  readonly lines: readonly InvoiceLine[]
  readonly issueDate?: string | undefined
  readonly dueDate?: string | undefined
  readonly number?: string | undefined
}

const example: ExampleInvoice = {
  customer: fixtures.customer,
  currency: 'USD',
  lines: [{ description: 'Calculation of Bernoulli numbers', quantity: 2, unitPrice: 12_500, item: fixtures.item }],
}

export function exampleInvoice(input: ExampleInvoice = example) {
  const { customer, currency, lines, issueDate = '2026-01-15', dueDate = '2026-02-14', number = '1037' } = input
  const amounts = lines.map(({ quantity, unitPrice }) => lineTotal(quantity, unitPrice))
  const total = toNumber(
    amounts.reduce((sum, one) => sum + one, 0),
    currency,
  )
  return {
    Id: fixtures.invoice,
    SyncToken: fixtures.invoiceSyncToken,
    DocNumber: number,
    CustomerRef: { value: customer },
    CurrencyRef: { value: currency.toUpperCase() },
    TxnDate: issueDate,
    DueDate: dueDate,
    Line: [
      ...lines.map(({ description, quantity, unitPrice, item = fixtures.item }, index) => ({
        Id: String(index + 1),
        LineNum: index + 1,
        Description: description,
        Amount: toNumber(amounts[index] ?? 0, currency),
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: {
          ItemRef: { value: item },
          Qty: quantity,
          UnitPrice: toNumber(unitPrice, currency),
          TaxCodeRef: { value: 'NON' },
        },
      })),
      { Amount: total, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ],
    TotalAmt: total,
    Balance: total,
    EmailStatus: 'NotSet',
    MetaData: answers.exampleMeta,
  }
}
