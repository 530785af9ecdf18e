import { describe, expect, it } from 'vitest'
import type { Renewal } from '../../../src/connect/renewal.ts'
import { KeptTokens } from '../support/kept-tokens.ts'

/** Tokens that an integration's own credentials bring, as its Durable Object keeps them. */

const hour = 3_600_000
const grant = 'credentials of version 3'

function brought({ time }: KeptTokens, number: number): Renewal {
  return {
    kind: 'renewed',
    issued: { sealedAccess: `access-${number}`, sealedRefresh: undefined, expiresAt: time.now + hour },
  }
}

/** Credentials that bring a token whenever they are asked. */
function trusted(): KeptTokens {
  const kept = new KeptTokens()
  kept.fetch = async ({ generation }) => brought(kept, generation)
  return kept
}

const facts = { reason: 'Authentication failed', retriable: false, providerStatus: 401 }
const refused: Renewal = { kind: 'failed', reason: facts.reason, error: { code: 'integration_error', facts } }
const unavailable: Renewal = {
  kind: 'failed',
  reason: 'HTTP 503',
  error: { code: 'integration_unavailable', facts: { reason: 'HTTP 503', retriable: true } },
}

const token = (generation: number) => ({ kind: 'token', grant, generation, sealedAccess: `access-${generation}` })

describe('a token of credentials', () => {
  it('is fetched once for everybody, stored before anybody has it, and used until it ends', async () => {
    const kept = trusted()
    const asked = Array.from({ length: 50 }, async () => {
      const answer = await kept.askForFetched(3)
      expect(kept.fetched).toMatchObject({ generation: 1, sealedAccess: 'access-1' })
      return answer
    })
    expect(await Promise.all(asked)).toEqual(Array(50).fill(token(1)))
    kept.time.now += hour - 300_001
    expect(await kept.askForFetched(3)).toEqual(token(1))
    expect(kept.fetches).toEqual([{ grant, generation: 1 }])
  })

  it('is brought along by leases of its version alone', async () => {
    const kept = trusted()
    expect(kept.keeper.current(3)).toBeUndefined()
    await kept.askForFetched(3)
    const { kind: _kind, ...leased } = token(1)
    expect(kept.keeper.current(3)).toEqual(leased)
    expect(kept.keeper.current(4)).toBeUndefined()
  })

  it('that is about to expire is handed out, while the next one is fetched', async () => {
    const kept = trusted()
    await kept.askForFetched(3)
    kept.time.now += hour - 200_000
    expect(kept.keeper.current(3)).toMatchObject({ generation: 1 })
    await expect.poll(() => kept.keeper.current(3)).toMatchObject({ generation: 2 })
  })

  it('that the provider refuses is fetched anew, once for everybody to whom it was refused', async () => {
    const kept = trusted()
    await kept.askForFetched(3)
    kept.time.now += 60_000
    const again = () => kept.askForFetched(3, { refused: 1 })
    expect(await Promise.all([again(), again(), again()])).toEqual([token(2), token(2), token(2)])
    expect(await again()).toEqual(token(2))
    expect(kept.fetches).toHaveLength(2)
  })

  it('is forgotten with its version, and is not fetched for an older one', async () => {
    const kept = trusted()
    await kept.askForFetched(3)
    kept.keeper.versionChanged(3)
    expect(kept.fetched).toBeDefined()
    kept.keeper.versionChanged(4)
    expect(kept.fetched).toBeUndefined()
    expect(await kept.askForFetched(3, { inForce: 4 })).toEqual({ kind: 'gone' })
    expect(kept.fetches).toHaveLength(1)
  })

  it('stays out of the way of an account’s', async () => {
    const kept = trusted()
    kept.connect('consent', { sealedAccess: 'of-consent', sealedRefresh: undefined, expiresAt: undefined })
    await kept.askForFetched(3)
    expect(kept.keeper.current(4)).toMatchObject({ sealedAccess: 'of-consent' })
    expect(await kept.ask('consent')).toMatchObject({ sealedAccess: 'of-consent' })
    kept.keeper.forget()
    expect(kept.fetched).toBeUndefined()
  })

  it('that arrives after a newer version has come changes nothing', async () => {
    const kept = new KeptTokens()
    const { promise, resolve } = Promise.withResolvers<Renewal>()
    kept.fetch = () => promise
    const old = kept.askForFetched(3)
    kept.keeper.versionChanged(4)
    resolve(brought(kept, 1))
    expect(await old).toEqual({ kind: 'gone' })
    expect(kept.fetched).toBeUndefined()
  })
})

describe('credentials that bring none', () => {
  it('because they are refused: everybody is told so to the letter, and the provider is asked again later', async () => {
    const kept = new KeptTokens()
    kept.fetch = async () => refused
    for (let call = 0; call < 10; call += 1)
      expect(await kept.askForFetched(3)).toMatchObject({ kind: 'wait', failure: { error: { facts } } })
    expect(kept.fetches).toHaveLength(1)
    kept.time.now += 1_000
    kept.fetch = async () => brought(kept, 1)
    expect(await kept.askForFetched(3)).toEqual(token(1))
  })

  it('because the provider fails: a second try comes within the patience of a call', async () => {
    const kept = new KeptTokens()
    kept.fetch = async () => (kept.fetches.length === 1 ? unavailable : brought(kept, 1))
    expect(await kept.time.pass(kept.askForFetched(3))).toEqual(token(1))
    expect(kept.time.now).toBeLessThan(new KeptTokens().time.now + 1_000)
  })

  it('because the provider goes on failing: nobody asks it meanwhile', async () => {
    const kept = new KeptTokens()
    kept.fetch = async () => unavailable
    const answer = await kept.time.pass(kept.askForFetched(3))
    expect(answer).toMatchObject({ kind: 'wait', milliseconds: 1_500, failure: { reason: 'HTTP 503' } })
    for (let call = 0; call < 10; call += 1) expect(await kept.askForFetched(3)).toEqual(answer)
    expect(kept.fetches).toHaveLength(2)
  })

  it('don’t hold a newer version up', async () => {
    const kept = new KeptTokens()
    kept.fetch = async () => refused
    await kept.askForFetched(3)
    kept.fetch = async ({ generation }) => brought(kept, generation)
    expect(await kept.askForFetched(4)).toMatchObject({ kind: 'token', grant: 'credentials of version 4' })
  })

  it('because the object went away in the middle: the next one fetches it', async () => {
    const kept = new KeptTokens()
    const asked = kept.askForFetched(3)
    kept.fetch = async () => brought(kept, 1)
    kept.crash()
    expect(await kept.time.pass(asked)).toEqual(token(1))
    expect(kept.fetches).toHaveLength(2)
  })
})
