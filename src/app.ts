import { Hono } from 'hono'
import type { Bindings } from './env.ts'
import { errorResponse, toUpstreamError } from './errors/render.ts'
import { UpstreamError, upstreamErrorIn } from './errors/upstream-error.ts'
import { administrationRoutes } from './routes/administration.ts'
import { callRoutes } from './routes/calls.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { connectRoutes } from './routes/connect.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { mount } from './routes/mount.ts'
import { type AppContext, type AppEnvironment, requestIdOf } from './routes/request-id.ts'
import type { Route } from './routes/route.ts'

/** Every route of the API, in the order in which they are matched. */
export const routes = [
  ...callRoutes,
  ...integrationRoutes,
  ...connectRoutes,
  ...metricsRoutes,
  ...catalogRoutes,
  ...administrationRoutes,
]

/**
 * Calls have a router of their own: `/active/detail` beside `/active/:type` keeps Hono from its quickest one, and calls are
 * what everybody waits for.
 */
const calls = appOf(callRoutes)
const others = appOf([
  ...integrationRoutes,
  ...connectRoutes,
  ...metricsRoutes,
  ...catalogRoutes,
  ...administrationRoutes,
])
const callPaths = ['/upstream/call/', '/upstream/test/']

export const app = {
  fetch(request: Request, env: Bindings, context: ExecutionContext): Response | Promise<Response> {
    const path = request.url.indexOf('/', 'https://'.length)
    const isCall = callPaths.some((start) => request.url.startsWith(start, path))
    return (isCall ? calls : others).fetch(request, env, context)
  },
}

function appOf(mounted: readonly Route[]): Hono<AppEnvironment> {
  const hono = new Hono<AppEnvironment>()
  mount(hono, '/upstream', mounted)
  hono.notFound((context) => {
    const { pathname } = new URL(context.req.url)
    return refusal(new UpstreamError('not_found', { reason: `There is nothing at ${pathname}.` }), context)
  })
  hono.onError((thrown, context) => {
    const error = toUpstreamError(thrown)
    if (error.code === 'internal_error') report(error, upstreamErrorIn(thrown) !== undefined, requestIdOf(context))
    return refusal(error, context)
  })
  return hono
}

function refusal(error: UpstreamError, context: AppContext): Response {
  return errorResponse(error, requestIdOf(context), context.req.header('accept'))
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
