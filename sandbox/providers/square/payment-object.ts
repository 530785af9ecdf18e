import { type Fields, isFields } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { home, location } from './fixtures.ts'
import { given, moneyOf, textOf } from './parameters.ts'
import type { CardDetails, Money, Payment, SquareError } from './records.ts'
import { invalid, squareError } from './refusal.ts'
import type { Source } from './sources.ts'

const editable = [
  'EDIT_AMOUNT_UP',
  'EDIT_AMOUNT_DOWN',
  'EDIT_TIP_AMOUNT_UP',
  'EDIT_TIP_AMOUNT_DOWN',
  'EDIT_DELAY_ACTION',
] as const

/** What a request may tell about a payment and what its answer repeats. */
const told = [
  'app_fee_money',
  'tip_money',
  'customer_id',
  'team_member_id',
  'reference_id',
  'buyer_email_address',
  'billing_address',
  'shipping_address',
  'note',
  'statement_description_identifier',
  'external_details',
] as const

/** A new payment of a request that was checked. */
export function newPayment(exchange: Exchange, request: Fields, source: Source): Payment {
  const id = `${exchange.randomId(27)}ZY`
  const now = exchange.now.toISOString()
  const amount = amountOf(request, 'amount_money')
  const total = totalOf(amount, moneyOf(request, 'tip_money'))
  const isDelayed = request.autocomplete === false && source.type === 'CARD'
  const failure =
    source.decline === undefined ? undefined : squareError(source.decline, `Authorization error: '${source.decline}'`)
  const status = failure !== undefined ? 'FAILED' : isDelayed ? 'APPROVED' : settledStatus(source)
  return {
    id,
    created_at: now,
    updated_at: now,
    amount_money: amount,
    total_money: total,
    ...given(request, told),
    ...(failure === undefined ? { approved_money: total } : {}),
    status,
    source_type: source.type,
    ...(source.type === 'CARD' ? delay(request, exchange.now) : {}),
    ...(status === 'APPROVED' ? { capabilities: editable } : {}),
    ...detailsOf(exchange, request, source, amount, status, failure),
    location_id: textOf(request, 'location_id') ?? location.id,
    order_id: `${exchange.randomId(27)}ZY`,
    risk_evaluation: { created_at: now, risk_level: riskLevels[amount.amount] ?? 'NORMAL' },
    ...(failure === undefined
      ? { receipt_number: id.slice(0, 4), receipt_url: `https://squareupsandbox.com/receipt/preview/${id}` }
      : {}),
    application_details: { square_product: 'ECOMMERCE_API' },
    version_token: `${exchange.randomId(43)}6o`,
  }
}

/** Amounts that raise the risk. Source: https://developer.squareup.com/docs/devtools/sandbox/payments */
const riskLevels: Readonly<Record<number, string>> = { 2222: 'MODERATE', 3333: 'HIGH' }

/** A bank transfer takes days; everything else is complete at once. */
function settledStatus({ type }: Source): 'PENDING' | 'COMPLETED' {
  return type === 'BANK_ACCOUNT' ? 'PENDING' : 'COMPLETED'
}

function detailsOf(
  exchange: Exchange,
  request: Fields,
  source: Source,
  amount: Money,
  status: Payment['status'],
  failure: SquareError | undefined,
): Partial<Payment> {
  switch (source.type) {
    case 'CARD':
      return { card_details: cardDetails(exchange, source, status, failure) }
    case 'BANK_ACCOUNT':
      return {
        bank_account_details: {
          bank_name: 'Citizens Bank',
          transfer_type: 'ACH',
          account_ownership_type: 'INDIVIDUAL',
          country: home.country,
          statement_description: 'SQ *UPSTREAM SANDBOX',
          ach_details: { routing_number: '011401533', account_number_suffix: '000', account_type: 'CHECKING' },
          ...(failure === undefined ? {} : { errors: [failure] }),
        },
      }
    case 'CASH': {
      const supplied = isFields(request.cash_details)
        ? moneyOf(request.cash_details, 'buyer_supplied_money')
        : undefined
      if (supplied === undefined || supplied.amount < amount.amount) {
        const field = 'cash_details.buyer_supplied_money'
        throw invalid('VALUE_TOO_LOW', 'The buyer supplied less than the amount of the payment.', field)
      }
      const change = { amount: supplied.amount - amount.amount, currency: amount.currency }
      return { cash_details: { buyer_supplied_money: supplied, change_back_money: change } }
    }
    case 'EXTERNAL':
      return {}
  }
}

function cardDetails(
  exchange: Exchange,
  { card, isOnFile = false, decline }: Source,
  status: Payment['status'],
  failure: SquareError | undefined,
): CardDetails {
  if (card === undefined) throw new Error('A source of type CARD has a card.')
  const now = exchange.now.toISOString()
  const isCaptured = status === 'COMPLETED'
  const cvv = isOnFile ? 'CVV_NOT_CHECKED' : decline === 'CVV_FAILURE' ? 'CVV_REJECTED' : 'CVV_ACCEPTED'
  return {
    status: failure !== undefined ? 'FAILED' : isCaptured ? 'CAPTURED' : 'AUTHORIZED',
    card,
    entry_method: isOnFile ? 'ON_FILE' : 'KEYED',
    cvv_status: cvv,
    avs_status: decline === 'ADDRESS_VERIFICATION_FAILURE' ? 'AVS_REJECTED' : 'AVS_ACCEPTED',
    ...(failure === undefined ? { auth_result_code: exchange.randomId(6) } : { errors: [failure] }),
    statement_description: 'SQ *UPSTREAM SANDBOX',
    card_payment_timeline:
      failure === undefined ? { authorized_at: now, ...(isCaptured ? { captured_at: now } : {}) } : {},
  }
}

/** The amount of a checked field, in the currency of the account and more than nothing. */
export function amountOf(request: Fields, field: string): Money {
  const amount = moneyOf(request, field)
  if (amount === undefined) throw invalid('MISSING_REQUIRED_PARAMETER', 'Missing required parameter.', field)
  if (amount.currency !== home.currency) {
    const detail = `Currency ${amount.currency} is not the currency of the account, ${home.currency}.`
    throw invalid('INVALID_VALUE', detail, `${field}.currency`)
  }
  if (amount.amount < 1) {
    throw invalid('VALUE_TOO_LOW', `\`${field}.amount\` must be greater than or equal to 1.`, `${field}.amount`)
  }
  return amount
}

export function totalOf(amount: Money, tip: Money | undefined): Money {
  return { amount: amount.amount + (tip?.amount ?? 0), currency: amount.currency }
}

/** When an authorization ends and how: by default after a week, by cancelling it. */
function delay(request: Fields, now: Date): Partial<Payment> {
  const duration = textOf(request, 'delay_duration') ?? 'PT168H'
  const ends = new Date(now.getTime() + millisecondsOf(duration))
  return {
    delay_duration: duration,
    delay_action: textOf(request, 'delay_action') ?? 'CANCEL',
    delayed_until: ends.toISOString(),
  }
}

function millisecondsOf(duration: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  if (parts === null || /^P?T?$/.test(duration)) {
    throw invalid('INVALID_VALUE', `\`${duration}\` is not a duration of RFC 3339.`, 'delay_duration')
  }
  const part = (index: number): number => Number(parts[index] ?? 0)
  return (((part(1) * 24 + part(2)) * 60 + part(3)) * 60 + part(4)) * 1000
}
