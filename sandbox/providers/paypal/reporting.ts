import { type Answer, ok } from './answer.ts'
import { fixtureCaptures, fixtureRefunds } from './fixtures.ts'
import { feeOf, hundredths, moneyOf } from './money.ts'
import { timestamp } from './objects.ts'
import { PayPalRefusal } from './refusal.ts'
import type { Money } from './schema.ts'
import type { Context } from './store.ts'

const day = 86_400_000
const accountNumber = 'C7CYMKZDG8D6E'

/** https://developer.paypal.com/docs/api/transaction-search/v1/ */
export function reporting(method: string, path: readonly string[], context: Context): Answer | undefined {
  if (method !== 'GET' || path.length !== 1) return undefined
  if (path[0] === 'transactions') return transactions(context)
  return path[0] === 'balances' ? balances(context) : undefined
}

interface Transaction {
  readonly id: string
  readonly reference: { id: string; type: 'ODR' | 'TXN' }
  /** https://developer.paypal.com/docs/reports/reference/tcodes/: T0006 a checkout payment, T1107 a refund. */
  readonly code: 'T0006' | 'T1107'
  readonly at: string
  /** Negative where money left the account. */
  readonly amount: Money
  readonly fee: Money
  readonly status: 'S' | 'D' | 'V'
}

/** What an account was paid and gave back. The fixtures always happened three hours ago. */
function transactionsOf({ captures, refunds, exchange }: Context): Transaction[] {
  const fixed = new Set([...fixtureCaptures, ...fixtureRefunds].map(({ id }) => id))
  const lately = timestamp(new Date(exchange.now.getTime() - 3 * 3_600_000))
  const paid = captures.all().map(({ id, order, body }): Transaction => {
    const { currency_code: currency } = body.amount
    return {
      id,
      reference: { id: order, type: 'ODR' },
      code: 'T0006',
      at: fixed.has(id) ? lately : body.create_time,
      amount: body.amount,
      fee: moneyOf(-feeOf(hundredths(body.amount, '/amount')), currency),
      status: body.status === 'DECLINED' ? 'D' : body.status === 'REFUNDED' ? 'V' : 'S',
    }
  })
  const returned = refunds.all().map(({ id, capture, body }): Transaction => {
    const { currency_code: currency, value } = body.amount
    return {
      id,
      reference: { id: capture, type: 'TXN' },
      code: 'T1107',
      at: fixed.has(id) ? lately : body.create_time,
      amount: { currency_code: currency, value: `-${value}` },
      fee: moneyOf(0, currency),
      status: 'S',
    }
  })
  return [...paid, ...returned].sort((one, other) => one.at.localeCompare(other.at))
}

const known = new Set([
  'transaction_id',
  'transaction_type',
  'transaction_status',
  'transaction_amount',
  'transaction_currency',
  'start_date',
  'end_date',
  'payment_instrument_type',
  'store_id',
  'terminal_id',
  'fields',
  'balance_affecting_records_only',
  'page_size',
  'page',
])

function transactions(context: Context): Answer {
  const query = context.exchange.url.searchParams
  const stranger = [...query.keys()].find((name) => !known.has(name))
  if (stranger !== undefined) throw faulty(query, stranger, 'INVALID_PARAMETER', 'The parameter is not supported.')
  const start = dateOf(query, 'start_date')
  const end = dateOf(query, 'end_date')
  if (end < start) throw faulty(query, 'end_date', 'INVALID_DATE_RANGE', 'End date cannot be before the start date.')
  if (end - start > 31 * day) {
    throw faulty(query, 'end_date', 'INVALID_DATE_RANGE', 'Date range is greater than 31 days.')
  }
  const size = integerOf(query, 'page_size', 100, 500)
  const page = integerOf(query, 'page', 1, 2_147_483_647)
  const fields = (query.get('fields') ?? 'transaction_info').split(',')
  const wanted = (name: string): boolean => fields.includes('all') || fields.includes(name)
  const range = amountRange(query)

  const matching = transactionsOf(context).filter((transaction) => {
    const at = Date.parse(transaction.at)
    const size = Math.abs(Number(transaction.amount.value) * 100)
    return (
      at >= start &&
      at <= end &&
      size >= range.from &&
      size <= range.to &&
      (query.get('transaction_id') ?? transaction.id) === transaction.id &&
      (query.get('transaction_type') ?? transaction.code) === transaction.code &&
      (query.get('transaction_status') ?? transaction.status) === transaction.status &&
      (query.get('transaction_currency') ?? transaction.amount.currency_code) === transaction.amount.currency_code
    )
  })
  const pages = Math.ceil(matching.length / size)
  return ok({
    transaction_details: matching.slice((page - 1) * size, page * size).map((transaction) => ({
      ...(wanted('transaction_info') ? { transaction_info: info(transaction) } : {}),
      ...(wanted('payer_info') ? { payer_info: payer() } : {}),
      ...(wanted('shipping_info') ? { shipping_info: { name: 'Jenny Rosen' } } : {}),
      ...(wanted('cart_info') ? { cart_info: {} } : {}),
      ...(wanted('store_info') ? { store_info: {} } : {}),
      ...(wanted('auction_info') ? { auction_info: {} } : {}),
      ...(wanted('incentive_info') ? { incentive_info: {} } : {}),
    })),
    account_number: accountNumber,
    start_date: query.get('start_date'),
    end_date: query.get('end_date'),
    last_refreshed_datetime: timestamp(context.exchange.now),
    page,
    total_items: matching.length,
    total_pages: pages,
    links: pageLinks(context.exchange.url, page, pages),
  })
}

