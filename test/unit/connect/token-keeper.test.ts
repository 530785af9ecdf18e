import { describe, expect, it } from 'vitest'
import type { Renewal } from '../../../src/connect/renewal.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import { KeptTokens } from '../support/kept-tokens.ts'

const hour = 3_600_000

/** A consent whose access token was issued just now and lives for an hour. */
function connected(): KeptTokens {
  const kept = new KeptTokens()
  kept.connect('grant', issued(kept, 1))
  return kept
}

/** The same an hour later. */
function expired(): KeptTokens {
  const kept = connected()
  kept.time.now += hour
  return kept
}

function issued({ time }: KeptTokens, number: number) {
  return { sealedAccess: `access-${number}`, sealedRefresh: `refresh-${number}`, expiresAt: time.now + hour }
}

function renewed(kept: KeptTokens, number: number): Renewal {
  return { kind: 'renewed', issued: issued(kept, number) }
}

/** A refresh that the test answers. */
function answering(kept: KeptTokens): (answer: Renewal) => void {
  const { promise, resolve } = Promise.withResolvers<Renewal>()
  kept.renew = () => promise
  return resolve
}

const failed: Renewal = { kind: 'failed', reason: 'HTTP 503' }
const refused: Renewal = { kind: 'lost', reason: 'invalid_grant' }
const second = { kind: 'token', grant: 'grant', generation: 2, sealedAccess: 'access-2' }

describe('an access token', () => {
  it('that is good is handed out, and nothing is fetched', async () => {
    const kept = connected()
    expect(await kept.ask('grant')).toEqual({ ...second, generation: 1, sealedAccess: 'access-1' })
    expect(kept.keeper.current(1)).toEqual({ grant: 'grant', generation: 1, sealedAccess: 'access-1' })
    expect(kept.refreshes).toEqual([])
  })

  it('that is about to expire is handed out, while the next one is fetched once', async () => {
    const kept = connected()
    kept.time.now += hour - 200_000
    const answer = answering(kept)
    for (let call = 0; call < 3; call += 1) expect(await kept.ask('grant')).toMatchObject({ generation: 1 })
    expect(kept.keeper.current(1)).toMatchObject({ generation: 1 })
    expect(kept.refreshes).toHaveLength(1)
    answer(renewed(kept, 2))
    await expect.poll(() => kept.keeper.current(1)).toMatchObject({ generation: 2 })
  })

  it('that has expired is refreshed once for everybody, and stored before anybody has it', async () => {
    const kept = expired()
    const answer = answering(kept)
    expect(kept.keeper.current(1)).toBeUndefined()
    const asking = Array.from({ length: 50 }, async () => {
      const token = await kept.ask('grant')
      expect(kept.state).toMatchObject({ generation: 2, sealedAccess: 'access-2', sealedRefresh: 'refresh-2' })
      return token
    })
    expect(kept.state).toMatchObject({ generation: 1, failures: 0, refreshing: {} })
    answer(renewed(kept, 2))
    expect(await Promise.all(asking)).toEqual(Array(50).fill(second))
    expect(kept.refreshes).toHaveLength(1)
  })

  it('is refreshed once, however long that takes', async () => {
    const kept = expired()
    const answer = answering(kept)
    const first = kept.ask('grant')
    kept.time.now += hour
    const later = kept.ask('grant')
    expect(kept.refreshes).toHaveLength(1)
    answer(renewed(kept, 2))
    expect(await Promise.all([first, later])).toEqual([second, second])
  })

  it('that the provider refuses is refreshed, once for everybody to whom it was refused', async () => {
    const kept = connected()
    kept.time.now += 60_000
    kept.renew = async () => renewed(kept, 2)
    const answers = await Promise.all([kept.ask('grant', 1), kept.ask('grant', 1), kept.ask('grant')])
    expect(answers.slice(0, 2)).toEqual([second, second])
    expect(await kept.ask('grant', 1)).toEqual(second)
    expect(kept.refreshes).toHaveLength(1)
  })

  it('that is refused right after it was issued is not refused for its age, and stays', async () => {
    const kept = connected()
    kept.time.now += 9_999
    expect(await kept.ask('grant', 1)).toMatchObject({ generation: 1 })
    expect(kept.refreshes).toEqual([])
  })

  it('of another consent is not to be had', async () => {
    expect(await connected().ask('another')).toEqual({ kind: 'gone' })
    expect(await new KeptTokens().ask('grant')).toEqual({ kind: 'gone' })
  })
})

