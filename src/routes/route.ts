import type * as z from 'zod'
import type { ReadAhead } from '../call/ports.ts'
import type { ErrorCode } from '../errors/table.ts'
import type { Gateway } from '../gateway.ts'
import { once } from '../kit/contract.ts'
import type { Scope } from '../tenancy/scopes.ts'

/**
 * A route, declared once: what it takes, what it answers and which errors it may answer. The handlers, the checks of
 * every answer in the tests, and later the OpenAPI document and the typed client are derived from it.
 */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** Below `/upstream`; a segment that ends in `?` may be left out, and everything after it. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params: () => z.ZodObject
  readonly query: () => z.ZodObject
  /** Headers that the route reads, by their names in lower case. */
  readonly headers: (() => z.ZodObject) | undefined
  /** Undefined where a body is neither needed nor read. */
  readonly body: (() => z.ZodType) | undefined
  /** The answer when all went well; undefined where it isn't JSON. */
  readonly answer: (() => z.ZodType) | undefined
  readonly errors: readonly ErrorCode[]
  /**
   * Begins to read what the handler will need, while the caller's key is still looked up: for the org that the caller
   * claims to be of, with the parameters of the path as they came.
   */
  readonly readAhead?: (gateway: Gateway, claimed: string, params: PathParams) => ReadAhead | undefined
  readonly handle: (parts: RawParts, context: RouteContext) => Promise<Reply>
}

/**
 * `public` needs nobody, `operator` the holder of ADMIN_TOKEN, a scope a caller with a key that has it; `admin` either
 * the operator, or a key of the org in question that has this scope.
 */
export type Access = 'public' | 'operator' | Scope

export type PathParams = Readonly<Record<string, string>>

/** What a request brought, parsed by the route's schemas. */
export interface RawParts {
  readonly params: unknown
  readonly query: unknown
  readonly headers: unknown
  readonly body: unknown
}

export interface RouteContext {
  readonly gateway: Gateway
  /** The org of the caller; empty for the operator, and where nobody has to be known. */
  readonly org: string
  /** Where the request came in, such as `https://api.example.com`. */
  readonly origin: string
  readonly requestId: string
  /** When the request came, in milliseconds since 1970. */
  readonly arrivedAt: number
  readonly header: (name: string) => string | undefined
  /** What the route's `readAhead` has begun, for this very org. */
  readonly readAhead: ReadAhead | undefined
  /** Refuses a caller without this scope, where what is asked for needs more than the route does. */
  readonly requireScope: (scope: Scope) => void
}

/** An answer: JSON that the route's schema describes, or what a response is made of. */
export type Reply = { readonly json: unknown; readonly status?: number } | RawReply

/** An answer as it goes out; `status` is 200 where it isn't said. */
export interface RawReply {
  readonly content: string | ReadableStream | null
  readonly headers: Readonly<Record<string, string>>
  readonly status?: number
}

interface RouteBody<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Answer,
> {
  readonly method: Route['method']
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params: () => Params
  readonly query: () => Query
  readonly headers?: () => Headers
  readonly body?: () => Body
  readonly answer?: () => z.ZodType<unknown, Answer>
  readonly errors: readonly ErrorCode[]
  readonly readAhead?: Route['readAhead'] & {}
  readonly handle: (
    parts: {
      readonly params: z.output<Params>
      readonly query: z.output<Query>
      readonly headers: z.output<Headers>
      readonly body: z.output<Body>
    },
    context: RouteContext,
  ) => Promise<{ readonly json: NoInfer<Answer>; readonly status?: number } | RawReply>
}

export function defineRoute<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Answer,
>(route: RouteBody<Params, Query, Headers, Body, Answer>): Route {
  return {
    ...route,
    params: once(route.params),
    query: once(route.query),
    headers: route.headers === undefined ? undefined : once(route.headers),
    body: route.body === undefined ? undefined : once(route.body),
    answer: route.answer === undefined ? undefined : once(route.answer),
    handle: (parts, context) =>
      // `mount` parses every part with these very schemas before it calls.
      route.handle(
        parts as { params: z.output<Params>; query: z.output<Query>; headers: z.output<Headers>; body: z.output<Body> },
        context,
      ),
  }
}

/** The paths that a route answers: one for each number of optional segments that are there. */
export function pathsOf(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '')
  const required = segments.filter((segment) => !segment.endsWith('?')).length
  return Array.from({ length: segments.length - required + 1 }, (_, index) => {
    const taken = segments.slice(0, required + index)
    return `/${taken.map((segment) => segment.replace(/\?$/, '')).join('/')}`
  }).reverse()
}
