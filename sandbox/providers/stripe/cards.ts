/**
 * The test cards that a request can name instead of card data, https://docs.stripe.com/testing: every `tok_…` of that
 * page is also a payment method `pm_card_…`.
 */

export interface TestCard {
  readonly brand: string
  readonly last4: string
  readonly funding: 'credit' | 'debit' | 'prepaid'
  readonly outcome: Outcome
}

export type Outcome =
  | { readonly kind: 'approved' }
  | { readonly kind: 'authentication' }
  | {
      readonly kind: 'declined'
      readonly code: string
      readonly decline_code?: string
      readonly message: string
      readonly param?: string
      /** Refused when the card is saved too, not only when it is charged. */
      readonly onAttach: boolean
    }

const approved: Outcome = { kind: 'approved' }
const authentication: Outcome = { kind: 'authentication' }

function brand(name: string, last4: string, funding: TestCard['funding'] = 'credit'): TestCard {
  return { brand: name, last4, funding, outcome: approved }
}

function visa(last4: string, outcome: Outcome): TestCard {
  return { brand: 'Visa', last4, funding: 'credit', outcome }
}

function declined(message: string, code: string, more: { decline_code?: string; param?: string } = {}): Outcome {
  return { kind: 'declined', code, message, onAttach: true, ...more }
}

function cardDeclined(decline_code: string, message = 'Your card was declined.'): Outcome {
  return declined(message, 'card_declined', { decline_code })
}

/** Declined when it is charged, though it can be saved. */
function chargedOnly(decline_code: string): Outcome {
  return { kind: 'declined', code: 'card_declined', decline_code, message: 'Your card was declined.', onAttach: false }
}

const cards: ReadonlyMap<string, TestCard> = new Map([
  ['visa', brand('Visa', '4242')],
  ['visa_debit', brand('Visa', '5556', 'debit')],
  ['mastercard', brand('MasterCard', '4444')],
  ['mastercard_debit', brand('MasterCard', '8210', 'debit')],
  ['mastercard_prepaid', brand('MasterCard', '5100', 'prepaid')],
  ['amex', brand('American Express', '0005')],
  ['discover', brand('Discover', '1117')],
  ['diners', brand('Diners Club', '0004')],
  ['jcb', brand('JCB', '0505')],
  ['unionpay', brand('UnionPay', '0005')],
  ['bypassPending', visa('0077', approved)],
  ['cvcCheckFail', visa('0101', approved)],
  ['avsFail', visa('0010', approved)],
  ['riskLevelElevated', visa('9235', approved)],
  ['createDispute', visa('0259', approved)],
  ['threeDSecureRequired', visa('3063', authentication)],
  ['threeDSecure2Required', visa('3220', authentication)],
  ['authenticationRequired', visa('3184', authentication)],
  ['authenticationRequiredOnSetup', visa('3155', authentication)],
  ['chargeDeclined', visa('0002', cardDeclined('generic_decline'))],
  [
    'chargeDeclinedInsufficientFunds',
    visa('9995', cardDeclined('insufficient_funds', 'Your card has insufficient funds.')),
  ],
  ['chargeDeclinedLostCard', visa('9987', cardDeclined('lost_card'))],
  ['chargeDeclinedStolenCard', visa('9979', cardDeclined('stolen_card'))],
  ['chargeDeclinedFraudulent', visa('0019', cardDeclined('fraudulent'))],
  [
    'chargeDeclinedVelocityLimitExceeded',
    visa(
      '6975',
      cardDeclined(
        'card_velocity_exceeded',
        'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
      ),
    ),
  ],
  ['radarBlock', visa('0019', cardDeclined('fraudulent'))],
  [
    'chargeDeclinedExpiredCard',
    visa('0069', declined('Your card has expired.', 'expired_card', { param: 'exp_month' })),
  ],
  [
    'chargeDeclinedIncorrectCvc',
    visa('0127', declined("Your card's security code is incorrect.", 'incorrect_cvc', { param: 'cvc' })),
  ],
  [
    'chargeDeclinedProcessingError',
    visa(
      '0119',
      declined('An error occurred while processing your card. Try again in a little bit.', 'processing_error'),
    ),
  ],
  ['chargeCustomerFail', visa('0341', chargedOnly('generic_decline'))],
])

/** The card behind a test token (`tok_visa`, `tok_visa_chargeDeclined`), or `undefined` where there is no such token. */
export function cardOfToken(token: string): TestCard | undefined {
  return token.startsWith('tok_') ? byName(token.slice('tok_'.length)) : undefined
}

/** The card behind a test payment method (`pm_card_visa`, `pm_card_visa_chargeDeclined`). */
export function cardOfPaymentMethod(id: string): TestCard | undefined {
  return id.startsWith('pm_card_') ? byName(id.slice('pm_card_'.length)) : undefined
}

function byName(name: string): TestCard | undefined {
  return cards.get(name) ?? cards.get(name.replace(/^visa_(?=charge)/, ''))
}
