import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** `{code, message, data: {status}}`: https://woocommerce.github.io/woocommerce-rest-api-docs/#errors */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { code, message } = body
  if (typeof code !== 'string' || code === '' || typeof message !== 'string' || !('data' in body)) return undefined
  return { kind: kindOfStatus(status), code, message: message === '' ? code : message }
}
