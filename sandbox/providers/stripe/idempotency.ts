import type { Exchange, State } from '../../provider.ts'
import { invalid, StripeRefusal } from './refusal.ts'

interface Kept {
  readonly fingerprint: string
  readonly status: number
  readonly body: string
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const day = 86_400_000

/** The key of a request that can have one: only POST, https://docs.stripe.com/api/idempotent_requests. */
export function idempotencyKey(exchange: Exchange): string | undefined {
  const key = exchange.headers.get('idempotency-key')
  if (key === null || exchange.method !== 'POST') return undefined
  if (key.length > 255) throw invalid('Idempotency keys can be up to 255 characters.')
  return key
}

function fingerprint(exchange: Exchange): string {
  return [exchange.method, exchange.url.pathname, exchange.url.search, exchange.body].join('\n')
}

/** The answer that this key was given before, or `undefined`; another request under the same key is refused. */
export function replay(exchange: Exchange, state: State, key: string): Response | undefined {
  const kept = state.get<Kept>('idempotency_key', key)
  if (kept === undefined || exchange.now.getTime() - kept.at > day) return undefined
  if (kept.fingerprint !== fingerprint(exchange)) {
    throw new StripeRefusal(
      400,
      'idempotency_error',
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  }
  return new Response(kept.body, {
    status: kept.status,
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      'Idempotent-Replayed': 'true',
      'Original-Request': kept.requestId,
      'Request-Id': kept.requestId,
    },
  })
}

/** Keeps an answer for its key; what never began to execute (a refusal of the parameters) is not kept. */
export function keep(exchange: Exchange, state: State, key: string, answer: Omit<Kept, 'fingerprint' | 'at'>): void {
  if (answer.status !== 200 && answer.status !== 402) return
  state.put('idempotency_key', key, { ...answer, fingerprint: fingerprint(exchange), at: exchange.now.getTime() })
}
