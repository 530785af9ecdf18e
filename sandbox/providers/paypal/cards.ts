import type { CardRequest } from './order.ts'
import { unprocessable } from './refusal.ts'

/**
 * The rejection triggers for the name on a card and the processor's answer to each,
 * https://developer.paypal.com/tools/sandbox/card-testing/#link-rejectiontriggers.
 */
const rejections: ReadonlyMap<string, string> = new Map([
  ['CCREJECT-SF', '9500'],
  ['CCREJECT-EC', '5400'],
  ['CCREJECT-REFUSED', '0500'],
  ['CCREJECT-BANK_ERROR', '5100'],
  ['CCREJECT-CVV_F', '00N7'],
  ['CCREJECT-IRC', '5180'],
  ['CCREJECT-IF', '5120'],
  ['CCREJECT-LS', '9520'],
  ['CCREJECT-IA', '1330'],
])

/**
 * How the processor refuses this card, or `undefined` where it pays. A stored card is sent without a name, so here its
 * `vault_id` may be the trigger.
 */
export function rejectionOf(card: CardRequest | null): object | undefined {
  const code = rejections.get(card?.name ?? card?.vault_id ?? '')
  return code === undefined ? undefined : { avs_code: 'Y', cvv_code: 'S', response_code: code }
}

/** A card as PayPal shows it: never its number. */
export function shownCard(card: CardRequest): object {
  return {
    card: {
      ...(card.name === undefined ? {} : { name: card.name }),
      last_digits: (card.number ?? '0004').slice(-4),
      ...(card.expiry === undefined ? {} : { expiry: card.expiry }),
      brand: brandOf(card.number ?? '4'),
      type: 'CREDIT',
    },
  }
}

function brandOf(number: string): string {
  if (number.startsWith('4')) return 'VISA'
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'MASTERCARD'
  if (/^3[47]/.test(number)) return 'AMEX'
  if (/^(6011|65)/.test(number)) return 'DISCOVER'
  return 'UNKNOWN'
}

/** Refuses a card that nobody could charge: expired, or a number that is none. */
export function assertUsable(card: CardRequest, now: Date): void {
  if (card.vault_id !== undefined) return
  if (card.number === undefined || card.expiry === undefined) {
    throw unprocessable(
      'MISSING_REQUIRED_PARAMETER',
      'A required field / parameter is missing.',
      `/payment_source/card/${card.number === undefined ? 'number' : 'expiry'}`,
    )
  }
  if (!passesLuhn(card.number)) {
    throw unprocessable(
      'VALIDATION_ERROR',
      'Invalid card number',
      '/payment_source/card/number',
      `${'*'.repeat(card.number.length - 4)}${card.number.slice(-4)}`,
    )
  }
  if (card.expiry < now.toISOString().slice(0, 7)) {
    throw unprocessable('CARD_EXPIRED', 'The card is expired', '/payment_source/card/expiry', card.expiry)
  }
}

function passesLuhn(number: string): boolean {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}
