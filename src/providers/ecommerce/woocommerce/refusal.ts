import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * Why a refund was refused before any money could move. WooCommerce answers these as 500 too, under the code of all that
 * goes wrong with a refund; another reason, or one of these in another language, leaves it open what has happened.
 *
 * Source: `wc_create_refund` and `wc_refund_payment` in https://github.com/woocommerce/woocommerce
 */
const refusedRefunds = [
  'Invalid order ID.',
  'Invalid refund amount.',
  'The payment gateway for this order does not exist.',
  'The payment gateway for this order does not support automatic refunds.',
]

/** `{code, message, data: {status}}`: https://woocommerce.github.io/woocommerce-rest-api-docs/#errors */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { code, message } = body
  if (typeof code !== 'string' || code === '' || typeof message !== 'string' || !('data' in body)) return undefined
  const isRefusedRefund = code === 'woocommerce_rest_cannot_create_order_refund' && refusedRefunds.includes(message)
  const kind = isRefusedRefund ? 'rejected' : kindOfStatus(status)
  return { kind, code, message: message === '' ? code : message }
}
