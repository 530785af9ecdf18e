import { UpstreamError } from '../errors/upstream-error.ts'
import { type CallResult, type ExchangeServices, exchange } from './exchange.ts'
import { once } from './keyed.ts'
import { type Plan, type PlanRequest, plan } from './plan.ts'
import type { Meter, MeterAnswer, Resolver, Snapshot, WriteLedger } from './ports.ts'

export interface CallServices extends ExchangeServices {
  readonly resolver: Resolver
  readonly meter: Meter
  readonly writes: WriteLedger
  /** Waits so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

export interface CallRequest extends PlanRequest {
  readonly org: string
  /** Id or name of the integration, or its provider while there is only one. */
  readonly integration: string
}

/** A call, as a straight line: resolve, validate, admit, sign, send, read, measure. */
export async function call(request: CallRequest, services: CallServices): Promise<CallResult> {
  const { resolver, writes, randomId } = services
  const snapshot =
    resolver.peek(request.org, request.integration) ?? (await resolver.load(request.org, request.integration))
  const planned = await plan(snapshot, request, randomId)
  const key = planned.operation.effect === 'write' ? request.idempotencyKey : undefined
  if (key === undefined) return admitAndSend(planned, request, services)
  return once(planned, key, writes, () => admitAndSend(planned, request, services))
}

async function admitAndSend(planned: Plan, request: CallRequest, services: CallServices): Promise<CallResult> {
  const { resolver, meter, randomId } = services
  // A permit is of one version and lives two seconds: having one proves that the version is in force.
  if (meter.take(planned.snapshot)) return measured(planned, services)
  if (await admitted(planned.snapshot, request, services)) return measured(planned, services)
  const fresh = await plan(await resolver.load(request.org, request.integration), request, randomId)
  if (await admitted(fresh.snapshot, request, services)) return measured(fresh, services)
  throw new UpstreamError('conflict', {
    reason: 'The integration was changed while the call was on its way.',
    suggestion: 'Send the call again.',
    retriable: true,
    outcome: 'not_sent',
  })
}

/** Asks for a permit, and waits for one where that won't take long. False where a newer version is in force. */
async function admitted(snapshot: Snapshot, request: CallRequest, services: CallServices): Promise<boolean> {
  const { meter, sleep } = services
  for (let waited = 0; ; ) {
    const answer = await meter.lease(snapshot)
    if (answer.kind === 'away') return withoutPermit(snapshot, answer.error, request, services)
    if (answer.kind !== 'refused') return answer.kind === 'admitted'
    waited += answer.retryAfter
    if (waited > snapshot.patience) throw limited(snapshot, answer)
    await sleep(answer.retryAfter)
  }
}

/**
 * Where nothing is limited, a permit only proves which version is in force, and the database knows that as well. What is
 * limited is never sent uncounted.
 */
async function withoutPermit(
  snapshot: Snapshot,
  error: UpstreamError,
  { org, integration }: CallRequest,
  { resolver }: CallServices,
): Promise<boolean> {
  if (snapshot.limits.length > 0) throw error
  const { id, version } = await resolver.load(org, integration)
  return id === snapshot.id && version === snapshot.version
}

async function measured(planned: Plan, services: CallServices): Promise<CallResult> {
  const started = services.now()
  let succeeded = false
  try {
    const result = await exchange(planned, services)
    succeeded = true
    return result
  } finally {
    const ended = services.now()
    services.meter.record(planned.snapshot, {
      operation: planned.operation.id,
      succeeded,
      duration: ended - started,
      at: ended,
    })
  }
}

function limited(
  snapshot: Snapshot,
  { retryAfter, tightest }: Extract<MeterAnswer, { kind: 'refused' }>,
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
