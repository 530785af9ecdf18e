import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * FedEx says no with `{transactionId, errors: [{code, message}]}`. An unknown tracking number comes with status 200, as
 * the `error` of its result. https://developer.fedex.com/api/en-us/guides/best-practices.html
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  if (status < 400) return unknownNumber(body.output)
  const first = Array.isArray(body.errors) ? errorOf(body.errors[0]) : undefined
  return first && { kind: kindOfStatus(status), ...first }
}

/** Only where none of the results is any good: a number that was used twice has a result for each of its shipments. */
function unknownNumber(output: unknown): Refusal | undefined {
  const numbers = isJsonObject(output) ? output.completeTrackResults : undefined
  if (!Array.isArray(numbers)) return undefined
  const results = numbers
    .filter(isJsonObject)
    .flatMap(({ trackResults }) => (Array.isArray(trackResults) ? trackResults : []))
  const errors = results.map((result) => (isJsonObject(result) ? errorOf(result.error) : undefined))
  const [first] = errors
  return first !== undefined && errors.every((error) => error !== undefined)
    ? { kind: 'rejected', ...first }
    : undefined
}

function errorOf(native: unknown): { readonly code: string | undefined; readonly message: string } | undefined {
  if (!isJsonObject(native)) return undefined
  const code = typeof native.code === 'string' ? native.code : undefined
  if (code === undefined && typeof native.message !== 'string') return undefined
  return { code, message: typeof native.message === 'string' ? native.message : `FedEx answered ${code}` }
}
