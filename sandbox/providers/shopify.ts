import { authorized } from '../authorization/authorized.ts'
import { isFields, json, mediaType, parseJson } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { shopContext } from './shopify/context.ts'
import { costExtension } from './shopify/cost.ts'
import { execute, type GraphqlRequest } from './shopify/execute.ts'
import { authorizationServer } from './shopify/oauth.ts'

export { fixtures } from './shopify/fixtures.ts'

/** Versions in support: https://shopify.dev/docs/api/usage/versioning */
const versions = ['2025-10', '2026-01', '2026-04', '2026-07', '2026-10']

/**
 * The GraphQL Admin API of every `*.myshopify.com` shop, with the schema of 2026-10 under each supported version.
 *
 * A token is any `shpat_…`, `shpca_…` or `shpua_…`. One that contains `invalid` is refused; one that contains
 * `read_only` may read, while mutations answer `ACCESS_DENIED`. The shop of the host is the account.
 */
const api: SandboxProvider = {
  id: 'shopify',
  hosts: [/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/],

  authenticate({ headers, url }: Exchange): Authentication {
    const token = headers.get('x-shopify-access-token') ?? ''
    const isToken = /^shp(at|ca|ua)_[A-Za-z0-9_.-]+$/.test(token) && !token.includes('invalid')
    if (isToken) return { account: url.host }
    const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)'
    return { refusal: json({ errors }, 401) }
  },

  handle(exchange: Exchange, state: State): Response {
    const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(exchange.url.pathname)?.[1]
    if (version === undefined || !versions.includes(version) || exchange.method !== 'POST') {
      return json({ errors: 'Not Found' }, 404)
    }
    const headers = { 'X-Shopify-API-Version': version, 'X-Request-Id': requestId(exchange) }
    const request = graphqlRequest(exchange)
    if (request === undefined) {
      return json({ errors: { query: 'Required parameter missing or invalid' } }, 400, headers)
    }
    const mayWrite = !(exchange.headers.get('x-shopify-access-token') ?? '').includes('read_only')
    return json(execute(shopContext(exchange, state, version, mayWrite), request), 200, headers)
  },

  /** Source: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
  rateLimited(): Response {
    const documentation = 'https://shopify.dev/api/usage/rate-limits'
    return json({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }],
      extensions: { cost: costExtension(100, null) },
    })
  },

  outage(exchange: Exchange): Response {
    return json({ errors: 'Service Unavailable' }, 503, { 'X-Request-Id': requestId(exchange) })
  },
}

export const shopify = authorized(api, authorizationServer)

function requestId({ randomId }: Exchange): string {
  return `${randomId(8)}-${randomId(4)}-${randomId(4)}-${randomId(12)}`.toLowerCase()
}

/** The body as `application/json` ({query, variables, operationName}) or `application/graphql` (the document). */
function graphqlRequest({ headers, body }: Exchange): GraphqlRequest | undefined {
  const type = mediaType(headers)
  if (type === 'application/graphql')
    return body === '' ? undefined : { query: body, variables: {}, operationName: undefined }
  const value = type === 'application/json' ? parseJson(body) : undefined
  if (!isFields(value) || typeof value.query !== 'string' || value.query === '') return undefined
  const variables = value.variables ?? {}
  if (!isFields(variables)) return undefined
  return {
    query: value.query,
    variables,
    operationName: typeof value.operationName === 'string' ? value.operationName : undefined,
  }
}
