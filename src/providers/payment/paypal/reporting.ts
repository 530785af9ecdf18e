import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import * as payment from '../../../contracts/payment.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { fromMoney, moneyAnswer } from './money.ts'
import { nextPage, pageCursor, paged, pageOf } from './pages.ts'

const transactionsPage = 'https://developer.paypal.com/docs/api/transaction-search/v1/'

const instant = () => z.iso.datetime({ offset: true })

export const reportingOperations = ({ read }: OperationKit<unknown>) => ({
  // The report lags up to three hours behind, and reaches three years back.
  'list-payments': read(payment.listPayments, {
    docs: `${transactionsPage}#search_get`,
    extra: () => ({
      start_date: instant(),
      /** At most 31 days after the start. */
      end_date: instant(),
      cursor: pageCursor(),
      transaction_id: z.string().min(17).max(19).optional(),
      /** Denied, pending, successful or reversed. */
      transaction_status: z.enum(['D', 'P', 'S', 'V']).optional(),
    }),
    rules: periodIssues,
    request: ({ limit, cursor, ...filters }) =>
      get(path`/v1/reporting/transactions`, { query: { ...filters, page_size: limit, page: pageOf(cursor) } }),
    example: {
      input: { start_date: '2026-01-01T00:00:00Z', end_date: '2026-01-31T00:00:00Z' },
      response: ({ start_date, end_date, cursor }) => ({
        transaction_details: [
          {
            transaction_info: {
              paypal_account_id: 'QYR5Z8XDVJNXQ',
              transaction_id: '3C679366HH908993F',
              transaction_event_code: 'T0006',
              transaction_initiation_date: '2026-01-15T09:00:00+0000',
              transaction_amount: { currency_code: 'USD', value: '10.00' },
              transaction_status: 'S',
            },
          },
        ],
        start_date,
        end_date,
        page: pageOf(cursor),
        total_items: 1,
        total_pages: 1,
      }),
    },
    answer: transactionsAnswer,
    unify: ({ transaction_details: details }) => ({
      items: (details ?? []).flatMap(({ transaction_info: info }) => unifyTransaction(info)),
    }),
    next: nextPage,
  }),
  'get-balance': read(payment.getBalance, {
    docs: `${transactionsPage}#balances_get`,
    extra: () => ({ as_of_time: instant().optional(), currency_code: currencyCode().toUpperCase().optional() }),
    request: (query) => get(path`/v1/reporting/balances`, { query }),
    example: {
      input: {},
      response: () => ({
        balances: [
          {
            currency: 'USD',
            primary: true,
            total_balance: { currency_code: 'USD', value: '105.00' },
            available_balance: { currency_code: 'USD', value: '100.00' },
            withheld_balance: { currency_code: 'USD', value: '5.00' },
          },
        ],
        account_id: 'QYR5Z8XDVJNXQ',
        as_of_time: '2026-01-15T09:00:00Z',
      }),
    },
    answer: () =>
      z.looseObject({
        balances: z
          .array(
            z.looseObject({ available_balance: moneyAnswer().nullish(), withheld_balance: moneyAnswer().nullish() }),
          )
          .nullish(),
      }),
    unify: ({ balances }) => ({
      available: (balances ?? []).flatMap((each) =>
        each.available_balance ? [fromMoney(each.available_balance)] : [],
      ),
      pending: (balances ?? []).flatMap((each) => (each.withheld_balance ? [fromMoney(each.withheld_balance)] : [])),
    }),
  }),
})

const longestPeriod = 31 * 86_400_000

function periodIssues(input: { readonly start_date: string; readonly end_date: string }): readonly InputIssue[] {
  const period = Date.parse(input.end_date) - Date.parse(input.start_date)
  if (period < 0) return [{ path: 'end_date', message: 'is before the start' }]
  return period > longestPeriod ? [{ path: 'end_date', message: 'PayPal answers 31 days at most' }] : []
}

const transactionInfo = () =>
  z.looseObject({
    transaction_id: z.string(),
    paypal_account_id: z.string().nullish(),
    transaction_event_code: z.string().nullish(),
    transaction_initiation_date: z.string().nullish(),
    transaction_amount: moneyAnswer(),
    transaction_status: z.string().nullish(),
    transaction_subject: z.string().nullish(),
  })

const transactionsAnswer = () =>
  z.looseObject({
    ...paged(),
    transaction_details: z.array(z.looseObject({ transaction_info: transactionInfo() })).nullish(),
  })

const statuses = { S: 'succeeded', D: 'failed', P: 'pending', V: 'refunded' } as const

/**
 * The report has everything that moved the balance: refunds, fees, withdrawals, payments that the account made. A
 * payment that it received is a credit of the event group T00, and its id is the capture's.
 * https://developer.paypal.com/docs/transaction-search/transaction-event-codes/
 */
function unifyTransaction(info: z.output<ReturnType<typeof transactionInfo>>) {
  const money = fromMoney(info.transaction_amount)
  if (!info.transaction_event_code?.startsWith('T00') || money.amount < 0) return []
  const nativeStatus = info.transaction_status ?? 'unknown'
  return {
    id: info.transaction_id,
    ...money,
    status: isStatus(nativeStatus) ? statuses[nativeStatus] : ('pending' as const),
    nativeStatus,
    description: info.transaction_subject ?? null,
    customer: info.paypal_account_id ?? null,
    createdAt: toUtc(info.transaction_initiation_date),
  }
}

function isStatus(native: string): native is keyof typeof statuses {
  return Object.hasOwn(statuses, native)
}
