import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no comes in three shapes, the first two of them under 200 too: `{response: {errors: [{errno, message}]}}`, the newer
 * `{code, message, details}` with the same inside, and `{error, error_description}` where the token isn't accepted.
 * What the official SDK reads: https://github.com/freshbooks/freshbooks-nodejs-sdk/blob/main/packages/api/src/models/Error.ts
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  const errors = accountingErrors(body)
  if (errors.length > 0) return ofErrors(errors, status)
  const { error, error_description: description } = body
  if (status < 400 || typeof error !== 'string') return undefined
  return { kind: kindOfStatus(status), code: error, message: typeof description === 'string' ? description : error }
}

interface AccountingError {
  readonly code: string | undefined
  readonly message: string
}

type Body = Readonly<Record<string, unknown>>

function accountingErrors(body: Body): readonly AccountingError[] {
  if (isJsonObject(body.response)) {
    return listOf(body.response.errors).flatMap(({ errno, message }) => accountingError(errno, message))
  }
  const { code, message, details } = body
  if (typeof code !== 'number' || typeof message !== 'string') return []
  const found = listOf(details).flatMap(({ reason, metadata }) =>
    isJsonObject(metadata) ? accountingError(reason, metadata.message) : [],
  )
  return found.length > 0 ? found : accountingError(code, message)
}

function accountingError(code: unknown, message: unknown): readonly AccountingError[] {
  if (typeof message !== 'string') return []
  return [{ code: typeof code === 'number' || typeof code === 'string' ? String(code) : undefined, message }]
}

/** 1003 is a token that may not do this. */
function ofErrors(errors: readonly AccountingError[], status: number): Refusal {
  const code = errors[0]?.code
  const ofStatus = status < 400 ? 'rejected' : kindOfStatus(status)
  return {
    kind: code === '1003' ? 'credentials' : ofStatus,
    code,
    message: errors.map((one) => one.message).join('; '),
  }
}

function listOf(value: unknown): readonly Body[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
