import { UpstreamError } from '../errors/upstream-error.ts'
import type { Operation, PreparedOperation } from '../kit/operation.ts'
import { type WriteKey, writeKey } from './idempotency.ts'
import type { Snapshot } from './ports.ts'
import { build, findOperation, prepare } from './prepare.ts'
import { inputOfQuery, type QueryValues } from './query-input.ts'
import type { UnsignedRequest } from './sign.ts'

/** What a caller asks for, whatever the integration turns out to be. */
export interface PlanRequest {
  readonly operation: string
  /** As a JSON body, or as the parameters of a query: then the operation may only read. */
  readonly input:
    | { readonly kind: 'body'; readonly value: unknown }
    | { readonly kind: 'query'; readonly values: QueryValues }
  readonly view: 'native' | 'unified'
  /** Whether a unified answer comes with the provider's own beside it. */
  readonly raw: boolean
  readonly idempotencyKey: string | undefined
}

/** A call that could be sent: everything about it is checked, and nothing has been spent. */
export interface Plan {
  readonly snapshot: Snapshot
  readonly operation: Operation
  readonly prepared: PreparedOperation
  readonly unsigned: UnsignedRequest
  readonly view: PlanRequest['view']
  readonly raw: boolean
  /** Whether sending it twice does no more than sending it once: a read, or a write that the provider recognises. */
  readonly safe: boolean
  /** Whether the caller can send the same write again, and the provider would recognise it. */
  readonly repeatable: boolean
}

/** Only a plan whose key has to be derived is a promise. */
export function plan(snapshot: Snapshot, request: PlanRequest, randomId: () => string): Plan | Promise<Plan> {
  const operation = findOperation(snapshot.provider, request.operation)
  if (request.input.kind === 'query' && operation.effect === 'write') throw writeByGet(operation)
  if (request.view === 'unified' && operation.shared === undefined) throw noUnifiedView(snapshot, operation)
  if (request.raw && request.view === 'native') throw rawAlready()
  const { input, view, raw } = request
  const prepared = prepare(
    operation,
    input.kind === 'body' ? input.value : inputOfQuery(operation.input(), input.values),
  )
  const planned = (key: WriteKey): Plan => {
    const unsigned = build(snapshot, prepared, key)
    const safe = operation.effect === 'read' || key.key !== ''
    return { snapshot, operation, prepared, unsigned, view, raw, safe, repeatable: key.repeatable }
  }
  const key = writeKey(snapshot, operation, request.idempotencyKey, randomId)
  return key instanceof Promise ? key.then(planned) : planned(key)
}

function writeByGet(operation: Operation): UpstreamError {
  return new UpstreamError('method_not_allowed', {
    reason: `${operation.id} changes something, so it can't be called by GET.`,
    suggestion: 'Send the input as a JSON body by POST.',
    headers: { Allow: 'POST' },
    outcome: 'not_sent',
  })
}

function noUnifiedView({ provider }: Snapshot, operation: Operation): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: `${operation.id} is an operation of ${provider.name} alone and has no unified view.`,
    issues: [{ path: 'query.view', message: 'Only "native" is possible here' }],
    outcome: 'not_sent',
  })
}

function rawAlready(): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: "The native view is the provider's own answer already.",
    issues: [{ path: 'query.raw', message: 'Goes with `view=unified` only' }],
    outcome: 'not_sent',
  })
}
