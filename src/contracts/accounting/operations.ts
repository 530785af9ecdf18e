import * as z from 'zod'
import { contract, listOf, pageInput } from '../../kit/contract.ts'
import type { InputIssue } from '../../kit/issues.ts'
import { identifier } from '../identifier.ts'
import { amount, currencyCode } from '../money.ts'
import * as models from './models.ts'

/**
 * Accounting. Every amount comes with its currency, whose minor unit it counts; a provider that keeps books in one
 * currency refuses any other. Ids of customers, items, accounts and taxes are the provider's own: `list-customers`,
 * `list-items` and `list-accounts` answer them.
 */

export const createCustomer = contract({
  id: 'create-customer',
  name: 'Create Customer',
  description: 'Create a customer that can be invoiced',
  effect: 'write',
  input: () => ({
    /** What the customer is called in the books: a company, or a person. */
    name: z.string().min(1).max(255),
    email: z.email().max(254).optional(),
    phone: z.string().min(3).max(40).optional(),
    /** What the customer is to be invoiced in, where it isn't the books' own currency. */
    currency: currencyCode().optional(),
  }),
  output: models.unifiedCustomer,
})

/** For the providers that keep the names of the person to talk to: the same fields everywhere. */
export const personNames = () => ({
  firstName: z.string().min(1).max(100).optional(),
  lastName: z.string().min(1).max(100).optional(),
})

export const getCustomer = contract({
  id: 'get-customer',
  name: 'Get Customer',
  description: 'Get a customer by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: models.unifiedCustomer,
})

export const listCustomers = contract({
  id: 'list-customers',
  name: 'List Customers',
  description: 'List customers',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(models.unifiedCustomer()),
})

/** A line of an invoice. Providers that want an item, or an account, narrow it to required; those that know none drop it. */
export const lineFields = () => ({
  description: z.string().min(1).max(1_000),
  quantity: z.number().min(0.0001).max(1_000_000).default(1),
  unitPrice: amount(),
  /** A product or service, by its id. */
  item: identifier().optional(),
  /** The account of income that the line counts under. */
  account: identifier().optional(),
  /** A tax, by its id; without one the provider's default holds. */
  tax: identifier().optional(),
})

export interface InvoiceLine {
  readonly description: string
  readonly quantity: number
  readonly unitPrice: number
  readonly item?: string | undefined
  readonly account?: string | undefined
  readonly tax?: string | undefined
}

export function linesOf<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.array(z.strictObject(fields)).min(1).max(100)
}

export const createInvoice = contract({
  id: 'create-invoice',
  name: 'Create Invoice',
  description: 'Create an invoice for a customer',
  effect: 'write',
  input: () => ({
    customer: identifier(),
    currency: currencyCode(),
    lines: linesOf(lineFields()),
    /** Today, where it isn't given and the provider lets it be. */
    issueDate: z.iso.date().optional(),
    dueDate: z.iso.date().optional(),
    /** A draft isn't in the books yet, and nobody owes it. */
    draft: z.boolean().default(false),
  }),
  output: models.unifiedInvoice,
})

export const getInvoice = contract({
  id: 'get-invoice',
  name: 'Get Invoice',
  description: 'Get an invoice by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: models.unifiedInvoice,
})

export const listInvoices = contract({
  id: 'list-invoices',
  name: 'List Invoices',
  description: 'List the invoices that customers were sent or are to be sent',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(models.unifiedInvoice()),
})

export const sendInvoice = contract({
  id: 'send-invoice',
  name: 'Send Invoice',
  description: 'Mail an invoice to its customer',
  effect: 'write',
  input: () => ({
    id: identifier(),
    /** The customer's own address, where none is given and the provider knows it. */
    to: z.email().max(254).optional(),
  }),
  output: () => z.strictObject({ id: z.string(), sent: z.literal(true) }),
})

export const voidInvoice = contract({
  id: 'void-invoice',
  name: 'Void Invoice',
  description: 'Cancel an invoice that is in the books; it stays there with nothing owed',
  effect: 'write',
  input: () => ({ id: identifier() }),
  output: () => z.strictObject({ id: z.string(), status: models.invoiceStatus(), nativeStatus: z.string() }),
})

export const recordPayment = contract({
  id: 'record-payment',
  name: 'Record Payment',
  description: 'Record that an invoice was paid, or a part of it; no money moves',
  effect: 'write',
  input: () => ({
    invoice: identifier(),
    amount: amount().min(1),
    /** The invoice's currency. */
    currency: currencyCode(),
    /** The day on which it was paid. */
    date: z.iso.date(),
    /** The invoice's customer; some providers want it beside the invoice. */
    customer: identifier().optional(),
    /** The account that the money went to; most providers want it. */
    account: identifier().optional(),
    /** Such as the number of a check. */
    reference: z.string().min(1).max(255).optional(),
  }),
  output: models.unifiedPayment,
})

export const listAccounts = contract({
  id: 'list-accounts',
  name: 'List Accounts',
  description: 'List the chart of accounts',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(models.unifiedAccount()),
})

export const listItems = contract({
  id: 'list-items',
  name: 'List Items',
  description: 'List the products and services that invoices are made of',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(models.unifiedItem()),
})

export const createExpense = contract({
  id: 'create-expense',
  name: 'Create Expense',
  description: 'Record money that was spent',
  effect: 'write',
  input: () => ({
    /** The account, or category, of expense that it counts under. */
    category: identifier(),
    /** Taxes included. */
    amount: amount().min(1),
    currency: currencyCode(),
    date: z.iso.date(),
    /** The account that it was paid from; most providers want it. */
    paidFrom: identifier().optional(),
    /** Whom it was paid to: an id, or a name where the provider keeps no more. */
    vendor: identifier().optional(),
    description: z.string().min(1).max(1_000).optional(),
  }),
  output: models.unifiedExpense,
})

export const listExpenses = contract({
  id: 'list-expenses',
  name: 'List Expenses',
  description: 'List money that was spent',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(models.unifiedExpense()),
})

export const getProfitAndLoss = contract({
  id: 'get-profit-and-loss',
  name: 'Get Profit and Loss',
  description: 'Get what was earned and spent between two days, both of them included',
  effect: 'read',
  input: () => ({
    from: z.iso.date(),
    to: z.iso.date(),
    /** Whether income and expenses count on the day of the invoice (`accrual`) or of the payment (`cash`). */
    basis: z.enum(['accrual', 'cash']).default('accrual'),
  }),
  output: models.unifiedProfitAndLoss,
})

/** The rule of every report: days compare as texts. */
export function periodIssues({ from, to }: { readonly from: string; readonly to: string }): readonly InputIssue[] {
  return from > to ? [{ path: 'to', message: 'is before `from`' }] : []
}

/** The rule of every invoice. */
export function dueDateIssues({ issueDate, dueDate }: DatedInvoice): readonly InputIssue[] {
  if (issueDate === undefined || dueDate === undefined || dueDate >= issueDate) return []
  return [{ path: 'dueDate', message: 'is before `issueDate`' }]
}

interface DatedInvoice {
  readonly issueDate?: string | undefined
  readonly dueDate?: string | undefined
}
