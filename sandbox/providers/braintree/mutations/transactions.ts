import type { Account } from '../context.ts'
import { isSettled } from '../outcomes.ts'
import type { RefundRecord, Status, TransactionRecord } from '../records.ts'
import { notFound, refused } from '../refusal.ts'
import { cents } from '../values.ts'
import { refundView, transactionView } from '../views/payments.ts'

interface Mutation {
  readonly clientMutationId?: string | null
}

const idPath = ['input', 'transactionId']

function find(account: Account, id: string): TransactionRecord {
  const transaction = account.transactions.find(id)
  if (transaction === undefined) throw notFound(idPath)
  return transaction
}

function move(account: Account, transaction: TransactionRecord, status: Status): TransactionRecord {
  transaction.status = status
  transaction.events = [{ status, at: account.now, amount: transaction.amount }, ...transaction.events]
  account.transactions.save(transaction)
  return transaction
}

function payload(account: Account, input: Mutation, transaction: TransactionRecord): object {
  return { clientMutationId: input.clientMutationId ?? null, transaction: transactionView(account, transaction) }
}

interface CaptureInput extends Mutation {
  readonly transactionId: string
  readonly amount?: string | null
  readonly transaction?: { readonly amount?: string | null; readonly orderId?: string | null } | null
}

/** `captureTransaction`: once, and no more than was authorized. */
export function captureTransaction(account: Account, input: CaptureInput): object {
  const transaction = find(account, input.transactionId)
  if (transaction.status !== 'AUTHORIZED') {
    throw refused('91507', 'Cannot submit for settlement unless status is authorized.', idPath)
  }
  const wanted = input.transaction?.amount ?? input.amount
  if (typeof wanted === 'string') {
    const path =
      typeof input.transaction?.amount === 'string' ? ['input', 'transaction', 'amount'] : ['input', 'amount']
    const amount = cents(wanted, ...path)
    if (amount > transaction.amount) throw refused('91522', 'Settlement amount is too large.', path)
    transaction.amount = amount
  }
  transaction.orderId = input.transaction?.orderId ?? transaction.orderId
  return payload(account, input, move(account, transaction, 'SUBMITTED_FOR_SETTLEMENT'))
}

interface RefundInput extends Mutation {
  readonly transactionId: string
  readonly refund?: { readonly amount?: string | null; readonly orderId?: string | null } | null
}

/** `refundTransaction`: everything that is left, unless the request names an amount. */
export function refundTransaction(account: Account, input: RefundInput): object {
  const transaction = find(account, input.transactionId)
  const left = refundable(account, transaction)
  const amount =
    typeof input.refund?.amount === 'string' ? cents(input.refund.amount, 'input', 'refund', 'amount') : left
  if (amount > left) throw refused('91521', 'Refund amount is too large.', ['input', 'refund', 'amount'])
  const refund = give(account, transaction, amount, input.refund?.orderId ?? transaction.orderId)
  return { clientMutationId: input.clientMutationId ?? null, refund: refundView(account, refund) }
}

/** The cents of a settled transaction that weren't given back. */
function refundable(account: Account, transaction: TransactionRecord): number {
  if (transaction.status !== 'SETTLED') {
    throw refused('91506', 'Cannot refund transaction unless it is settled.', idPath)
  }
  const given = transaction.refundIds
    .map((id) => account.refunds.find(id))
    .filter((refund) => refund !== undefined && refund.status !== 'VOIDED')
    .reduce((sum, refund) => sum + (refund?.amount ?? 0), 0)
  if (given >= transaction.amount) {
    throw refused('91512', 'Transaction has already been completely refunded.', idPath)
  }
  return transaction.amount - given
}

function give(account: Account, transaction: TransactionRecord, amount: number, orderId: string | null): RefundRecord {
  const refund: RefundRecord = {
    id: account.newId('refund'),
    createdAt: account.now,
    amount,
    status: 'SUBMITTED_FOR_SETTLEMENT',
    events: [{ status: 'SUBMITTED_FOR_SETTLEMENT', at: account.now, amount }],
    orderId,
    transactionId: transaction.id,
    means: transaction.means,
    paymentMethodId: transaction.paymentMethodId,
    customerId: transaction.customerId,
  }
  account.refunds.save(refund)
  transaction.refundIds = [...transaction.refundIds, refund.id]
  account.transactions.save(transaction)
  return refund
}

interface ReverseInput extends Mutation {
  readonly transactionId: string
}

/** `reverseTransaction`: voids what isn't settled and gives back what is. */
export function reverseTransaction(account: Account, input: ReverseInput): object {
  const transaction = find(account, input.transactionId)
  const clientMutationId = input.clientMutationId ?? null
  if (transaction.status === 'SETTLED') {
    const refund = give(account, transaction, refundable(account, transaction), transaction.orderId)
    return { clientMutationId, reversal: refundView(account, refund) }
  }
  if (transaction.status !== 'AUTHORIZED' && transaction.status !== 'SUBMITTED_FOR_SETTLEMENT') {
    const message =
      'Transaction can only be voided if status is authorized, submitted_for_settlement, or settlement_pending.'
    throw refused('91504', message, idPath)
  }
  return { clientMutationId, reversal: transactionView(account, move(account, transaction, 'VOIDED')) }
}

interface ReverseRefundInput extends Mutation {
  readonly refundId: string
}

/** `reverseRefund`: a refund that isn't settled yet. */
export function reverseRefund(account: Account, input: ReverseRefundInput): object {
  const path = ['input', 'refundId']
  const refund = account.refunds.find(input.refundId)
  if (refund === undefined) throw notFound(path)
  if (refund.status !== 'SUBMITTED_FOR_SETTLEMENT') {
    throw refused('91504', 'Refund can only be voided if status is submitted_for_settlement.', path)
  }
  refund.status = 'VOIDED'
  const voided: RefundRecord = {
    ...refund,
    events: [{ status: 'VOIDED', at: account.now, amount: refund.amount }, ...refund.events],
  }
  account.refunds.save(voided)
  return { clientMutationId: input.clientMutationId ?? null, refund: refundView(account, voided) }
}

interface SettleInput extends Mutation {
  readonly transactionId: string
  readonly settlementState?: 'SETTLED' | 'SETTLEMENT_DECLINED' | null
}

/** `sandboxSettleTransaction`: what the night does in the live environment. */
export function sandboxSettleTransaction(account: Account, input: SettleInput): object {
  const transaction = find(account, input.transactionId)
  if (transaction.status !== 'SUBMITTED_FOR_SETTLEMENT') {
    throw refused('91575', 'Cannot simulate settlement of a transaction that is not submitted for it.', idPath)
  }
  const expected = isSettled(transaction.amount, transaction.means) ? 'SETTLED' : 'SETTLEMENT_DECLINED'
  return payload(account, input, move(account, transaction, input.settlementState ?? expected))
}
