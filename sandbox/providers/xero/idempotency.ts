import type { Exchange, State } from '../../provider.ts'
import { Refusal } from './answers.ts'

/** A body to answer with, or `undefined` for 204. */
export type Outcome = object | undefined

interface Kept {
  readonly fingerprint: string
  readonly body: object | null
}

/**
 * Plays a write once for each `Idempotency-Key` (of up to 128 characters): the same request under the same key gets
 * the first answer, another one is refused. What was refused is not kept.
 *
 * Source: https://developer.xero.com/documentation/guides/idempotent-requests/idempotency/
 */
export function once({ method, url, headers, body }: Exchange, state: State, perform: () => Outcome): Outcome {
  const key = headers.get('idempotency-key')
  if (key === null || method === 'GET') return perform()
  if (key.length > 128) throw refused('Idempotency Key must be no longer than 128 characters.')
  const fingerprint = [method, url.pathname, url.search, body].join('\n')
  const kept = state.get<Kept>('idempotency', key)
  if (kept !== undefined) {
    if (kept.fingerprint !== fingerprint) throw refused('Idempotency Key has been used with a different request.')
    return kept.body ?? undefined
  }
  const outcome = perform()
  state.put('idempotency', key, { fingerprint, body: outcome ?? null })
  return outcome
}

function refused(message: string): Refusal {
  return new Refusal(400, { ErrorNumber: 10, Type: 'ValidationException', Message: message, Elements: [] })
}
