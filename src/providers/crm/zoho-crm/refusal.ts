import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no is `{code, message, details, status: "error"}`: the whole answer, or what `data` has in place of the record, and
 * then under a status of success as well. https://www.zoho.com/crm/developer/docs/api/v8/status-codes.html
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  const errors = [body, ...listOf(body)].filter(isError)
  const [error] = errors
  if (error === undefined) return undefined
  return {
    kind: kindOf(error.code, status),
    code: error.code,
    message: errors.map(inWords).join('; '),
  }
}

interface ZohoError {
  readonly code: string
  readonly message: string
  readonly details?: unknown
}

function isError(value: unknown): value is ZohoError {
  if (!isJsonObject(value) || value.status !== 'error') return false
  return typeof value.code === 'string' && typeof value.message === 'string'
}

function listOf(body: unknown): readonly unknown[] {
  return isJsonObject(body) && Array.isArray(body.data) ? body.data : []
}

/** Which field it is about is in the details only. */
function inWords({ message, details }: ZohoError): string {
  const field = isJsonObject(details) ? details.api_name : undefined
  return typeof field === 'string' ? `${message}: ${field}` : message
}

/** Codes that say more than their status: 403 is what a record answers to a user who may not touch it. */
function kindOf(code: string, status: number): Refusal['kind'] {
  switch (code) {
    case 'INVALID_TOKEN':
    case 'AUTHENTICATION_FAILURE':
    case 'OAUTH_SCOPE_MISMATCH':
      return 'credentials'
    case 'TOO_MANY_REQUESTS':
      return 'rate-limited'
    default:
      return status === 403 ? 'rejected' : kindOfStatus(status)
  }
}
