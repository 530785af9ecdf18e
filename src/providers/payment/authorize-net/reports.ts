import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import * as payment from '../../../contracts/payment.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import * as answers from './answers.ts'
import { exampleDetails, exampleSummary, ok } from './examples.ts'
import { fixtures } from './fixtures.ts'
import { call, numericId, reference } from './request.ts'

/** The account's currency, for the unified view; no answer names it. */
const accountCurrency = () => currencyCode().default(answers.assumedCurrency)

export const reportOperations = ({ read }: OperationKit<unknown>) => ({
  'get-payment': read(payment.getPayment, {
    docs: reference('transaction-reporting-get-transaction-details'),
    extra: () => ({ id: numericId(), currency: accountCurrency() }),
    request: ({ id }) => call('getTransactionDetails', { transId: id }),
    example: {
      input: { id: fixtures.settledTransaction },
      response: ({ id }) => ({ transaction: exampleDetails(id), ...ok }),
    },
    answer: answers.detailsAnswer,
    unify: ({ transaction }, input) => answers.unifyReport(transaction, input),
  }),
  // Authorize.Net has no list of everything: what hasn't settled is one list, each settled batch is another.
  'list-payments': read(payment.listPayments, {
    docs: reference('transaction-reporting-get-transaction-list'),
    extra: () => ({
      /** A settled batch; the transactions that haven't settled where none is given. */
      batch_id: numericId().optional(),
      currency: accountCurrency(),
      cursor: z
        .string()
        .regex(/^[1-9]\d{0,4}$/, 'is not a cursor that an answer gave')
        .optional(),
    }),
    request: ({ limit, cursor, batch_id: batchId }) => {
      const order = {
        sorting: { orderBy: 'submitTimeUTC', orderDescending: true },
        paging: { limit, offset: pageOf(cursor) },
      }
      return batchId === undefined
        ? call('getUnsettledTransactionList', order)
        : call('getTransactionList', { batchId, ...order })
    },
    example: {
      input: { limit: 3 },
      response: () => ({ transactions: [exampleSummary()], totalNumInResultSet: 1, ...ok }),
    },
    answer: answers.listAnswer,
    unify: answers.unifyList,
    // The offset is the number of a page. Whether the total counts this page or all isn't documented, so a full page
    // is taken to have another after it.
    next: ({ transactions }, { limit, cursor }) =>
      (transactions ?? []).length < limit ? undefined : String(pageOf(cursor) + 1),
  }),
  'list-settled-batches': read({
    name: 'List Settled Batches',
    description: 'List the batches that settled in a period, whose payments `list-payments` lists',
    docs: reference('transaction-reporting-get-settled-batch-list'),
    input: () => ({
      ...wholeListInput(),
      include_statistics: z.boolean().default(false),
      /** The last 24 hours where no period is given; 31 days at most. */
      first_settlement_date: z.iso.datetime({ offset: true }).optional(),
      last_settlement_date: z.iso.datetime({ offset: true }).optional(),
    }),
    rules: periodIssues,
    request: (input) =>
      call('getSettledBatchList', {
        includeStatistics: input.include_statistics,
        firstSettlementDate: input.first_settlement_date,
        lastSettlementDate: input.last_settlement_date,
      }),
    example: {
      input: {},
      response: () => ({
        batchList: [
          {
            batchId: fixtures.batch,
            settlementTimeUTC: '2026-01-16T00:30:00Z',
            settlementTimeLocal: '2026-01-15T16:30:00',
            settlementState: 'settledSuccessfully',
            paymentMethod: 'creditCard',
          },
        ],
        ...ok,
      }),
    },
    ...pagesOf('batchList', { absentWhenEmpty: true }),
  }),
  'get-merchant-details': read({
    name: 'Get Merchant Details',
    description: "Get the account's processors, currencies and the public client key that Accept.js needs",
    docs: reference('transaction-reporting-get-merchant-details'),
    input: () => ({}),
    request: () => call('getMerchantDetails'),
    example: {
      input: {},
      response: () => ({
        isTestMode: false,
        processors: [{ name: 'First Data Nashville' }],
        merchantName: 'Example Store',
        gatewayId: '563046',
        currencies: ['USD'],
        ...ok,
      }),
    },
    answer: anything,
  }),
  'authenticate-test': read({
    name: 'Authenticate Test',
    description: 'Check the API Login ID and the Transaction Key',
    docs: reference('gettingstarted-section-section-header'),
    input: () => ({}),
    request: () => call('authenticateTest'),
    example: { input: {}, response: () => ok },
    answer: anything,
  }),
})

function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

const longestPeriod = 31 * 86_400_000

interface Period {
  readonly first_settlement_date?: string | undefined
  readonly last_settlement_date?: string | undefined
}

function periodIssues({ first_settlement_date: first, last_settlement_date: last }: Period): readonly InputIssue[] {
  if (first === undefined && last === undefined) return []
  if (first === undefined) return [{ path: 'first_settlement_date', message: 'is missing beside the last' }]
  if (last === undefined) return [{ path: 'last_settlement_date', message: 'is missing beside the first' }]
  const period = Date.parse(last) - Date.parse(first)
  if (period < 0) return [{ path: 'last_settlement_date', message: 'is before the first' }]
  return period > longestPeriod
    ? [{ path: 'last_settlement_date', message: 'Authorize.Net answers 31 days at most' }]
    : []
}
