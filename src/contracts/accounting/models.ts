import * as z from 'zod'
import { once } from '../../kit/contract.ts'
import { unifiedCurrency } from '../money.ts'
import { unifiedTime } from '../time.ts'

/**
 * What every set of books has, the same for every provider. Amounts are integers in the currency's minor unit, and null
 * where nobody says in which currency they are, or where they are finer than its minor unit. Days are ISO 8601 dates.
 */

const day = () => z.iso.date().nullable()

export const unifiedCustomer = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    /** What the customer is invoiced in; null where that is the books' own currency, or isn't told. */
    currency: unifiedCurrency().nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

/**
 * Where an invoice stands; `nativeStatus` has the provider's own word. `sent` is issued and owed, mailed or not;
 * `overdue` is answered only by providers that say so themselves, everywhere else it is `sent` or `partially_paid` with a
 * `dueDate` in the past; `void` is canceled or deleted.
 */
export const invoiceStatus = once(() =>
  z.enum(['draft', 'sent', 'partially_paid', 'paid', 'overdue', 'void', 'unknown']),
)

export type InvoiceStatus = z.output<ReturnType<typeof invoiceStatus>>

export const unifiedInvoice = () =>
  z.strictObject({
    id: z.string(),
    /** What people call it: `INV-0007`. Null for a draft that has none yet. */
    number: z.string().nullable(),
    customer: z.string().nullable(),
    status: invoiceStatus(),
    nativeStatus: z.string(),
    /** Taxes included. */
    total: z.int().nullable(),
    /** What is left to pay. */
    amountDue: z.int().nullable(),
    currency: unifiedCurrency().nullable(),
    issueDate: day(),
    dueDate: day(),
    /** Null where the answer doesn't hold them; `get-invoice` then does. */
    lines: z
      .array(
        z.strictObject({
          description: z.string().nullable(),
          item: z.string().nullable(),
          account: z.string().nullable(),
          quantity: z.number().nullable(),
          unitPrice: z.int().nullable(),
          /** Quantity times price, before taxes where the provider keeps those apart. */
          total: z.int().nullable(),
        }),
      )
      .nullable(),
    createdAt: unifiedTime().nullable(),
    updatedAt: unifiedTime().nullable(),
  })

export const unifiedPayment = () =>
  z.strictObject({
    id: z.string(),
    /** Null where it was split among several. */
    invoice: z.string().nullable(),
    customer: z.string().nullable(),
    amount: z.int().nullable(),
    currency: unifiedCurrency().nullable(),
    date: day(),
    /** The account that the money went to. */
    account: z.string().nullable(),
    reference: z.string().nullable(),
  })

/** The five kinds of double-entry bookkeeping. */
export const accountType = once(() => z.enum(['asset', 'liability', 'equity', 'income', 'expense', 'unknown']))

export type AccountType = z.output<ReturnType<typeof accountType>>

export const unifiedAccount = () =>
  z.strictObject({
    id: z.string(),
    code: z.string().nullable(),
    name: z.string(),
    type: accountType(),
    /** The provider's own, finer name of the type. */
    nativeType: z.string(),
    currency: unifiedCurrency().nullable(),
    active: z.boolean(),
  })

/** A product or a service. */
export const unifiedItem = () =>
  z.strictObject({
    id: z.string(),
    code: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    /** What one of it is sold at. */
    price: z.int().nullable(),
    currency: unifiedCurrency().nullable(),
    active: z.boolean(),
  })

export const unifiedExpense = () =>
  z.strictObject({
    id: z.string(),
    /** The account, or category, that it counts under; null where it is split among several. */
    category: z.string().nullable(),
    /** The account that it was paid from. */
    paidFrom: z.string().nullable(),
    /** Whom it was paid to: an id, or a name where the provider keeps no more. */
    vendor: z.string().nullable(),
    /** Taxes included. */
    amount: z.int().nullable(),
    currency: unifiedCurrency().nullable(),
    date: day(),
    description: z.string().nullable(),
  })

/** `netProfit` is `income` less `expenses`; a loss is negative. */
export const unifiedProfitAndLoss = () =>
  z.strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    currency: unifiedCurrency().nullable(),
    /** Other income included. */
    income: z.int().nullable(),
    /** Cost of sales and other expenses included. */
    expenses: z.int().nullable(),
    netProfit: z.int().nullable(),
  })
