import type { Exchange, State } from '../../provider.ts'
import { invalid } from './refusal.ts'

interface Kept {
  readonly body: string
  readonly status: number
  readonly answer: string
}

/**
 * Answers a request once for its key: the same request again gets the same answer, another one under the same key is
 * refused. What was refused before it was carried out is not kept.
 *
 * Source: https://developer.squareup.com/docs/build-basics/common-api-patterns/idempotency
 */
export function once(
  exchange: Exchange,
  state: State,
  key: string | undefined,
  answer: () => { status: number; body: object },
): Response {
  if (key === undefined) return written(answer())
  const id = `${exchange.method} ${exchange.url.pathname} ${key}`
  const kept = state.get<Kept>('idempotency_key', id)
  if (kept !== undefined && kept.body !== exchange.body) {
    throw invalid(
      'IDEMPOTENCY_KEY_REUSED',
      'The idempotency key can only be retried with the same request data.',
      'idempotency_key',
    )
  }
  if (kept !== undefined) return new Response(kept.answer, { status: kept.status, headers: jsonType })
  const { status, body } = answer()
  state.put('idempotency_key', id, { body: exchange.body, status, answer: JSON.stringify(body) })
  return written({ status, body })
}

/** The answer that a key was given at an address before. */
export function answerOf(state: State, method: string, path: string, key: string): unknown {
  const kept = state.get<Kept>('idempotency_key', `${method} ${path} ${key}`)
  return kept === undefined ? undefined : JSON.parse(kept.answer)
}

const jsonType = { 'Content-Type': 'application/json' }

function written({ status, body }: { status: number; body: object }): Response {
  return new Response(JSON.stringify(body), { status, headers: jsonType })
}
