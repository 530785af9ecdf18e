import { AnetRefusal, messages } from './answer.ts'
import { child, read } from './schema.ts'
import type { Context } from './store.ts'
import { details, isUnsettled, money, summary, type Transaction, times } from './transaction.ts'

/** https://developer.authorize.net/api/reference/index.html#transaction-reporting */

const day = 86_400_000

export function getTransactionDetails(context: Context): object {
  const transaction = context.find(read(context.request, 'transId') ?? '')
  if (transaction === undefined) throw new AnetRefusal('E00040')
  return { transaction: details(transaction, context.settledAt(transaction)), messages: messages('I00001') }
}

export function getUnsettledTransactionList(context: Context): object {
  const held = read(context.request, 'status') === 'pendingApproval'
  return listed(context, held ? [] : context.all().filter(isUnsettled))
}

export function getTransactionList(context: Context): object {
  const batch = read(context.request, 'batchId')
  const inBatch = context.all().filter(({ batchId }) => batchId !== undefined && batchId === batch)
  if (inBatch.length === 0) throw new AnetRefusal('E00040')
  return listed(context, inBatch)
}

/** A page of transactions: `offset` is the number of the page, the first is 1. */
function listed({ request }: Context, transactions: readonly Transaction[]): object {
  const sorting = child(request, 'sorting')
  const paging = child(request, 'paging')
  const limit = Number(read(paging, 'limit') ?? 1000)
  const page = Number(read(paging, 'offset') ?? 1)
  const isById = read(sorting, 'orderBy') !== 'submitTimeUTC'
  const isDescending = !['false', '0'].includes(read(sorting, 'orderDescending') ?? 'true')
  const ordered = [...transactions].sort((one, other) => {
    const difference = isById ? Number(one.id) - Number(other.id) : one.submitted - other.submitted
    return isDescending ? -difference : difference
  })
  const shown = ordered.slice((page - 1) * limit, page * limit)
  if (transactions.length === 0) return { totalNumInResultSet: 0, messages: messages('I00004') }
  return {
    transactions: shown.map(summary),
    totalNumInResultSet: shown.length,
    messages: messages('I00001'),
  }
}

/** The batches that settled in the given time, or in the last 24 hours. */
export function getSettledBatchList(context: Context): object {
  const { request, now } = context
  const first = read(request, 'firstSettlementDate')
  const last = read(request, 'lastSettlementDate')
  const from = first === undefined ? now.getTime() - day : Date.parse(first)
  const to = last === undefined ? now.getTime() : Date.parse(last)
  if (to < from || to - from > 31 * day) {
    throw new AnetRefusal('E00013', 'First Settlement Date and Last Settlement Date must be within 31 days.')
  }
  const batches = new Map<string, { settled: number; transactions: Transaction[] }>()
  for (const transaction of context.all()) {
    const settled = context.settledAt(transaction)
    if (transaction.batchId === undefined || settled === undefined || settled < from || settled > to) continue
    const batch = batches.get(transaction.batchId) ?? { settled, transactions: [] }
    batches.set(transaction.batchId, { settled, transactions: [...batch.transactions, transaction] })
  }
  if (batches.size === 0) return { messages: messages('I00004') }
  const wantsStatistics = ['true', '1'].includes(read(request, 'includeStatistics') ?? '')
  return {
    batchList: [...batches].map(([batchId, batch]) => ({
      batchId,
      settlementTimeUTC: times(batch.settled).utc,
      settlementTimeLocal: times(batch.settled).local,
      settlementState: 'settledSuccessfully',
      paymentMethod: 'creditCard',
      marketType: 'eCommerce',
      product: 'Card Not Present',
      ...(wantsStatistics ? { statistics: statistics(batch.transactions) } : {}),
    })),
    messages: messages('I00001'),
  }
}

function statistics(transactions: readonly Transaction[]): object[] {
  return [...new Set(transactions.map(({ method }) => method.accountType))].map((accountType) => {
    const own = transactions.filter(({ method }) => method.accountType === accountType)
    const refunds = own.filter(({ transactionType }) => transactionType === 'refundTransaction')
    const charges = own.filter(({ transactionType }) => transactionType !== 'refundTransaction')
    const sum = (of: readonly Transaction[]): number => money(of.reduce((total, { settled }) => total + settled, 0))
    return {
      accountType,
      chargeAmount: sum(charges),
      chargeCount: charges.length,
      refundAmount: sum(refunds),
      refundCount: refunds.length,
      voidCount: 0,
      declineCount: 0,
      errorCount: 0,
    }
  })
}

export function getMerchantDetails(): object {
  return {
    isTestMode: false,
    processors: [{ name: 'First Data Nashville', id: 2, cardTypes: ['V', 'M', 'A', 'D'] }],
    merchantName: 'Sandbox Merchant',
    gatewayId: '565697',
    marketTypes: ['eCommerce'],
    productCodes: ['CNP'],
    paymentMethods: ['AmericanExpress', 'Discover', 'Echeck', 'JCB', 'MasterCard', 'Visa'],
    currencies: ['USD'],
    publicClientKey: '5FcB6WrfHGS76gHW3v7btBCE3HuuBuke9Pj96Ztfn5R32G5ep42vne7MCWZtAucY',
    merchantTimeZone: 'America/Los_Angeles',
    messages: messages('I00001'),
  }
}
