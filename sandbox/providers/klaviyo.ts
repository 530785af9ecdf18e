import { authorized } from '../authorization/authorized.ts'
import { bearerToken, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { getAccount, getAccounts } from './klaviyo/account.ts'
import { type ApiError, Refusal } from './klaviyo/answers.ts'
import type { Call } from './klaviyo/call.ts'
import { assignTemplate, getMessage, getMessages } from './klaviyo/campaign-messages.ts'
import {
  createCampaign,
  deleteCampaign,
  getCampaign,
  getCampaigns,
  getSendJob,
  sendCampaign,
  updateCampaign,
} from './klaviyo/campaigns.ts'
import { subscribe, unsubscribe } from './klaviyo/consent.ts'
import { createEvent, getEvent, getEvents, getMetrics } from './klaviyo/events.ts'
import {
  addToList,
  createList,
  deleteList,
  getList,
  getListProfiles,
  getListRelationships,
  getLists,
  removeFromList,
  updateList,
} from './klaviyo/lists.ts'
import { authorizationServer } from './klaviyo/oauth.ts'
import { createProfile, getProfile, getProfiles, importProfile, updateProfile } from './klaviyo/profiles.ts'
import { getSegment, getSegments } from './klaviyo/segments.ts'
import { createTag, deleteTag, getTag, getTags, updateTag } from './klaviyo/tags.ts'

export { fixtures } from './klaviyo/fixtures.ts'

type Play = (call: Call) => Response

/** Source: https://developers.klaviyo.com/en/reference/api_overview. `*` is one segment of a path. */
const routes: readonly [string, Readonly<Record<string, Play>>][] = [
  ['accounts', { GET: getAccounts }],
  ['accounts/*', { GET: getAccount }],
  ['profiles', { GET: getProfiles, POST: createProfile }],
  ['profiles/*', { GET: getProfile, PATCH: updateProfile }],
  ['profile-import', { POST: importProfile }],
  ['profile-subscription-bulk-create-jobs', { POST: subscribe }],
  ['profile-subscription-bulk-delete-jobs', { POST: unsubscribe }],
  ['lists', { GET: getLists, POST: createList }],
  ['lists/*', { GET: getList, PATCH: updateList, DELETE: deleteList }],
  ['lists/*/profiles', { GET: getListProfiles }],
  ['lists/*/relationships/profiles', { GET: getListRelationships, POST: addToList, DELETE: removeFromList }],
  ['events', { GET: getEvents, POST: createEvent }],
  ['events/*', { GET: getEvent }],
  ['metrics', { GET: getMetrics }],
  ['campaigns', { GET: getCampaigns, POST: createCampaign }],
  ['campaigns/*', { GET: getCampaign, PATCH: updateCampaign, DELETE: deleteCampaign }],
  ['campaigns/*/campaign-messages', { GET: getMessages }],
  ['campaign-messages/*', { GET: getMessage }],
  ['campaign-message-assign-template', { POST: assignTemplate }],
  ['campaign-send-jobs', { POST: sendCampaign }],
  ['campaign-send-jobs/*', { GET: getSendJob }],
  ['segments', { GET: getSegments }],
  ['segments/*', { GET: getSegment }],
  ['tags', { GET: getTags, POST: createTag }],
  ['tags/*', { GET: getTag, PATCH: updateTag, DELETE: deleteTag }],
]

/**
 * The revisions of the last two years, which is how long one is supported; each is played as the newest.
 *
 * Source: https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
 */
const revisions = [
  '2024-10-15',
  '2025-01-15',
  '2025-04-15',
  '2025-07-15',
  '2025-10-15',
  '2026-01-15',
  '2026-04-15',
  '2026-07-15',
]

/** Of the steady window of a minute: https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling */
const limit = 150

/**
 * The Klaviyo API of revision 2026-07-15. Every request needs the header `revision`.
 *
 * A key is any `pk_…` that doesn't contain `invalid`; it is the account. OAuth tokens are taken as bearer tokens.
 * Identifiers of profiles are unique, except for the values of examples that sandbox/reserved.ts names: creating a
 * profile with one of those again changes it. What Klaviyo does in a job is done at once. Consent is kept for e-mail
 * and text messages.
 */
const api: SandboxProvider = {
  id: 'klaviyo',
  hosts: ['a.klaviyo.com', 'www.klaviyo.com'],

  authenticate(exchange: Exchange): Authentication {
    const { headers } = exchange
    const key = /^klaviyo-api-key +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
    const token = bearerToken(headers) ?? ''
    const isKnown = (/^pk_\w+$/.test(key) || token.length >= 10) && !`${key}${token}`.includes('invalid')
    if (isKnown) return { account: key || token }
    const error: ApiError =
      key === '' && token === ''
        ? {
            code: 'not_authenticated',
            title: 'Authentication credentials were not provided.',
            detail: 'Missing or invalid authorization',
          }
        : {
            code: 'authentication_failed',
            title: 'Incorrect authentication credentials.',
            detail: 'Missing or invalid authorization',
          }
    return { refusal: new Refusal(401, error).answer(exchange) }
  },

  handle(exchange: Exchange, state: State): Response {
    const response = answer(exchange, state)
    response.headers.set('RateLimit-Limit', String(limit))
    response.headers.set('RateLimit-Remaining', String(limit - 1))
    response.headers.set('RateLimit-Reset', String(60 - exchange.now.getUTCSeconds()))
    return response
  },

  rateLimited(exchange: Exchange): Response {
    const detail = 'Request was throttled. Expected available in 10 seconds.'
    const refusal = new Refusal(429, { code: 'throttled', title: 'Request was throttled.', detail })
    return refusal.answer(exchange, { 'Retry-After': '10' })
  },

  outage(exchange: Exchange): Response {
    const detail = 'The service is temporarily unavailable.'
    return new Refusal(503, { code: 'service_unavailable', title: 'Service unavailable.', detail }).answer(exchange)
  },
}

export const klaviyo = authorized(api, authorizationServer)

function answer(exchange: Exchange, state: State): Response {
  try {
    return resource(exchange, state)
  } catch (error) {
    if (error instanceof Refusal) return error.answer(exchange)
    throw error
  }
}

function resource(exchange: Exchange, state: State): Response {
  const [root, ...segments] = pathSegments(exchange.url.pathname.slice(1)).filter((segment) => segment !== '')
  const route = root === 'api' ? routes.find(([path]) => isMatch(path.split('/'), segments)) : undefined
  if (route === undefined) {
    throw new Refusal(404, { code: 'not_found', title: 'Not found.', detail: 'The requested resource was not found.' })
  }
  checkRevision(exchange)
  const [path, methods] = route
  const play = methods[exchange.method]
  if (play === undefined) {
    const detail = `Method "${exchange.method}" not allowed.`
    throw new Refusal(405, { code: 'method_not_allowed', title: 'Method not allowed.', detail })
  }
  return play({ exchange, state, parameter: segments[path.split('/').indexOf('*')] ?? '' })
}

function isMatch(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, index) => part === '*' || part === segments[index])
}

function checkRevision({ headers }: Exchange): void {
  const revision = headers.get('revision')
  if (revision === null) {
    const detail = "The 'revision' header is required."
    throw new Refusal(400, { code: 'invalid', title: 'Invalid input.', detail, source: { parameter: 'revision' } })
  }
  if (revisions.includes(revision)) return
  const detail = 'No valid revisions found for method'
  throw new Refusal(404, { code: 'not_found', title: 'Not found.', detail, source: { parameter: 'revision' } })
}
