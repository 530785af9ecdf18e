import { paymentMethodObject } from './card-objects.ts'
import { cardOfPaymentMethod, cardOfToken, type TestCard } from './cards.ts'
import type { Ledger } from './ledger.ts'
import { anyHash, hash, integer, metadata, oneOf, optional, required, text } from './parameters.ts'
import { invalid, missing, rawCardNumber } from './refusal.ts'

/** `payment_method_data`: a card by its test token. */
export const paymentMethodData = hash({
  type: required(oneOf('card')),
  allow_redisplay: optional(oneOf('always', 'limited', 'unspecified')),
  billing_details: optional(anyHash()),
  card: required(
    hash({
      token: optional(text()),
      number: optional(text()),
      exp_month: optional(integer()),
      exp_year: optional(integer()),
      cvc: optional(text()),
    }),
  ),
  metadata: optional(metadata()),
})

interface MethodChoice {
  readonly payment_method: string | undefined
  readonly payment_method_data: ReturnType<typeof paymentMethodData> | undefined
}

/** The payment method that a request names or describes. A test method (`pm_card_visa`) becomes one of its own. */
export function methodOf(ledger: Ledger, given: MethodChoice, customer: string | null): string | undefined {
  const { payment_method: id, payment_method_data: data } = given
  if (id !== undefined && data !== undefined) {
    throw invalid('You may only specify one of these parameters: payment_method, payment_method_data.')
  }
  if (data !== undefined) {
    if (data.card.token === undefined) {
      throw rawCardNumber()
    }
    const card = cardOfToken(data.card.token)
    if (card === undefined) throw missing('token', data.card.token, 'payment_method_data[card][token]', 400)
    return newMethod(ledger, card, `pm_card_${data.card.token.slice('tok_'.length)}`, customer)
  }
  if (id === undefined) return undefined
  const test = cardOfPaymentMethod(id)
  if (test !== undefined) return newMethod(ledger, test, id, customer)
  const known = ledger.paymentMethods.find(id)
  if (known === undefined) throw missing('PaymentMethod', id, 'payment_method', 400)
  if (known.customer !== null && known.customer !== customer) {
    throw invalid(
      `The provided PaymentMethod ${id} belongs to the Customer ${known.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { param: 'payment_method' },
    )
  }
  return id
}

function newMethod(ledger: Ledger, card: TestCard, test: string, customer: string | null): string {
  const method = paymentMethodObject(ledger.origin('pm'), card, customer, test)
  ledger.paymentMethods.save(method)
  return method.id
}
