import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no is a list of `{$severity, $dataCode, $message, $source}`, or one of them; `$source` is the field that it is about.
 * https://developer.sage.com/accounting/guides/concepts/frequently_raised_errors
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400) return undefined
  const errors = (Array.isArray(body) ? body : [body]).filter(isJsonObject)
  const [code] = errors.flatMap(({ $dataCode }) => (typeof $dataCode === 'string' ? [$dataCode] : []))
  if (code === undefined) return undefined
  const messages = errors.flatMap(messageOf)
  return { kind: kindOfStatus(status), code, message: messages.join('; ') || code }
}

function messageOf({ $message, $source }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof $message !== 'string' || $message === '') return []
  return [typeof $source === 'string' && $source !== '' ? `${$source}: ${$message}` : $message]
}
