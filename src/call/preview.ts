import { UpstreamError } from '../errors/upstream-error.ts'
import { writeKey } from './idempotency.ts'
import type { Resolver } from './ports.ts'
import { build, findOperation, prepare } from './prepare.ts'
import { maskedCredentials, sign } from './sign.ts'

export interface TestRequest {
  readonly org: string
  readonly integration: string
  readonly operation: string
  readonly input: unknown
  readonly idempotencyKey: string | undefined
}

export interface TestServices {
  readonly resolver: Resolver
  readonly randomId: () => string
}

/** The request that a call would send, its secrets masked. `body` is the JSON value where it is JSON, else the text. */
export interface Preview {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export type TestResult =
  | { readonly valid: true; readonly request: Preview; readonly expectedResponse: unknown }
  | { readonly valid: false; readonly error: UpstreamError }

/** A dry run: everything a call does up to the sending, with masks in place of secrets. An invalid input is an answer. */
export async function test(request: TestRequest, { resolver, randomId }: TestServices): Promise<TestResult> {
  const snapshot = await resolver.load(request.org, request.integration)
  const operation = findOperation(snapshot.provider, request.operation)
  try {
    const prepared = prepare(operation, request.input)
    const key = await writeKey(snapshot, operation, request.idempotencyKey, randomId)
    const signed = sign(
      build(snapshot, prepared, key),
      snapshot.auth,
      maskedCredentials(snapshot.config, snapshot.secrets, snapshot.access?.kind === 'consent'),
    )
    const body = signed.source.kind === 'json' ? signed.source.value : (signed.body ?? null)
    return {
      valid: true,
      request: { method: signed.method, url: signed.url, headers: signed.headers, body },
      expectedResponse: prepared.expectedResponse(),
    }
  } catch (thrown) {
    if (thrown instanceof UpstreamError && thrown.code === 'invalid_request') return { valid: false, error: thrown }
    throw thrown
  }
}
