import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * `{errors: [{category, code, detail, field}]}` under 4xx and 5xx, a declined card included.
 * https://developer.squareup.com/docs/build-basics/general-considerations/handling-errors
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !Array.isArray(body.errors)) return undefined
  const errors = body.errors.filter(isJsonObject)
  const [first] = errors
  if (typeof first?.code !== 'string') return undefined
  return {
    kind: kindOf(status, first.category),
    code: first.code,
    message: errors.flatMap(wordsOf).join('; ') || `Square answered ${first.code}`,
  }
}

/**
 * The category tells more than the status, which is 403 for some cards that were declined.
 * https://developer.squareup.com/reference/square/enums/ErrorCategory
 */
function kindOf(status: number, category: unknown): Refusal['kind'] {
  if (status >= 500) return 'unavailable'
  if (typeof category !== 'string') return kindOfStatus(status)
  return kinds[category] ?? kindOfStatus(status)
}

const kinds: Readonly<Record<string, Refusal['kind']>> = {
  AUTHENTICATION_ERROR: 'credentials',
  RATE_LIMIT_ERROR: 'rate-limited',
  PAYMENT_METHOD_ERROR: 'rejected',
  REFUND_ERROR: 'rejected',
}

function wordsOf({ detail, field }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof detail !== 'string') return []
  return [typeof field === 'string' && !detail.includes(field) ? `${field}: ${detail}` : detail]
}
