import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * Authorize.Net says no with HTTP 200: `messages.resultCode` is `Error`, or the transaction's `responseCode` is 2
 * (declined) or 3 (error), with either result code. https://developer.authorize.net/api/reference/responseCodes.html
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body) || !isJsonObject(body.messages)) return undefined
  const { resultCode, message } = body.messages
  if (resultCode !== 'Ok' && resultCode !== 'Error') return undefined
  const transaction = isJsonObject(body.transactionResponse) ? body.transactionResponse : {}
  const responseCode = String(transaction.responseCode ?? '')
  // Approved, or held for review: whatever else went wrong, the transaction is there.
  if (responseCode === '1' || responseCode === '4') return undefined
  if (resultCode === 'Ok' && responseCode !== '2' && responseCode !== '3') return undefined
  const reason =
    worded(transaction.errors, 'errorCode', 'errorText') ??
    (resultCode === 'Error' ? worded(message, 'code', 'text') : undefined)
  return {
    kind: kindOf(status, reason?.code),
    code: reason?.code,
    message: reason?.text ?? 'Authorize.Net refused the request without a reason',
  }
}

function worded(list: unknown, codeName: string, textName: string) {
  const first = Array.isArray(list) ? list.find(isJsonObject) : undefined
  const code = first?.[codeName]
  const text = first?.[textName]
  return typeof code === 'string' && typeof text === 'string' ? { code, text } : undefined
}

function kindOf(status: number, code = ''): Refusal['kind'] {
  if (credentialCodes.has(code)) return 'credentials'
  if (status >= 400) return kindOfStatus(status)
  if (code === tooBusy) return 'rate-limited'
  return unavailableCodes.has(code) ? 'unavailable' : 'rejected'
}

/** Login ID or key missing, wrong, inactive, of the other environment, or without the right to call the API. */
const credentialCodes: ReadonlySet<string> = new Set(['E00005', 'E00006', 'E00007', 'E00008', 'E00010', 'E00011'])

/** The only way that Authorize.Net tells a caller to come back later; the request was turned away whole. */
const tooBusy = 'E00053'

/** An unexpected fault of the server, and one in maintenance. */
const unavailableCodes: ReadonlySet<string> = new Set(['E00001', 'E00104'])
