import { UpstreamError } from '../errors/upstream-error.ts'
import { encodeQuery, UnencodableText } from '../kit/encode.ts'
import { InputRefused, type Operation, type PreparedOperation } from '../kit/operation.ts'
import { UnsafePathSegment } from '../kit/path.ts'
import type { Provider } from '../kit/provider.ts'
import { HostRefused, originOf, urlOf } from '../kit/server.ts'
import type { WriteKey } from './idempotency.ts'
import type { Snapshot } from './ports.ts'
import type { UnsignedRequest } from './sign.ts'

/** An operation by its id or its name; names in any case, since people type them. */
export function findOperation(provider: Provider, reference: string): Operation {
  const operations = provider.operations()
  const found = operations.get(reference) ?? named(operations, reference.toLowerCase())
  if (found === undefined) {
    throw new UpstreamError('operation_not_found', {
      reason: `${provider.name} has no operation "${reference}" here.`,
      outcome: 'not_sent',
    })
  }
  return found
}

function named(operations: ReturnType<Provider['operations']>, wanted: string): Operation | undefined {
  return [...operations.values()].find((operation) => operation.name.toLowerCase() === wanted)
}

/** Checks the input. Whatever is wrong with it is told at once, and nothing was spent or sent. */
export function prepare(operation: Operation, input: unknown): PreparedOperation {
  const preparation = operation.prepare(input)
  if (preparation.ok) return preparation.prepared
  throw new UpstreamError('invalid_request', {
    reason: `The input doesn't fit the operation ${operation.id}.`,
    suggestion: 'Correct the fields that `issues` names.',
    issues: preparation.issues.map(({ path, message }) => ({ path: path === '' ? 'input' : path, message })),
    outcome: 'not_sent',
  })
}

/** Builds the request that a call would send, all but its credentials. */
export function build(snapshot: Snapshot, prepared: PreparedOperation, write: WriteKey): UnsignedRequest {
  const { provider, config } = snapshot
  try {
    const request = prepared.request(config, { idempotencyKey: write.key })
    return {
      method: request.method,
      url: urlOf(originOf(provider.server, config), request.path, encodeQuery(request.query)),
      headers: {
        Accept: 'application/json',
        'User-Agent': 'Upstream/1',
        ...provider.headers,
        ...request.headers,
        ...write.headers,
      },
      body: request.body,
    }
  } catch (thrown) {
    throw explain(thrown)
  }
}

function explain(thrown: unknown): unknown {
  if (thrown instanceof InputRefused) {
    return new UpstreamError('invalid_request', {
      reason: "The input doesn't fit the configuration of this integration.",
      suggestion: 'Correct the fields that `issues` names, or the configuration.',
      issues: [thrown.issue],
      outcome: 'not_sent',
    })
  }
  if (thrown instanceof UnsafePathSegment) {
    return new UpstreamError('invalid_request', {
      reason: `"${thrown.value}" can't be an identifier.`,
      issues: [{ path: 'input', message: thrown.message }],
      outcome: 'not_sent',
    })
  }
  if (thrown instanceof UnencodableText) {
    return new UpstreamError('invalid_request', {
      reason: "The input has text that can't be sent.",
      issues: [{ path: 'input', message: thrown.message }],
      outcome: 'not_sent',
    })
  }
  if (thrown instanceof HostRefused) {
    return new UpstreamError('integration_error', {
      reason: `The configuration leads to no host of this provider: ${thrown.message}.`,
      suggestion: 'Correct the configuration and save it again.',
      fault: 'caller',
      outcome: 'not_sent',
    })
  }
  return thrown
}
