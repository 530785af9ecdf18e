import type { Fields } from '../../http.ts'
import { AnetRefusal } from './answer.ts'
import { cardTypeOf, expiryOf, isCardNumber, masked } from './cards.ts'
import { Failure } from './failure.ts'
import { child, read } from './schema.ts'
import type { Context } from './store.ts'
import type { Transaction } from './transaction.ts'

type Method = Transaction['method'] & {
  readonly profile?: Transaction['profile']
  readonly cardCode?: string | undefined
  readonly billTo?: Fields | undefined
}

/** The card, the bank account, the token of Accept.js or the stored profile that pays. */
export function methodOf(context: Context, given: Fields): Method {
  const profile = child(given, 'profile')
  const payment = child(given, 'payment')
  if (read(profile, 'customerProfileId') !== undefined) return storedMethod(context, profile)
  const card = child(payment, 'creditCard')
  if (card !== undefined) {
    const number = read(card, 'cardNumber') ?? ''
    if (!isCardNumber(number)) throw new Failure('6', 'The credit card number is invalid.')
    const expiry = expiryOf(read(card, 'expirationDate') ?? '')
    if (typeof expiry === 'string') throw new Failure('7', 'Credit card expiration date is invalid.')
    const now = context.now.getUTCFullYear() * 12 + context.now.getUTCMonth() + 1
    if (expiry.year * 12 + expiry.month < now) throw new Failure('8', 'The credit card has expired.')
    return {
      accountType: cardTypeOf(number),
      accountNumber: masked(number),
      isBank: false,
      cardCode: read(card, 'cardCode'),
    }
  }
  const bank = child(payment, 'bankAccount')
  if (bank !== undefined) {
    if (!/^\d{9}$/.test(read(bank, 'routingNumber') ?? '')) throw new Failure('9', 'The ABA code is invalid')
    return { accountType: 'eCheck', accountNumber: masked(read(bank, 'accountNumber') ?? ''), isBank: true }
  }
  const opaque = child(payment, 'opaqueData')
  if (opaque !== undefined) {
    if (read(opaque, 'dataValue')?.includes('invalid') !== false) throw new AnetRefusal('E00114')
    return { accountType: 'Visa', accountNumber: 'XXXX1111', isBank: false }
  }
  throw new Failure('33', 'Credit card number is required.')
}

function storedMethod({ profiles }: Context, given: Fields | undefined): Method {
  const profile = profiles.find(read(given, 'customerProfileId') ?? '')
  const reference = child(given, 'paymentProfile')
  const payment = profile?.paymentProfiles.find(({ id }) => id === read(reference, 'paymentProfileId'))
  if (profile === undefined || payment === undefined) {
    throw new AnetRefusal('E00040', 'Customer Profile ID or Customer Payment Profile ID not found.')
  }
  return {
    accountType: payment.cardType,
    accountNumber: masked(payment.cardNumber),
    isBank: payment.cardType === 'eCheck',
    cardCode: read(reference, 'cardCode'),
    billTo: payment.billTo,
    profile: { customerProfileId: profile.id, customerPaymentProfileId: payment.id },
  }
}
