import * as z from 'zod'
import { UpstreamError } from '../errors/upstream-error.ts'
import { type FetchedAuth, isFetched } from '../kit/auth.ts'
import { Secret } from '../kit/secret.ts'
import { AnswerTooLong, readText } from './body.ts'
import type { AccessToken, Clock, Send, Snapshot, TokenSource } from './ports.ts'
import { parseRetryAfter } from './retry-after.ts'
import { tokenRequest } from './token-request.ts'

/** Longest answer of a token endpoint, in bytes. */
const longestAnswer = 65_536

/** RFC 6749 section 5.1. Some providers write numbers as text. */
const tokenAnswer = () =>
  z.looseObject({
    access_token: z.string().min(1).max(16_384),
    expires_in: z.coerce.number().positive().optional().catch(undefined),
  })

export interface FetchedToken {
  readonly secret: Secret
  /** Seconds. */
  readonly life: number
}

/** How the outside is reached, and when it is. */
export interface Outside {
  readonly send: Send
  readonly now: Clock
}

/**
 * An access token by client credentials (RFC 6749 section 4.4) or by a signed assertion (RFC 7523). The client's own
 * credentials bring a new one at any time, and an old one stays valid beside it. Throws what a caller can be told.
 */
export async function fetchToken(
  snapshot: Snapshot,
  auth: FetchedAuth,
  { send, now }: Outside,
  signal: AbortSignal,
): Promise<FetchedToken> {
  const { name } = snapshot.provider
  const request = await tokenRequest(snapshot, auth, now())
  let response: Response
  let text: string
  try {
    response = await send(request, signal)
    text = await readText(response, longestAnswer)
  } catch (cause) {
    throw cause instanceof AnswerTooLong ? refused(name, 200, '') : unreachable(name, { late: signal.aborted, cause })
  }
  const { status, headers } = response
  if (status >= 500 || status === 429) {
    throw unreachable(name, { status, retryAfter: parseRetryAfter(headers.get('Retry-After'), now()) })
  }
  const answer = status === 200 ? tokenAnswer().safeParse(parseJson(text)) : undefined
  if (answer?.success !== true) throw refused(name, status, text)
  return { secret: new Secret(answer.data.access_token), life: answer.data.expires_in ?? auth.defaultLife }
}

/** Tokens for what isn't stored yet, and so has no Durable Object to keep them: each is fetched for one call, and kept nowhere. */
export class UnkeptTokens implements TokenSource {
  readonly #outside: Outside

  constructor(outside: Outside) {
    this.#outside = outside
  }

  peek(): undefined {
    return undefined
  }

  /** One that was fetched just now isn't refused for its age. */
  async fetch(snapshot: Snapshot, signal: AbortSignal, refused?: AccessToken): Promise<AccessToken | undefined> {
    const { auth } = snapshot
    if (!isFetched(auth) || refused !== undefined) return refused
    const { secret } = await fetchToken(snapshot, auth, this.#outside, signal)
    return { secret, generation: 1 }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Unreached {
  readonly late?: boolean
  readonly status?: number
  /** Seconds. */
  readonly retryAfter?: number | undefined
  readonly cause?: unknown
}

function unreachable(provider: string, { late = false, status, retryAfter, cause }: Unreached): UpstreamError {
  const what = status === undefined ? (late ? "didn't answer in time" : "can't be reached") : `answered HTTP ${status}`
  const facts = {
    reason: `The token endpoint of ${provider} ${what}.`,
    status: late ? 504 : 502,
    outcome: 'not_sent',
    retriable: true,
    ...(retryAfter === undefined ? {} : { retryAfter }),
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
