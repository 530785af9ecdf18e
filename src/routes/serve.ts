import type * as z from 'zod'
import type { ReadAhead } from '../call/ports.ts'
import type { Bindings } from '../env.ts'
import { type ErrorIssue, UpstreamError } from '../errors/upstream-error.ts'
import { type Gateway, gatewayOf } from '../gateway.ts'
import { issuesOf } from '../kit/issues.ts'
import { authenticate, type Caller, type Credentials, isOperator } from '../tenancy/authenticate.ts'
import { covers, type Scope } from '../tenancy/scopes.ts'
import { readJson } from './body.ts'
import type { Incoming } from './incoming.ts'
import type { PathParams, Reply, Route, RouteContext } from './route.ts'

/** The route that a request is for, with what its path and its query say. */
export interface Match {
  readonly route: Route
  /** As they came. */
  readonly params: PathParams
  /** The same by the route's schema, where it has checked them before. */
  readonly checked?: unknown
  /** Undefined where the URL has no query. */
  readonly query: Readonly<Record<string, readonly string[]>> | undefined
}

/** Lets the caller pass or not, parses what came, and makes a response of the route's reply. */
export async function serve(
  { route, params, checked, query }: Match,
  incoming: Incoming,
  env: Bindings,
): Promise<Response> {
  const gateway = gatewayOf(env)
  const arrivedAt = gateway.call.now()
  let readAhead: ReadAhead | undefined
  const admitted = admit(route, incoming, gateway, (claimed) => {
    readAhead = route.readAhead?.(gateway, claimed, params)
  })
  const caller = admitted instanceof Promise ? await admitted : admitted
  const parts = {
    params: checked ?? parse('path', route.params(), decoded(incoming.url, params)),
    query: query === undefined ? nothing('query', route.query) : parse('query', route.query(), singles(query)),
    headers: route.headers === undefined ? {} : headersOf(route.headers, incoming),
    body: route.body === undefined ? undefined : parse('', route.body(), await readJson(incoming)),
  }
  const reply = await route.handle(parts, new ServedContext(gateway, incoming, arrivedAt, caller, readAhead))
  return respond(incoming.method === 'HEAD' ? await withoutContent(reply) : reply, incoming.requestId)
}

/** A stream that nobody will read has to be let go, so that whoever sends it stops. */
async function withoutContent(reply: Reply): Promise<Reply> {
  if (!('content' in reply && reply.content instanceof ReadableStream)) return reply
  await reply.content.cancel()
  return { ...reply, content: null }
}

/** What a handler sees beside the parts that were parsed. */
class ServedContext implements RouteContext {
  readonly gateway: Gateway
  readonly org: string
  readonly arrivedAt: number
  readonly readAhead: ReadAhead | undefined
  readonly #incoming: Incoming
  readonly #caller: Caller | undefined

  constructor(
    gateway: Gateway,
    incoming: Incoming,
    arrivedAt: number,
    caller: Caller | undefined,
    readAhead: ReadAhead | undefined,
  ) {
    this.gateway = gateway
    this.arrivedAt = arrivedAt
    this.org = caller?.org ?? ''
    this.readAhead = readAhead
    this.#incoming = incoming
    this.#caller = caller
  }

  // Handlers take functions out of their context and call them alone; most take none, and then none is made.
  get header(): RouteContext['header'] {
    const incoming = this.#incoming
    return (name) => incoming.header(name)
  }

  get requireScope(): RouteContext['requireScope'] {
    const caller = this.#caller
    return (scope) => {
      if (caller !== undefined) requireScope(caller, scope)
    }
  }

  get origin(): string {
    return this.#incoming.origin
  }

  get requestId(): string {
    return this.#incoming.requestId
  }
}

/**
 * Who may pass: nobody has to be known for a public route, the operator for an administrative one, else a caller. Undefined
 * for who isn't the caller of an org. A caller whose key the isolate holds is answered at once.
 */
function admit(
  { access }: Route,
  incoming: Incoming,
  gateway: Gateway,
  meanwhile: (claimed: string) => void,
): Caller | undefined | Promise<Caller | undefined> {
  if (access === 'public') return undefined
  if (access === 'operator' || access === 'admin') return admitOperator(access, incoming, gateway, meanwhile)
  const found = authenticate(new HeaderCredentials(incoming), gateway.authentication, meanwhile)
  if (found instanceof Promise) return found.then((caller) => requireScope(caller, access))
  return requireScope(found, access)
}

async function admitOperator(
  access: 'operator' | 'admin',
  incoming: Incoming,
  gateway: Gateway,
  meanwhile: (claimed: string) => void,
): Promise<Caller | undefined> {
  if (await isOperator(incoming.header('authorization'), gateway.adminToken)) return undefined
  if (access === 'operator') {
    throw new UpstreamError('unauthorized', {
      reason: 'Only the operator of this deployment may do this.',
      suggestion: 'Send `Authorization: Bearer` with the deployment’s ADMIN_TOKEN; while none is set, nobody may.',
    })
  }
  return requireScope(await authenticate(new HeaderCredentials(incoming), gateway.authentication, meanwhile), access)
}

/** Headers are looked up as they are asked for: each look costs, and most callers send one of them. */
class HeaderCredentials implements Credentials {
  readonly #incoming: Incoming

  constructor(incoming: Incoming) {
    this.#incoming = incoming
  }

  get authorization() {
    return this.#incoming.header('authorization')
  }

  get orgid() {
    return this.#incoming.header('orgid')
  }

  get gatewaySecret() {
    return this.#incoming.header('upstream-gateway-secret')
  }

  get host() {
    return this.#incoming.hostname
  }
}

function requireScope(caller: Caller, scope: Scope): Caller {
  if (covers(caller.scopes, scope)) return caller
  throw new UpstreamError('forbidden', {
    reason: `The key lacks the scope "${scope}".`,
    suggestion: `Use a key that has the scope "${scope}".`,
  })
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
function headersOf(schema: () => z.ZodObject, incoming: Incoming): unknown {
  const given = Object.keys(schema().shape).flatMap((name) => {
    const value = incoming.header(name)
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
