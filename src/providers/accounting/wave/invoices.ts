import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { identifier } from '../../../contracts/identifier.ts'
import { toDecimal } from '../../../contracts/money.ts'
import { anything } from '../../../kit/operation.ts'
import type { Kit } from './config.ts'
import * as documents from './documents.ts'
import { fixtures } from './fixtures.ts'
import * as graphql from './graphql.ts'
import { exampleInvoice, invoiceAnswer, unifyInvoice } from './invoice.ts'
import { article, typeReference } from './reference.ts'

export const invoiceOperations = (kit: Kit) => ({
  'create-invoice': kit.write(accounting.createInvoice, {
    docs: article('360038817812-Mutation-Create-invoice'),
    extra: () => ({
      lines: accounting.linesOf(invoiceLine()),
      number: z.string().min(1).max(50).optional(),
      /** What the customer reads on the invoice. */
      memo: z.string().min(1).max(1_000).optional(),
      purchaseOrder: z.string().min(1).max(100).optional(),
    }),
    rules: accounting.dueDateIssues,
    request: (input, { businessId }) =>
      graphql.ask(documents.createInvoice, {
        input: {
          businessId,
          customerId: input.customer,
          status: input.draft ? 'DRAFT' : 'SAVED',
          currency: input.currency.toUpperCase(),
          invoiceDate: input.issueDate,
          dueDate: input.dueDate,
          invoiceNumber: input.number,
          poNumber: input.purchaseOrder,
          memo: input.memo,
          items: input.lines.map(({ description, quantity, unitPrice, item, tax }) => ({
            productId: item,
            description,
            quantity: String(quantity),
            unitPrice: toDecimal(unitPrice, input.currency),
            taxes: tax === undefined ? undefined : [{ salesTaxId: tax }],
          })),
        },
      }),
    example: {
      input: {
        customer: fixtures.customer,
        currency: 'USD',
        lines: [
          { description: 'Calculation of Bernoulli numbers', quantity: 2, unitPrice: 12_500, item: fixtures.product },
        ],
        issueDate: '2026-01-15',
        dueDate: '2026-02-14',
      },
      response: (input) => ({
        data: { invoiceCreate: { didSucceed: true, inputErrors: null, invoice: exampleInvoice(input) } },
      }),
    },
    answer: () => graphql.answered({ invoiceCreate: z.looseObject({ invoice: invoiceAnswer() }) }),
    unify: ({ data }) => unifyInvoice(data.invoiceCreate.invoice),
  }),
  'get-invoice': kit.read(accounting.getInvoice, {
    docs: typeReference('Invoice'),
    request: ({ id }, { businessId }) => graphql.ask(documents.getInvoice, { business: businessId, id }),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) => ({ data: { business: { id: fixtures.business, invoice: { ...exampleInvoice(), id } } } }),
    },
    answer: () => graphql.ofBusiness({ invoice: invoiceAnswer() }),
    unify: ({ data }) => unifyInvoice(data.business.invoice),
  }),
  'list-invoices': kit.read(accounting.listInvoices, {
    docs: article('360038426192-Query-List-invoices'),
    extra: () => ({
      ...graphql.pageCursor(),
      customer: identifier().optional(),
      status: z
        .enum(['DRAFT', 'OVERDUE', 'OVERPAID', 'PAID', 'PARTIAL', 'SAVED', 'SENT', 'UNPAID', 'VIEWED'])
        .optional(),
      issuedFrom: z.iso.date().optional(),
      issuedTo: z.iso.date().optional(),
      updatedSince: z.iso.datetime({ offset: true }).optional(),
    }),
    request: ({ customer, status, issuedFrom, issuedTo, updatedSince, ...page }, { businessId }) =>
      graphql.ask(documents.listInvoices, {
        business: businessId,
        ...graphql.pageVariables(page),
        customer,
        status,
        from: issuedFrom,
        to: issuedTo,
        modifiedAfter: updatedSince,
      }),
    example: {
      input: { limit: 5 },
      response: () => ({
        data: { business: { id: fixtures.business, invoices: graphql.examplePage(exampleInvoice()) } },
      }),
    },
    answer: () => graphql.ofBusiness({ invoices: graphql.connection(invoiceAnswer()) }),
    unify: ({ data }) => ({ items: graphql.nodesOf(data.business.invoices).map(unifyInvoice) }),
    next: ({ data }) => graphql.nextPage(data.business.invoices),
  }),
  'send-invoice': kit.write(accounting.sendInvoice, {
    docs: article('360041888312-Mutation-Send-invoice'),
    extra: () => ({
      to: z.email().max(254),
      subject: z.string().min(1).max(255).optional(),
      message: z.string().min(1).max(5_000).optional(),
      attachPdf: z.boolean().default(false),
    }),
    request: ({ id, to, subject, message, attachPdf }) =>
      graphql.ask(documents.sendInvoice, {
        input: { invoiceId: id, to: [to], subject, message, attachPDF: attachPdf },
      }),
    example: {
      input: { id: fixtures.invoice, to: 'accounts@engines.example.com' },
      response: ({ id }) => ({
        data: {
          invoiceSend: {
            didSucceed: true,
            inputErrors: null,
            invoice: { id, status: 'SENT', lastSentAt: '2026-01-15T09:35:00.000Z' },
          },
        },
      }),
    },
    answer: () =>
      graphql.answered({ invoiceSend: z.looseObject({ invoice: z.looseObject({ id: z.string() }).nullish() }) }),
    unify: (_, { id }) => ({ id, sent: true as const }),
  }),
  'approve-invoice': kit.write({
    name: 'Approve Invoice',
    description: 'Put a draft in the books: from then on the customer owes it',
    docs: typeReference('InvoiceApproveInput'),
    input: () => ({ id: identifier() }),
    request: ({ id }) => graphql.ask(documents.approveInvoice, { input: { invoiceId: id } }),
    example: {
      input: { id: fixtures.draftInvoice },
      response: ({ id }) => ({
        data: { invoiceApprove: { didSucceed: true, inputErrors: null, invoice: { ...exampleInvoice(), id } } },
      }),
    },
    answer: anything,
  }),
  'delete-invoice': kit.write({
    name: 'Delete Invoice',
    description: 'Delete an invoice for good',
    docs: typeReference('InvoiceDeleteInput'),
    input: () => ({ id: identifier() }),
    request: ({ id }) => graphql.ask(documents.deleteInvoice, { input: { invoiceId: id } }),
    example: {
      input: { id: fixtures.draftInvoice },
      response: () => ({ data: { invoiceDelete: { didSucceed: true, inputErrors: null } } }),
    },
    answer: anything,
  }),
})

/** Every line is of a product, which knows its account. */
function invoiceLine() {
  const { description, quantity, unitPrice, tax } = accounting.lineFields()
  return { description, quantity, unitPrice, item: identifier(), tax }
}
