import { authorized } from '../authorization/authorized.ts'
import { bearerToken, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { errorAnswer, noSuchPage, Refusal, uuid } from './hubspot/answers.ts'
import { authorizationServer } from './hubspot/oauth.ts'
import { findOperation } from './hubspot/routes.ts'

export { fixtures } from './hubspot/fixtures.ts'

/** Source: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
const dailyRequests = 250_000

/**
 * HubSpot's APIs of version 2026-09, and the same of v3 (v4 for associations and communication preferences): CRM
 * records and lists, marketing e-mail, single sends, the account.
 *
 * Any access token of ten characters or more is known unless it contains `invalid`; it is the account. The e-mail
 * address of a contact is unique, except for the values of examples that sandbox/reserved.ts names; the name of a list
 * is where it contains `duplicate`.
 */
const api: SandboxProvider = {
  id: 'hubspot',
  hosts: ['api.hubapi.com', 'app.hubspot.com'],

  authenticate(exchange: Exchange): Authentication {
    const token = bearerToken(exchange.headers) ?? ''
    if (token.length >= 10 && !token.includes('invalid')) return { account: token }
    const message =
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more ' +
      'details at https://developers.hubspot.com/docs/methods/auth/oauth-overview'
    return { refusal: errorAnswer(exchange, 401, 'INVALID_AUTHENTICATION', message) }
  },

  handle(exchange: Exchange, state: State): Response {
    const used = (state.get<{ used: number }>('usage', 'api')?.used ?? 0) + 1
    state.put('usage', 'api', { used })
    const response = answer(exchange, state)
    response.headers.set('X-HubSpot-RateLimit-Daily', String(dailyRequests))
    response.headers.set('X-HubSpot-RateLimit-Daily-Remaining', String(Math.max(0, dailyRequests - used)))
    response.headers.set('X-HubSpot-RateLimit-Interval-Milliseconds', '10000')
    response.headers.set('X-HubSpot-RateLimit-Max', '100')
    response.headers.set('X-HubSpot-RateLimit-Remaining', '99')
    return response
  },

  /** Source: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
  rateLimited(exchange: Exchange): Response {
    const body = {
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      correlationId: uuid(exchange),
      policyName: 'TEN_SECONDLY_ROLLING',
      groupName: 'publicapi:private-apps-api-calls',
    }
    return json(body, 429)
  },

  outage(exchange: Exchange): Response {
    return errorAnswer(exchange, 503, 'INTERNAL_ERROR', 'Service Unavailable')
  },
}

export const hubspot = authorized(api, authorizationServer)

function answer(exchange: Exchange, state: State): Response {
  const play = findOperation(exchange.method, pathSegments(exchange.url.pathname.replace(/^\/|\/$/g, '')))
  if (play === undefined) return noSuchPage()
  try {
    return play({ exchange, state })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return errorAnswer(exchange, error.status, error.category, error.message, error.details)
  }
}
