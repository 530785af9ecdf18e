import { memoryState } from '../../../sandbox/memory-state.ts'
import type { Exchange, SandboxProvider, State } from '../../../sandbox/provider.ts'

export interface Sent {
  readonly headers?: Record<string, string>
  /** A form as pairs of its encoded keys and values. */
  readonly form?: Record<string, string>
  readonly json?: unknown
  readonly body?: string
  readonly now?: Date
}

/** One account at a provider, as a program of the caller sees it: requests go in, statuses and parsed bodies come out. */
export function accountAt(provider: SandboxProvider, origin: string, headers: Record<string, string>) {
  const state = memoryState()
  return {
    state,
    send: (method: string, path: string, sent: Sent = {}) =>
      send(provider, state, method, `${origin}${path}`, { ...sent, headers: { ...headers, ...sent.headers } }),
  }
}

export async function send(provider: SandboxProvider, state: State, method: string, url: string, sent: Sent = {}) {
  const exchange = exchangeOf(method, url, sent)
  const authentication = provider.authenticate(exchange)
  const response = 'refusal' in authentication ? authentication.refusal : provider.handle(exchange, state)
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text.replace(/^\uFEFF/, '')) : undefined,
  }
}

export function exchangeOf(method: string, url: string, { headers = {}, form, json, body, now }: Sent): Exchange {
  const type =
    form !== undefined
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : json !== undefined
        ? { 'content-type': 'application/json' }
        : {}
  return {
    method,
    url: new URL(url),
    headers: new Headers({ ...type, ...headers }),
    body:
      body ??
      (form !== undefined ? new URLSearchParams(form).toString() : json !== undefined ? JSON.stringify(json) : ''),
    now: now ?? new Date('2026-11-24T12:00:00Z'),
    randomId,
  }
}

let issued = 0

/** Identifiers that are all different and always the same in the same test. */
function randomId(length: number): string {
  issued += 1
  return issued.toString(36).toUpperCase().padStart(length, '0')
}
