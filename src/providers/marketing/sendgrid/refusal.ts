import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/errors */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !Array.isArray(body.errors)) return undefined
  const errors = body.errors.filter(isJsonObject).flatMap(readError)
  const [first] = errors
  if (first === undefined) return undefined
  return {
    kind: kindOf(status, errors),
    code: first.code,
    message: errors.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`)).join('; '),
  }
}

interface ReadError {
  readonly message: string
  readonly field: string | undefined
  readonly code: string | undefined
}

/** No field is null, the word "null" or left out; some APIs call it `parameter`. */
function readError(error: Readonly<Record<string, unknown>>): readonly ReadError[] {
  const { message, field, parameter, error_id: id } = error
  if (typeof message !== 'string') return []
  const where = [field, parameter].find((value) => typeof value === 'string' && value !== '' && value !== 'null')
  return [
    {
      message,
      field: typeof where === 'string' ? where : undefined,
      code: typeof id === 'string' && id !== '' ? id : undefined,
    },
  ]
}

/**
 * A 403 that names a field is about that field: a sender that isn't verified. The key itself is good.
 * https://www.twilio.com/docs/sendgrid/for-developers/sending-email/sender-identity
 */
function kindOf(status: number, errors: readonly ReadError[]): Refusal['kind'] {
  if (status === 403 && errors.some(({ field }) => field !== undefined)) return 'rejected'
  return kindOfStatus(status)
}
