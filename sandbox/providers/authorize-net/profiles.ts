import type { Fields } from '../../http.ts'
import { isReserved } from '../../reserved.ts'
import { AnetRefusal, messages } from './answer.ts'
import { cardTypeOf, masked } from './cards.ts'
import { child, children, read } from './schema.ts'
import type { Context } from './store.ts'

/** https://developer.authorize.net/api/reference/index.html#customer-profiles */

export interface PaymentProfile {
  readonly id: string
  readonly cardNumber: string
  readonly cardType: string
  readonly customerType?: string | undefined
  readonly billTo?: Fields | undefined
}

export interface Profile {
  readonly id: string
  readonly merchantCustomerId?: string | undefined
  readonly description?: string | undefined
  readonly email?: string | undefined
  readonly profileType: string
  readonly paymentProfiles: readonly PaymentProfile[]
  readonly shipTo: readonly { readonly id: string; readonly address: Fields }[]
}

export function createCustomerProfile(context: Context): object {
  const given = child(context.request, 'profile')
  const profile = newProfile(context, given, children(given, 'paymentProfiles'), children(given, 'shipToList'))
  context.profiles.save(profile)
  return { ...idsOf(profile), validationDirectResponseList: [], messages: messages('I00001') }
}

export function idsOf(profile: Profile): object {
  return {
    customerProfileId: profile.id,
    customerPaymentProfileIdList: profile.paymentProfiles.map(({ id }) => id),
    customerShippingAddressIdList: profile.shipTo.map(({ id }) => id),
  }
}

export function newProfile(
  context: Context,
  given: Fields | undefined,
  payments: readonly Fields[],
  addresses: readonly Fields[],
): Profile {
  const merchantCustomerId = read(given, 'merchantCustomerId')
  const description = read(given, 'description')
  const email = read(given, 'email')
  if (merchantCustomerId === undefined && description === undefined && email === undefined) {
    throw new AnetRefusal('E00041')
  }
  const twin = context.profiles.all().find((profile) => {
    return (
      profile.merchantCustomerId === merchantCustomerId &&
      profile.description === description &&
      profile.email === email
    )
  })
  if (twin !== undefined && !isReserved(email)) {
    throw new AnetRefusal('E00039', `A duplicate record with ID ${twin.id} already exists.`)
  }
  return {
    id: context.nextNumber('profile', 527_400_001),
    merchantCustomerId,
    description,
    email,
    profileType: read(given, 'profileType') ?? 'regular',
    paymentProfiles: payments.map((payment) => newPaymentProfile(context, payment)),
    shipTo: addresses.map((address) => ({ id: context.nextNumber('address', 561_100_001), address })),
  }
}

function newPaymentProfile(context: Context, given: Fields): PaymentProfile {
  const payment = child(given, 'payment')
  const card = child(payment, 'creditCard')
  const bank = child(payment, 'bankAccount')
  const number = read(card, 'cardNumber') ?? read(bank, 'accountNumber') ?? '4111111111111111'
  return {
    id: context.nextNumber('payment profile', 541_300_001),
    cardNumber: number,
    cardType: bank === undefined ? cardTypeOf(number) : 'eCheck',
    customerType: read(given, 'customerType'),
    billTo: child(given, 'billTo'),
  }
}

export function getCustomerProfile({ request, profiles }: Context): object {
  const wanted = (['customerProfileId', 'merchantCustomerId', 'email'] as const).find(
    (name) => request[name] !== undefined,
  )
  const value = wanted === undefined ? undefined : read(request, wanted)
  if (wanted === undefined || value === undefined) {
    throw new AnetRefusal('E00013', 'CustomerProfileId is invalid.')
  }
  const profile =
    wanted === 'customerProfileId'
      ? profiles.find(value)
      : profiles.all().find((candidate) => candidate[wanted] === value)
  if (profile === undefined) throw new AnetRefusal('E00040')
  return { profile: shown(profile), messages: messages('I00001') }
}

function shown(profile: Profile): object {
  return {
    paymentProfiles: profile.paymentProfiles.map((payment) => ({
      customerPaymentProfileId: payment.id,
      payment: {
        creditCard: { cardNumber: masked(payment.cardNumber), expirationDate: 'XXXX', cardType: payment.cardType },
      },
      ...(payment.customerType === undefined ? {} : { customerType: payment.customerType }),
      ...(payment.billTo === undefined ? {} : { billTo: payment.billTo }),
    })),
    shipToList: profile.shipTo.map(({ id, address }) => ({ customerAddressId: id, ...address })),
    profileType: profile.profileType,
    customerProfileId: profile.id,
    ...(profile.merchantCustomerId === undefined ? {} : { merchantCustomerId: profile.merchantCustomerId }),
    ...(profile.description === undefined ? {} : { description: profile.description }),
    ...(profile.email === undefined ? {} : { email: profile.email }),
  }
}
