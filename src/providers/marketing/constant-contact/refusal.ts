import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * One error, or a list of them. Of a limit it says which one, and no header says how long to wait:
 * https://developer.constantcontact.com/api_guide/rate_limits.html
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400) return undefined
  const errors = (Array.isArray(body) ? body : [body]).filter(isJsonObject).flatMap(readError)
  const [first] = errors
  if (first === undefined) return undefined
  return {
    kind: kindOfStatus(status),
    code: first.key,
    message: errors.map(({ message }) => message).join('; '),
    retryAfter: first.key === 'throttled' ? 1 : undefined,
  }
}

function readError({ error_key: key, error_message: message }: Readonly<Record<string, unknown>>) {
  return typeof key === 'string' && typeof message === 'string' ? [{ key, message }] : []
}
