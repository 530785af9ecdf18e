import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  if (status < 400) return failedBatch(body) ?? missingRecords(body) ?? unsent(body)
  const { message, category, errorType, policyName } = body
  if (typeof message !== 'string' || !isText(body.correlationId)) return undefined
  return {
    kind: kindOfStatus(status),
    code: [category, errorType].find(isText),
    message,
    // The daily limit says nothing of when its day ends.
    retryAfter: status === 429 && isText(policyName) && policyName.startsWith('TEN_SECONDLY') ? 10 : undefined,
  }
}

/** A batch is answered with success even where nothing of it succeeded. */
function failedBatch({ results, errors }: JsonRecord): Refusal | undefined {
  if (!Array.isArray(results) || results.length > 0 || !Array.isArray(errors)) return undefined
  const error = errors.find(isJsonObject)
  if (error === undefined || !isText(error.message)) return undefined
  return { kind: 'rejected', code: isText(error.category) ? error.category : undefined, message: error.message }
}

/** A change of a list's members leaves out records that there aren't, and succeeds. */
function missingRecords({ recordIdsMissing: missing, recordsIdsAdded: added, recordIdsRemoved: removed }: JsonRecord) {
  if (!Array.isArray(missing) || missing.length === 0) return undefined
  const changed = [added, removed].some((ids) => Array.isArray(ids) && ids.length > 0)
  if (changed) return undefined
  return { kind: 'rejected', message: `HubSpot has no record ${missing.map(String).join(', ')}` } as const
}

/** A single send that HubSpot decided against is answered with success too; IDEMPOTENT_IGNORE was sent before. */
const sent = ['SENT', 'QUEUED', 'IDEMPOTENT_IGNORE']

function unsent({ statusId, sendResult, message }: JsonRecord): Refusal | undefined {
  if (!isText(statusId) || !isText(sendResult) || sent.includes(sendResult)) return undefined
  return {
    kind: sendResult === 'THROTTLED' ? 'rate-limited' : 'rejected',
    code: sendResult,
    message: isText(message) ? message : `HubSpot didn't send it: ${sendResult}`,
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

type JsonRecord = Readonly<Record<string, unknown>>
