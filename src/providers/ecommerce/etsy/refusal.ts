import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * `{error}`, with `error_description` beside it where it is about the token: then `error` is a code.
 *
 * Sources: https://developers.etsy.com/documentation/essentials/requests,
 * https://developers.etsy.com/documentation/essentials/authentication
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { error, error_description: description } = body
  if (typeof error !== 'string' || error === '') return undefined
  if (typeof description !== 'string' || description === '') return { kind: kindOfStatus(status), message: error }
  return { kind: kindOf(error, status), code: error, message: description }
}

/** The codes of RFC 6750 section 3.1 that are about the token, whatever the status. */
function kindOf(code: string, status: number): Refusal['kind'] {
  return code === 'invalid_token' || code === 'insufficient_scope' ? 'credentials' : kindOfStatus(status)
}
