import type { Collection } from '../../collection.ts'
import { type Fields, isFields } from '../../http.ts'
import { visa } from './fixtures.ts'
import { textOf } from './parameters.ts'
import type { Card, StoredCard } from './records.ts'
import { invalid, notFound } from './refusal.ts'

/** Where the money of a payment comes from, and why it doesn't where it doesn't. */
export interface Source {
  readonly type: 'CARD' | 'BANK_ACCOUNT' | 'CASH' | 'EXTERNAL'
  readonly card?: Card
  readonly isOnFile?: boolean
  /** The code of the error that the payment fails with. */
  readonly decline?: string
}

const giftCard: Card = {
  ...visa,
  card_brand: 'SQUARE_GIFT_CARD',
  last_4: '0000',
  bin: '778332',
  card_type: 'UNKNOWN_CARD_TYPE',
  prepaid_type: 'PREPAID',
}

/** Tokens with a fixed outcome. Source: https://developer.squareup.com/docs/devtools/sandbox/payments */
const tokens: Readonly<Record<string, Source>> = {
  'cnon:card-nonce-ok': card(),
  'cnon:gift-card-nonce-ok': { type: 'CARD', card: giftCard },
  'cnon:card-nonce-declined': card('GENERIC_DECLINE'),
  'cnon:card-nonce-rejected-cvv': card('CVV_FAILURE'),
  'cnon:card-nonce-rejected-postalcode': card('ADDRESS_VERIFICATION_FAILURE'),
  'cnon:card-nonce-rejected-expiration': card('INVALID_EXPIRATION'),
  'cnon:gift-card-nonce-insufficient-funds': { type: 'CARD', card: giftCard, decline: 'INSUFFICIENT_FUNDS' },
  'cnon:gift-card-nonce-insufficient-permission': { type: 'CARD', card: giftCard, decline: 'INSUFFICIENT_PERMISSIONS' },
  'ccof:customer-card-id-ok': { ...card(), isOnFile: true },
  'ccof:customer-card-id-declined': { ...card('GENERIC_DECLINE'), isOnFile: true },
  'ccof:customer-card-id-rejected-cvv': { ...card('CVV_FAILURE'), isOnFile: true },
  'ccof:customer-card-id-rejected-postalcode': { ...card('ADDRESS_VERIFICATION_FAILURE'), isOnFile: true },
  'ccof:customer-card-id-rejected-expiration': { ...card('INVALID_EXPIRATION'), isOnFile: true },
  'bnon:bank-nonce-ok': { type: 'BANK_ACCOUNT' },
  'bnon:bank-nonce-failure': { type: 'BANK_ACCOUNT', decline: 'GENERIC_DECLINE' },
  'bnon:bank-nonce-account-unusable': { type: 'BANK_ACCOUNT', decline: 'ACCOUNT_UNUSABLE' },
  'bnon:bank-nonce-insufficient-funds': { type: 'BANK_ACCOUNT', decline: 'INSUFFICIENT_FUNDS' },
  'bnon:bank-nonce-invalid-account': { type: 'BANK_ACCOUNT', decline: 'INVALID_ACCOUNT' },
  'bnon:bank-nonce-buyer-refused-payment': { type: 'BANK_ACCOUNT', decline: 'BUYER_REFUSED_PAYMENT' },
}

function card(decline?: string): Source {
  return { type: 'CARD', card: visa, ...(decline === undefined ? {} : { decline }) }
}

/** The source of a request to pay, or a refusal where there is no such source. */
export function sourceOf(request: Fields, cards: Collection<StoredCard>): Source {
  const id = textOf(request, 'source_id') ?? ''
  if (id === 'CASH' || id === 'EXTERNAL') {
    const details = id === 'CASH' ? 'cash_details' : 'external_details'
    if (!isFields(request[details])) {
      throw invalid('MISSING_REQUIRED_PARAMETER', `\`${details}\` is required where \`source_id\` is ${id}.`, details)
    }
    return { type: id }
  }
  if (id === 'cnon:card-nonce-already-used') {
    throw invalid('CARD_TOKEN_USED', 'Card nonce already used; please request a new nonce.', 'source_id')
  }
  if (id === 'ccof:customer-card-id-requires-verification') {
    const isVerified = textOf(request, 'verification_token') !== undefined
    return { ...card(isVerified ? undefined : 'CARD_DECLINED_VERIFICATION_REQUIRED'), isOnFile: true }
  }
  const known = tokens[id]
  if (known !== undefined) return known
  if (id.startsWith('ccof:')) return cardOnFile(id, textOf(request, 'customer_id'), cards)
  if (/^[cb]non:/.test(id)) throw notFound('Card nonce not found', 'source_id')
  throw invalid('INVALID_VALUE', `Invalid source \`${id}\`.`, 'source_id')
}

function cardOnFile(id: string, customer: string | undefined, cards: Collection<StoredCard>): Source {
  const stored = cards.find(id)
  if (stored === undefined) throw notFound(`Could not find card with ID: ${id}.`, 'source_id')
  if (customer !== stored.customer_id) {
    throw invalid('MISSING_REQUIRED_PARAMETER', 'The customer of the card on file is required.', 'customer_id')
  }
  if (!stored.enabled) throw invalid('INVALID_CARD', 'The card on file is disabled.', 'source_id')
  const { card_brand, last_4, exp_month, exp_year, fingerprint, card_type, prepaid_type, bin } = stored
  return {
    type: 'CARD',
    card: { id, card_brand, last_4, exp_month, exp_year, fingerprint, card_type, prepaid_type, bin },
    isOnFile: true,
  }
}
