import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import type { PaymentStatus } from '../../../contracts/payment.ts'
import { toUtc } from '../../../contracts/time.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'

/** Authorize.Net names a currency in no answer: an account has one, which the caller knows. */
export const assumedCurrency = 'USD'

const code = () => z.union([z.string(), z.number()]).transform(String)
const decimal = () => z.union([z.string(), z.number()])

export const transactionAnswer = () =>
  z.looseObject({
    transactionResponse: z.looseObject({
      responseCode: code(),
      transId: z.string(),
      /** There where a prepaid card paid a part. */
      prePaidCard: z.looseObject({ approvedAmount: decimal().nullish() }).nullish(),
    }),
  })

type TransactionAnswer = z.output<ReturnType<typeof transactionAnswer>>

interface Charged {
  readonly amount: number
  readonly currency?: string | undefined
}

export function unifyTransaction(
  { transactionResponse: native }: TransactionAnswer,
  input: Charged,
  done: PaymentStatus,
) {
  const currency = (input.currency ?? assumedCurrency).toUpperCase()
  const approved = native.prePaidCard?.approvedAmount
  return {
    id: native.transId,
    amount: hasValue(approved) ? minorOf(approved, currency) : input.amount,
    currency,
    status: isHeld(native.responseCode) ? ('pending' as const) : done,
    nativeStatus: native.responseCode,
    description: null,
    customer: null,
    createdAt: null,
  }
}

/** 1 is approved, 4 held for review; 2 and 3 are refusals, which never come here. */
export function isHeld(responseCode: string): boolean {
  return responseCode === '4'
}

/** What is read of the details of a transaction and of its line in a list alike. */
const report = () =>
  z.looseObject({
    transId: z.string(),
    transactionStatus: z.string(),
    submitTimeUTC: z.string().nullish(),
    settleAmount: decimal(),
    authAmount: decimal().nullish(),
    order: z.looseObject({ description: z.string().nullish() }).nullish(),
    profile: z.looseObject({ customerProfileId: z.string().nullish() }).nullish(),
  })

type Report = z.output<ReturnType<typeof report>>

export const detailsAnswer = () => z.looseObject({ transaction: report() })

export const listAnswer = () => z.looseObject({ transactions: z.array(report()).nullish() })

interface Labelled {
  readonly currency: string
}

export function unifyReport(native: Report, input: Labelled) {
  const currency = input.currency.toUpperCase()
  const settled = minorOf(native.settleAmount, currency)
  return {
    id: native.transId,
    // What was never captured settles nothing.
    amount: settled === 0 && hasValue(native.authAmount) ? minorOf(native.authAmount, currency) : settled,
    currency,
    status: statuses[native.transactionStatus] ?? ('pending' as const),
    nativeStatus: native.transactionStatus,
    description: native.order?.description ?? null,
    customer: native.profile?.customerProfileId ?? null,
    createdAt: toUtc(native.submitTimeUTC),
  }
}

/** Lists have refunds beside the payments, as transactions of their own. */
export function unifyList({ transactions }: z.output<ReturnType<typeof listAnswer>>, input: Labelled) {
  const payments = (transactions ?? []).filter(({ transactionStatus }) => !transactionStatus.startsWith('refund'))
  return { items: payments.map((native) => unifyReport(native, input)) }
}

/** `transactionStatusEnum` of the schema; what is missing waits for a review or for the provider. */
const statuses: Readonly<Record<string, PaymentStatus>> = {
  authorizedPendingCapture: 'authorized',
  authorizedPendingRelease: 'authorized',
  capturedPendingSettlement: 'succeeded',
  pendingSettlement: 'succeeded',
  pendingFinalSettlement: 'succeeded',
  updatingSettlement: 'succeeded',
  settledSuccessfully: 'succeeded',
  approvedReview: 'succeeded',
  chargebackReversal: 'succeeded',
  communicationError: 'failed',
  declined: 'failed',
  failedReview: 'failed',
  generalError: 'failed',
  returnedItem: 'failed',
  settlementError: 'failed',
  expired: 'canceled',
  voided: 'canceled',
  chargeback: 'refunded',
  refundPendingSettlement: 'refunded',
  refundSettledSuccessfully: 'refunded',
}

function hasValue(amount: string | number | null | undefined): amount is string | number {
  return amount !== null && amount !== undefined && amount !== ''
}

function minorOf(amount: string | number, currency: string): number {
  const minor = toMinor(amount, currency)
  if (minor === undefined) throw new UnreadableAnswer(`"${amount}" is no amount in ${currency}`)
  return minor
}
