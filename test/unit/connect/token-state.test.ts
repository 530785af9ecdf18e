import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consentLost,
  firstTokens,
  nextStep,
  noTokens,
  refreshBegun,
  refreshed,
  refreshFailed,
  type TokenState,
} from '../../../src/connect/token-state.ts'

const start = Date.UTC(2026, 10, 24, 12)
const hour = 3_600_000

const issued = { sealedAccess: 'access', sealedRefresh: 'refresh', expiresAt: start + hour }
const fresh = firstTokens('grant', issued, start)

/** Any life that tokens can have had: what happened to them, and how many milliseconds passed before each. */
const events = fc.array(
  fc.record({
    kind: fc.constantFrom('begun', 'renewed', 'failed', 'lost'),
    after: fc.integer({ min: 0, max: hour }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 30 },
)

const lives = fc
  .record({
    life: fc.option(fc.integer({ min: 1_000, max: 30 * 24 * hour }), { nil: undefined }),
    hasRefresh: fc.boolean(),
    events,
  })
  .map(({ life, hasRefresh, events: all }) => {
    let now = start
    const at = () => ({ ...issued, expiresAt: life === undefined ? undefined : now + life })
    let state = firstTokens('grant', { ...at(), sealedRefresh: hasRefresh ? 'refresh' : undefined }, now)
    for (const { kind, after, random } of all) {
      now += after
      if (kind === 'begun') state = refreshBegun(state, now)
      else if (kind === 'renewed') state = refreshed(state, state, at(), now)
      else if (kind === 'failed') state = refreshFailed(state, state, unavailable, now, random)
      else state = consentLost(state, state, 'invalid_grant')
    }
    return { state, now }
  })

const unavailable = { reason: 'HTTP 503' }
const delays = fc.integer({ min: 0, max: 60 * 24 * hour })

describe('what to do', () => {
  it('is never to use a token that has expired', () => {
    fc.assert(
      fc.property(lives, delays, ({ state, now }, delay) => {
        const step = nextStep(state, now + delay)
        if (step.kind === 'use' && state.expiresAt !== undefined) expect(state.expiresAt).toBeGreaterThan(now + delay)
      }),
    )
  })

  it('is never to refresh during a cool-down, nor while a refresh is on its way', () => {
    fc.assert(
      fc.property(lives, delays, ({ state, now }, delay) => {
        const at = now + delay
        const step = nextStep(state, at)
        const renews = step.kind === 'renew' || (step.kind === 'use' && step.renew)
        if (renews) expect(Math.max(state.retryAt, state.refreshing?.answerBy ?? 0)).toBeLessThanOrEqual(at)
        if (step.kind === 'wait') expect(nextStep(state, step.until).kind).toBe('renew')
      }),
    )
  })

  it('is nothing, once the consent is lost', () => {
    fc.assert(
      fc.property(lives, events, delays, ({ state, now }, more, delay) => {
        let lost = consentLost(state, state, 'invalid_grant')
        const { reason } = { reason: lost.lost }
        for (const { kind } of more) {
          if (kind === 'renewed') lost = refreshed(lost, lost, issued, now)
          if (kind === 'failed') lost = refreshFailed(lost, lost, unavailable, now, 0.5)
        }
        expect(nextStep(lost, now + delay)).toEqual({ kind: 'lost', reason })
      }),
    )
  })

  it('is to refresh ahead of time: five minutes, or a fifth of a short life', () => {
    const step = (life: number, left: number) =>
      nextStep(firstTokens('grant', { ...issued, expiresAt: start + life }, start), start + life - left)
    expect(step(hour, 300_001)).toEqual({ kind: 'use', renew: false })
    expect(step(hour, 300_000)).toEqual({ kind: 'use', renew: true })
    expect(step(hour, 5_001)).toEqual({ kind: 'use', renew: true })
    expect(step(hour, 5_000)).toEqual({ kind: 'renew' })
    expect(step(60_000, 12_001)).toEqual({ kind: 'use', renew: false })
    expect(step(60_000, 12_000)).toEqual({ kind: 'use', renew: true })
    expect(step(10_000, 2_001)).toEqual({ kind: 'use', renew: false })
    expect(step(10_000, 2_000)).toEqual({ kind: 'renew' })
  })

  it('is to use a token for ever that doesn’t expire', () => {
    const state = firstTokens('grant', { ...issued, expiresAt: undefined }, start)
    expect(nextStep(state, start + 100 * 365 * 24 * hour)).toEqual({ kind: 'use', renew: false })
  })

  it('is to refresh a token that was refused, but not one before it, nor one that was just issued', () => {
    const second = refreshed(fresh, fresh, { ...issued, expiresAt: start + 2 * hour }, start + 1_000)
    expect(nextStep(second, start + 11_000, 2)).toEqual({ kind: 'renew' })
    expect(nextStep(second, start + 11_000, 1)).toEqual({ kind: 'use', renew: false })
    expect(nextStep(second, start + 10_999, 2)).toEqual({ kind: 'use', renew: false })
  })
})

describe('credentials', () => {
  const none = noTokens('credentials of version 7')
  const fetched = refreshed(none, none, { ...issued, sealedRefresh: undefined, expiresAt: start + hour }, start)

  it('have no token before the first is fetched', () => {
    expect(nextStep(none, 0)).toEqual({ kind: 'renew' })
    expect(nextStep(none, start)).toEqual({ kind: 'renew' })
  })

  it('bring the next token without a refresh token: ahead of time, after its end, and where it was refused', () => {
    expect(fetched).toMatchObject({ source: 'credentials', generation: 1, sealedRefresh: undefined })
    expect(nextStep(fetched, start + hour - 300_001)).toEqual({ kind: 'use', renew: false })
    expect(nextStep(fetched, start + hour - 300_000)).toEqual({ kind: 'use', renew: true })
    expect(nextStep(fetched, start + hour)).toEqual({ kind: 'renew' })
    expect(nextStep(fetched, start + 10_000, 1)).toEqual({ kind: 'renew' })
  })
})

describe('an answer', () => {
  it('of an older generation or of another consent changes nothing', () => {
    const strangers = fc.oneof(
      fc.record({ grant: fc.constant('grant'), generation: fc.integer({ min: -5, max: 40 }) }),
      fc.record({ grant: fc.constant('another'), generation: fc.constant(1) }),
    )
    fc.assert(
      fc.property(lives, strangers, ({ state, now }, of) => {
        fc.pre(of.grant !== state.grant || of.generation !== state.generation)
        expect(refreshed(state, of, issued, now)).toBe(state)
        expect(refreshFailed(state, of, unavailable, now, 0.5)).toBe(state)
        expect(consentLost(state, of, 'invalid_grant')).toBe(state)
      }),
    )
  })

  it('that brings tokens begins the next generation, without a failure', () => {
    fc.assert(
      fc.property(lives, ({ state, now }) => {
        fc.pre(state.lost === undefined)
        const next = refreshed(state, state, { ...issued, sealedAccess: 'next', sealedRefresh: 'next-refresh' }, now)
        expect(next).toMatchObject({ sealedAccess: 'next', sealedRefresh: 'next-refresh', failures: 0, retryAt: 0 })
        expect(next).toMatchObject({ generation: state.generation + 1, refreshing: undefined, failure: undefined })
      }),
    )
  })

  it('that brings no refresh token leaves the one that is there', () => {
    expect(refreshed(fresh, fresh, { ...issued, sealedRefresh: undefined }, start)).toMatchObject({
      sealedRefresh: 'refresh',
      generation: 2,
    })
  })
})

describe('the cool-down after a failure', () => {
  const coolDown = (failures: number, random: number): number => {
    const state: TokenState = { ...fresh, failures }
    return refreshFailed(state, state, unavailable, start, random).retryAt - start
  }

  it('doubles from a second to five minutes', () => {
    expect([0, 1, 2, 3, 8, 9, 20].map((failures) => coolDown(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ])
  })

  it('is as long as the token endpoint has asked for, up to five minutes', () => {
    const asking = (retryAfter: number) =>
      refreshFailed(fresh, fresh, { ...unavailable, retryAfter }, start, 0).retryAt - start
    expect([0, 7, 86_400].map(asking)).toEqual([500, 7_000, 300_000])
  })

  it('is a quarter of a minute at most where credentials were refused', () => {
    const facts = { reason: 'Authentication failed', retriable: false }
    const failure = { reason: 'Authentication failed', error: { code: 'integration_error', facts } } as const
    const long: TokenState = { ...fresh, failures: 20 }
    expect(refreshFailed(long, long, failure, start, 1).retryAt - start).toBe(15_000)
  })

  it('is spread over its second half', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const longest = coolDown(failures, 1)
        expect(coolDown(failures, random)).toBeGreaterThanOrEqual(longest / 2)
        expect(coolDown(failures, random)).toBeLessThanOrEqual(longest)
      }),
    )
    expect(coolDown(0, 0)).toBe(500)
  })

  it('ends the refresh that was on its way', () => {
    const begun = refreshBegun(fresh, start)
    expect(refreshFailed(begun, begun, unavailable, start, 0)).toMatchObject({ refreshing: undefined, failures: 1 })
  })
})
