import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * v3 says no with an object, `{status, title, type, errors: {field: words}}`, v2 with a list, `[{status, message}]`.
 *
 * Sources: https://developer.bigcommerce.com/docs/start/about/status-codes,
 * https://developer.bigcommerce.com/docs/rest-management/orders
 */
export function refusal({ status, headers, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400) return undefined
  const message = Array.isArray(body) ? wordsOfList(body) : wordsOfObject(body)
  const wait = secondsUntilReset(headers)
  if (message !== undefined) return { kind: kindOfStatus(status), message, retryAfter: retryAfter(status, wait) }
  if (status !== 429 || wait === undefined) return undefined
  return { kind: 'rate-limited', message: "The store's quota of requests is used up", retryAfter: wait }
}

function retryAfter(status: number, wait: number | undefined): number | undefined {
  return status === 429 ? wait : undefined
}

/** https://developer.bigcommerce.com/docs/start/best-practices#api-rate-limits: milliseconds until the quota is new. */
function secondsUntilReset(headers: Headers): number | undefined {
  const reset = headers.get('X-Rate-Limit-Time-Reset-Ms')
  return reset !== null && /^\d{1,9}$/.test(reset) ? Math.max(1, Math.ceil(Number(reset) / 1_000)) : undefined
}

function wordsOfList(body: readonly unknown[]): string | undefined {
  const words = body.flatMap((one) => {
    if (!isJsonObject(one) || typeof one.status !== 'number' || typeof one.message !== 'string') return []
    return [one.message]
  })
  return words.length === 0 ? undefined : words.join('; ')
}

function wordsOfObject(body: unknown): string | undefined {
  if (!isJsonObject(body) || typeof body.status !== 'number' || typeof body.title !== 'string') return undefined
  const details = wordsOfFields(body.errors)
  if (details.length === 0) return body.title
  return body.title === '' ? details.join('; ') : `${body.title} (${details.join('; ')})`
}

function wordsOfFields(errors: unknown): readonly string[] {
  if (!isJsonObject(errors)) return []
  return Object.entries(errors).flatMap(([field, words]) => (typeof words === 'string' ? [`${field}: ${words}`] : []))
}
