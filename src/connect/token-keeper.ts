import { UpstreamError } from '../errors/upstream-error.ts'
import { credentialGrant } from '../integrations/snapshots.ts'
import type { Renewal } from './renewal.ts'
import type { LeasedToken, SealedTokens, TokenAnswer, TokenOwner } from './services.ts'
import {
  consentLost,
  firstTokens,
  type IssuedTokens,
  nextStep,
  noTokens,
  type RenewalFailure,
  refreshBegun,
  refreshed,
  refreshFailed,
  type TokenOf,
  type TokenState,
} from './token-state.ts'

/** What the keeper of an integration's tokens works with. Storage is written before anything else goes on. */
export interface KeeperOptions {
  readonly read: <Value>(key: string) => Value | undefined
  readonly write: (key: string, value: unknown) => void
  readonly now: () => number
  /** From 0 to 1. */
  readonly random: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
  readonly later: (work: Promise<unknown>) => void
  readonly renew: (owner: TokenOwner, tokens: SealedTokens, interrupted: boolean) => Promise<Renewal>
  /** Fetches a token with the integration's own credentials; `next` is what it is sealed as. */
  readonly fetch: (owner: TokenOwner, next: TokenOf) => Promise<Renewal>
  /** Tells that the consent is over. */
  readonly lose: (owner: TokenOwner, grant: string, reason: string) => Promise<void>
}

/** Longest time that a caller waits for a refresh to be tried again, in milliseconds: as long as after a first failure. */
const longestPatience = 1_000

/**
 * The tokens of one integration. Whatever number of callers need a token, there is one refresh at a time, and everybody
 * gets what it brings, once it is stored.
 */
export class TokenKeeper {
  readonly #options: KeeperOptions
  #flight: Promise<void> | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  /** Takes the tokens of a new consent, beside those in force. */
  adopt(owner: TokenOwner, grant: string, issued: IssuedTokens): void {
    const { write, now } = this.#options
    write('token-owner', owner)
    write('candidate', firstTokens(grant, issued, now()))
  }

  /** Puts a consent in force; the tokens of the one before are forgotten. */
  confirm(grant: string): void {
    const { read, write } = this.#options
    const candidate = read<TokenState>('candidate')
    if (candidate?.grant !== grant) return
    write('tokens', candidate)
    write('candidate', undefined)
  }

  /** Forgets all tokens, and answers those in force as they were. */
  forget(): SealedTokens | undefined {
    const { read, write } = this.#options
    const tokens = read<TokenState>('tokens')
    for (const key of ['tokens', 'candidate', 'fetched', 'token-owner']) write(key, undefined)
    return tokens === undefined ? undefined : sealedOf(tokens)
  }

  /** Another version of the integration is in force: what older credentials have brought is forgotten. */
  versionChanged(version: number): void {
    const { read, write } = this.#options
    const fetched = read<TokenState>('fetched')
    if (fetched !== undefined && fetched.grant !== credentialGrant(version)) write('fetched', undefined)
  }

