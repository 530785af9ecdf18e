import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** https://developer.paypal.com/api/rest/responses/ and https://developer.paypal.com/api/rest/reference/orders/v2/errors/ */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  if (status < 400) return status === 201 ? declined(body) : undefined
  return tokenError(status, body) ?? namedError(status, body)
}

/** What the token endpoint says, and every other one of a token that it doesn't know. RFC 6749 section 5.2. */
function tokenError(status: number, body: JsonRecord): Refusal | undefined {
  const { error, error_description: description } = body
  if (typeof error !== 'string') return undefined
  return { kind: kindOfStatus(status), code: error, message: typeof description === 'string' ? description : error }
}

function namedError(status: number, body: JsonRecord): Refusal | undefined {
  const { name, message } = body
  if (typeof name !== 'string' || typeof message !== 'string') return undefined
  const detail = Array.isArray(body.details) ? body.details.find(isJsonObject) : undefined
  const given = [detail?.issue, detail?.description].filter((text) => typeof text === 'string')
  const issue = given.find(isCode)
  return {
    kind: kindOf(status, issue),
    code: issue ?? name,
    message: given.findLast((text) => !isCode(text)) ?? message,
  }
}

/** Payouts have a sentence where orders and payments have a code. */
function isCode(text: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(text)
}

function kindOf(status: number, issue: string | undefined): Refusal['kind'] {
  // How the first request ends isn't known yet: it may well have moved the money.
  if (issue === 'PREVIOUS_REQUEST_IN_PROGRESS') return 'unavailable'
  // With an issue it is this resource or this feature that isn't allowed; the credentials themselves are good.
  if (status === 403 && issue !== undefined) return 'rejected'
  return kindOfStatus(status)
}

/**
 * A card's bank that says no is a 201 whose capture or authorization was declined.
 * https://developer.paypal.com/api/handle-api-responses
 */
function declined(body: JsonRecord): Refusal | undefined {
  const movements = Array.isArray(body.purchase_units) ? body.purchase_units.flatMap(movementsOf) : [body]
  const [first] = movements
  if (first === undefined || !movements.every(({ status }) => isNo(status))) return undefined
  const processor = isJsonObject(first.processor_response) ? first.processor_response.response_code : undefined
  const reason = isJsonObject(first.status_details) ? first.status_details.reason : undefined
  const code = [processor, reason, first.status].find((value) => typeof value === 'string')
  return { kind: 'rejected', code, message: `PayPal answered with the status ${String(first.status)}` }
}

function movementsOf(unit: unknown): readonly JsonRecord[] {
  if (!isJsonObject(unit) || !isJsonObject(unit.payments)) return []
  const { captures, authorizations } = unit.payments
  return [captures, authorizations].flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []))
}

function isNo(status: unknown): boolean {
  return status === 'DECLINED' || status === 'DENIED' || status === 'FAILED'
}

type JsonRecord = Readonly<Record<string, unknown>>
