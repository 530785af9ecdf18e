import type { Hono } from 'hono'
import type * as z from 'zod'
import type { ReadAhead } from '../call/ports.ts'
import { type ErrorIssue, UpstreamError } from '../errors/upstream-error.ts'
import { type Gateway, gatewayOf } from '../gateway.ts'
import { issuesOf } from '../kit/issues.ts'
import { authenticate, isOperator } from '../tenancy/authenticate.ts'
import { covers, type Scope } from '../tenancy/scopes.ts'
import { readJson } from './body.ts'
import { type AppContext, type AppEnvironment, requestIdOf } from './request-id.ts'
import { pathsOf, type Reply, type Route, type RouteContext } from './route.ts'

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
      // RFC 9110 section 9.3.2: HEAD is GET, of which Hono sends the headers alone.
      const method = context.req.method === 'HEAD' ? 'GET' : context.req.method
      return serve(methods.get(method) ?? refuseMethod([...methods.keys()]), context)
    })
  }
}

async function serve(route: Route, context: AppContext): Promise<Response> {
  const gateway = gatewayOf(context.env)
  const arrivedAt = gateway.call.now()
  let readAhead: ReadAhead | undefined
  const { org, requireScope } = await admit(route, context, gateway, (claimed) => {
    readAhead = route.readAhead?.(gateway, claimed, context.req.param())
  })
  const parts = {
    params: parse('path', route.params(), decoded(context.req.url, context.req.param())),
    query: context.req.url.includes('?')
      ? parse('query', route.query(), singles(context.req.queries()))
      : nothing('query', route.query),
    headers: route.headers === undefined ? {} : headersOf(route.headers, context),
    body: route.body === undefined ? undefined : parse('', route.body(), await readJson(context.req.raw)),
  }
  const routeContext: RouteContext = {
    gateway,
    org,
    get origin() {
      return new URL(context.req.url).origin
    },
    requestId: requestIdOf(context),
    arrivedAt,
    header: (name) => context.req.header(name),
    readAhead,
    requireScope,
  }
  const reply = await route.handle(parts, routeContext)
  return respond(context.req.method === 'HEAD' ? await withoutContent(reply) : reply, requestIdOf(context))
}

/** A stream that nobody will read has to be let go, so that whoever sends it stops. */
async function withoutContent(reply: Reply): Promise<Reply> {
  if (!('content' in reply && reply.content instanceof ReadableStream)) return reply
  await reply.content.cancel()
  return { ...reply, content: null }
}

/** Who may pass: nobody has to be known for a public route, the operator for an administrative one, else a caller. */
async function admit(
  route: Route,
  context: AppContext,
  gateway: Gateway,
  meanwhile: (claimed: string) => void,
): Promise<{ org: string; requireScope: (scope: Scope) => void }> {
  const authorization = context.req.header('authorization')
  if (route.access === 'public') return { org: '', requireScope: () => undefined }
  const administrative = route.access === 'operator' || route.access === 'admin'
  if (administrative && (await isOperator(authorization, gateway.adminToken))) {
    return { org: '', requireScope: () => undefined }
  }
  if (route.access === 'operator') {
    throw new UpstreamError('unauthorized', {
      reason: 'Only the operator of this deployment may do this.',
      suggestion: 'Send `Authorization: Bearer` with the deployment’s ADMIN_TOKEN; while none is set, nobody may.',
    })
  }
  const credentials = {
    authorization,
    orgid: context.req.header('orgid'),
    get gatewaySecret() {
      return context.req.header('upstream-gateway-secret')
    },
    get host() {
      return new URL(context.req.url).hostname
    },
  }
  const caller = await authenticate(credentials, gateway.authentication, meanwhile)
  const requireScope = (scope: Scope) => {
    if (covers(caller.scopes, scope)) return
    throw new UpstreamError('forbidden', {
      reason: `The key lacks the scope "${scope}".`,
      suggestion: `Use a key that has the scope "${scope}".`,
    })
  }
  requireScope(route.access)
  return { org: caller.org, requireScope }
}

/** Hono leaves what it can't decode as it is, so the path is judged as it came; one that can't be decoded names nothing. */
function decoded(url: string, params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!url.includes('%') || isDecodable(new URL(url).pathname)) return params
  throw invalid('path', [{ path: '', message: 'Is not properly percent-encoded' }])
}

function isDecodable(value: string): boolean {
  try {
    decodeURIComponent(value)
    return true
  } catch {
    return false
  }
}

/** Only the headers that the schema names: a request has many that nobody asks for, and mostly none that somebody does. */
function headersOf(schema: () => z.ZodObject, context: AppContext): unknown {
  const given = Object.keys(schema().shape).flatMap((name) => {
    const value = context.req.header(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return given.length === 0 ? nothing('header', schema) : parse('header', schema(), Object.fromEntries(given))
}

const parsedNothing = new WeakMap<() => z.ZodObject, unknown>()

/** What a schema makes of nothing at all: its defaults, parsed once and shared, since nobody changes them. */
function nothing(part: 'query' | 'header', schema: () => z.ZodObject): unknown {
  if (!parsedNothing.has(schema)) parsedNothing.set(schema, Object.freeze(parse(part, schema(), {})))
  return parsedNothing.get(schema)
}

/** A parameter that came once is its value; one that came more often is the list of its values. */
function singles(query: Readonly<Record<string, readonly string[]>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}

function parse(part: 'path' | 'query' | 'header' | '', schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(part, issuesOf(result.error))
}

function invalid(part: string, issues: readonly ErrorIssue[]): UpstreamError {
  const named = issues.map(({ path, message }) => ({
    path: [part, path].filter((name) => name !== '').join('.') || 'body',
    message,
  }))
  const [first] = named
  return new UpstreamError('invalid_request', {
    reason: `The request isn't one that this route takes: ${first?.path ?? 'body'}: ${first?.message ?? 'invalid'}.`,
    issues: named,
  })
}

function respond(reply: Reply, requestId: string): Response {
  const status = reply.status ?? 200
  // Headers go in with the rest: asking a finished response for them makes one more object of the runtime.
  if ('json' in reply) {
    const headers = { 'Content-Type': 'application/json', 'Upstream-Request-Id': requestId }
    return new Response(JSON.stringify(reply.json), { status, headers })
  }
  return new Response(reply.content, { status, headers: { ...reply.headers, 'Upstream-Request-Id': requestId } })
}

function refuseMethod(allowed: readonly string[]): never {
  throw new UpstreamError('method_not_allowed', {
    reason: `This path takes ${allowed.join(' and ')} only.`,
    headers: { Allow: allowed.join(', ') },
  })
}
