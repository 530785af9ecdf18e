import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempted, isAnswer, settlesEarlierAttempts, waitBeforeRetry } from '../../../src/call/retry.ts'
import { type ErrorFacts, UpstreamError } from '../../../src/errors/upstream-error.ts'

const first: Attempted = { safe: true, attempts: 1, remaining: 30_000, patience: 5_000, random: 0.5 }

const unavailable = (wait?: number) =>
  new UpstreamError('integration_unavailable', {
    reason: 'It is down.',
    outcome: 'uncertain',
    headers: wait === undefined ? {} : { 'Retry-After': String(wait) },
  })

const limited = (wait: number, source: ErrorFacts['source'] = 'provider') =>
  new UpstreamError('rate_limited', {
    reason: 'Too many.',
    source,
    outcome: 'rejected',
    headers: { 'Retry-After': String(wait) },
  })

const rejected = (providerStatus: number) =>
  new UpstreamError('provider_rejected', { reason: 'No.', outcome: 'rejected', providerStatus })

const refusedCredentials = new UpstreamError('integration_error', { reason: 'Who?', outcome: 'rejected' })

describe('what is sent again', () => {
  it('a safe request to a provider that is unavailable', () => {
    expect(waitBeforeRetry(unavailable(), first)).toBeDefined()
    expect(waitBeforeRetry(unavailable(), { ...first, safe: false })).toBeUndefined()
  })

  it('any request that the provider refused for being one too many', () => {
    expect(waitBeforeRetry(limited(1), first)).toBeDefined()
    expect(waitBeforeRetry(limited(1), { ...first, safe: false })).toBeDefined()
    expect(waitBeforeRetry(limited(1, 'upstream'), first)).toBeUndefined()
  })

  it('nothing that was answered', () => {
    for (const error of [rejected(402), rejected(409), refusedCredentials]) {
      expect(waitBeforeRetry(error, first)).toBeUndefined()
    }
  })

  it('three times in all', () => {
    for (const error of [unavailable(), limited(1)]) {
      expect(waitBeforeRetry(error, { ...first, attempts: 2 })).toBeDefined()
      expect(waitBeforeRetry(error, { ...first, attempts: 3 })).toBeUndefined()
    }
  })
})

describe('how long is waited', () => {
  it.each([
    [1, 0, 0],
    [1, 0.5, 125],
    [1, 0.999, 250],
    [2, 0, 0],
    [2, 0.5, 250],
    [2, 0.999, 500],
  ])('after attempt %i, chance %f: %i ms', (attempts, random, wait) => {
    expect(waitBeforeRetry(unavailable(), { ...first, attempts, random })).toBe(wait)
  })

  it('as long as the provider asks for, and the random part on top of it', () => {
    expect(waitBeforeRetry(unavailable(7), first)).toBe(7_125)
    expect(waitBeforeRetry(limited(2), first)).toBe(2_125)
  })

  it('no longer than leaves a second before the deadline', () => {
    expect(waitBeforeRetry(unavailable(7), { ...first, remaining: 8_125 })).toBe(7_125)
    expect(waitBeforeRetry(unavailable(7), { ...first, remaining: 8_124 })).toBeUndefined()
    expect(waitBeforeRetry(unavailable(), { ...first, random: 0, remaining: 999 })).toBeUndefined()
  })

  it('for a limit no longer than the integration waits for its own', () => {
    expect(waitBeforeRetry(limited(5), first)).toBe(5_125)
    expect(waitBeforeRetry(limited(6), first)).toBeUndefined()
    expect(waitBeforeRetry(limited(1), { ...first, patience: 0 })).toBeUndefined()
  })

  it('never past the deadline, and never less than the provider asks for', () => {
    const attempted = fc.record({
      safe: fc.boolean(),
      attempts: fc.integer({ min: 1, max: 4 }),
      remaining: fc.integer({ min: -1_000, max: 60_000 }),
      patience: fc.constantFrom(0, 5_000),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.constantFrom(unavailable, limited), fc.nat(90), attempted, (make, asked, given) => {
        const wait = waitBeforeRetry(make(asked), given)
        if (wait === undefined) return
        expect(wait).toBeLessThan(given.remaining)
        expect(wait).toBeGreaterThanOrEqual(asked * 1_000)
        expect(wait).toBeLessThanOrEqual(asked * 1_000 + 500)
      }),
    )
  })
})

describe('what settles that nobody knew what became of an earlier attempt', () => {
  it.each([
    ['a refusal of the write itself', rejected(402), true],
    ['that an attempt with the same key is at work', rejected(409), false],
    ['credentials that were refused', refusedCredentials, false],
    ['a limit', limited(1), false],
    ['that nobody knows either', unavailable(), true],
  ])('%s: %s', (_, error, settles) => {
    expect(settlesEarlierAttempts(error)).toBe(settles)
  })
})

it('a provider that refuses has answered; one that is down or overrun has not', () => {
  expect([rejected(402), refusedCredentials].map(isAnswer)).toEqual([true, true])
  expect([unavailable(), limited(1)].map(isAnswer)).toEqual([false, false])
})
