import type { AccessToken, Snapshot, TokenSource } from '../call/ports.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { Secret } from '../kit/secret.ts'
import { type LeasedToken, type NamedAccess, type Seals, type TokenAnswer, tokenLabel } from './services.ts'
import type { RenewalFailure } from './token-state.ts'

export interface HeldTokensOptions {
  readonly seals: Seals
  /** Asks the integration's Durable Object. */
  readonly ask: (snapshot: Snapshot, access: NamedAccess, refused: number | undefined) => Promise<TokenAnswer>
  readonly now: () => number
  /** Milliseconds that a token may be used after it was asked for: the life of a lease. */
  readonly life: number
  readonly capacity?: number
}

interface Held extends LeasedToken {
  /** Opened on first use. */
  readonly token: AccessToken | undefined
  /** Milliseconds since 1970. */
  readonly until: number
}

/**
 * Access tokens that one isolate holds: no longer than a lease lives, since their only owner is the integration's Durable
 * Object. Leases bring them along, so a call rarely has to ask for one.
 */
export class HeldTokens implements TokenSource {
  readonly #options: HeldTokensOptions
  readonly #held = new Map<string, Held>()

  constructor(options: HeldTokensOptions) {
    this.#options = options
  }

  /** Takes what a lease has brought that was asked for at `asked`. */
  hold(org: string, integration: string, leased: LeasedToken | undefined, asked: number): void {
    const key = keyOf(org, integration)
    const known = this.#held.get(key)
    this.#held.delete(key)
    this.#dropExpired()
    if (leased === undefined) return
    const [oldest] = this.#held.keys()
    if (oldest !== undefined && this.#held.size >= (this.#options.capacity ?? 10_000)) this.#held.delete(oldest)
    const isSame = known?.grant === leased.grant && known.generation === leased.generation
    this.#held.set(key, { ...leased, token: isSame ? known.token : undefined, until: asked + this.#options.life })
  }

  forget(org: string, integration: string): void {
    this.#held.delete(keyOf(org, integration))
  }

  peek(snapshot: Snapshot): AccessToken | undefined {
    return this.#find(snapshot)?.token
  }

  async fetch(snapshot: Snapshot, signal: AbortSignal, refused?: AccessToken): Promise<AccessToken | undefined> {
    if (snapshot.access === undefined) return undefined
    const { kind, grant } = snapshot.access
    const known = refused === undefined ? this.#find(snapshot) : undefined
    if (known !== undefined) return this.#open(snapshot, known)
    const asked = this.#options.now()
    const answer = await inTime(this.#options.ask(snapshot, { kind, grant }, refused?.generation), signal, snapshot)
    switch (answer.kind) {
      case 'token':
        this.hold(snapshot.org, snapshot.id, answer, asked)
        return this.#open(snapshot, answer)
      case 'wait':
        throw unavailable(snapshot, answer.milliseconds, answer.failure)
      case 'lost':
        throw lost(snapshot, answer.reason)
      case 'gone':
        throw new UpstreamError('conflict', {
          reason: 'The integration was changed, or connected anew, while the call was on its way.',
          suggestion: 'Send the call again.',
          retriable: true,
          outcome: 'not_sent',
        })
    }
  }

  /** An isolate can't act on its own: what is over goes with the next lease, whichever integration that is of. */
  #dropExpired(): void {
    const now = this.#options.now()
    for (const [key, { until }] of this.#held) {
      // In the order in which they were leased, and all for the same time.
      if (until > now) return
      this.#held.delete(key)
    }
  }

  #find({ org, id, access }: Snapshot): Held | undefined {
    if (access === undefined) return undefined
    const held = this.#held.get(keyOf(org, id))
    return held?.grant === access.grant && held.until > this.#options.now() ? held : undefined
  }

  async #open({ org, id, access }: Snapshot, leased: LeasedToken): Promise<AccessToken> {
    const { seals } = this.#options
    const { generation, sealedAccess } = leased
    const text = await seals.open(org, tokenLabel(org, id, leased, 'access'), sealedAccess, access?.dataKey)
    const token = { secret: new Secret(text), generation }
    const held = this.#held.get(keyOf(org, id))
    if (held?.grant === leased.grant && held.generation === generation)
      this.#held.set(keyOf(org, id), { ...held, token })
    return token
  }
}

/** A refresh goes on without the call that has waited for it as long as it may. */
async function inTime<Value>(work: Promise<Value>, signal: AbortSignal, snapshot: Snapshot): Promise<Value> {
  const late = Promise.withResolvers<never>()
  const end = () => late.reject(tooSlow(snapshot))
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  try {
    return await Promise.race([work, late.promise])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

function keyOf(org: string, integration: string): string {
  return `${org}|${integration}`
}

/** What the token endpoint has said to a request with credentials is told as it was, whichever call it was said to. */
function unavailable(
  { provider, access }: Snapshot,
  milliseconds: number,
  failure: RenewalFailure | undefined,
): UpstreamError {
  const headers = { 'Retry-After': String(Math.max(1, Math.ceil(milliseconds / 1_000))) }
  if (failure?.error !== undefined) {
    const { code, facts } = failure.error
    return new UpstreamError(code, facts.retriable === false ? facts : { ...facts, headers })
  }
  const why = failure === undefined ? '' : `: ${failure.reason}`
  return new UpstreamError('integration_unavailable', {
    reason: `The access to ${provider.name} has to be renewed, and can't be at the moment${why}`,
    suggestion:
      access?.kind === 'consent'
        ? 'Try again as soon as `Retry-After` says; the account need not be connected again.'
        : 'Try again as soon as `Retry-After` says.',
    status: 503,
    outcome: 'not_sent',
    headers,
  })
}

function tooSlow({ provider }: Snapshot): UpstreamError {
  return new UpstreamError('integration_unavailable', {
    reason: `The access to ${provider.name} has to be renewed, and that takes longer than this call may.`,
    suggestion: 'Try again in a moment: the renewal goes on without this call.',
    status: 504,
    outcome: 'not_sent',
    headers: { 'Retry-After': '1' },
  })
}

function lost({ id }: Snapshot, reason: string): UpstreamError {
  return new UpstreamError('integration_inactive', {
    reason: `The integration ${id} can't be used: ${reason}.`,
    suggestion: `Connect the account again with \`POST /upstream/connect/${id}\`.`,
    outcome: 'not_sent',
  })
}
