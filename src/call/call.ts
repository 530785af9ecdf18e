import { UpstreamError } from '../errors/upstream-error.ts'
import { type Operation, type PreparedOperation, UnreadableAnswer } from '../kit/operation.ts'
import type { Secret } from '../kit/secret.ts'
import { AnswerTooLong, atMost, isText, longestFile, readText } from './body.ts'
import { writeKey } from './idempotency.ts'
import type { Clock, Meter, Resolver, Send, Snapshot } from './ports.ts'
import { build, findOperation, prepare } from './prepare.ts'
import { inputOfQuery, type QueryValues } from './query-input.ts'
import { type AnswerContext, isRepeatable, readAnswer, uncertainty } from './read.ts'
import { realCredentials, sign, type UnsignedRequest } from './sign.ts'
import type { Tokens } from './tokens.ts'

export interface CallServices {
  readonly resolver: Resolver
  readonly meter: Meter
  readonly send: Send
  readonly tokens: Tokens
  readonly now: Clock
  readonly randomId: () => string
}

export interface CallRequest {
  readonly org: string
  /** Id or name of the integration, or its provider while there is only one. */
  readonly integration: string
  readonly operation: string
  /** As a JSON body, or as the parameters of a query: then the operation may only read. */
  readonly input:
    | { readonly kind: 'body'; readonly value: unknown }
    | { readonly kind: 'query'; readonly values: QueryValues }
  readonly view: 'native' | 'unified'
  readonly idempotencyKey: string | undefined
}

/** `json` is the finished text of the result, where there is nothing to add to what the provider wrote. */
export type CallResult =
  | {
      readonly kind: 'value'
      readonly value: unknown
      readonly json: string | undefined
      readonly nextCursor: string | undefined
    }
  | { readonly kind: 'file'; readonly body: ReadableStream | null; readonly contentType: string }

/** A call, as a straight line: resolve, validate, admit, sign, send, read, measure. */
export async function call(request: CallRequest, services: CallServices): Promise<CallResult> {
  const { resolver, meter } = services
  const held = resolver.peek(request.org, request.integration)
  const first = held ?? (await resolver.load(request.org, request.integration))
  const plan = planCall(first, request)
  // The permit of a held snapshot proves that its version is in force; without one, the meter is asked.
  if (held !== undefined && meter.take(held)) return execute(plan, request, services)
  const admission = await meter.lease(first)
  if (admission.kind === 'admitted') return execute(plan, request, services)
  if (admission.kind === 'refused') throw limited(first, admission)
  const fresh = planCall(await resolver.load(request.org, request.integration), request)
  const again = await meter.lease(fresh.snapshot)
  if (again.kind === 'admitted') return execute(fresh, request, services)
  if (again.kind === 'refused') throw limited(fresh.snapshot, again)
  throw new UpstreamError('conflict', {
    reason: 'The integration was changed while the call was on its way.',
    suggestion: 'Send the call again.',
    retriable: true,
    outcome: 'not_sent',
  })
}

interface Plan {
  readonly snapshot: Snapshot
  readonly operation: Operation
  readonly prepared: PreparedOperation
}

function planCall(snapshot: Snapshot, request: CallRequest): Plan {
  const operation = findOperation(snapshot.provider, request.operation)
  if (request.input.kind === 'query' && operation.effect === 'write') {
    throw new UpstreamError('method_not_allowed', {
      reason: `${operation.id} changes something, so it can't be called by GET.`,
      suggestion: 'Send the input as a JSON body by POST.',
      headers: { Allow: 'POST' },
      outcome: 'not_sent',
    })
  }
  if (request.view === 'unified' && operation.shared === undefined) {
    throw new UpstreamError('invalid_request', {
      reason: `${operation.id} is an operation of ${snapshot.provider.name} alone and has no unified view.`,
      issues: [{ path: 'view', message: 'Only "native" is possible here' }],
      outcome: 'not_sent',
    })
  }
  const { input } = request
  const given = input.kind === 'body' ? input.value : inputOfQuery(operation.input(), input.values)
  return { snapshot, operation, prepared: prepare(operation, given) }
}

async function execute(plan: Plan, request: CallRequest, services: CallServices): Promise<CallResult> {
  const { snapshot, operation, prepared } = plan
  const { provider } = snapshot
  const key = await writeKey(snapshot, operation, request.idempotencyKey, services.randomId)
  const unsigned = build(snapshot, prepared, key)
  const context: AnswerContext = { provider, effect: operation.effect, repeatable: key.repeatable, now: services.now() }
  const signal = AbortSignal.timeout(operation.deadline)
  const started = services.now()
  let succeeded = false
  try {
    const result = await exchange(plan, unsigned, signal, context, request.view, services)
    succeeded = true
    return result
  } catch (thrown) {
    throw explain(thrown, signal, context)
  } finally {
    const ended = services.now()
    services.meter.record(snapshot, { operation: operation.id, succeeded, duration: ended - started, at: ended })
  }
}

