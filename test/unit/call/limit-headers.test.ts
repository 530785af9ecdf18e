import { describe, expect, it } from 'vitest'
import { exhaustedUntil } from '../../../src/call/limit-headers.ts'
import { providers } from '../../../src/providers/registry.ts'
import { providerNamed } from '../../support/examples.ts'

const now = Date.UTC(2026, 10, 24, 12)

/** Milliseconds that calls would have to wait, as the headers of a provider's answer say. */
function pauseOf(provider: string, headers: Record<string, string>): number | undefined {
  const { limitHeaders } = providerNamed(provider)
  if (limitHeaders === undefined) throw new Error(`${provider} tells nothing of its limits`)
  const until = exhaustedUntil(new Headers(headers), limitHeaders, now)
  return until === undefined ? undefined : until - now
}

describe('the headers of an answer say that nothing is left of a limit', () => {
  it.each<[string, string, Record<string, string>, number]>([
    [
      'klaviyo',
      'and in how many seconds there is more',
      { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '42' },
      42_000,
    ],
    [
      'bigcommerce',
      'and in how many milliseconds',
      { 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': '15000' },
      15_000,
    ],
    [
      'sendgrid',
      'and at which second',
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(now / 1_000 + 33) },
      33_000,
    ],
    ['pipedrive', 'of two seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' }, 2_000],
    ['xero', 'and not when: of a minute', { 'X-MinLimit-Remaining': '0', 'X-DayLimit-Remaining': '4000' }, 5_000],
    ['xero', 'and not when: of a day', { 'X-MinLimit-Remaining': '60', 'X-DayLimit-Remaining': '0' }, 300_000],
    ['xero', 'of two limits', { 'X-MinLimit-Remaining': '0', 'X-DayLimit-Remaining': '0' }, 300_000],
    ['hubspot', 'of ten seconds', { 'X-HubSpot-RateLimit-Remaining': '0' }, 10_000 / 12],
    ['klaviyo', 'and something unreadable', { 'RateLimit-Remaining': '0', 'RateLimit-Reset': 'soon' }, 5_000],
    ['klaviyo', 'and less than nothing', { 'RateLimit-Remaining': '-3', 'RateLimit-Reset': '1' }, 1_000],
  ])('%s: %s', (provider, _, headers, pause) => {
    expect(pauseOf(provider, headers)).toBeCloseTo(pause, 3)
  })

  it.each<[string, Record<string, string>]>([
    ['something is left', { 'RateLimit-Remaining': '1', 'RateLimit-Reset': '42' }],
    ['it says nothing', {}],
    ['it says it in a way of its own', { 'RateLimit-Remaining': 'none', 'RateLimit-Reset': '42' }],
    ['it says it twice', { 'RateLimit-Remaining': '0, 5', 'RateLimit-Reset': '42' }],
  ])('and is not believed to, where %s', (_, headers) => {
    expect(pauseOf('klaviyo', headers)).toBeUndefined()
  })
})

describe('what providers declare', () => {
  it.each(providers.map((provider) => [provider.id, provider] as const))('%s', (_, { concurrency, limitHeaders }) => {
    if (concurrency !== undefined) {
      expect(Number.isInteger(concurrency.limit) && concurrency.limit > 0).toBe(true)
      expect(concurrency.docs).toMatch(/^https:\/\//)
    }
    if (limitHeaders === undefined) return
    expect(limitHeaders.docs).toMatch(/^https:\/\//)
    expect(limitHeaders.counters.length).toBeGreaterThan(0)
    for (const { remaining, window, reset } of limitHeaders.counters) {
      expect(() => new Headers([[remaining, '0']])).not.toThrow()
      expect(() => new Headers([[reset?.header ?? 'x', '0']])).not.toThrow()
      expect(window).toBeGreaterThan(0)
    }
  })
})
