import { UpstreamError } from '../errors/upstream-error.ts'
import { type CallResult, type ExchangeServices, exchange } from './exchange.ts'
import { once } from './keyed.ts'
import { type Plan, type PlanRequest, plan } from './plan.ts'
import type { Meter, MeterAnswer, Resolver, Snapshot, WriteLedger } from './ports.ts'
import type { Trace } from './trace.ts'

export interface CallServices extends ExchangeServices {
  readonly resolver: Resolver
  readonly meter: Meter
  readonly writes: WriteLedger
}

export interface CallRequest extends PlanRequest {
  readonly org: string
  /** Id or name of the integration, or its provider while there is only one. */
  readonly integration: string
}

/** A call, as a straight line: resolve, validate, admit, sign, send, read, measure. `trace` is filled on the way. */
export async function call(request: CallRequest, services: CallServices, trace: Trace): Promise<CallResult> {
  const { resolver, writes, randomId } = services
  const snapshot =
    resolver.peek(request.org, request.integration) ?? (await resolver.load(request.org, request.integration))
  const planned = await plan(snapshot, request, randomId)
  trace.lap('resolve')
  const key = planned.operation.effect === 'write' ? request.idempotencyKey : undefined
  if (key === undefined) return admitAndSend(planned, request, services, trace)
  return once(planned, key, writes, () => admitAndSend(planned, request, services, trace))
}

export async function admitAndSend(
  planned: Plan,
  request: CallRequest,
  services: CallServices,
  trace: Trace,
): Promise<CallResult> {
  const { resolver, meter, randomId } = services
  // A permit is of one version and lives two seconds: having one proves that the version is in force.
  if (meter.take(planned.snapshot)) return measured(planned, services, trace)
  if (await admitted(planned.snapshot, services)) return measured(planned, services, trace)
  const fresh = await plan(await resolver.load(request.org, request.integration), request, randomId)
  if (await admitted(fresh.snapshot, services)) return measured(fresh, services, trace)
  throw new UpstreamError('conflict', {
    reason: 'The integration was changed while the call was on its way.',
    suggestion: 'Send the call again.',
    retriable: true,
    outcome: 'not_sent',
  })
}

/** Asks for a permit, and waits for one where that won't take long. False where a newer version is in force. */
async function admitted(snapshot: Snapshot, { meter, sleep }: CallServices): Promise<boolean> {
  for (let waited = 0; ; ) {
    const answer = await meter.lease(snapshot)
    if (answer.kind !== 'refused') return answer.kind === 'admitted'
    waited += answer.retryAfter
    if (waited > snapshot.patience) throw limited(snapshot, answer)
    await sleep(answer.retryAfter)
  }
}

async function measured(planned: Plan, services: CallServices, trace: Trace): Promise<CallResult> {
  const started = trace.lap('admit')
  let succeeded = false
  try {
    const result = await exchange(planned, services, trace)
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