async function exchange(
  plan: Plan,
  unsigned: UnsignedRequest,
  signal: AbortSignal,
  context: AnswerContext,
  view: CallRequest['view'],
  services: CallServices,
): Promise<CallResult> {
  const { snapshot } = plan
  const held = tokenOf(snapshot, services)
  const token = held ?? (await fetchToken(snapshot, signal, services))
  const attempt = async (secret: Secret | undefined) => {
    const signed = sign(unsigned, snapshot.provider.auth, realCredentials(snapshot.config, snapshot.secrets, secret))
    const { method, url, headers, body } = signed
    return understand(plan, await services.send({ method, url, headers, body }, signal), context, view)
  }
  try {
    return await attempt(token)
  } catch (thrown) {
    // A held token may have been revoked early. The request was refused whole, so it is safe to repeat with a new one.
    if (held === undefined || !isAuthenticationFailure(thrown)) throw thrown
    services.tokens.forget(snapshot)
    return attempt(await fetchToken(snapshot, signal, services))
  }
}

function tokenOf(snapshot: Snapshot, { tokens }: CallServices): Secret | undefined {
  return snapshot.provider.auth.kind === 'client-credentials' ? tokens.peek(snapshot) : undefined
}

async function fetchToken(
  snapshot: Snapshot,
  signal: AbortSignal,
  { tokens }: CallServices,
): Promise<Secret | undefined> {
  const { auth } = snapshot.provider
  return auth.kind === 'client-credentials' ? tokens.fetch(snapshot, auth, signal) : undefined
}

function isAuthenticationFailure(thrown: unknown): boolean {
  return (
    thrown instanceof UpstreamError && thrown.details.providerStatus === 401 && thrown.details.outcome === 'rejected'
  )
}

async function understand(
  plan: Plan,
  response: Response,
  context: AnswerContext,
  view: CallRequest['view'],
): Promise<CallResult> {
  if (response.ok && !isText(response.headers)) {
    const contentType = response.headers.get('Content-Type') ?? 'application/octet-stream'
    return { kind: 'file', body: response.body?.pipeThrough(atMost(longestFile)) ?? null, contentType }
  }
  const answer = readAnswer(response.status, response.headers, await readText(response), context)
  const reader = plan.prepared.readAnswer(answer.body, plan.snapshot.config)
  const value = view === 'unified' && reader.unified !== undefined ? reader.unified() : reader.native()
  return {
    kind: 'value',
    value,
    json: value === answer.body ? answer.json : undefined,
    nextCursor: reader.nextCursor(),
  }
}

/** What went wrong after the request had left, or may have left. */
function explain(thrown: unknown, signal: AbortSignal, context: AnswerContext): unknown {
  const { provider } = context
  if (thrown instanceof UpstreamError) return thrown
  if (thrown instanceof UnreadableAnswer) {
    return new UpstreamError('integration_error', {
      reason: `${provider.name} did what was asked, but its answer isn't the one it documents (${thrown.message}).`,
      suggestion: 'Call it without `view=unified`, which hands the answer on as it is.',
      outcome: 'succeeded',
    })
  }
  if (thrown instanceof AnswerTooLong) {
    return new UpstreamError('integration_error', {
      reason: `The answer of ${provider.name} is too long: ${thrown.message}.`,
      suggestion: 'Ask for less at a time, with `limit` where the operation takes it.',
      outcome: context.effect === 'read' ? 'rejected' : 'succeeded',
    })
  }
  const late = signal.aborted
  const facts = {
    reason: late ? `${provider.name} didn't answer in time.` : `The connection to ${provider.name} failed.`,
    suggestion: uncertainty(context),
    status: late ? 504 : 502,
    retriable: isRepeatable(context),
    outcome: 'uncertain',
  } as const
  return new UpstreamError('integration_unavailable', facts, { cause: thrown })
}

function limited(
  snapshot: Snapshot,
  {
    retryAfter,
    tightest,
  }: {
    readonly retryAfter: number
    readonly tightest: { limit: number; window: number; remaining: number } | undefined
  },
): UpstreamError {
  const seconds = Math.max(1, Math.ceil(retryAfter / 1_000))
  const policy: Record<string, string> =
    tightest === undefined ? {} : { 'RateLimit-Policy': `"integration";q=${tightest.limit};w=${tightest.window}` }
  const allowed = tightest === undefined ? 'its limit' : `${tightest.limit} calls in ${tightest.window} s`
  return new UpstreamError('rate_limited', {
    reason: `The integration ${snapshot.id} has used up ${allowed}.`,
    suggestion: 'Wait as long as `Retry-After` says, or raise `config.rateLimit` where the provider grants more.',
    source: 'upstream',
    outcome: 'not_sent',
    headers: { 'Retry-After': String(seconds), RateLimit: `"integration";r=0;t=${seconds}`, ...policy },
  })
}
