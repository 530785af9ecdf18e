import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Renewal } from '../../../src/connect/renewal.ts'
import { refreshTimeout } from '../../../src/connect/token-state.ts'
import { seeded } from '../../support/seeded.ts'
import { KeptTokens } from '../support/kept-tokens.ts'

/** Seconds that an access token lives. */
const life = 60
const callers = 5

/** Takes each refresh token once, and ends the consent as soon as one comes a second time. */
class StrictServer {
  readonly uses = new Map<string, number>()
  readonly #issued = new Map<string, number>()
  rotations = 0

  refresh(token: string, now: number): Renewal {
    this.uses.set(token, (this.uses.get(token) ?? 0) + 1)
    if (token !== `refresh-${this.rotations}`) return { kind: 'lost', reason: 'invalid_grant' }
    this.rotations += 1
    const [sealedAccess, sealedRefresh] = [`access-${this.rotations}`, `refresh-${this.rotations}`]
    this.#issued.set(sealedAccess, now + life * 1_000)
    return { kind: 'renewed', issued: { sealedAccess, sealedRefresh, expiresAt: now + life * 1_000 } }
  }

  accepts(access: string, now: number): boolean {
    return (this.#issued.get(access) ?? 0) > now
  }
}

/** Hours of callers, of a token endpoint that is slow, fails and times out, and of objects that go away meanwhile. */
async function storm(seed: number, rotations: number) {
  const random = seeded(seed)
  const server = new StrictServer()
  const kept = new KeptTokens()
  const { time } = kept
  const kinds = { crash: 0, failed: 0, late: 0, refused: 0 }
  kept.random = random
  kept.connect('grant', { sealedAccess: 'access-0', sealedRefresh: 'refresh-0', expiresAt: time.now })

  kept.renew = async ({ tokens }, isAlive) => {
    const weather = random()
    await time.sleep(random() * (weather < 0.2 ? refreshTimeout : 500))
    if (!isAlive()) return new Promise(() => undefined)
    if (weather > 0.95) {
      kinds.crash += 1
      kept.crash()
      return new Promise(() => undefined)
    }
    if (weather > 0.85) {
      kinds.failed += 1
      return { kind: 'failed', reason: 'HTTP 503' }
    }
    if (weather > 0.8) {
      kinds.late += 1
      await time.sleep(refreshTimeout)
      return { kind: 'failed', reason: 'it took too long' }
    }
    return server.refresh(tokens.sealedRefresh ?? '', time.now)
  }

  const call = async () => {
    while (server.rotations < rotations) {
      const answer = await kept.ask('grant')
      if (answer.kind === 'token') expect(server.accepts(answer.sealedAccess, time.now)).toBe(true)
      else {
        expect(answer.kind).toBe('wait')
        kinds.refused += 1
      }
      await time.sleep(random() * 20_000)
    }
  }
  await time.pass(Promise.all(Array.from({ length: callers }, call)))

  expect(Math.max(...server.uses.values())).toBe(1)
  expect(kept.losses).toEqual([])
  expect(kept.state).toMatchObject({ generation: server.rotations + 1, lost: undefined })
  return kinds
}

it('1,000 rotations: no refresh token is used twice, none is lost, and nobody gets a token that is over', async () => {
  const kinds = await storm(20_261_124, 1_000)
  for (const [kind, count] of Object.entries(kinds)) expect(count, kind).toBeGreaterThan(10)
})

it('so it is in whatever order things happen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      await storm(seed, 25)
    }),
    { numRuns: 30 },
  )
})
