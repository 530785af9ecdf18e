import { Hono } from 'hono'
import { errorResponse, toUpstreamError } from './errors/render.ts'
import { UpstreamError } from './errors/upstream-error.ts'
import { administrationRoutes } from './routes/administration.ts'
import { callRoutes } from './routes/calls.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { mount } from './routes/mount.ts'
import { type AppContext, type AppEnvironment, identified, requestIdOf } from './routes/request-id.ts'

/** Every route of the API, in the order in which they are matched. */
export const routes = [...callRoutes, ...integrationRoutes, ...catalogRoutes, ...administrationRoutes]

export const app = new Hono<AppEnvironment>()

mount(app, '/upstream', routes)

app.notFound((context) => {
  const error = new UpstreamError('not_found', { reason: `There is nothing at ${new URL(context.req.url).pathname}.` })
  return refusal(error, context)
})

app.onError((thrown, context) => {
  const error = toUpstreamError(thrown)
  if (error.code === 'internal_error') report(error, requestIdOf(context))
  return refusal(error, context)
})

function refusal(error: UpstreamError, context: AppContext): Response {
  return identified(errorResponse(error, requestIdOf(context), context.req.header('accept')), context)
}

/**
 * An unexpected fault, for the log: what it was and where, without what was in the request. Only the innermost message is
 * told, because the outer ones of a database error have the values of the query in them.
 */
function report(error: UpstreamError, requestId: string): void {
  let fault: unknown = error.cause
  while (fault instanceof Error && fault.cause !== undefined) fault = fault.cause
  const { name, message, stack } = fault instanceof Error ? fault : new Error('something that is no error was thrown')
  console.error(
    JSON.stringify({
      message: 'unexpected fault',
      requestId,
      reason: error.details.reason,
      fault: { name, message, stack },
    }),
  )
}
