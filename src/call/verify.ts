import { UpstreamError } from '../errors/upstream-error.ts'
import { admitAndSend, type CallRequest, type CallServices } from './call.ts'
import { type Diagnosis, diagnose } from './diagnose.ts'
import { type CallResult, type ExchangeServices, exchange } from './exchange.ts'
import { type PlanRequest, plan } from './plan.ts'
import type { Snapshot } from './ports.ts'
import { Trace } from './trace.ts'

export type Verified =
  | { readonly verified: true; readonly operation: string }
  | {
      readonly verified: false
      readonly operation: string
      readonly diagnosis: Diagnosis
      readonly error: UpstreamError
    }

/** Proves the credentials of a saved integration by the provider's cheap read; a call like any other. */
export async function verify(
  { org, integration, requestId }: Pick<CallRequest, 'org' | 'integration' | 'requestId'>,
  services: CallServices,
): Promise<Verified> {
  const trace = new Trace(services.now)
  const snapshot = await services.resolver.load(org, integration)
  const request = { org, integration, requestId, ...checkOf(snapshot) }
  return told(snapshot, async () => {
    const planned = await plan(snapshot, request, services.randomId)
    trace.lap('resolve')
    return admitAndSend(planned, request, services, trace)
  })
}

/**
 * The same for a config that isn't saved yet: throws what is wrong with it. Nothing is counted, since there is nothing yet
 * to count it for.
 */
export async function requireVerified(snapshot: Snapshot, services: ExchangeServices): Promise<void> {
  const verified = await told(snapshot, async () => {
    const planned = await plan(snapshot, checkOf(snapshot), services.randomId)
    return exchange(planned, services)
  })
  if (verified.verified) return
  const { code, status, details, headers } = verified.error
  const { message } = verified.diagnosis
  throw new UpstreamError(code, { ...details, status, headers, reason: `Nothing was saved. ${message}` })
}

/** The check with the input of its example, which is true of every account. */
function checkOf({ provider }: Snapshot): PlanRequest {
  const input = { kind: 'body', value: provider.operations().get(provider.check)?.exampleInput } as const
  return { operation: provider.check, input, view: 'native', raw: false, idempotencyKey: undefined }
}

async function told(snapshot: Snapshot, check: () => Promise<CallResult>): Promise<Verified> {
  const operation = snapshot.provider.check
  try {
    const result = await check()
    if (result.kind === 'file') await result.body?.cancel()
    return { verified: true, operation }
  } catch (thrown) {
    if (!(thrown instanceof UpstreamError) || thrown.code === 'internal_error') throw thrown
    return { verified: false, operation, diagnosis: diagnose(thrown, snapshot), error: thrown }
  }
}
