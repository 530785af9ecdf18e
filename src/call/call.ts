import { UpstreamError } from '../errors/upstream-error.ts'
import { type CallResult, type ExchangeServices, exchange } from './exchange.ts'
import { type CallFate, fateOf, success } from './fate.ts'
import { heldBack, limited, tooMany } from './held-back.ts'
import { once } from './keyed.ts'
import { type Plan, type PlanRequest, plan } from './plan.ts'
import type { HeldBack, Meter, MeterAnswer, ReadAhead, Resolver, Snapshot, WriteLedger } from './ports.ts'
import type { Trace } from './trace.ts'

export interface CallServices extends ExchangeServices {
  readonly resolver: Resolver
  readonly meter: Meter
  readonly writes: WriteLedger
  /** Lets work go on whether or not the caller is still there; it must not fail. */
  readonly later: (work: Promise<unknown>) => void
}

export interface CallRequest extends PlanRequest {
  readonly org: string
  /** Id or name of the integration, or its provider while there is only one. */
  readonly integration: string
  /** The id under which the call is found again. */
  readonly requestId: string
  /** What was begun to be read of this integration before the caller was known. */
  readonly readAhead?: ReadAhead | undefined
}

/**
 * A call, as a straight line: resolve, validate, admit, sign, send, read, measure. `trace` is filled on the way. It goes to
 * its end though the caller may hang up: what was sent has to be counted, and the answer of a keyed write to be kept.
 */
export function call(request: CallRequest, services: CallServices, trace: Trace): Promise<CallResult> {
  const result = resolveAndSend(request, services, trace)
  services.later(result.catch(() => undefined))
  return result
}

async function resolveAndSend(request: CallRequest, services: CallServices, trace: Trace): Promise<CallResult> {
  const { resolver, writes, randomId } = services
  const { org, integration, readAhead } = request
  const snapshot =
    resolver.peek(org, integration) ?? (await (readAhead === undefined ? resolver.find(org, integration) : readAhead()))
  const planning = plan(snapshot, request, randomId)
  // What is here already isn't waited for: every wait of a call is a promise and a turn of its own.
  const planned = planning instanceof Promise ? await planning : planning
  trace.lap('resolve')
  const key = planned.operation.effect === 'write' ? request.idempotencyKey : undefined
  if (key === undefined) return admitAndSend(planned, request, services, trace)
  return once(planned, key, writes, () => admitAndSend(planned, request, services, trace))
}

/** Takes a place first where the provider serves only so many calls at once: a permit may not wait, it lives two seconds. */
export function admitAndSend(
  planned: Plan,
  request: CallRequest,
  services: CallServices,
  trace: Trace,
): Promise<CallResult> {
  const { concurrency } = planned.snapshot.provider
  if (concurrency === undefined) return permitAndSend(planned, request, services, trace)
  return enterAndSend(planned, concurrency.limit, request, services, trace)
}

async function enterAndSend(
  planned: Plan,
  limit: number,
  request: CallRequest,
  services: CallServices,
  trace: Trace,
): Promise<CallResult> {
  const { snapshot, operation } = planned
  const entry = await patiently(snapshot, services, () => services.meter.enter(snapshot, operation.id, limit))
  if (entry.kind === 'busy') throw tooMany(snapshot, limit)
  let result: CallResult | undefined
  try {
    result = await permitAndSend(planned, request, services, trace)
    return result
  } finally {
    if (result?.kind === 'file') services.later(result.ended.then(entry.leave))
    else entry.leave()
  }
}

function permitAndSend(planned: Plan, request: CallRequest, services: CallServices, trace: Trace): Promise<CallResult> {
  // A permit is of one version and lives two seconds: having one proves that the version is in force.
  return services.meter.take(planned.snapshot, planned.operation.id)
    ? measured(planned, undefined, request, services, trace)
    : leaseAndSend(planned, request, services, trace)
}

async function leaseAndSend(
  planned: Plan,
  request: CallRequest,
  services: CallServices,
  trace: Trace,
): Promise<CallResult> {
  const { resolver, randomId } = services
  const permit = await admitted(planned, request, services)
  if (permit !== undefined) return measured(planned, permit.probe, request, services, trace)
  const fresh = await plan(await resolver.load(request.org, request.integration), request, randomId)
  const freshPermit = await admitted(fresh, request, services)
  if (freshPermit !== undefined) return measured(fresh, freshPermit.probe, request, services, trace)
  throw new UpstreamError('conflict', {
    reason: 'The integration was changed while the call was on its way.',
    suggestion: 'Send the call again.',
    retriable: true,
    outcome: 'not_sent',
  })
}

