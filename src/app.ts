import { Hono } from 'hono'
import type { Bindings } from './env.ts'
import { errorResponse, toUpstreamError } from './errors/render.ts'
import { UpstreamError, upstreamErrorIn } from './errors/upstream-error.ts'
import { administrationRoutes } from './routes/administration.ts'
import { callByGet, callByPost, callRoutes } from './routes/calls.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { connectRoutes } from './routes/connect.ts'
import { Incoming } from './routes/incoming.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { type AppEnvironment, incomingOf, mount } from './routes/mount.ts'
import { PlainCalls } from './routes/plain-calls.ts'
import { serve } from './routes/serve.ts'

/** Every route of the API, in the order in which they are matched. */
export const routes = [
  ...callRoutes,
  ...integrationRoutes,
  ...connectRoutes,
  ...metricsRoutes,
  ...catalogRoutes,
  ...administrationRoutes,
]

const prefix = '/upstream'
const hono = new Hono<AppEnvironment>()
mount(hono, prefix, routes)
hono.notFound((context) => {
  const { pathname } = new URL(context.req.url)
  return refusal(new UpstreamError('not_found', { reason: `There is nothing at ${pathname}.` }), incomingOf(context))
})
hono.onError((thrown, context) => failure(thrown, incomingOf(context)))

/** Calls are what everybody waits for: where nothing in one has to be decoded, its route is found without a router. */
const plainCalls = new Map<string, PlainCalls>(
  [callByPost, callByGet].map((route) => [route.method, new PlainCalls(`${prefix}/call`, route)]),
)

export const app = {
  async fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
    const incoming = new Incoming(request)
    const call = plainCalls.get(incoming.method)?.find(incoming)
    if (call === undefined) return hono.fetch(request, env, context)
    try {
      return await serve(call, incoming, env)
    } catch (thrown) {
      return failure(thrown, incoming)
    }
  },
}

/** The answer to whatever was thrown; a fault of the gateway is told to its log as well. */
function failure(thrown: unknown, incoming: Incoming): Response {
  const error = toUpstreamError(thrown)
  if (error.code === 'internal_error') report(error, upstreamErrorIn(thrown) !== undefined, incoming.requestId)
  return refusal(error, incoming)
}

function refusal(error: UpstreamError, incoming: Incoming): Response {
  return errorResponse(error, incoming.requestId, incoming.header('accept'))
}

/**
 * A fault of the gateway, for the log: what it was and where, without what was in the request. Only the innermost message is
 * told, because the outer ones of a database error have the values of the query in them.
 */
function report(error: UpstreamError, foreseen: boolean, requestId: string): void {
  let fault: unknown = error.cause
  while (fault instanceof Error && fault.cause !== undefined) fault = fault.cause
  const { name, message, stack } = fault instanceof Error ? fault : new Error('something that is no error was thrown')
  console.error(
    JSON.stringify({
      message: foreseen ? 'foreseen fault' : 'unexpected fault',
      requestId,
      reason: error.details.reason,
      fault: { name, message, stack },
    }),
  )
}
