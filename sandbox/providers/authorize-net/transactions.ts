import type { Fields } from '../../http.ts'
import { AnetRefusal, messages } from './answer.ts'
import { addressAnswer, codeAnswer, decliningZip, masked } from './cards.ts'
import { Failure } from './failure.ts'
import { methodOf } from './payment-source.ts'
import { idsOf, newProfile } from './profiles.ts'
import { child, children, read } from './schema.ts'
import type { Context } from './store.ts'
import type { Transaction } from './transaction.ts'

/**
 * `createTransactionRequest`, https://developer.authorize.net/api/reference/index.html#payment-transactions.
 *
 * A declined card is answered `Ok` with `responseCode` 2 and its errors; a request that cannot be carried out is
 * `Error` E00027 with `responseCode` 3. The default duplicate window of two minutes is left out, so that an example
 * succeeds each time: a `duplicateWindow` that is set is honoured.
 */
export function createTransaction(context: Context): object {
  const given = child(context.request, 'transactionRequest') ?? {}
  try {
    switch (read(given, 'transactionType')) {
      case 'authCaptureTransaction':
        return pay(context, given, true)
      case 'authOnlyTransaction':
        return pay(context, given, false)
      case 'priorAuthCaptureTransaction':
        return capture(context, given)
      case 'refundTransaction':
        return refund(context, given)
      case 'voidTransaction':
        return cancel(context, given)
      default:
        throw new Failure('33', 'Transaction Type is invalid.')
    }
  } catch (error) {
    if (error instanceof Failure) return error.answer(given)
    throw error
  }
}

function amountOf(given: Fields): number {
  const amount = Math.round(Number(read(given, 'amount') ?? Number.NaN) * 100)
  if (!(amount > 0)) throw new Failure('5', 'A valid amount is required.')
  return amount
}

function pay(context: Context, given: Fields, captures: boolean): object {
  const amount = amountOf(given)
  const { profile, cardCode, billTo: storedAddress, ...method } = methodOf(context, given)
  const billTo = child(given, 'billTo') ?? storedAddress
  const order = child(given, 'order')
  assertUnique(context, given, amount, method.accountNumber)

  // Cards are declined by their ZIP code, bank accounts by an amount above 100.00.
  const isDeclined = method.isBank ? amount > 100_00 : read(billTo, 'zip') === decliningZip
  const transaction: Transaction = {
    id: context.nextNumber('transaction', 60_200_000_001),
    transactionType: captures ? 'authCaptureTransaction' : 'authOnlyTransaction',
    status: isDeclined ? 'declined' : captures ? 'capturedPendingSettlement' : 'authorizedPendingCapture',
    submitted: context.now.getTime(),
    authorized: amount,
    settled: captures && !isDeclined ? amount : 0,
    refunded: 0,
    responseCode: isDeclined ? '2' : '1',
    reason: isDeclined
      ? { code: '2', text: 'This transaction has been declined.' }
      : { code: '1', text: 'This transaction has been approved.' },
    authCode: isDeclined ? '' : context.authCode(),
    avs: method.isBank ? 'P' : addressAnswer(read(billTo, 'zip')),
    cvv: codeAnswer(cardCode),
    method,
    order,
    customer: child(given, 'customer'),
    billTo,
    profile,
  }
  context.transactions.save(transaction)
  const wantsProfile = read(child(given, 'profile'), 'createProfile') === 'true' && !isDeclined
  return {
    ...response(transaction, given),
    ...(wantsProfile ? { profileResponse: profileFrom(context, given) } : {}),
    messages: messages('I00001'),
  }
}

/** `profile.createProfile`: keeps the customer and the card of an approved payment. */
function profileFrom(context: Context, given: Fields): object {
  const customer = child(given, 'customer')
  const identity = { merchantCustomerId: read(customer, 'id'), email: read(customer, 'email') }
  const payment = { payment: child(given, 'payment'), billTo: child(given, 'billTo') }
  try {
    const profile = newProfile(context, identity, [payment], [])
    context.profiles.save(profile)
    return { messages: messages('I00001'), ...idsOf(profile) }
  } catch (error) {
    if (error instanceof AnetRefusal) return { messages: messages(error.code, error.message) }
    throw error
  }
}

function assertUnique(context: Context, given: Fields, amount: number, accountNumber: string): void {
  const settings = children(child(given, 'transactionSettings'), 'setting')
  const window = Number(
    read(
      settings.find((one) => read(one, 'settingName') === 'duplicateWindow'),
      'settingValue',
    ) ?? 0,
  )
  const invoice = read(child(given, 'order'), 'invoiceNumber')
  const since = context.now.getTime() - window * 1000
  const isRepeated = context.all().some((other) => {
    return (
      other.submitted > since &&
      other.authorized === amount &&
      other.method.accountNumber === accountNumber &&
      read(other.order, 'invoiceNumber') === invoice
    )
  })
  if (window > 0 && isRepeated) throw new Failure('11', 'A duplicate transaction has been submitted.')
}