/** Asks for a permit, and waits for one where that won't take long. Undefined where a newer version is in force. */
async function admitted(
  { snapshot, operation }: Plan,
  request: CallRequest,
  services: CallServices,
): Promise<Permit | undefined> {
  const answer = await patiently(snapshot, services, () => services.meter.lease(snapshot, operation.id))
  if (answer.kind === 'away') return withoutPermit(snapshot, answer.error, request, services)
  return answer.kind === 'admitted' ? answer : undefined
}

interface Permit {
  /** The number of the probe that the call is. */
  readonly probe: number | undefined
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
): Promise<Permit | undefined> {
  if (snapshot.limits.length > 0) throw error
  const { id, version } = await resolver.load(org, integration)
  return id === snapshot.id && version === snapshot.version ? { probe: undefined } : undefined
}

/**
 * A permit for another request of a call that was admitted, waited for no longer than `patience`. Nobody sends again what an
 * open circuit or a newer version holds back.
 */
async function permitForRetry(
  { snapshot, operation }: Plan,
  patience: number,
  { meter, sleep }: CallServices,
): Promise<Permit | undefined> {
  if (meter.take(snapshot, operation.id)) return { probe: undefined }
  for (let waited = 0; ; ) {
    const answer = await meter.lease(snapshot, operation.id)
    if (answer.kind === 'admitted') return answer
    if (answer.kind === 'away' && snapshot.limits.length === 0) return { probe: undefined }
    if (answer.kind !== 'refused' && answer.kind !== 'paused') return undefined
    waited += answer.retryAfter
    if (waited > Math.min(patience, snapshot.patience)) return undefined
    await sleep(answer.retryAfter)
  }
}

type Waiting = Extract<MeterAnswer, { kind: 'refused' }> | HeldBack

/** Asks again while the answer is to wait, as long as the integration's patience lasts. Nobody waits for an open circuit. */
async function patiently<Answer extends { readonly kind: string }>(
  snapshot: Snapshot,
  { sleep }: CallServices,
  ask: () => Promise<Answer | Waiting>,
): Promise<Answer> {
  for (let waited = 0; ; ) {
    const answer = await ask()
    if (!isWaiting(answer)) return answer
    waited += answer.retryAfter
    if (answer.kind === 'open' || waited > snapshot.patience) {
      throw answer.kind === 'refused' ? limited(snapshot, answer) : heldBack(snapshot, answer)
    }
    await sleep(answer.retryAfter)
  }
}

function isWaiting<Answer extends { readonly kind: string }>(answer: Answer | Waiting): answer is Waiting {
  return answer.kind === 'refused' || answer.kind === 'paused' || answer.kind === 'open'
}

async function measured(
  planned: Plan,
  probe: number | undefined,
  { requestId }: CallRequest,
  services: CallServices,
  trace: Trace,
): Promise<CallResult> {
  const { snapshot, operation } = planned
  const started = trace.lap('admit')
  let probing = probe
  const sendAgain = async (patience: number) => {
    const permit = await permitForRetry(planned, patience, services)
    probing ??= permit?.probe
    return permit !== undefined
  }
  const record = ({ status, outcome, code, health }: CallFate, answered: number) =>
    services.meter.record(snapshot, {
      operation: operation.id,
      succeeded: code === undefined,
      duration: answered - started,
      at: services.now(),
      status,
      attempts: trace.attempts,
      outcome,
      code,
      requestId,
      health,
      probe: probing,
    })
  let result: CallResult
  try {
    // A probe asks whether the provider has recovered, and one request is the answer.
    result = await exchange(probe === undefined ? planned : { ...planned, safe: false }, services, trace, sendAgain)
  } catch (thrown) {
    record(fateOf(thrown), services.now())
    throw thrown
  }
  const answered = services.now()
  // A probe is told by how its answer begins: other callers wait for it, and need not wait until a file is read.
  if (result.kind === 'value' || probing !== undefined) record(success, answered)
  else services.later(result.ended.then((error) => record(error === undefined ? success : fateOf(error), answered)))
  return result
}
