import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * DHL says no with `{instance, detail, title, message, status, additionalDetails}`. Where several things are wrong,
 * `detail` only says so, and `additionalDetails` what they are. `status`, or `code`, is a number of DHL's own or that of HTTP.
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || typeof body.instance !== 'string') return undefined
  const { detail, message, title, additionalDetails } = body
  const reason = [detail, message, title].find((text) => typeof text === 'string' && text !== '')
  const more = Array.isArray(additionalDetails) ? additionalDetails.filter((text) => typeof text === 'string') : []
  const words = [reason, ...more].filter((text) => typeof text === 'string').join('; ')
  if (words === '') return undefined
  return { kind: kindOfStatus(status), code: codeOf(body.status ?? body.code), message: words }
}

function codeOf(native: unknown): string | undefined {
  return typeof native === 'string' || typeof native === 'number' ? String(native) : undefined
}
