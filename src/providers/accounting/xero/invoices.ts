import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { toNumber } from '../../../contracts/accounting/values.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { anything } from '../../../kit/operation.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleInvoice, invoiceAnswer, unifyInvoice } from './invoice.ts'
import { changes, nextPage, pageCursor, pageQuery, paginationAnswer } from './pages.ts'
import { change, create, guid, list, mail, read } from './resources.ts'

const invoice = () => z.looseObject({ Invoices: answers.one(invoiceAnswer()) })

/** Invoices to customers (ACCREC). Fields: https://developer.xero.com/documentation/api/accounting/invoices */
export const invoiceOperations = (kit: Kit) => ({
  'create-invoice': kit.write(accounting.createInvoice, {
    docs: 'https://developer.xero.com/documentation/api/accounting/invoices#put-invoices',
    extra: () => ({
      customer: guid(),
      lines: accounting.linesOf(invoiceLine()),
      /** Xero counts on where none is given. */
      number: z.string().min(1).max(255).optional(),
      reference: z.string().min(1).max(255).optional(),
      /** Whether prices include taxes. */
      lineAmountTypes: z.enum(['Exclusive', 'Inclusive', 'NoTax']).optional(),
    }),
    rules: (input) => [...accounting.dueDateIssues(input), ...authorisedIssues(input)],
    request: ({ customer, currency, lines, issueDate, dueDate, draft, number, lineAmountTypes, ...input }, config) =>
      create(config, 'Invoices', {
        Type: 'ACCREC',
        Status: draft ? 'DRAFT' : 'AUTHORISED',
        Contact: { ContactID: customer },
        CurrencyCode: currency.toUpperCase(),
        LineItems: lines.map(({ description, quantity, unitPrice, item, account, tax }) => ({
          Description: description,
          Quantity: quantity,
          UnitAmount: toNumber(unitPrice, currency),
          ItemCode: item,
          AccountCode: account,
          TaxType: tax,
        })),
        Date: issueDate,
        DueDate: dueDate,
        InvoiceNumber: number,
        Reference: input.reference,
        LineAmountTypes: lineAmountTypes,
      }),
    example: {
      input: {
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
        issueDate: '2026-01-15',
        dueDate: '2026-02-14',
      },
      response: (input) => answers.exampleAnswer('Invoices', exampleInvoice(input)),
    },
    answer: invoice,
    unify: ({ Invoices: [native] }) => unifyInvoice(native),
  }),
  'get-invoice': kit.read(accounting.getInvoice, {
    docs: 'https://developer.xero.com/documentation/api/accounting/invoices#get-invoices',
    extra: () => ({ id: guid() }),
    request: ({ id }, config) => read(config, 'Invoices', id),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) => answers.exampleAnswer('Invoices', { ...exampleInvoice(), InvoiceID: id }),
    },
    answer: invoice,
    unify: ({ Invoices: [native] }) => unifyInvoice(native),
  }),
  'list-invoices': kit.read(accounting.listInvoices, {
    docs: 'https://developer.xero.com/documentation/api/accounting/invoices#get-invoices',
    extra: () => ({
      ...pageCursor(),
      ...changes(),
      customer: guid().optional(),
      status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED']).optional(),
      /** A part of a number or a reference. */
      search: z.string().min(1).max(255).optional(),
    }),
    request: ({ customer, status, search, updatedSince, ...page }, config) =>
      list(config, 'Invoices', {
        query: {
          ...pageQuery(page),
          where: 'Type=="ACCREC"',
          ContactIDs: customer,
          Statuses: status,
          searchTerm: search,
        },
        updatedSince,
      }),
    example: { input: { limit: 5 }, response: () => answers.examplePage('Invoices', exampleInvoice()) },
    answer: () => z.looseObject({ ...paginationAnswer(), Invoices: z.array(invoiceAnswer()) }),
    unify: ({ Invoices }) => ({ items: Invoices.map(unifyInvoice) }),
    next: nextPage,
  }),
  'send-invoice': kit.write(accounting.sendInvoice, {
    docs: 'https://developer.xero.com/documentation/api/accounting/invoices#emailing-an-invoice',
    extra: () => ({ id: guid() }),
    rules: ({ to }) =>
      to === undefined ? [] : [{ path: 'to', message: 'Xero mails it to the contact’s own address' }],
    request: ({ id }, config) => mail(config, id),
    example: { input: { id: fixtures.invoice }, response: ({ id }) => mailed(id) },
    answer: anything,
    // Xero answers nothing at all.
    result: (_, { id }) => mailed(id),
    unify: (_, { id }) => ({ id, sent: true as const }),
  }),
  'void-invoice': kit.write(accounting.voidInvoice, {
    docs: 'https://developer.xero.com/documentation/api/accounting/invoices#post-invoices',
    extra: () => ({ id: guid() }),
    request: ({ id }, config) => change(config, 'Invoices', id, { InvoiceID: id, Status: 'VOIDED' }),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) =>
        answers.exampleAnswer('Invoices', { ...exampleInvoice(), InvoiceID: id, Status: 'VOIDED', AmountDue: 0 }),
    },
    answer: invoice,
    unify: ({ Invoices: [native] }) => {
      const { id, status, nativeStatus } = unifyInvoice(native)
      return { id, status, nativeStatus }
    },
  }),
})

/** Xero's lines name items and accounts by their codes. */
function invoiceLine() {
  return {
    ...accounting.lineFields(),
    item: z.string().min(1).max(30).optional(),
    account: z.string().min(1).max(10, 'is no code of an account, which is what a line takes').optional(),
    tax: z.string().min(1).max(50).optional(),
  }
}

interface NewInvoice {
  readonly draft: boolean
  readonly dueDate?: string | undefined
  readonly lines: readonly accounting.InvoiceLine[]
}

/** What may be left open in a draft only. https://developer.xero.com/documentation/api/accounting/invoices#put-invoices */
function authorisedIssues({ draft, dueDate, lines }: NewInvoice): readonly InputIssue[] {
  if (draft) return []
  const due = dueDate === undefined ? [{ path: 'dueDate', message: 'is needed unless it is a draft' }] : []
  const accounts = lines.flatMap(({ item, account }, index) =>
    item === undefined && account === undefined
      ? [{ path: `lines.${index}.account`, message: 'is needed, or an `item` that has one, unless it is a draft' }]
      : [],
  )
  return [...due, ...accounts]
}

const mailed = (id: string) => ({ InvoiceID: id, SentToContact: true })