function info(transaction: Transaction): object {
  return {
    paypal_account_id: 'QYR5Z8XDVJNXQ',
    transaction_id: transaction.id,
    paypal_reference_id: transaction.reference.id,
    paypal_reference_id_type: transaction.reference.type,
    transaction_event_code: transaction.code,
    transaction_initiation_date: transaction.at,
    transaction_updated_date: transaction.at,
    transaction_amount: transaction.amount,
    fee_amount: transaction.fee,
    transaction_status: transaction.status,
    protection_eligibility: '01',
  }
}

function payer(): object {
  return {
    account_id: 'QYR5Z8XDVJNXQ',
    email_address: 'jenny.rosen@example.com',
    address_status: 'N',
    payer_status: 'Y',
    payer_name: { given_name: 'Jenny', surname: 'Rosen', alternate_full_name: 'Jenny Rosen' },
    country_code: 'US',
  }
}

function pageLinks(url: URL, page: number, pages: number): object[] {
  const link = (rel: string, to: number): object => {
    const target = new URL(url)
    target.searchParams.set('page', String(to))
    return { href: target.href, rel, method: 'GET' }
  }
  return [
    link('self', page),
    ...(page < pages ? [link('next', page + 1), link('last', pages)] : []),
    ...(page > 1 ? [link('first', 1), link('prev', page - 1)] : []),
  ]
}

function faulty(query: URLSearchParams, field: string, issue: string, description: string): PayPalRefusal {
  const value = query.get(field)
  return new PayPalRefusal(400, [
    { field, ...(value === null ? {} : { value }), location: 'query', issue, description },
  ])
}

/** RFC 3339; PayPal's own examples write the offset without its colon, and that works too. */
function dateOf(query: URLSearchParams, name: string): number {
  const given = query.get(name)
  if (given === null) {
    throw faulty(query, name, 'MISSING_REQUIRED_PARAMETER', 'A required field / parameter is missing.')
  }
  const form =
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/
  const at = form.test(given) ? Date.parse(given.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN
  if (Number.isNaN(at)) {
    throw faulty(
      query,
      name,
      'INVALID_PARAMETER_SYNTAX',
      'The value of a field does not conform to the expected format.',
    )
  }
  return at
}

function integerOf(query: URLSearchParams, name: string, fallback: number, maximum: number): number {
  const given = query.get(name)
  if (given === null) return fallback
  const value = /^\d+$/.test(given) ? Number(given) : 0
  if (value < 1 || value > maximum) {
    throw faulty(query, name, 'INVALID_PARAMETER_VALUE', `The value must be an integer from 1 to ${maximum}.`)
  }
  return value
}

/** `transaction_amount=500 TO 1005`, in hundredths; needs `transaction_currency`. */
function amountRange(query: URLSearchParams): { from: number; to: number } {
  const given = query.get('transaction_amount')
  if (given === null) return { from: 0, to: Number.POSITIVE_INFINITY }
  const match = /^\[?(\d+) TO (\d+)\]?$/.exec(given)
  if (match === null) {
    throw faulty(query, 'transaction_amount', 'INVALID_PARAMETER_SYNTAX', 'The value must be a range: 500 TO 1005.')
  }
  return { from: Number(match[1]), to: Number(match[2]) }
}

function balances(context: Context): Answer {
  const query = context.exchange.url.searchParams
  const currency = query.get('currency_code')
  if (currency !== null && !/^(ALL|[A-Z]{3})$/.test(currency)) {
    throw faulty(query, 'currency_code', 'INVALID_PARAMETER_VALUE', 'The value of a field is invalid.')
  }
  const asOf = query.has('as_of_time') ? dateOf(query, 'as_of_time') : context.exchange.now.getTime()
  const totals = new Map([
    ['USD', 1_000_000],
    ['EUR', 0],
  ])
  for (const transaction of transactionsOf(context)) {
    if (transaction.status === 'D' || Date.parse(transaction.at) > asOf) continue
    const { currency_code: of, value } = transaction.amount
    const net = Math.round((Number(value) + Number(transaction.fee.value)) * 100)
    totals.set(of, (totals.get(of) ?? 0) + net)
  }
  const listed = [...totals].filter(([of]) => currency === null || currency === 'ALL' || of === currency)
  return ok({
    balances: listed.map(([of, total]) => ({
      currency: of,
      ...(of === 'USD' ? { primary: true } : {}),
      total_balance: moneyOf(total, of),
      available_balance: moneyOf(total, of),
      withheld_balance: moneyOf(0, of),
    })),
    account_id: accountNumber,
    as_of_time: timestamp(new Date(asOf)),
    last_refresh_time: timestamp(context.exchange.now),
  })
}
