import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { message, correlationId, category, errorType, policyName } = body
  if (typeof message !== 'string' || typeof correlationId !== 'string') return undefined
  return {
    kind: kindOfStatus(status),
    code: [category, errorType].find((value) => typeof value === 'string'),
    message,
    retryAfter: status === 429 && typeof policyName === 'string' ? windows[policyName] : undefined,
  }
}

/** How long the windows of the policies are, in seconds; nobody says when the day of the daily one ends. */
const windows: Readonly<Record<string, number>> = { SECONDLY: 1, TEN_SECONDLY_ROLLING: 10 }
