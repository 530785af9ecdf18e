import type { Fields } from '../../http.ts'

export type TransactionStatus =
  | 'authorizedPendingCapture'
  | 'capturedPendingSettlement'
  | 'settledSuccessfully'
  | 'refundPendingSettlement'
  | 'refundSettledSuccessfully'
  | 'voided'
  | 'declined'

export interface Transaction {
  readonly id: string
  readonly refTransId?: string | undefined
  readonly transactionType: 'authCaptureTransaction' | 'authOnlyTransaction' | 'refundTransaction'
  readonly status: TransactionStatus
  /** Milliseconds since 1970. */
  readonly submitted: number
  /** Hundredths. */
  readonly authorized: number
  readonly settled: number
  /** Hundredths that refunds have given back. */
  readonly refunded: number
  readonly responseCode: '1' | '2'
  readonly reason: { readonly code: string; readonly text: string }
  readonly authCode: string
  readonly avs: string
  readonly cvv: string
  readonly method: { readonly accountType: string; readonly accountNumber: string; readonly isBank: boolean }
  readonly order?: Fields | undefined
  readonly customer?: Fields | undefined
  readonly billTo?: Fields | undefined
  readonly profile?: { customerProfileId: string; customerPaymentProfileId: string } | undefined
  readonly batchId?: string | undefined
}

const day = 86_400_000

/** The batch in which everything captured on a day settles, and when: a day after it was submitted. */
export function batchOf(submitted: number): { batchId: string; settled: number } {
  const index = Math.floor(submitted / day)
  return { batchId: String(13_000_000 + index), settled: (index + 2) * day }
}

/** A transaction as it stands now: what was captured settles by itself. */
export function current(transaction: Transaction, now: Date): Transaction {
  const { batchId, settled } = batchOf(transaction.submitted)
  if (now.getTime() < settled) return transaction
  if (transaction.status === 'capturedPendingSettlement') {
    return { ...transaction, status: 'settledSuccessfully', batchId }
  }
  if (transaction.status === 'refundPendingSettlement') {
    return { ...transaction, status: 'refundSettledSuccessfully', batchId }
  }
  return transaction
}

export function isUnsettled({ status }: Transaction): boolean {
  return [
    'authorizedPendingCapture',
    'capturedPendingSettlement',
    'refundPendingSettlement',
    'voided',
    'declined',
  ].includes(status)
}

export function money(hundredths: number): number {
  return hundredths / 100
}

/** `2026-01-15T09:00:00Z`; local times are Pacific, written without an offset. */
export function times(milliseconds: number): { utc: string; local: string } {
  const utc = new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
  const local = new Date(milliseconds - 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '')
  return { utc, local }
}

/** One line of a list of transactions. */
export function summary(transaction: Transaction): object {
  const { utc, local } = times(transaction.submitted)
  return {
    transId: transaction.id,
    submitTimeUTC: utc,
    submitTimeLocal: local,
    transactionStatus: transaction.status,
    ...(transaction.order?.invoiceNumber === undefined ? {} : { invoiceNumber: transaction.order.invoiceNumber }),
    ...(transaction.billTo?.firstName === undefined ? {} : { firstName: transaction.billTo.firstName }),
    ...(transaction.billTo?.lastName === undefined ? {} : { lastName: transaction.billTo.lastName }),
    accountType: transaction.method.accountType,
    accountNumber: transaction.method.accountNumber,
    settleAmount: money(transaction.settled),
    marketType: 'eCommerce',
    product: 'Card Not Present',
    ...(transaction.profile === undefined ? {} : { profile: transaction.profile }),
  }
}

export function details(transaction: Transaction, settledAt: number | undefined): object {
  const { utc, local } = times(transaction.submitted)
  const { accountType, accountNumber, isBank } = transaction.method
  return {
    transId: transaction.id,
    ...(transaction.refTransId === undefined ? {} : { refTransId: transaction.refTransId }),
    submitTimeUTC: utc,
    submitTimeLocal: local,
    transactionType: transaction.transactionType,
    transactionStatus: transaction.status,
    responseCode: Number(transaction.responseCode),
    responseReasonCode: Number(transaction.reason.code),
    responseReasonDescription: transaction.responseCode === '1' ? 'Approval' : transaction.reason.text,
    authCode: transaction.authCode,
    AVSResponse: transaction.avs,
    ...(transaction.cvv === '' ? {} : { cardCodeResponse: transaction.cvv }),
    ...(transaction.batchId === undefined || settledAt === undefined
      ? {}
      : {
          batch: {
            batchId: transaction.batchId,
            settlementTimeUTC: times(settledAt).utc,
            settlementTimeLocal: times(settledAt).local,
            settlementState: 'settledSuccessfully',
          },
        }),
    ...(transaction.order === undefined ? {} : { order: transaction.order }),
    authAmount: money(transaction.authorized),
    settleAmount: money(transaction.settled),
    taxExempt: false,
    payment: isBank
      ? {
          bankAccount: { accountType: 'checking', routingNumber: 'XXXX0001', accountNumber, nameOnAccount: 'Customer' },
        }
      : { creditCard: { cardNumber: accountNumber, expirationDate: 'XXXX', cardType: accountType } },
    ...(transaction.customer === undefined ? {} : { customer: transaction.customer }),
    ...(transaction.billTo === undefined ? {} : { billTo: transaction.billTo }),
    recurringBilling: false,
    product: 'Card Not Present',
    marketType: 'eCommerce',
    ...(transaction.profile === undefined ? {} : { profile: transaction.profile }),
  }
}
