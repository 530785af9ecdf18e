import { authorized } from '../authorization/authorized.ts'
import { bearerToken, json, pathSegments } from '../http.ts'
import { findRoute, type Play, type Routes } from '../path-routes.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { Failure, failed, unauthorized } from './pipedrive/answers.ts'
import { type Entity, entities } from './pipedrive/entities.ts'
import { createNote, deleteNote, listNotes, readNote, updateNote } from './pipedrive/notes.ts'
import { authorizationServer } from './pipedrive/oauth.ts'
import { create, list, read, remove, update } from './pipedrive/records.ts'
import { search } from './pipedrive/search.ts'
import {
  currentUser,
  listPipelines,
  listStages,
  listUsers,
  readPipeline,
  readStage,
  readUser,
} from './pipedrive/settings.ts'

export { fixtures } from './pipedrive/fixtures.ts'

const burstLimit = 80

/**
 * The Pipedrive API: v2 for persons, organizations, deals, pipelines and stages, v1 for notes and users, on the common
 * host and on the host of any company.
 *
 * A request carries an API token (`x-api-token`, or the parameter `api_token`) or an OAuth access token of at least ten
 * characters. The token is the account. Nothing has to be unique in Pipedrive.
 */
const api: SandboxProvider = {
  id: 'pipedrive',
  hosts: [/^[a-z0-9](-?[a-z0-9]+)*\.pipedrive\.com$/],

  authenticate({ headers, url }: Exchange): Authentication {
    const token = headers.get('x-api-token') ?? url.searchParams.get('api_token') ?? bearerToken(headers) ?? ''
    if (!/^[\w.~:-]{10,}$/.test(token) || token.includes('invalid')) return { refusal: unauthorized() }
    return { account: token }
  },

  handle(exchange: Exchange, state: State): Response {
    try {
      return answer(exchange, state)
    } catch (error) {
      if (error instanceof Failure) return error.response
      throw error
    }
  },

  /** Source: https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting */
  rateLimited(): Response {
    return json({ success: false, error: 'request over limit', errorCode: 429 }, 429, {
      'x-ratelimit-limit': String(burstLimit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2',
    })
  },

  outage(): Response {
    return failed(503, 'Service unavailable', 'Pipedrive is under scheduled maintenance.').response
  },
}

export const pipedrive = authorized(api, authorizationServer)

const routes: Routes = [
  ...entities.flatMap(routesOf),
  ['GET v2/pipelines', listPipelines],
  ['GET v2/pipelines/*', (exchange, _state, id) => readPipeline(exchange, id)],
  ['GET v2/stages', listStages],
  ['GET v2/stages/*', (exchange, _state, id) => readStage(exchange, id)],
  ['GET v1/users', listUsers],
  ['GET v1/users/me', currentUser],
  ['GET v1/users/*', (exchange, _state, id) => readUser(exchange, id)],
  ['GET v1/notes', listNotes],
  ['POST v1/notes', createNote],
  ['GET v1/notes/*', readNote],
  ['PUT v1/notes/*', updateNote],
  ['DELETE v1/notes/*', deleteNote],
]

function routesOf(entity: Entity): Routes {
  const path = `v2/${entity.name}s`
  const of = (play: (exchange: Exchange, state: State, entity: Entity, id: string) => Response): Play => {
    return (exchange, state, id) => play(exchange, state, entity, id)
  }
  return [
    [`GET ${path}`, of(list)],
    [`POST ${path}`, of(create)],
    [`GET ${path}/search`, of(search)],
    [`GET ${path}/*`, of(read)],
    [`PATCH ${path}/*`, of(update)],
    [`DELETE ${path}/*`, of(remove)],
  ]
}

/** v2 lies under `/api` everywhere, v1 with and without it. */
function answer(exchange: Exchange, state: State): Response {
  const [first, ...rest] = pathSegments(exchange.url.pathname.slice(1))
  const segments = first === 'api' ? rest : first === 'v1' ? [first, ...rest] : []
  const play = findRoute(routes, exchange, segments)
  if (play !== undefined) return play(exchange, state)
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const isKnown = methods.some((method) => findRoute(routes, { ...exchange, method }, segments) !== undefined)
  throw isKnown ? failed(405, 'Method not allowed') : failed(404, 'Unknown method .')
}
