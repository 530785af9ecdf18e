import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRetryAfter } from '../../../src/call/retry-after.ts'

const now = Date.UTC(2026, 10, 24, 12)

describe('Retry-After', () => {
  it.each<[string | null, number | undefined]>([
    [null, undefined],
    ['120', 120],
    ['0', 0],
    [' 7 ', 7],
    ['1.5', 1.5],
    // The example of RFC 9110, and the two older forms of section 5.6.7 that a recipient must read.
    ['Tue, 24 Nov 2026 12:00:30 GMT', 30],
    ['Tuesday, 24-Nov-26 12:00:30 GMT', 30],
    ['Tue, 24 Nov 2026 11:59:30 GMT', 0],
    ['', undefined],
    [' ', undefined],
    ['soon', undefined],
    ['soon 5', undefined],
    ['in 2099', undefined],
    ['-1', undefined],
    ['+5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['5 seconds', undefined],
    ['5, 6', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['9999999999', undefined],
  ])('%j is %s', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds)
  })

  it('reads any HTTP date to the second, and never a time that has passed', () => {
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (moment) => {
        const seconds = Math.floor(moment.getTime() / 1_000)
        expect(parseRetryAfter(moment.toUTCString(), now)).toBe(Math.max(0, seconds - now / 1_000))
      }),
    )
  })

  it('is a number that can be waited for, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const seconds = parseRetryAfter(header, now)
        expect(seconds === undefined || (Number.isFinite(seconds) && seconds >= 0)).toBe(true)
      }),
    )
  })
})
