import { basicCredentials, isFields, json, mediaType, parseJson } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { accountOf } from './braintree/context.ts'
import { execute, type GraphqlRequest } from './braintree/execute.ts'
import { type ErrorClass, requestError } from './braintree/refusal.ts'

export { fixtures } from './braintree/fixtures.ts'

/**
 * Braintree's GraphQL API, live and in its own sandbox, with the schema of 2025-04-29.
 *
 * Any pair of a public and a private key is known unless one contains `invalid`; the public key is the account, which
 * has one merchant account in USD. The single-use payment methods and the amounts of Braintree's own sandbox have
 * their documented outcomes: of a transaction the amount decides, of a verification the payment method. Custom fields
 * of any name are taken as configured. Whatever goes wrong, the status is 200: the body says what.
 */
export const braintree: SandboxProvider = {
  id: 'braintree',
  hosts: ['payments.braintree-api.com', 'payments.sandbox.braintree-api.com'],

  authenticate(exchange: Exchange): Authentication {
    const { name = '', password = '' } = basicCredentials(exchange.headers) ?? {}
    const isKnown = name !== '' && password !== '' && !name.includes('invalid') && !password.includes('invalid')
    if (isKnown) return { account: name }
    return { refusal: refuse(exchange, 'AUTHENTICATION', 'Authentication credentials are invalid.') }
  },

  handle(exchange: Exchange, state: State): Response {
    if (exchange.url.pathname !== '/graphql') return json({ error: 'Not Found' }, 404)
    if (exchange.method !== 'POST') return json({ error: 'Method Not Allowed' }, 405, { Allow: 'POST' })
    if (!/^\d{4}-\d{2}-\d{2}$/.test(exchange.headers.get('braintree-version') ?? '')) {
      return refuse(
        exchange,
        'VALIDATION',
        'A Braintree-Version header with a date in the format YYYY-MM-DD is required.',
      )
    }
    const request = graphqlRequest(exchange)
    if (request === undefined) {
      return refuse(
        exchange,
        'VALIDATION',
        'The body must be a JSON object with a query, of the type application/json.',
      )
    }
    return json({ ...execute(accountOf(exchange, state), request), ...extensions(exchange) })
  },

  rateLimited(exchange: Exchange): Response {
    return refuse(exchange, 'RESOURCE_LIMIT', 'The request rate limit is exceeded.')
  },

  outage(exchange: Exchange): Response {
    return refuse(exchange, 'SERVICE_AVAILABILITY', 'The service is temporarily unavailable.', 503)
  },
}

function refuse(exchange: Exchange, errorClass: ErrorClass, message: string, status = 200): Response {
  return json({ ...requestError(errorClass, message), ...extensions(exchange) }, status)
}

/** Source: https://developer.paypal.com/braintree/graphql/guides/making_api_calls#extensions */
function extensions({ randomId }: Exchange): { extensions: { requestId: string } } {
  return { extensions: { requestId: [8, 4, 4, 4, 12].map(randomId).join('-').toLowerCase() } }
}

function graphqlRequest({ headers, body }: Exchange): GraphqlRequest | undefined {
  const value = mediaType(headers) === 'application/json' ? parseJson(body) : undefined
  if (!isFields(value) || typeof value.query !== 'string' || value.query === '') return undefined
  const variables = value.variables ?? {}
  if (!isFields(variables)) return undefined
  return {
    query: value.query,
    variables,
    operationName: typeof value.operationName === 'string' ? value.operationName : undefined,
  }
}
