import type { Renewal } from '../../../src/connect/renewal.ts'
import type { SealedTokens, TokenAnswer } from '../../../src/connect/services.ts'
import { TokenKeeper } from '../../../src/connect/token-keeper.ts'
import type { IssuedTokens, TokenOf, TokenState } from '../../../src/connect/token-state.ts'
import { credentialGrant } from '../../../src/integrations/snapshots.ts'
import { VirtualTime } from './virtual-time.ts'

export const owner = { org: 'acme', integration: 'int_1' }

export interface Refresh {
  readonly tokens: SealedTokens
  /** Whether an earlier refresh of the same token got no answer. */
  readonly interrupted: boolean
}

/**
 * An integration's Durable Object as far as it keeps tokens: what it has written stays when it goes away, and what is left
 * of an object that has gone can write nothing more.
 */
export class KeptTokens {
  readonly time = new VirtualTime()
  readonly refreshes: Refresh[] = []
  readonly losses: { readonly grant: string; readonly reason: string }[] = []
  /** What the provider does; `life` is the object's, to know whether it is still there. */
  renew: (refresh: Refresh, isAlive: () => boolean) => Promise<Renewal> = () => new Promise(() => undefined)
  /** What the provider does with the credentials. */
  fetch: (next: TokenOf) => Promise<Renewal> = () => new Promise(() => undefined)
  readonly fetches: TokenOf[] = []
  lose: () => Promise<void> = () => Promise.resolve()
  random: () => number = () => 0.5
  readonly #storage = new Map<string, unknown>()
  #gone = Promise.withResolvers<never>()
  #keeper = this.#wake()

  get keeper(): TokenKeeper {
    return this.#keeper
  }

  get state(): TokenState | undefined {
    return this.#read('tokens')
  }

  /** What is stored of the credentials' token. */
  get fetched(): TokenState | undefined {
    return this.#read('fetched')
  }

  /** A consent in force. */
  connect(grant: string, issued: IssuedTokens): void {
    this.keeper.adopt(owner, grant, issued)
    this.keeper.confirm(grant)
  }

  /** Asks for a token, and asks again where the object goes away meanwhile, as isolates do. */
  ask(grant: string, refused?: number): Promise<TokenAnswer> {
    return this.#insist((keeper) => keeper.token(grant, refused))
  }

  /** The same for a token that the credentials of a version bring, while another may be in force. */
  askForFetched(version: number, { inForce = version, refused }: Fetching = {}): Promise<TokenAnswer> {
    return this.#insist((keeper) => keeper.fetched(owner, credentialGrant(version), inForce, refused))
  }

  async #insist(question: (keeper: TokenKeeper) => Promise<TokenAnswer>): Promise<TokenAnswer> {
    const gone = this.#gone.promise
    try {
      return await Promise.race([question(this.#keeper), gone])
    } catch (thrown) {
      if (!(thrown instanceof ObjectGone)) throw thrown
      return this.#insist(question)
    }
  }

  /** The object goes away, whatever it is about, and another one takes its place. */
  crash(): void {
    const { reject } = this.#gone
    this.#gone = Promise.withResolvers<never>()
    this.#gone.promise.catch(() => undefined)
    this.#keeper = this.#wake()
    reject(new ObjectGone())
  }

  #wake(): TokenKeeper {
    this.#gone.promise.catch(() => undefined)
    const life = this.#gone
    const isAlive = () => life === this.#gone
    return new TokenKeeper({
      read: (key) => this.#read(key),
      write: (key, value) => {
        if (isAlive()) this.#storage.set(key, structuredClone(value))
      },
      now: () => this.time.now,
      random: () => this.random(),
      sleep: this.time.sleep,
      later: (work) => {
        work.catch(() => undefined)
      },
      renew: (_owner, tokens, interrupted) => {
        const refresh = { tokens, interrupted }
        this.refreshes.push(refresh)
        return this.renew(refresh, isAlive)
      },
      fetch: (_owner, next) => {
        this.fetches.push(next)
        return this.fetch(next)
      },
      lose: (_owner, grant, reason) => {
        this.losses.push({ grant, reason })
        return this.lose()
      },
    })
  }

  // What was written under a key is read as what it was.
  #read<Value>(key: string): Value | undefined {
    return this.#storage.get(key) as Value | undefined
  }
}

interface Fetching {
  readonly inForce?: number
  readonly refused?: number
}

class ObjectGone extends Error {}
