import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * Shopify says no in four places, three of them under HTTP 200:
 * an error status with `errors` as text, `errors[]` of GraphQL itself with `extensions.code`, `userErrors[]` inside a
 * mutation's payload, and null where there is no such object.
 *
 * Sources: https://shopify.dev/docs/api/admin-graphql/2026-10 ("Status and error codes"),
 * https://shopify.dev/docs/api/usage/response-codes, https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  const { errors, data, extensions } = body
  if (Array.isArray(errors) && errors.length > 0) {
    return wentThrough(errors, data) ? undefined : ofErrors(errors, extensions, status)
  }
  if (status >= 400) return ofText(errors, status)
  return ofPayload(data)
}

/** `{"errors":"[API] Invalid API key or access token (…)"}`; beside field names it is an object of lists of texts. */
function ofText(errors: unknown, status: number): Refusal | undefined {
  const message = textOf(errors)
  return message === '' ? undefined : { kind: kindOfStatus(status), message }
}

function textOf(errors: unknown): string {
  if (typeof errors === 'string') return errors
  if (Array.isArray(errors)) return errors.map(textOf).join('; ')
  if (!isJsonObject(errors)) return ''
  return Object.entries(errors)
    .map(([field, texts]) => `${field}: ${textOf(texts)}`)
    .join('; ')
}

function ofErrors(errors: readonly unknown[], extensions: unknown, status: number): Refusal {
  const codes = errors.map(codeOf)
  const code = codes.find((one) => kinds.has(one)) ?? codes.find((one) => one !== undefined)
  const kind = kinds.get(code) ?? kindOfStatus(status)
  return {
    kind,
    code,
    message: messagesOf(errors, 'Shopify could not answer the query'),
    retryAfter: kind === 'rate-limited' ? secondsUntilAffordable(extensions) : undefined,
  }
}

/** The documented codes that tell who has to act; all others, such as `MAX_COST_EXCEEDED`, are about the request. */
const kinds: ReadonlyMap<string | undefined, Refusal['kind']> = new Map([
  ['THROTTLED', 'rate-limited'],
  ['ACCESS_DENIED', 'credentials'],
  ['INTERNAL_SERVER_ERROR', 'unavailable'],
])

function codeOf(error: unknown): string | undefined {
  if (!isJsonObject(error) || !isJsonObject(error.extensions)) return undefined
  const { code } = error.extensions
  return typeof code === 'string' ? code : undefined
}

function messagesOf(errors: readonly unknown[], otherwise: string): string {
  const messages = errors.flatMap((error) =>
    isJsonObject(error) && typeof error.message === 'string' ? [error.message] : [],
  )
  return messages.length === 0 ? otherwise : messages.join('; ')
}

/**
 * The bucket refills at `restoreRate` points a second, and a query runs once the bucket holds what it asks for:
 * whole seconds until then. Undefined where the answer doesn't tell.
 */
function secondsUntilAffordable(extensions: unknown): number | undefined {
  if (!isJsonObject(extensions) || !isJsonObject(extensions.cost)) return undefined
  const { requestedQueryCost: requested, throttleStatus } = extensions.cost
  if (typeof requested !== 'number' || !isJsonObject(throttleStatus)) return undefined
  const { currentlyAvailable: available, restoreRate } = throttleStatus
  if (typeof available !== 'number' || typeof restoreRate !== 'number' || restoreRate <= 0) return undefined
  return Math.max(1, Math.ceil((requested - available) / restoreRate))
}

/**
 * Whether a mutation was carried out although a field of its answer could not be read (one that the token may not see,
 * say). Refusing it would make the caller do it twice.
 */
function wentThrough(errors: readonly unknown[], data: unknown): boolean {
  const isBelowRoot = (error: unknown) => isJsonObject(error) && Array.isArray(error.path) && error.path.length > 1
  const payloads = payloadsOf(data)
  return (
    payloads.length > 0 &&
    payloads.every(([, payload]) => userErrorsOf(payload)?.length === 0) &&
    errors.every(isBelowRoot)
  )
}

function ofPayload(data: unknown): Refusal | undefined {
  for (const [field, payload] of payloadsOf(data)) {
    if (payload === null) return { kind: 'rejected', code: 'NOT_FOUND', message: `There is no such ${field}` }
    const userErrors = userErrorsOf(payload)
    if (userErrors === undefined || userErrors.length === 0) continue
    const [first] = userErrors
    return {
      kind: 'rejected',
      code: isJsonObject(first) && typeof first.code === 'string' ? first.code : undefined,
      message: messagesOf(userErrors, 'Shopify refused the change'),
    }
  }
  return undefined
}

function payloadsOf(data: unknown): readonly (readonly [string, unknown])[] {
  return isJsonObject(data) ? Object.entries(data) : []
}

function userErrorsOf(payload: unknown): readonly unknown[] | undefined {
  return isJsonObject(payload) && Array.isArray(payload.userErrors) ? payload.userErrors : undefined
}
