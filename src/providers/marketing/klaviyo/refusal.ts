import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/** JSON:API errors. https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !Array.isArray(body.errors)) return undefined
  const errors = body.errors.filter(isJsonObject)
  const messages = errors.flatMap(messageOf)
  if (messages.length === 0) return undefined
  const code = errors[0]?.code
  return {
    kind: kindOfStatus(status),
    code: typeof code === 'string' ? code : undefined,
    message: messages.join('; '),
  }
}

function messageOf({ title, detail, source }: Readonly<Record<string, unknown>>): readonly string[] {
  const message = [detail, title].find((value) => typeof value === 'string' && value !== '')
  if (typeof message !== 'string') return []
  const { pointer, parameter } = isJsonObject(source) ? source : {}
  // Where it is about nothing in particular, the pointer leads to the whole document.
  const where = [pointer, parameter].find((value) => typeof value === 'string' && value !== '' && value !== '/data/')
  return [typeof where === 'string' ? `${where}: ${message}` : message]
}
