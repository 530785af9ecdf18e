import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * `{message, parameters, code, errors: [{message, parameters}]}`. A message has places for its parameters: `%1` where
 * they are a list, `%fieldName` where they have names.
 *
 * Source: https://developer.adobe.com/commerce/webapi/get-started/gs-web-api-response/
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body)) return undefined
  const { errors, code } = body
  const message = wordsOf(body)
  if (message === undefined) return undefined
  const details = Array.isArray(errors) ? errors.map(wordsOf).filter((words) => words !== undefined) : []
  return {
    kind: kindOfStatus(status),
    code: typeof code === 'number' || typeof code === 'string' ? String(code) : undefined,
    message: details.length === 0 ? message : `${message} (${details.join('; ')})`,
  }
}

function wordsOf(error: unknown): string | undefined {
  if (!isJsonObject(error) || typeof error.message !== 'string' || error.message === '') return undefined
  const { parameters } = error
  return error.message.replace(/%(\w+)/g, (place, name: string) => valueAt(parameters, name) ?? place)
}

function valueAt(parameters: unknown, name: string): string | undefined {
  const value = Array.isArray(parameters)
    ? parameters[Number(name) - 1]
    : isJsonObject(parameters) && Object.hasOwn(parameters, name)
      ? parameters[name]
      : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
