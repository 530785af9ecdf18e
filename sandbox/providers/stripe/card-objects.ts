import type { TestCard } from './cards.ts'
import type { Origin } from './origin.ts'

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

/** The details of a payer who gave none. */
export function billingDetails() {
  return { address: noAddress, email: null, name: null, phone: null, tax_id: null }
}

export function cardDetails(card: TestCard, origin: Origin) {
  return {
    brand: card.brand,
    last4: card.last4,
    funding: card.funding,
    country: 'US',
    exp_month: 12,
    exp_year: new Date(origin.created * 1000).getUTCFullYear() + 3,
    fingerprint: `Xt5EWLLDS7F${card.last4}x`,
  }
}

/** `visa` where the legacy card object says `Visa`. */
export function network(brand: string): string {
  const name = brand.toLowerCase().replaceAll(' ', '_')
  return name === 'american_express' ? 'amex' : name === 'diners_club' ? 'diners' : name
}

export type Card = ReturnType<typeof cardObject>

export function cardObject(origin: Origin, card: TestCard, customer: string | null, token: string) {
  return {
    id: origin.id,
    object: 'card',
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: null,
    address_line2: null,
    address_state: null,
    address_zip: null,
    address_zip_check: null,
    ...cardDetails(card, origin),
    customer,
    cvc_check: null,
    dynamic_last4: null,
    metadata: {},
    name: null,
    tokenization_method: null,
    wallet: null,
    /** Which test card this is. Never answered: see `publicCard`. */
    token,
  }
}

/** A card as the API shows it. */
export function publicCard({ token: _, ...card }: Card) {
  return card
}

export type PaymentMethod = ReturnType<typeof paymentMethodObject>

export function paymentMethodObject(origin: Origin, card: TestCard, customer: string | null, token: string) {
  const details = cardDetails(card, origin)
  return {
    id: origin.id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billingDetails(),
    card: {
      ...details,
      brand: network(card.brand),
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
      display_brand: network(card.brand),
      generated_from: null,
      networks: { available: [network(card.brand)], preferred: null },
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: origin.created,
    customer,
    livemode: origin.livemode,
    metadata: {},
    type: 'card',
    /** Which test card this is. Never answered: see `publicPaymentMethod`. */
    token,
  }
}

export function publicPaymentMethod({ token: _, ...method }: PaymentMethod) {
  return method
}