describe('a refresh that fails', () => {
  it('is tried again after a cool-down that its callers wait out, if it is short', async () => {
    const kept = expired()
    const began = kept.time.now
    kept.renew = async () => (kept.refreshes.length === 1 ? failed : renewed(kept, 2))
    expect(await kept.time.pass(kept.ask('grant'))).toEqual(second)
    expect(kept.time.now - began).toBe(750)
    expect(kept.refreshes.map(({ interrupted }) => interrupted)).toEqual([false, true])
  })

  it('tells its callers how long to wait where it goes on failing, and nobody asks the provider meanwhile', async () => {
    const kept = expired()
    kept.renew = async () => failed
    const answer = { kind: 'wait', milliseconds: 1_500, failure: { reason: 'HTTP 503' } }
    expect(await kept.time.pass(kept.ask('grant'))).toEqual(answer)
    expect(kept.refreshes).toHaveLength(2)
    for (let call = 0; call < 20; call += 1) expect(await kept.ask('grant')).toEqual(answer)
    expect(kept.refreshes).toHaveLength(2)
  })

  it('costs nothing while the token before it is good', async () => {
    const kept = connected()
    kept.time.now += hour - 200_000
    kept.renew = async () => failed
    for (let call = 0; call < 5; call += 1) expect(await kept.ask('grant')).toMatchObject({ kind: 'token' })
    expect(kept.refreshes).toHaveLength(1)
  })

  it.each<[Error, string]>([
    [new Error('Failed query: select …'), 'The gateway itself has failed.'],
    [new UpstreamError('internal_error', { reason: 'The database is away.' }), 'The database is away.'],
  ])('by a fault of our own is told like any other, in our own words: %s', async (fault, failure) => {
    const kept = expired()
    kept.renew = () => Promise.reject(fault)
    expect(await kept.time.pass(kept.ask('grant'))).toMatchObject({ kind: 'wait', failure: { reason: failure } })
  })
})

describe('a consent that is lost', () => {
  it('is told to everybody and noted, and nothing else is tried', async () => {
    const kept = expired()
    kept.renew = async () => refused
    const lost = { kind: 'lost', reason: 'invalid_grant' }
    expect(await Promise.all([kept.ask('grant'), kept.ask('grant'), kept.ask('grant')])).toEqual([lost, lost, lost])
    expect(kept.losses[0]).toEqual({ grant: 'grant', reason: 'invalid_grant' })
    kept.time.now += 365 * 24 * hour
    expect(await kept.ask('grant')).toEqual(lost)
    expect(kept.keeper.current(1)).toBeUndefined()
    expect(kept.refreshes).toHaveLength(1)
  })

  it('is told all the same where it can’t be noted, and noted with the next caller', async () => {
    const kept = expired()
    kept.renew = async () => refused
    kept.lose = () => Promise.reject(new Error('the database is away'))
    expect(await kept.ask('grant')).toEqual({ kind: 'lost', reason: 'invalid_grant' })
    const told = kept.losses.length
    expect(await kept.ask('grant')).toEqual({ kind: 'lost', reason: 'invalid_grant' })
    expect(kept.losses.length).toBe(told + 1)
  })

  it('is healed by another', async () => {
    const kept = expired()
    kept.renew = async () => refused
    await kept.ask('grant')
    kept.connect('another', issued(kept, 7))
    expect(await kept.ask('another')).toMatchObject({ kind: 'token', generation: 1, sealedAccess: 'access-7' })
    expect(await kept.ask('grant')).toEqual({ kind: 'gone' })
  })

  it('has no refresh token: it is over with its access token', async () => {
    const kept = new KeptTokens()
    kept.connect('grant', { ...issued(kept, 1), sealedRefresh: undefined })
    expect(await kept.ask('grant')).toMatchObject({ kind: 'token' })
    kept.time.now += hour
    expect(await kept.ask('grant')).toMatchObject({ kind: 'lost' })
    expect(kept.refreshes).toEqual([])
  })
})

