import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { toNumber } from '../../../contracts/accounting/values.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleInvoice, invoiceAnswer, unifyInvoice } from './invoice.ts'
import { changes, nextPage, pageAnswer, pageCursor, pageQuery } from './pages.ts'
import { reference } from './reference.ts'
import { create, key, list, read, release, voidInvoice } from './resources.ts'

/** Sales invoices. https://developer.sage.com/accounting/guides/concepts/invoicing */
export const invoiceOperations = (kit: Kit) => ({
  'create-invoice': kit.write(accounting.createInvoice, {
    docs: reference('invoicing-sales/#tag/Sales-Invoices', 'postSalesInvoices'),
    extra: () => ({
      customer: key(),
      lines: accounting.linesOf(invoiceLine()),
      issueDate: z.iso.date(),
      reference: z.string().min(1).max(100).optional(),
      /** What the customer reads on the invoice. */
      memo: z.string().min(1).max(1_000).optional(),
      terms: z.string().min(1).max(1_000).optional(),
    }),
    rules: accounting.dueDateIssues,
    keyed: true,
    request: ({ customer, currency, lines, issueDate, dueDate, draft, memo, terms, ...input }, config, context) =>
      create(config, context, 'sales_invoices', {
        contact_id: customer,
        date: issueDate,
        due_date: dueDate,
        currency_id: answers.foreignCurrency(currency, config),
        reference: input.reference,
        notes: memo,
        terms_and_conditions: terms,
        status_id: draft ? 'DRAFT' : undefined,
        invoice_lines: lines.map(({ description, quantity, unitPrice, item, itemKind, account, tax }) => ({
          description,
          ledger_account_id: account,
          quantity,
          unit_price: toNumber(unitPrice, currency),
          product_id: itemKind === 'service' ? undefined : item,
          service_id: itemKind === 'service' ? item : undefined,
          tax_rate_id: tax,
        })),
      }),
    example: {
      input: {
        customer: fixtures.customer,
        currency: 'GBP',
        lines: [
          {
            description: 'Calculation of Bernoulli numbers',
            quantity: 2,
            unitPrice: 12_500,
            account: fixtures.salesAccount,
            tax: fixtures.taxRate,
          },
        ],
        issueDate: '2026-01-15',
        dueDate: '2026-02-14',
      },
      response: (input) => exampleInvoice(input),
    },
    answer: invoiceAnswer,
    unify: (native, _, config) => unifyInvoice(native, config),
  }),
  'get-invoice': kit.read(accounting.getInvoice, {
    docs: reference('invoicing-sales/#tag/Sales-Invoices', 'getSalesInvoicesKey'),
    extra: () => ({ id: key() }),
    request: ({ id }, config) => read(config, 'sales_invoices', id),
    example: { input: { id: fixtures.invoice }, response: ({ id }) => ({ ...exampleInvoice(), id }) },
    answer: invoiceAnswer,
    unify: (native, _, config) => unifyInvoice(native, config),
  }),
  'list-invoices': kit.read(accounting.listInvoices, {
    docs: reference('invoicing-sales/#tag/Sales-Invoices', 'getSalesInvoices'),
    extra: () => ({
      ...pageCursor(),
      ...changes(),
      customer: key().optional(),
      issuedFrom: z.iso.date().optional(),
      issuedTo: z.iso.date().optional(),
    }),
    request: ({ customer, issuedFrom, issuedTo, updatedSince, ...page }, config) =>
      list(config, 'sales_invoices', {
        ...pageQuery(page),
        contact_id: customer,
        from_date: issuedFrom,
        to_date: issuedTo,
        updated_or_created_since: updatedSince,
      }),
    example: { input: { limit: 5 }, response: () => answers.examplePage(exampleInvoice()) },
    answer: () => pageAnswer(invoiceAnswer()),
    unify: ({ $items }, _, config) => ({ items: $items.map((one) => unifyInvoice(one, config)) }),
    next: nextPage,
  }),
  'release-invoice': kit.write({
    name: 'Release Invoice',
    description: 'Put a draft in the books: from then on the customer owes it',
    docs: reference('invoicing-sales/#tag/Sales-Invoices', 'postSalesInvoicesKeyRelease'),
    input: () => ({ id: key() }),
    request: ({ id }, config) => release(config, id),
    example: { input: { id: fixtures.draftInvoice }, response: ({ id }) => ({ ...exampleInvoice(), id }) },
    answer: invoiceAnswer,
  }),
  'void-invoice': kit.write(accounting.voidInvoice, {
    docs: reference('invoicing-sales/#tag/Sales-Invoices', 'deleteSalesInvoicesKey'),
    extra: () => ({ id: key(), reason: z.string().min(1).max(200) }),
    request: ({ id, reason }, config) => voidInvoice(config, id, reason),
    example: {
      input: { id: fixtures.invoice, reason: 'Sent twice' },
      response: ({ id, reason }) => ({
        ...exampleInvoice(),
        id,
        void_reason: reason,
        status: answers.reference('artefact_statuses', 'VOID'),
        outstanding_amount: 0,
      }),
    },
    answer: invoiceAnswer,
    unify: (native, _, config) => {
      const { id, status, nativeStatus } = unifyInvoice(native, config)
      return { id, status, nativeStatus }
    },
  }),
})

function invoiceLine() {
  const fields = accounting.lineFields()
  return {
    ...fields,
    account: key(),
    item: key().optional(),
    /** Which of Sage's lists the item is in. */
    itemKind: z.enum(['product', 'service']).default('product'),
    tax: key().optional(),
  }
}
