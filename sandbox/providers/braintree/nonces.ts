import type { CardRecord, CardTrait, MeansRecord, PayPalRecord, VenmoRecord } from './records.ts'

/** A single-use payment method with a fixed outcome. */
export interface Nonce<Means extends MeansRecord = MeansRecord> {
  readonly means: Means
  /** How its verification ends when it is vaulted; what becomes of a charge depends on the amount alone. */
  readonly verification?: 'PROCESSOR_DECLINED' | 'FAILED'
  /** The gateway keeps it from the processor. */
  readonly isFraud?: boolean
  /** Nothing can be done with it. */
  readonly refusal?: { readonly legacyCode: string; readonly message: string }
}

function card(
  brand: CardRecord['brand'],
  number: string,
  more: { traits?: readonly CardTrait[]; issuedIn?: string; wallet?: 'APPLE_PAY' | 'GOOGLE_PAY' } = {},
): CardRecord {
  const { traits = [], issuedIn = 'USA', wallet } = more
  return {
    kind: 'card',
    brand,
    bin: number.slice(0, 6),
    last4: number.slice(-4),
    traits,
    issuedIn,
    ...(wallet === undefined ? {} : { wallet }),
  }
}

const visa = card('VISA', '4111111111111111')
const mastercard = card('MASTERCARD', '5555555555554444')
const amex = card('AMERICAN_EXPRESS', '378282246310005')
const discover = card('DISCOVER', '6011111111111117')
const jcb = card('JCB', '3530111333300000')
const paypal: PayPalRecord = { kind: 'paypal', email: 'jane.doe@example.com', payerId: 'FAKEPAYERID00' }
const venmo: VenmoRecord = { kind: 'venmo', username: 'venmojoe' }

function trait(...traits: readonly CardTrait[]): Nonce<CardRecord> {
  return { means: { ...visa, traits } }
}

/** Source: https://developer.paypal.com/braintree/docs/reference/general/testing, "Payment method nonces" */
export const nonces = {
  'fake-valid-nonce': { means: visa },
  'fake-valid-no-billing-address-nonce': { means: visa },
  'fake-valid-visa-nonce': { means: visa },
  'fake-valid-amex-nonce': { means: amex },
  'fake-valid-mastercard-nonce': { means: mastercard },
  'fake-valid-discover-nonce': { means: discover },
  'fake-valid-jcb-nonce': { means: jcb },
  'fake-valid-maestro-nonce': { means: card('INTERNATIONAL_MAESTRO', '6304000000000000') },
  'fake-valid-dinersclub-nonce': { means: card('DINERS', '36259600000004') },
  'fake-valid-prepaid-nonce': trait('prepaid'),
  'fake-valid-commercial-nonce': trait('commercial'),
  'fake-valid-durbin-regulated-nonce': trait('durbinRegulated'),
  'fake-valid-healthcare-nonce': trait('healthcare'),
  'fake-valid-debit-nonce': trait('debit'),
  'fake-valid-payroll-nonce': trait('payroll'),
  'fake-valid-no-indicators-nonce': { means: visa },
  'fake-valid-unknown-indicators-nonce': { means: visa },
  'fake-valid-country-of-issuance-usa-nonce': { means: visa },
  'fake-valid-country-of-issuance-cad-nonce': { means: { ...visa, issuedIn: 'CAN' } },
  'fake-valid-issuing-bank-network-only-nonce': { means: visa },
  'fake-apple-pay-visa-nonce': { means: { ...visa, wallet: 'APPLE_PAY' } },
  'fake-apple-pay-mastercard-nonce': { means: { ...mastercard, wallet: 'APPLE_PAY' } },
  'fake-apple-pay-amex-nonce': { means: { ...amex, wallet: 'APPLE_PAY' } },
  'fake-android-pay-nonce': { means: { ...visa, wallet: 'GOOGLE_PAY' } },
  'fake-android-pay-visa-nonce': { means: { ...visa, wallet: 'GOOGLE_PAY' } },
  'fake-android-pay-mastercard-nonce': { means: { ...mastercard, wallet: 'GOOGLE_PAY' } },
  'fake-android-pay-amex-nonce': { means: { ...amex, wallet: 'GOOGLE_PAY' } },
  'fake-android-pay-discover-nonce': { means: { ...discover, wallet: 'GOOGLE_PAY' } },
  'fake-paypal-one-time-nonce': { means: paypal },
  'fake-paypal-billing-agreement-nonce': { means: paypal },
  'fake-venmo-account-nonce': { means: venmo },
  'fake-processor-declined-visa-nonce': { means: visa, verification: 'PROCESSOR_DECLINED' },
  'fake-processor-declined-mastercard-nonce': { means: mastercard, verification: 'PROCESSOR_DECLINED' },
  'fake-processor-declined-amex-nonce': { means: amex, verification: 'PROCESSOR_DECLINED' },
  'fake-processor-declined-discover-nonce': { means: discover, verification: 'PROCESSOR_DECLINED' },
  'fake-processor-failure-jcb-nonce': { means: jcb, verification: 'FAILED' },
  'fake-gateway-rejected-fraud-nonce': { means: visa, isFraud: true },
  'fake-luhn-invalid-nonce': {
    means: visa,
    refusal: { legacyCode: '81715', message: 'Credit card number is invalid.' },
  },
  'fake-consumed-nonce': {
    means: visa,
    refusal: { legacyCode: '91564', message: 'Cannot use a single-use payment method more than once.' },
  },
} as const satisfies Readonly<Record<string, Nonce>>

export function findNonce(id: string): Nonce | undefined {
  return Object.hasOwn(nonces, id) ? nonces[id as keyof typeof nonces] : undefined
}
