import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no is `{ErrorNumber, Type, Message, Elements}` from the API, `{Title, Status, Detail}` from the gateway in front of
 * it, a sentence as plain text where there is no such record, or under 200 a record whose `StatusAttributeString` is
 * `ERROR`. https://developer.xero.com/documentation/api/accounting/responsecodes
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status === 404 && typeof body === 'string') return ofText(body)
  if (!isJsonObject(body)) return undefined
  if (status < 400) return ofRecords(body)
  return ofException(status, body) ?? ofGateway(status, body)
}

/** `The resource you're looking for cannot be found`; a page of HTML is something else. */
function ofText(body: string): Refusal | undefined {
  const message = body.trim()
  return /^[^<{[]{1,200}$/.test(message) ? { kind: 'rejected', code: 'NotFound', message } : undefined
}

type Body = Readonly<Record<string, unknown>>

function ofException(status: number, { Type, Message, Elements }: Body): Refusal | undefined {
  if (typeof Message !== 'string') return undefined
  const details = listOf(Elements).flatMap(validationMessages)
  return {
    kind: kindOfStatus(status),
    code: typeof Type === 'string' ? Type : undefined,
    message: details.length === 0 ? Message : [...new Set(details)].join('; '),
  }
}

/** `Detail` is `TokenExpired: token expired at …`, and the word before its colon is the code. */
function ofGateway(status: number, { Title, Detail }: Body): Refusal | undefined {
  if (typeof Title !== 'string') return undefined
  const message = typeof Detail === 'string' && Detail !== '' ? Detail : Title
  return { kind: kindOfStatus(status), code: /^(\w+):/.exec(message)?.[1] ?? Title, message }
}

function ofRecords(body: Body): Refusal | undefined {
  const refused = Object.values(body)
    .flatMap(listOf)
    .filter((record) => isJsonObject(record) && record.StatusAttributeString === 'ERROR')
  if (refused.length === 0) return undefined
  const messages = refused.flatMap(validationMessages)
  return { kind: 'rejected', code: 'ValidationException', message: messages.join('; ') || 'Xero refused the record' }
}

function validationMessages(record: unknown): readonly string[] {
  if (!isJsonObject(record)) return []
  return listOf(record.ValidationErrors).flatMap((error) =>
    isJsonObject(error) && typeof error.Message === 'string' ? [error.Message] : [],
  )
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
