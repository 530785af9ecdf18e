import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** A no is `{error: {code, message}}`, with a hexadecimal code that may be empty: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !isJsonObject(body.error)) return undefined
  const { code, message } = body.error
  if (typeof message !== 'string') return undefined
  const named = typeof code === 'string' && code !== '' ? code : undefined
  return { kind: kindOf(named, status), code: named, message }
}

/**
 * The app has no user in the environment, or a disabled one.
 * https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/web-service-error-codes
 */
const withoutUser = ['0x80072560', '0x80040225']

/** 403 is also what a row answers to a user who may not touch it, and that says nothing of the credentials. */
function kindOf(code: string | undefined, status: number): Refusal['kind'] {
  if (code !== undefined && withoutUser.includes(code.toLowerCase())) return 'credentials'
  return status === 403 ? 'rejected' : kindOfStatus(status)
}