describe('an answer that comes late', () => {
  it.each([
    ['tokens', (kept: KeptTokens) => renewed(kept, 2)],
    ['a refusal', () => refused],
    ['a failure', () => failed],
  ])('(%s) changes nothing about the consent that has come meanwhile', async (_what, late) => {
    const kept = expired()
    const answer = answering(kept)
    const asked = kept.ask('grant')
    kept.connect('another', issued(kept, 7))
    const before = kept.state
    answer(late(kept))
    expect(await asked).toEqual({ kind: 'gone' })
    expect(kept.state).toEqual(before)
  })

  it('brings nothing back that was forgotten', async () => {
    const kept = expired()
    const answer = answering(kept)
    const asked = kept.ask('grant')
    expect(kept.keeper.forget()).toMatchObject({ sealedRefresh: 'refresh-1' })
    answer(renewed(kept, 2))
    expect(await asked).toEqual({ kind: 'gone' })
    expect(kept.state).toBeUndefined()
  })
})

describe('an object that goes away in the middle of a refresh', () => {
  it('is followed by one that tries again within a second, and says that an attempt got no answer', async () => {
    const kept = expired()
    const asked = kept.ask('grant')
    const began = kept.time.now
    kept.renew = async () => renewed(kept, 2)
    kept.crash()
    expect(await kept.time.pass(asked)).toEqual(second)
    expect(kept.time.now - began).toBeLessThanOrEqual(1_000)
    expect(kept.refreshes.map(({ interrupted }) => interrupted)).toEqual([false, true])
  })

  it('writes nothing any more', async () => {
    const kept = expired()
    const answer = answering(kept)
    const asked = kept.ask('grant')
    kept.renew = async () => renewed(kept, 3)
    kept.crash()
    answer(renewed(kept, 2))
    expect(await kept.time.pass(asked)).toMatchObject({ generation: 2, sealedAccess: 'access-3' })
  })

  it('between the answer and the write has cost the consent, where the provider takes a refresh token once', async () => {
    const kept = expired()
    kept.renew = async ({ tokens }) => {
      if (kept.refreshes.filter((refresh) => refresh.tokens.sealedRefresh === tokens.sealedRefresh).length > 1)
        return refused
      kept.crash()
      return renewed(kept, 2)
    }
    expect(await kept.time.pass(kept.ask('grant'))).toEqual({ kind: 'lost', reason: 'invalid_grant' })
  })

  it('between the answer and the write has cost nothing, where the provider takes it a second time', async () => {
    const kept = expired()
    kept.renew = async () => {
      if (kept.refreshes.length === 1) kept.crash()
      return renewed(kept, 2)
    }
    expect(await kept.time.pass(kept.ask('grant'))).toEqual(second)
  })
})

describe('the tokens of a new consent', () => {
  it('wait beside those in force until they are confirmed', async () => {
    const kept = connected()
    kept.keeper.adopt({ org: 'acme', integration: 'int_1' }, 'another', issued(kept, 7))
    expect(await kept.ask('grant')).toMatchObject({ kind: 'token', sealedAccess: 'access-1' })
    kept.keeper.confirm('of nobody')
    expect(kept.keeper.current(1)).toMatchObject({ grant: 'grant' })
    kept.keeper.confirm('another')
    expect(kept.keeper.current(1)).toMatchObject({ grant: 'another', sealedAccess: 'access-7' })
  })

  it('are confirmed by whoever asks for them: the database names them already', async () => {
    const kept = connected()
    kept.keeper.adopt({ org: 'acme', integration: 'int_1' }, 'another', issued(kept, 7))
    kept.crash()
    expect(await kept.ask('another')).toMatchObject({ kind: 'token', sealedAccess: 'access-7' })
  })
})
