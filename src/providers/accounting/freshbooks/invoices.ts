import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleInvoice, invoiceAnswer, unifyInvoice } from './invoice.ts'
import { exampleCounts, nextPage, pageCursor, pageQuery, pagesAnswer } from './pages.ts'
import { create, list, read, recordId, update, withLines } from './resources.ts'

const docs = 'https://www.freshbooks.com/api/invoices'

const invoice = () => answers.answered({ invoice: invoiceAnswer() })

export const invoiceOperations = (kit: Kit) => ({
  'create-invoice': kit.write(accounting.createInvoice, {
    docs,
    extra: () => ({
      customer: recordId(),
      lines: accounting.linesOf(invoiceLine()),
      issueDate: z.iso.date(),
      /** Nothing else is created here: `mark-invoice-sent` and `send-invoice` put an invoice in the books. */
      draft: z.literal(true),
      number: z.string().min(1).max(50).optional(),
      /** What the customer reads on the invoice. */
      memo: z.string().min(1).max(1_000).optional(),
      terms: z.string().min(1).max(1_000).optional(),
      purchaseOrder: z.string().min(1).max(100).optional(),
    }),
    rules: accounting.dueDateIssues,
    request: ({ customer, currency, lines, issueDate, dueDate, number, memo, terms, purchaseOrder }, config) =>
      create(
        config,
        'invoices',
        {
          invoice: {
            customerid: Number(customer),
            create_date: issueDate,
            due_offset_days: dueDate === undefined ? undefined : daysBetween(issueDate, dueDate),
            currency_code: currency.toUpperCase(),
            invoice_number: number,
            notes: memo,
            terms,
            po_number: purchaseOrder,
            lines: lines.map((line) => ({
              type: 0,
              name: line.name ?? line.description,
              description: line.name === undefined ? undefined : line.description,
              qty: line.quantity,
              unit_cost: answers.toMoney(line.unitPrice, currency),
              taxName1: line.taxName,
              taxAmount1: line.taxPercent,
            })),
          },
        },
        withLines,
      ),
    example: {
      input: {
        customer: fixtures.client,
        currency: 'USD',
        lines: [{ description: 'Calculation of Bernoulli numbers', quantity: 2, unitPrice: 12_500 }],
        issueDate: '2026-01-15',
        dueDate: '2026-02-14',
        draft: true,
      },
      response: (input) => answers.wrapped({ invoice: exampleInvoice(input) }),
    },
    answer: invoice,
    unify: ({ response }) => unifyInvoice(response.result.invoice),
  }),
  'get-invoice': kit.read(accounting.getInvoice, {
    docs,
    extra: () => ({ id: recordId() }),
    request: ({ id }, config) => read(config, 'invoices', id, withLines),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) => answers.wrapped({ invoice: { ...exampleInvoice(), id: Number(id) } }),
    },
    answer: invoice,
    unify: ({ response }) => unifyInvoice(response.result.invoice),
  }),
  'list-invoices': kit.read(accounting.listInvoices, {
    docs,
    extra: () => ({ ...pageCursor(), customer: recordId().optional() }),
    request: ({ customer, ...page }, config) =>
      list(config, 'invoices', { ...pageQuery(page), ...withLines, 'search[customerid]': customer }),
    example: {
      input: { limit: 5 },
      response: () => answers.wrapped({ invoices: [exampleInvoice()], ...exampleCounts }),
    },
    answer: () => answers.answered({ ...pagesAnswer(), invoices: z.array(invoiceAnswer()) }),
    unify: ({ response }) => ({ items: response.result.invoices.map(unifyInvoice) }),
    next: nextPage,
  }),
  'send-invoice': kit.write(accounting.sendInvoice, {
    docs,
    extra: () => ({
      id: recordId(),
      to: z.email().max(254),
      subject: z.string().min(1).max(255).optional(),
      message: z.string().min(1).max(5_000).optional(),
      attachPdf: z.boolean().default(false),
    }),
    request: ({ id, to, subject, message, attachPdf }, config) =>
      update(config, 'invoices', id, {
        invoice: {
          action_email: true,
          email_recipients: [to],
          email_include_pdf: attachPdf,
          invoice_customized_email:
            subject === undefined && message === undefined ? undefined : { subject, body: message },
        },
      }),
    example: {
      input: { id: fixtures.invoice, to: 'accounts@engines.example.com' },
      response: ({ id }) => answers.wrapped({ invoice: { ...exampleInvoice(), ...sent, id: Number(id) } }),
    },
    answer: () => answers.answered({ invoice: z.looseObject({ id: answers.idAnswer() }) }),
    unify: ({ response }) => ({ id: String(response.result.invoice.id), sent: true as const }),
  }),
  'mark-invoice-sent': kit.write({
    name: 'Mark Invoice Sent',
    description: 'Put a draft in the books without mailing it',
    docs,
    input: () => ({ id: recordId() }),
    request: ({ id }, config) => update(config, 'invoices', id, { invoice: { action_mark_as_sent: true } }),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) => answers.wrapped({ invoice: { ...exampleInvoice(), ...sent, id: Number(id) } }),
    },
    answer: invoice,
  }),
  'delete-invoice': kit.write({
    name: 'Delete Invoice',
    description: 'Delete an invoice; FreshBooks keeps it, and its number',
    docs,
    input: () => ({ id: recordId() }),
    request: ({ id }, config) => update(config, 'invoices', id, { invoice: { vis_state: 1 } }),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) => answers.wrapped({ invoice: { ...exampleInvoice(), id: Number(id), vis_state: 1 } }),
    },
    answer: invoice,
  }),
})

/** Lines name no item and no account, and a tax by its name and percentage. */
function invoiceLine() {
  const { description, quantity, unitPrice } = accounting.lineFields()
  return {
    description,
    quantity,
    unitPrice,
    /** What the line is called, above its description. */
    name: z.string().min(1).max(255).optional(),
    taxName: z.string().min(1).max(50).optional(),
    taxPercent: z
      .string()
      .regex(/^\d{1,3}(\.\d{1,3})?$/, 'is not a percentage such as 13 or 9.975')
      .optional(),
  }
}

/** FreshBooks counts how many days after its date an invoice is due. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

const sent = { status: 2, v3_status: 'sent', display_status: 'sent' }
