import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no is GraphQL's own list of `errors` with `extensions.code`, a mutation whose `didSucceed` is false with its
 * `inputErrors`, or null where there is no such record; all of them come under 200.
 * https://docs.rs/crate/wave-api/0.1.0/source/documentation/errors.md has Wave's page about them.
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  const errors = listOf(body.errors)
  if (errors.length > 0) return wentThrough(body.data) ? undefined : ofErrors(errors, status)
  return status >= 400 || !isJsonObject(body.data) ? undefined : ofData(body.data)
}

type Fields = Readonly<Record<string, unknown>>

function ofErrors(errors: readonly Fields[], status: number): Refusal {
  const [code] = errors.flatMap(({ extensions }) =>
    isJsonObject(extensions) && typeof extensions.code === 'string' ? [extensions.code] : [],
  )
  return {
    kind: kinds[code ?? ''] ?? (status < 400 ? 'rejected' : kindOfStatus(status)),
    code,
    message: messagesOf(errors) || 'Wave could not answer the query',
  }
}

/**
 * The codes that tell who has to act; the others are about the request. The codes on Wave's page are those of Apollo
 * Server: https://www.apollographql.com/docs/apollo-server/v3/data/errors
 */
const kinds: Readonly<Record<string, Refusal['kind']>> = {
  UNAUTHENTICATED: 'credentials',
  FORBIDDEN: 'credentials',
  INTERNAL_SERVER_ERROR: 'unavailable',
}

/** A mutation that was carried out although a field of its answer could not be read: refused, it would be done twice. */
function wentThrough(data: unknown): boolean {
  return isJsonObject(data) && Object.values(data).some((value) => isJsonObject(value) && value.didSucceed === true)
}

function ofData(data: Fields): Refusal | undefined {
  for (const [name, value] of Object.entries(data)) {
    if (value === null) return notThere(name)
    if (!isJsonObject(value)) continue
    if (value.didSucceed === false) return ofInput(listOf(value.inputErrors))
    const missing =
      name === 'business' ? Object.keys(value).find((field) => records.has(field) && value[field] === null) : undefined
    if (missing !== undefined) return notThere(missing)
  }
  return undefined
}

/** The fields of a business that are one record, asked for by its id. */
const records: ReadonlySet<string> = new Set(['customer', 'invoice'])

function notThere(name: string): Refusal {
  return { kind: 'rejected', code: 'NOT_FOUND', message: `There is no such ${name}` }
}

function ofInput(errors: readonly Fields[]): Refusal {
  const code = errors[0]?.code
  return {
    kind: 'rejected',
    code: typeof code === 'string' ? code : undefined,
    message: messagesOf(errors) || 'Wave refused the change',
  }
}

function messagesOf(errors: readonly Fields[]): string {
  return errors.flatMap(({ message }) => (typeof message === 'string' ? [message] : [])).join('; ')
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
