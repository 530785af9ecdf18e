import { authorized } from '../authorization/authorized.ts'
import { bearerToken, isFields, json, mediaType, parseJson } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { execute, firstField, type GraphqlRequest } from './wave/execute.ts'
import { errorId, ledgerOf } from './wave/ledger.ts'
import { authorizationServer } from './wave/oauth.ts'

export { fixtures } from './wave/fixtures.ts'

/**
 * The public GraphQL API of Wave: the part of its schema about businesses, customers, products, accounts, sales taxes,
 * invoices, their payments and money transactions.
 *
 * Any access token of ten characters or more is known unless it contains `invalid`; it is the account. Any business id
 * of the right form (base64 of `Business:…`) is a business of its user.
 */
const api: SandboxProvider = {
  id: 'wave',
  hosts: ['gql.waveapps.com', 'api.waveapps.com'],

  authenticate(exchange: Exchange): Authentication {
    const token = bearerToken(exchange.headers) ?? ''
    if (token.length >= 10 && !token.includes('invalid')) return { account: token }
    return { refusal: unauthenticated(exchange) }
  },

  handle(exchange: Exchange, state: State): Response {
    if (exchange.url.pathname !== '/graphql/public') {
      return new Response('Not Found', { status: 404, headers: { 'Content-Type': 'text/plain' } })
    }
    if (exchange.method !== 'POST') return failure(exchange, 405, 'BAD_REQUEST', 'POST is the only method.')
    const request = graphqlRequest(exchange)
    if (request === undefined) return failure(exchange, 400, 'BAD_REQUEST', 'POST body missing or without a query.')
    const { isRun, body } = execute(ledgerOf(exchange, state), request)
    return json(body, isRun ? 200 : 400)
  },

  /** Wave documents no limit; this is how one would look among its errors. */
  rateLimited(exchange: Exchange): Response {
    return failure(exchange, 429, 'TOO_MANY_REQUESTS', 'Too many requests.', { 'Retry-After': '30' })
  },

  outage(exchange: Exchange): Response {
    return failure(exchange, 503, 'INTERNAL_SERVER_ERROR', 'The service is temporarily unavailable.')
  },
}

export const wave = authorized(api, authorizationServer(unauthenticated))

/** A wrong token is told like every error: https://developer.waveapps.com/hc/en-us/articles/360018571372-Errors */
function unauthenticated(exchange: Exchange): Response {
  const field = firstField(graphqlRequest(exchange)?.query ?? '')
  const extensions = { id: errorId(exchange), code: 'UNAUTHENTICATED' }
  const error = { extensions, message: 'Authentication required.', ...(field === undefined ? {} : { path: [field] }) }
  const data = field === undefined ? null : { [field]: null }
  return json({ errors: [error], data })
}

function failure(
  exchange: Exchange,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return json({ errors: [{ extensions: { id: errorId(exchange), code }, message }] }, status, headers)
}

function graphqlRequest({ headers, body }: Exchange): GraphqlRequest | undefined {
  const value = mediaType(headers) === 'application/json' ? parseJson(body) : undefined
  if (!isFields(value) || typeof value.query !== 'string' || value.query === '') return undefined
  const variables = value.variables ?? {}
  if (!isFields(variables)) return undefined
  const operationName = typeof value.operationName === 'string' ? value.operationName : undefined
  return { query: value.query, variables, operationName }
}
