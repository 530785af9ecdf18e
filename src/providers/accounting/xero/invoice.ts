import * as z from 'zod'
import type { InvoiceStatus } from '../../../contracts/accounting/models.ts'
import type { InvoiceLine } from '../../../contracts/accounting/operations.ts'
import { currencyOf, lineTotal, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import { amountAnswer } from './answers.ts'
import { dateOf, exampleDate, timeOf } from './dates.ts'
import { fixtures } from './fixtures.ts'

const lineAnswer = () =>
  z.looseObject({
    Description: z.string().nullish(),
    Quantity: z.number().nullish(),
    UnitAmount: amountAnswer(),
    ItemCode: z.string().nullish(),
    AccountCode: z.string().nullish(),
    LineAmount: amountAnswer(),
  })

export const invoiceAnswer = once(() =>
  z.looseObject({
    InvoiceID: z.string(),
    InvoiceNumber: z.string().nullish(),
    Contact: z.looseObject({ ContactID: z.string().nullish() }).nullish(),
    Status: z.string().nullish(),
    CurrencyCode: z.string().nullish(),
    Total: amountAnswer(),
    AmountDue: amountAnswer(),
    AmountPaid: amountAnswer(),
    AmountCredited: amountAnswer(),
    Date: z.string().nullish(),
    DateString: z.string().nullish(),
    DueDate: z.string().nullish(),
    DueDateString: z.string().nullish(),
    LineItems: z.array(lineAnswer()).nullish(),
    UpdatedDateUTC: z.string().nullish(),
  }),
)

type Invoice = z.output<ReturnType<typeof invoiceAnswer>>

export function unifyInvoice(native: Invoice) {
  const currency = currencyOf(native.CurrencyCode)
  return {
    id: native.InvoiceID,
    number: native.InvoiceNumber || null,
    customer: native.Contact?.ContactID ?? null,
    status: statusOf(native),
    nativeStatus: native.Status ?? '',
    total: minorOf(native.Total, currency),
    amountDue: minorOf(native.AmountDue, currency),
    currency,
    issueDate: dateOf(native.DateString, native.Date),
    dueDate: dateOf(native.DueDateString, native.DueDate),
    lines: native.LineItems?.map((line) => unifyLine(line, currency)) ?? null,
    createdAt: null,
    updatedAt: timeOf(native.UpdatedDateUTC),
  }
}

function unifyLine(line: z.output<ReturnType<typeof lineAnswer>>, currency: string | null) {
  return {
    description: line.Description ?? null,
    item: line.ItemCode ?? null,
    account: line.AccountCode ?? null,
    quantity: line.Quantity ?? null,
    unitPrice: minorOf(line.UnitAmount, currency),
    total: minorOf(line.LineAmount, currency),
  }
}

/** https://developer.xero.com/documentation/api/accounting/types#invoices */
function statusOf({ Status, AmountPaid, AmountCredited }: Invoice): InvoiceStatus {
  switch (Status) {
    case 'DRAFT':
    case 'SUBMITTED':
      return 'draft'
    case 'AUTHORISED':
      return Number(AmountPaid ?? 0) > 0 || Number(AmountCredited ?? 0) > 0 ? 'partially_paid' : 'sent'
    case 'PAID':
      return 'paid'
    case 'VOIDED':
    case 'DELETED':
      return 'void'
    default:
      return 'unknown'
  }
}

interface ExampleInvoice {
  readonly customer: string
  readonly currency: string
  readonly lines: readonly InvoiceLine[]
  readonly issueDate?: string | undefined
  readonly dueDate?: string | undefined
  readonly draft?: boolean
  readonly number?: string | undefined
}

const example: ExampleInvoice = {
  customer: fixtures.contact,
  currency: 'USD',
  lines: [
    {
      description: 'Calculation of Bernoulli numbers',
      quantity: 2,
      unitPrice: 12_500,
      account: fixtures.incomeAccountCode,
    },
  ],
}

export function exampleInvoice(input: ExampleInvoice = example) {
  const { customer, currency, lines, issueDate = '2026-01-15', dueDate = '2026-02-14', number = 'INV-0007' } = input
  const amounts = lines.map(({ quantity, unitPrice }) => lineTotal(quantity, unitPrice))
  const total = toNumber(
    amounts.reduce((sum, one) => sum + one, 0),
    currency,
  )
  return {
    Type: 'ACCREC',
    InvoiceID: fixtures.invoice,
    InvoiceNumber: number,
    Contact: { ContactID: customer, Name: 'Analytical Engines Ltd' },
    Status: input.draft === true ? 'DRAFT' : 'AUTHORISED',
    LineAmountTypes: 'Exclusive',
    LineItems: lines.map(({ description, quantity, unitPrice, item, account }, index) => ({
      Description: description,
      Quantity: quantity,
      UnitAmount: toNumber(unitPrice, currency),
      ...(item === undefined ? {} : { ItemCode: item }),
      ...(account === undefined ? {} : { AccountCode: account }),
      TaxType: 'NONE',
      TaxAmount: 0,
      LineAmount: toNumber(amounts[index] ?? 0, currency),
    })),
    SubTotal: total,
    TotalTax: 0,
    Total: total,
    AmountDue: total,
    AmountPaid: 0,
    AmountCredited: 0,
    CurrencyCode: currency.toUpperCase(),
    DateString: `${issueDate}T00:00:00`,
    Date: exampleDate(issueDate),
    DueDateString: `${dueDate}T00:00:00`,
    DueDate: exampleDate(dueDate),
    SentToContact: false,
    UpdatedDateUTC: '/Date(1768469400000+0000)/',
  }
}
