import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** `success` says whether it is a no: https://pipedrive.readme.io/docs/core-api-concepts-responses */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body) || body.success !== false) return undefined
  const { error, message, code, errorCode } = body
  const words = [error, message].find((value) => typeof value === 'string' && value !== '')
  if (typeof words !== 'string') return undefined
  const named = [code, errorCode].find((value) => typeof value === 'string' || typeof value === 'number')
  return { kind: kindOf(status), code: named === undefined ? undefined : String(named), message: words }
}

/**
 * 403 is also how the limits of a plan are told, and says nothing of the token; 402 is an account whose trial or payment
 * ended. https://pipedrive.readme.io/docs/core-api-concepts-http-status-codes
 */
function kindOf(status: number): Refusal['kind'] {
  if (status === 402) return 'credentials'
  return status === 403 ? 'rejected' : kindOfStatus(status)
}