function response(transaction: Transaction, given: Fields, notice = transaction.reason): object {
  const userFields = children(child(given, 'userFields'), 'userField')
  const said = { code: notice.code, text: notice.text }
  return {
    transactionResponse: {
      responseCode: transaction.responseCode,
      authCode: transaction.authCode,
      avsResultCode: transaction.avs,
      cvvResultCode: transaction.cvv,
      cavvResultCode: '',
      transId: transaction.id,
      refTransID: read(given, 'refTransId') ?? '',
      transHash: '',
      testRequest: '0',
      accountNumber: transaction.method.accountNumber,
      accountType: transaction.method.accountType,
      ...(transaction.responseCode === '1'
        ? { messages: [{ code: said.code, description: said.text }] }
        : { errors: [{ errorCode: said.code, errorText: said.text }] }),
      ...(userFields.length === 0 ? {} : { userFields }),
      transHashSha2: '',
      ...(transaction.profile === undefined ? {} : { profile: transaction.profile }),
      ...(transaction.responseCode === '1' && !transaction.method.isBank ? { networkTransId: '123456789KLNLN9H' } : {}),
    },
  }
}

function referred(context: Context, given: Fields): Transaction {
  const transaction = context.find(read(given, 'refTransId') ?? '')
  if (transaction === undefined) throw new Failure('16', 'The transaction cannot be found.')
  return transaction
}

function capture(context: Context, given: Fields): object {
  const transaction = referred(context, given)
  if (transaction.status === 'capturedPendingSettlement' || transaction.status === 'settledSuccessfully') {
    const notice = { code: '311', text: 'This transaction has already been captured.' }
    return { ...response(transaction, given, notice), messages: messages('I00001') }
  }
  if (transaction.status !== 'authorizedPendingCapture') throw new Failure('16', 'The transaction cannot be found.')
  const amount = read(given, 'amount') === undefined ? transaction.authorized : amountOf(given)
  if (amount > transaction.authorized) {
    throw new Failure(
      '47',
      'The amount requested for settlement cannot be greater than the original amount authorized.',
    )
  }
  const captured: Transaction = { ...transaction, status: 'capturedPendingSettlement', settled: amount }
  context.transactions.save(captured)
  return { ...response(captured, given), messages: messages('I00001') }
}

function refund(context: Context, given: Fields): object {
  const amount = amountOf(given)
  const original = referred(context, given)
  const card = child(child(given, 'payment'), 'creditCard')
  const bank = child(child(given, 'payment'), 'bankAccount')
  const profile = child(given, 'profile')
  if (card === undefined && bank === undefined && profile === undefined) {
    throw new Failure('33', 'Credit card number is required.')
  }
  const number = read(card, 'cardNumber') ?? read(bank, 'accountNumber')
  const isSameAccount = number === undefined || masked(number) === original.method.accountNumber
  if (original.status !== 'settledSuccessfully' || !isSameAccount) {
    throw new Failure('54', 'The referenced transaction does not meet the criteria for issuing a credit.')
  }
  if (original.refunded + amount > original.settled) {
    throw new Failure('55', 'The sum of credits against the referenced transaction would exceed original debit amount.')
  }
  const credit: Transaction = {
    ...original,
    id: context.nextNumber('transaction', 60_200_000_001),
    refTransId: original.id,
    transactionType: 'refundTransaction',
    status: 'refundPendingSettlement',
    submitted: context.now.getTime(),
    authorized: amount,
    settled: amount,
    refunded: 0,
    authCode: '',
    avs: 'P',
    cvv: '',
    batchId: undefined,
  }
  context.transactions.save(credit)
  context.transactions.save({ ...original, refunded: original.refunded + amount })
  return { ...response(credit, given), messages: messages('I00001') }
}

/** Voids what has not settled. */
function cancel(context: Context, given: Fields): object {
  const transaction = referred(context, given)
  if (transaction.status === 'voided') {
    const notice = { code: '310', text: 'This transaction has already been voided.' }
    return { ...response(transaction, given, notice), messages: messages('I00001') }
  }
  if (!/Pending/.test(transaction.status)) throw new Failure('16', 'The transaction cannot be found.')
  const voided: Transaction = { ...transaction, status: 'voided', settled: 0 }
  context.transactions.save(voided)
  if (transaction.transactionType === 'refundTransaction' && transaction.refTransId !== undefined) {
    const original = context.find(transaction.refTransId)
    if (original !== undefined) {
      context.transactions.save({ ...original, refunded: original.refunded - transaction.authorized })
    }
  }
  return { ...response(voided, given), messages: messages('I00001') }
}
