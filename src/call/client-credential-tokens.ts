import * as z from 'zod'
import { UpstreamError } from '../errors/upstream-error.ts'
import { Secret } from '../kit/secret.ts'
import { AnswerTooLong, readText } from './body.ts'
import type { AccessToken, Clock, Send, Snapshot, TokenSource } from './ports.ts'
import { type FetchedAuth, isFetched, tokenRequest } from './token-request.ts'

interface HeldToken extends AccessToken {
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** A token is given up this long before it expires, in milliseconds, so that none expires on its way. */
const margin = 60_000
/** Longest time that an isolate holds a token, in milliseconds. */
const longestHold = 3_600_000
/** Longest answer of a token endpoint, in bytes. */
const longestAnswer = 65_536

/** RFC 6749 section 5.1. Some providers write numbers as text. */
const tokenAnswer = () =>
  z.looseObject({
    access_token: z.string().min(1).max(16_384),
    expires_in: z.coerce.number().positive().optional().catch(undefined),
  })

/**
 * Access tokens by client credentials (RFC 6749 section 4.4) or by a signed assertion (RFC 7523), held by the isolate until shortly before they expire.
 * They aren't stored: the client's own credentials bring a new one at any time, and an old one stays valid beside it.
 */
export class ClientCredentialTokens implements TokenSource {
  readonly #held = new Map<string, HeldToken>()
  readonly #send: Send
  readonly #now: Clock
  readonly #capacity: number
  #generation = 0

  constructor(options: { readonly send: Send; readonly now: Clock; readonly capacity?: number }) {
    this.#send = options.send
    this.#now = options.now
    this.#capacity = options.capacity ?? 1_000
  }

  peek(snapshot: Snapshot): AccessToken | undefined {
    if (!isFetched(snapshot.auth)) return undefined
    const held = this.#held.get(keyOf(snapshot))
    return held !== undefined && held.expiresAt - margin > this.#now() ? held : undefined
  }

  /** Nothing is asked whether another token than the refused one is here: the client's credentials bring a new one anyway. */
  async fetch(snapshot: Snapshot, signal: AbortSignal): Promise<AccessToken | undefined> {
    const { auth } = snapshot
    if (!isFetched(auth)) return undefined
    this.#held.delete(keyOf(snapshot))
    const { token: secret, life } = await this.#request(snapshot, auth, signal)
    const [oldest] = this.#held.keys()
    if (oldest !== undefined && this.#held.size >= this.#capacity) this.#held.delete(oldest)
    this.#generation += 1
    const expiresAt = this.#now() + Math.min(life * 1_000, longestHold)
    const held = { secret, generation: this.#generation, expiresAt }
    this.#held.set(keyOf(snapshot), held)
    return held
  }

  async #request(snapshot: Snapshot, auth: FetchedAuth, signal: AbortSignal) {
    const { provider } = snapshot
    const request = await tokenRequest(snapshot, auth, this.#now())
    let status: number
    let text: string
    try {
      const response = await this.#send(request, signal)
      status = response.status
      text = await readText(response, longestAnswer)
    } catch (cause) {
      throw cause instanceof AnswerTooLong
        ? refused(provider.name, 200, '')
        : unreachable(provider.name, signal.aborted, cause)
    }
    if (status >= 500 || status === 429) throw unreachable(provider.name, false, undefined, status)
    const answer = status === 200 ? tokenAnswer().safeParse(parseJson(text)) : undefined
    if (answer?.success !== true) throw refused(provider.name, status, text)
    return { token: new Secret(answer.data.access_token), life: answer.data.expires_in ?? auth.defaultLife }
  }
}

function keyOf({ org, id, version }: Snapshot): string {
  return `${org}|${id}|${version}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreachable(provider: string, late: boolean, cause: unknown, status?: number): UpstreamError {
  const what = status === undefined ? (late ? "didn't answer in time" : "can't be reached") : `answered HTTP ${status}`
  const facts = {
    reason: `The token endpoint of ${provider} ${what}.`,
    status: late ? 504 : 502,
    outcome: 'not_sent',
    retriable: true,
  } as const
  return new UpstreamError('integration_unavailable', facts, { cause })
}

/** The request was never sent, since its token was refused. RFC 6749 section 5.2 names the fields of such an answer. */
function refused(provider: string, status: number, text: string): UpstreamError {
  const shape = z.object({ error: z.string(), error_description: z.string().optional() })
  const answer = shape.safeParse(parseJson(text))
  // RFC 6749 section 5.2: 400 or 401, and its error code, say that the credentials were refused. Nothing else does.
  if (![400, 401, 403].includes(status)) {
    return new UpstreamError('integration_error', {
      reason: `The token endpoint of ${provider} answered HTTP ${status} with something that isn't a token.`,
      suggestion: 'Check the environment and the host of the integration.',
      outcome: 'not_sent',
      providerStatus: status,
    })
  }
  return new UpstreamError('integration_error', {
    reason: 'Authentication failed',
    suggestion: 'Check your API credentials',
    fault: 'caller',
    outcome: 'not_sent',
    providerStatus: status,
    ...(answer.success
      ? { providerCode: answer.data.error, providerMessage: answer.data.error_description ?? answer.data.error }
      : {}),
  })
}
