import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * A no is a list of `{message, errorCode, fields}`
 * (https://developer.salesforce.com/docs/platform/api-rest/guide/errorcodes.html), `{error, error_description}` where a
 * token is asked for (https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm&type=5), or
 * HTTP 300 with a list of URLs where several records have the same external id.
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status === 300 && Array.isArray(body)) {
    return { kind: 'rejected', message: `${body.length} records have this external id` }
  }
  if (status < 400) return undefined
  return Array.isArray(body) ? apiRefusal(status, body) : tokenRefusal(status, body)
}

function apiRefusal(status: number, body: readonly unknown[]): Refusal | undefined {
  const errors = body.filter(isJsonObject)
  const code = errors.map(({ errorCode }) => errorCode).find((value) => typeof value === 'string')
  if (code === undefined) return undefined
  // What is wrong with a query is told under the query itself, after an empty line.
  const messages = errors.flatMap(({ message }) => (typeof message === 'string' ? [message.trim()] : []))
  return { kind: kindOf(code, status), code, message: messages.join('; ') || code }
}

/**
 * Codes that say more than their status. 403 is what a single record answers to a user who may not touch it, and that
 * says nothing of the credentials; it is also how the daily allocation ends.
 */
function kindOf(code: string, status: number): Refusal['kind'] {
  switch (code) {
    case 'INVALID_SESSION_ID':
    case 'API_DISABLED_FOR_ORG':
    case 'API_CURRENTLY_DISABLED':
      return 'credentials'
    case 'REQUEST_LIMIT_EXCEEDED':
      return 'rate-limited'
    default:
      return status === 403 ? 'rejected' : kindOfStatus(status)
  }
}

function tokenRefusal(status: number, body: unknown): Refusal | undefined {
  if (!isJsonObject(body) || typeof body.error !== 'string') return undefined
  const message = typeof body.error_description === 'string' ? body.error_description : body.error
  return { kind: tokenKind(body.error, status), code: body.error, message }
}

/** Whatever is wrong with a request for a token, only who configured the integration can change it. */
function tokenKind(error: string, status: number): Refusal['kind'] {
  if (error === 'rate_limit_exceeded' || status === 429) return 'rate-limited'
  return status >= 500 ? 'unavailable' : 'credentials'
}
