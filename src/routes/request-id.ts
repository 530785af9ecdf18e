import type { Context } from 'hono'
import type { Bindings } from '../env.ts'

export interface AppEnvironment {
  Bindings: Bindings
  Variables: { requestId?: string }
}

export type AppContext = Context<AppEnvironment>

/** The id by which a request is found again: made when it is first asked for. */
export function requestIdOf(context: AppContext): string {
  const known = context.get('requestId')
  if (known !== undefined) return known
  const made = `req_${crypto.randomUUID().replaceAll('-', '')}`
  context.set('requestId', made)
  return made
}

/** Every answer tells the id of its request. */
export function identified(response: Response, context: AppContext): Response {
  // Not by Hono's own `header`, which would wrap a finished answer in another one, and its text in a stream.
  response.headers.set('Upstream-Request-Id', requestIdOf(context))
  return response
}
