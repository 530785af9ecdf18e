import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { lineTotal, toNumber } from '../../../contracts/accounting/values.ts'
import { examplePage, exampleTime } from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleInvoice, invoiceAnswer, unifyInvoice } from './invoice.ts'
import { changes, listCursor, pageOf } from './listing.ts'
import { nextPosition, select, where } from './query.ts'
import { entityId, query, read, reference, save, send } from './resources.ts'

const invoice = () => z.looseObject({ Invoice: invoiceAnswer() })

/** Invoices. Fields: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice */
export const invoiceOperations = (kit: Kit) => ({
  'create-invoice': kit.write(accounting.createInvoice, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#create-an-invoice',
    extra: () => ({
      customer: entityId(),
      lines: accounting.linesOf(invoiceLine()),
      /** QuickBooks has no drafts of invoices. */
      draft: z.literal(false).default(false),
      /** QuickBooks counts on where none is given. */
      number: z.string().min(1).max(21).optional(),
      /** What the customer reads on the invoice. */
      memo: z.string().min(1).max(1_000).optional(),
      /** Where `send-invoice` sends it. */
      email: z.email().max(100).optional(),
      /** Companies outside the United States have to say whether prices include taxes. */
      globalTaxCalculation: z.enum(['TaxExcluded', 'TaxInclusive', 'NotApplicable']).optional(),
    }),
    rules: accounting.dueDateIssues,
    keyed: true,
    request: (input, config, context) =>
      save(
        config,
        'invoice',
        {
          CustomerRef: reference(input.customer),
          CurrencyRef: reference(input.currency.toUpperCase()),
          Line: input.lines.map((line) => salesLine(line, input.currency)),
          TxnDate: input.issueDate,
          DueDate: input.dueDate,
          DocNumber: input.number,
          CustomerMemo: reference(input.memo),
          BillEmail: input.email === undefined ? undefined : { Address: input.email },
          GlobalTaxCalculation: input.globalTaxCalculation,
        },
        context,
      ),
    example: {
      input: {
        customer: fixtures.customer,
        currency: 'USD',
        lines: [
          { description: 'Calculation of Bernoulli numbers', quantity: 2, unitPrice: 12_500, item: fixtures.item },
        ],
        issueDate: '2026-01-15',
        dueDate: '2026-02-14',
      },
      response: (input) => ({ Invoice: exampleInvoice(input), time: exampleTime }),
    },
    answer: invoice,
    unify: ({ Invoice }, _, config) => unifyInvoice(Invoice, config),
  }),
  'get-invoice': kit.read(accounting.getInvoice, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#read-an-invoice',
    extra: () => ({ id: entityId() }),
    request: ({ id }, config) => read(config, 'invoice', id),
    example: {
      input: { id: fixtures.invoice },
      response: ({ id }) => ({ Invoice: { ...exampleInvoice(), Id: id }, time: exampleTime }),
    },
    answer: invoice,
    unify: ({ Invoice }, _, config) => unifyInvoice(Invoice, config),
  }),
  'list-invoices': kit.read(accounting.listInvoices, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#query-an-invoice',
    extra: () => ({
      ...listCursor(),
      ...changes(),
      customer: entityId().optional(),
      number: z.string().min(1).max(21).optional(),
      issuedFrom: z.iso.date().optional(),
      issuedTo: z.iso.date().optional(),
    }),
    request: ({ customer, number, issuedFrom, issuedTo, updatedSince, ...page }, config) =>
      query(
        config,
        select(
          'Invoice',
          [
            customer === undefined ? undefined : where`CustomerRef = ${customer}`,
            number === undefined ? undefined : where`DocNumber = ${number}`,
            issuedFrom === undefined ? undefined : where`TxnDate >= ${issuedFrom}`,
            issuedTo === undefined ? undefined : where`TxnDate <= ${issuedTo}`,
            updatedSince === undefined ? undefined : where`MetaData.LastUpdatedTime >= ${updatedSince}`,
          ],
          page,
        ),
      ),
    example: { input: { limit: 5 }, response: () => examplePage('Invoice', exampleInvoice()) },
    answer: () => pageOf('Invoice', invoiceAnswer()),
    unify: ({ QueryResponse }, _, config) => ({ items: QueryResponse.map((one) => unifyInvoice(one, config)) }),
    next: ({ QueryResponse }, page) => nextPosition(QueryResponse, page),
  }),
  'send-invoice': kit.write(accounting.sendInvoice, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#send-an-invoice',
    extra: () => ({ id: entityId() }),
    keyed: true,
    request: ({ id, to }, config, context) => send(config, id, to, context),
    example: {
      input: { id: fixtures.invoice, to: 'accounts@engines.example.com' },
      response: ({ id, to }) => ({
        Invoice: {
          ...exampleInvoice(),
          Id: id,
          EmailStatus: 'EmailSent',
          ...(to === undefined ? {} : { BillEmail: { Address: to } }),
          DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: '2026-01-15T09:35:00-08:00' },
        },
        time: exampleTime,
      }),
    },
    answer: () => z.looseObject({ Invoice: z.looseObject({ Id: z.string() }) }),
    unify: ({ Invoice }) => ({ id: Invoice.Id, sent: true as const }),
  }),
  'void-invoice': kit.write(accounting.voidInvoice, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#void-an-invoice',
    extra: () => ({
      id: entityId(),
      /** `SyncToken` of the invoice as it was read last: QuickBooks refuses where it has changed since. */
      syncToken: z.string().regex(/^\d{1,20}$/, 'is not a SyncToken'),
    }),
    keyed: true,
    request: ({ id, syncToken }, config, context) =>
      save(config, 'invoice', { Id: id, SyncToken: syncToken }, context, 'void'),
    example: {
      input: { id: fixtures.invoice, syncToken: fixtures.invoiceSyncToken },
      response: ({ id, syncToken }) => ({
        Invoice: {
          ...exampleInvoice(),
          Id: id,
          SyncToken: String(Number(syncToken) + 1),
          TotalAmt: 0,
          Balance: 0,
          PrivateNote: 'Voided',
        },
        time: exampleTime,
      }),
    },
    answer: invoice,
    unify: ({ Invoice }, _, config) => {
      const { id, status, nativeStatus } = unifyInvoice(Invoice, config)
      return { id, status, nativeStatus }
    },
  }),
})

/** An item knows its account, and a line knows no other; without an item QuickBooks takes the company's default one. */
function invoiceLine() {
  const { description, quantity, unitPrice, tax } = accounting.lineFields()
  return { description, quantity, unitPrice, item: entityId().optional(), tax }
}

/** `Amount` has to be the quantity times the price. */
function salesLine({ description, quantity, unitPrice, item, tax }: accounting.InvoiceLine, currency: string) {
  return {
    DetailType: 'SalesItemLineDetail',
    Description: description,
    Amount: toNumber(lineTotal(quantity, unitPrice), currency),
    SalesItemLineDetail: {
      ItemRef: reference(item),
      Qty: quantity,
      UnitPrice: toNumber(unitPrice, currency),
      TaxCodeRef: reference(tax),
    },
  }
}
