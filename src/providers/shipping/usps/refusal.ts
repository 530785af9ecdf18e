import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * USPS says no with `{apiVersion, error: {code, message, errors: [{code, title, detail}]}}`; what is wrong stands in the
 * `detail` of the first of `errors`, where there are any. https://developers.usps.com/addressesv3
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !isJsonObject(body.error)) return undefined
  const { error } = body
  const [first] = Array.isArray(error.errors) ? error.errors.filter(isJsonObject) : []
  const message = textOf(first?.detail, first?.title, error.message)
  return message === undefined
    ? undefined
    : { kind: kindOfStatus(status), code: textOf(first?.code, error.code), message }
}

function textOf(...candidates: readonly unknown[]): string | undefined {
  return candidates.find((candidate): candidate is string => typeof candidate === 'string' && candidate !== '')
}
