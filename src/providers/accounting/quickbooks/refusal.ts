import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no is a `Fault` with a list of errors, and its status may be 200:
 * https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes. The gateway in front of the API
 * writes the same in lower case (`fault.error[].message`).
 */
export function refusal({ status, headers, body }: ProviderAnswer): Refusal | undefined {
  const fault = faultOf(body)
  if (fault === undefined) return undefined
  const errors = listOf(fault.Error ?? fault.error).filter(isJsonObject)
  const [first] = errors
  if (first === undefined) return undefined
  const code = textOf(first.code)
  const kind = kindOf(textOf(fault.type), code, status)
  return {
    kind,
    code,
    message: errors.map(messageOf).join('; '),
    // The documented wait, where no header says another: https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles
    retryAfter: kind === 'rate-limited' && !headers.has('Retry-After') ? 60 : undefined,
  }
}

function faultOf(body: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isJsonObject(body)) return undefined
  const inQuery = isJsonObject(body.QueryResponse) ? body.QueryResponse.Fault : undefined
  return [body.Fault, body.fault, inQuery].find(isJsonObject)
}

/**
 * The types of Intuit's service description, one of which it misspells (`AuthorizatonFault`), and those that the gateway
 * writes (`AUTHENTICATION`). 120 is a user who may not, whatever type it comes with:
 * https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/handling-common-errors
 */
function kindOf(type: string | undefined, code: string | undefined, status: number): Refusal['kind'] {
  if (status === 429) return 'rate-limited'
  if (/^auth/i.test(type ?? '') || code === '120') return 'credentials'
  if (status !== 200) return kindOfStatus(status)
  return /^system/i.test(type ?? '') ? 'unavailable' : 'rejected'
}

function messageOf({ Message, Detail, message, detail }: Readonly<Record<string, unknown>>): string {
  const short = textOf(Message ?? message)
  const long = textOf(Detail ?? detail)
  return [short, long].filter((text) => text !== undefined && text !== '').join(': ') || 'QuickBooks said no'
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : undefined
}
