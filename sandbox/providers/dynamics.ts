import { authorized } from '../authorization/authorized.ts'
import { bearerToken, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { badQuery, Failure, failure, noSegment } from './dynamics/answers.ts'
import { authorizationServer } from './dynamics/consent.ts'
import { authenticateToken, issueToken, loginHost } from './dynamics/oauth.ts'
import { list, read, serviceDocument, whoAmI } from './dynamics/reads.ts'
import type { Environment } from './dynamics/rows.ts'
import { findTable } from './dynamics/tables.ts'
import { closeOpportunity, create, remove, update } from './dynamics/writes.ts'

export { fixtures } from './dynamics/fixtures.ts'

/**
 * Dynamics 365 Sales as the Dataverse Web API v9.0 to v9.2 of every environment, and the token endpoint of Microsoft
 * Entra ID.
 *
 * Tokens are issued by the client credentials grant, in any tenant, to any client whose id is a GUID and whose secret
 * does not contain `invalid`, and by consent of a user; a token is good for the environment that its scope names.
 * Environment and client are the account. Nothing has to be unique but ids.
 */
const api: SandboxProvider = {
  id: 'dynamics',
  // Regions: https://learn.microsoft.com/en-us/power-platform/admin/new-datacenter-regions
  hosts: [loginHost, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.(api\.)?crm([1-9]\d?)?\.dynamics\.com$/],

  authenticate(exchange: Exchange): Authentication {
    if (exchange.url.host === loginHost) return { account: loginHost }
    return authenticateToken(bearerToken(exchange.headers) ?? '', exchange)
  },

  handle(exchange: Exchange, state: State): Response {
    if (exchange.url.host === loginHost) return issueToken(exchange)
    try {
      return answer(exchange, state)
    } catch (error) {
      if (error instanceof Failure) return error.response
      throw error
    }
  },

  /** Source: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/api-limits */
  rateLimited(): Response {
    const message = 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.'
    return failure(429, '0x80072322', message, { 'Retry-After': '30' })
  },

  outage(): Response {
    return failure(503, '', 'The service is unavailable.')
  },
}

export const dynamics = authorized(api, authorizationServer)

function answer(exchange: Exchange, state: State): Response {
  const [api, data, version = '', segment = '', ...more] = pathSegments(exchange.url.pathname.slice(1))
  if (api !== 'api' || data !== 'data' || !/^v9\.[0-2]$/.test(version)) throw noResource(exchange)
  const environment: Environment = { exchange, state, base: `${exchange.url.origin}/api/data/${version}` }
  if (more.length > 0) throw badPath()
  const opportunities = findTable('opportunities')
  switch (segment) {
    case '':
      return only(exchange, { GET: () => serviceDocument(environment) })
    case 'WhoAmI':
    case 'WhoAmI()':
      return only(exchange, { GET: () => whoAmI(environment) })
    case 'WinOpportunity':
    case 'LoseOpportunity': {
      if (opportunities === undefined) throw noSegment(segment)
      const outcome = segment === 'WinOpportunity' ? 'Won' : 'Lost'
      return only(exchange, { POST: () => closeOpportunity(environment, opportunities, outcome) })
    }
    default:
      return rows(environment, segment)
  }
}

/** `contacts`, `contacts({id})`, `contacts(contactid={id})` */
function rows(environment: Environment, segment: string): Response {
  const { exchange } = environment
  const [, set = '', key] = /^(\w+)(?:\((.*)\))?$/.exec(segment) ?? []
  const table = findTable(set)
  if (table === undefined) throw noSegment(set || segment)
  if (key === undefined) {
    return only(exchange, { GET: () => list(environment, table), POST: () => create(environment, table) })
  }
  const given = key.startsWith(`${table.id}=`) ? key.slice(table.id.length + 1) : key
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)) throw badPath()
  const id = given.toLowerCase()
  return only(exchange, {
    GET: () => read(environment, table, id),
    PATCH: () => update(environment, table, id),
    DELETE: () => remove(environment, table, id),
  })
}

function badPath(): Failure {
  return badQuery(
    'URL was not parsed due to an ODataUnrecognizedPathException. Resource not found for the segment provided in the URL.',
  )
}

function only(exchange: Exchange, allowed: Readonly<Record<string, () => Response>>): Response {
  const play = allowed[exchange.method]
  if (play !== undefined) return play()
  // A function that is called by the wrong method is as good as absent; a table knows which methods it lacks.
  if (Object.keys(allowed).length === 1) throw noResource(exchange)
  throw new Failure(405, '0x80060888', `The requested resource does not support http method '${exchange.method}'.`)
}

function noResource({ url }: Exchange): Failure {
  return new Failure(404, '', `No HTTP resource was found that matches the request URI '${url.origin}${url.pathname}'.`)
}
