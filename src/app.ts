import { Hono } from 'hono'
import { errorResponse, toUpstreamError } from './errors/render.ts'
import { UpstreamError } from './errors/upstream-error.ts'
import { administrationRoutes } from './routes/administration.ts'
import { callRoutes } from './routes/calls.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { type AppEnvironment, mount } from './routes/mount.ts'

/** Every route of the API, in the order in which they are matched. */
export const routes = [...callRoutes, ...integrationRoutes, ...catalogRoutes, ...administrationRoutes]

export const app = new Hono<AppEnvironment>()

app.use(async (context, next) => {
  context.set('requestId', `req_${crypto.randomUUID().replaceAll('-', '')}`)
  await next()
  context.header('Upstream-Request-Id', context.get('requestId'))
})

mount(app, '/upstream', routes)

app.notFound((context) => {
  const error = new UpstreamError('not_found', { reason: `There is nothing at ${new URL(context.req.url).pathname}.` })
  return errorResponse(error, context.get('requestId'), context.req.header('accept'))
})

app.onError((thrown, context) => {
  const error = toUpstreamError(thrown)
  const requestId = context.get('requestId')
  if (error.code === 'internal_error') report(error, requestId)
  return errorResponse(error, requestId, context.req.header('accept'))
})

/** An unexpected fault, for the log: what it was and where, without what was in the request. */
function report(error: UpstreamError, requestId: string): void {
  const { cause } = error
  const fault =
    cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : { name: 'unknown' }
  console.error(JSON.stringify({ message: 'unexpected fault', requestId, reason: error.details.reason, fault }))
}
