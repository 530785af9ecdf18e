import { authorized } from '../authorization/authorized.ts'
import { bearerToken } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { Failure, failure, notFound } from './salesforce/answers.ts'
import { authorizationServer } from './salesforce/consent.ts'
import { authenticateClient, authenticateSession, issueToken, organizationOf } from './salesforce/oauth.ts'
import { parameterizedSearch, query, queryMore } from './salesforce/query.ts'
import {
  basicInformation,
  dailyRequests,
  describe,
  isVersion,
  limits,
  objects,
  read,
  readByExternalId,
  resources,
  userInfo,
  versions,
} from './salesforce/reads.ts'
import { type Org, objectOr404 } from './salesforce/store.ts'
import { create, remove, update, upsert } from './salesforce/writes.ts'

export { fixtures } from './salesforce/fixtures.ts'

const tokenPath = '/services/oauth2/token'

/**
 * The Salesforce REST API of every My Domain, from v60.0 to v67.0.
 *
 * Tokens are issued by the client credentials flow, on a My Domain only, to any client whose id and secret do not
 * contain `invalid`, by the JWT bearer flow, and by consent of a user. The org is the account.
 */
const api: SandboxProvider = {
  id: 'salesforce',
  hosts: [
    'login.salesforce.com',
    'test.salesforce.com',
    /^[a-z0-9]+(-{1,2}[a-z0-9]+)*(\.(sandbox|develop|scratch|demo|patch|trailblaze|free))?\.my\.salesforce\.com$/,
  ],

  authenticate(exchange: Exchange): Authentication {
    const { pathname } = exchange.url
    if (pathname === tokenPath) return authenticateClient(exchange)
    // The list of versions is public: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_versions.htm
    if (/^\/services\/data\/?$/.test(pathname)) return { account: exchange.url.host }
    return authenticateSession(bearerToken(exchange.headers) ?? '', exchange)
  },

  handle(exchange: Exchange, state: State): Response {
    if (exchange.url.pathname === tokenPath) return issueToken(exchange)
    const used = (state.get<{ used: number }>('usage', 'api')?.used ?? 0) + 1
    state.put('usage', 'api', { used })
    const response = answer(exchange, state, used)
    response.headers.set('Sforce-Limit-Info', `api-usage=${used}/${dailyRequests}`)
    return response
  },

  rateLimited(): Response {
    return failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
  },

  outage(): Response {
    return failure(503, 'SERVER_UNAVAILABLE', 'The server is temporarily unavailable. Please try again later.')
  },
}

export const salesforce = authorized(api, authorizationServer)

function answer(exchange: Exchange, state: State, used: number): Response {
  try {
    return resource(exchange, state, used)
  } catch (error) {
    if (error instanceof Failure) return error.response
    throw error
  }
}

function resource(exchange: Exchange, state: State, used: number): Response {
  const { pathname, host } = exchange.url
  if (pathname === '/services/oauth2/userinfo')
    return only(exchange, { GET: () => userInfo(host, organizationOf(host)) })
  const [version, ...path] = segments(pathname)
  if (version === undefined) return only(exchange, { GET: versions })
  if (!isVersion(version)) throw notFound()
  const org: Org = { exchange, state, version }
  const [name, ...rest] = path
  switch (name) {
    case undefined:
      return only(exchange, { GET: () => resources(org) })
    case 'limits':
      if (rest.length > 0) throw notFound()
      return only(exchange, { GET: () => limits(used) })
    case 'query':
      return only(exchange, { GET: () => (rest[0] === undefined ? query(org) : queryMore(org, rest[0])) })
    case 'parameterizedSearch':
      return only(exchange, { GET: () => parameterizedSearch(org), POST: () => parameterizedSearch(org) })
    case 'sobjects':
      return sobject(org, rest)
    default:
      throw notFound()
  }
}

/** What follows `/services/data`, decoded; nothing where the path is another one. */
function segments(pathname: string): string[] {
  const rest = /^\/services\/data(\/.*)?$/.exec(pathname)
  if (rest === null) throw notFound()
  return (rest[1] ?? '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw notFound()
  }
}

function sobject(org: Org, [name, second, third, ...more]: readonly string[]): Response {
  const { exchange } = org
  if (name === undefined) return only(exchange, { GET: () => objects(org) })
  const type = objectOr404(name)
  if (more.length > 0) throw notFound()
  if (second === undefined)
    return only(exchange, { GET: () => basicInformation(org, type), POST: () => create(org, type) })
  if (second === 'describe' && third === undefined) return only(exchange, { GET: () => describe(org, type) })
  if (third !== undefined) {
    return only(exchange, {
      GET: () => readByExternalId(org, type, second, third),
      PATCH: () => upsert(org, type, second, third),
    })
  }
  return only(exchange, {
    GET: () => read(org, type, second),
    PATCH: () => update(org, type, second),
    DELETE: () => remove(org, type, second),
  })
}

/** Plays the method; `POST` with `?_HttpMethod=PATCH` is a `PATCH` of a client that cannot send one. */
function only({ method, url }: Exchange, allowed: Readonly<Record<string, () => Response>>): Response {
  const meant = method === 'POST' ? (url.searchParams.get('_HttpMethod') ?? method) : method
  const play = allowed[meant]
  if (play !== undefined) return play()
  const message = `HTTP Method '${meant}' not allowed. Allowed are ${Object.keys(allowed).join(',')}`
  throw new Failure(405, 'METHOD_NOT_ALLOWED', message)
}
