import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * ShipStation says no with `{request_id, errors: [{error_source, error_type, error_code, message}]}`. Lists of errors
 * beside a result, as carriers have them with status 207, are part of the result.
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !Array.isArray(body.errors)) return undefined
  const first = body.errors.find(isJsonObject)
  if (typeof first?.message !== 'string') return undefined
  const code = typeof first.error_code === 'string' ? first.error_code : undefined
  return { kind: code === 'rate_limit_exceeded' ? 'rate-limited' : kindOfStatus(status), code, message: first.message }
}