  /**
   * The token in force where it is good, for a lease to take along: the one that the credentials of this version have
   * brought, or the account's. Where it is time, the next one is fetched meanwhile.
   */
  current(version: number): LeasedToken | undefined {
    const { now, later } = this.#options
    const fetched = this.#inForce('fetched')
    const state = fetched?.grant === credentialGrant(version) ? fetched : this.#inForce('tokens')
    if (state === undefined) return undefined
    const step = nextStep(state, now())
    if (step.kind !== 'use') return undefined
    if (step.renew) later(this.#refresh(state))
    return leased(state)
  }

  /** A token of this consent, refreshed where it has to be. `refused` is the generation that the provider has just refused. */
  token(grant: string, refused: number | undefined): Promise<TokenAnswer> {
    this.confirm(grant)
    return this.#provide('tokens', grant, refused)
  }

  /**
   * A token of these credentials, fetched where it has to be. Whoever asks has a permit of the version of the config that they
   * are of, so any other version in force is a newer one.
   */
  async fetched(owner: TokenOwner, grant: string, version: number, refused: number | undefined): Promise<TokenAnswer> {
    const { read, write } = this.#options
    if (grant !== credentialGrant(version)) return { kind: 'gone' }
    if (read<TokenState>('fetched')?.grant !== grant) {
      write('token-owner', owner)
      write('fetched', noTokens(grant))
    }
    return this.#provide('fetched', grant, refused)
  }

  async #provide(key: Kept, grant: string, refused: number | undefined): Promise<TokenAnswer> {
    const { now, sleep, later } = this.#options
    for (let waited = 0; ; ) {
      const state = this.#inForce(key)
      if (state?.grant !== grant) return { kind: 'gone' }
      const step = nextStep(state, now(), refused)
      switch (step.kind) {
        case 'use':
          if (step.renew) later(this.#refresh(state))
          return { kind: 'token', ...leased(state) }
        case 'lost':
          later(this.#tellLoss(grant, step.reason))
          return { kind: 'lost', reason: step.reason }
        case 'renew':
          await this.#refresh(state)
          break
        case 'wait': {
          if (this.#flight !== undefined) {
            await this.#flight
            break
          }
          const milliseconds = step.until - now()
          const hopeless = step.failure?.error?.facts.retriable === false
          if (hopeless || waited + milliseconds > longestPatience)
            return { kind: 'wait', milliseconds, failure: step.failure }
          await sleep(milliseconds)
          waited += milliseconds
        }
      }
    }
  }

  /**
   * The tokens in force. A refresh that is on its way, and not on this object's, has left in an earlier life of the object
   * and died with it: nobody else may write here, so its answer is gone, and it has failed.
   */
  #inForce(key: Kept): TokenState | undefined {
    const { read, write, now, random } = this.#options
    const state = read<TokenState>(key)
    if (state?.refreshing === undefined || this.#flight !== undefined) return state
    const failed = refreshFailed(state, state, { reason: 'The last attempt was cut off.' }, now(), random())
    write(key, failed)
    return failed
  }

  /** One refresh at a time: whoever comes while one is on its way waits for that one. */
  #refresh(state: TokenState): Promise<void> {
    this.#flight ??= this.#fetchNext(state).finally(() => {
      this.#flight = undefined
    })
    return this.#flight
  }

  async #fetchNext(state: TokenState): Promise<void> {
    const { read, write, now, random } = this.#options
    const owner = read<TokenOwner>('token-owner')
    if (owner === undefined) throw new Error('tokens have an owner')
    const key = keptAs[state.source]
    write(key, refreshBegun(state, now()))
    const renewal = await this.#next(owner, state).catch(faultOfOurs)
    const latest = read<TokenState>(key)
    if (latest === undefined) return
    write(key, outcome(latest, state, renewal, now(), random()))
    if (renewal.kind === 'lost') await this.#tellLoss(state.grant, renewal.reason)
  }

  #next(owner: TokenOwner, state: TokenState): Promise<Renewal> {
    const { grant, generation, failures, source } = state
    return source === 'credentials'
      ? this.#options.fetch(owner, { grant, generation: generation + 1 })
      : this.#options.renew(owner, sealedOf(state), failures > 0)
  }

  /** The database may fail: the object refuses all the same, and tells again with the next caller. */
  async #tellLoss(grant: string, reason: string): Promise<void> {
    const owner = this.#options.read<TokenOwner>('token-owner')
    if (owner !== undefined) await this.#options.lose(owner, grant, reason).catch(() => undefined)
  }
}

/** Under which key tokens are stored: those of an account stay where somebody still asks for those of credentials. */
const keptAs = { consent: 'tokens', credentials: 'fetched' } as const

type Kept = (typeof keptAs)[keyof typeof keptAs]

/** What else was thrown is for the log alone. */
function faultOfOurs(thrown: unknown): Renewal {
  const reason = thrown instanceof UpstreamError ? thrown.details.reason : 'The gateway itself has failed.'
  return { kind: 'failed', reason }
}

function outcome(latest: TokenState, of: TokenState, renewal: Renewal, now: number, random: number): TokenState {
  switch (renewal.kind) {
    case 'renewed':
      return refreshed(latest, of, renewal.issued, now)
    case 'lost':
      return consentLost(latest, of, renewal.reason)
    case 'failed':
      return refreshFailed(latest, of, failureOf(renewal), now, random)
  }
}

function failureOf({ kind: _kind, ...failure }: Extract<Renewal, { kind: 'failed' }>): RenewalFailure {
  return failure
}

/** Refresh tokens stay where they are. */
function leased({ grant, generation, sealedAccess }: TokenState): LeasedToken {
  return { grant, generation, sealedAccess }
}

function sealedOf({ grant, generation, sealedAccess, sealedRefresh }: TokenState): SealedTokens {
  return { grant, generation, sealedAccess, sealedRefresh }
}
