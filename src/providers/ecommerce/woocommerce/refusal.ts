import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A refund that can't be made, because it is too high or because the gateway of its payment makes none, is answered as
 * 500. Nothing has happened then: WooCommerce deletes the refund that it had begun.
 *
 * Source: `wc_create_refund` and WC_REST_Order_Refunds_Controller in https://github.com/woocommerce/woocommerce
 */
const refusedRefund = 'woocommerce_rest_cannot_create_order_refund'

/** `{code, message, data: {status}}`: https://woocommerce.github.io/woocommerce-rest-api-docs/#errors */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { code, message } = body
  if (typeof code !== 'string' || code === '' || typeof message !== 'string' || !('data' in body)) return undefined
  const kind = code === refusedRefund ? 'rejected' : kindOfStatus(status)
  return { kind, code, message: message === '' ? code : message }
}
