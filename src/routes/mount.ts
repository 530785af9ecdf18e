import type { Context, Hono } from 'hono'
import type { Bindings } from '../env.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { Incoming } from './incoming.ts'
import { pathsOf, type Route } from './route.ts'
import { serve } from './serve.ts'

export interface AppEnvironment {
  Bindings: Bindings
  Variables: { incoming?: Incoming }
}

export type AppContext = Context<AppEnvironment>

/**
 * Puts routes under a prefix; a known path with another method answers 405 with what it takes. A path has one handler for
 * all of its methods, and no middleware: Hono calls a handler that is alone without composing anything.
 */
export function mount(app: Hono<AppEnvironment>, prefix: string, routes: readonly Route[]): void {
  const paths = new Map<string, Map<string, Route>>()
  for (const route of routes) {
    for (const path of pathsOf(route.path)) paths.set(path, new Map(paths.get(path)).set(route.method, route))
  }
  for (const [path, methods] of paths) {
    app.all(prefix + path, async (context) => {
      const incoming = incomingOf(context)
      // RFC 9110 section 9.3.2: HEAD is GET, of which Hono sends the headers alone.
      const method = incoming.method === 'HEAD' ? 'GET' : incoming.method
      const route = methods.get(method) ?? refuseMethod([...methods.keys()])
      const query = incoming.url.includes('?') ? context.req.queries() : undefined
      return serve({ route, params: context.req.param(), query }, incoming, context.env)
    })
  }
}

/** The request of a context, under whose id its errors are told as well. */
export function incomingOf(context: AppContext): Incoming {
  const known = context.get('incoming')
  if (known !== undefined) return known
  const incoming = new Incoming(context.req.raw)
  context.set('incoming', incoming)
  return incoming
}

function refuseMethod(allowed: readonly string[]): never {
  throw new UpstreamError('method_not_allowed', {
    reason: `This path takes ${allowed.join(' and ')} only.`,
    headers: { Allow: allowed.join(', ') },
  })
}
