import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUnixSeconds, toUtc, unifiedTime } from '../../../src/contracts/time.ts'

const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
const offset = fc.integer({ min: -14 * 60, max: 14 * 60 })

/** The same moment, as a clock `minutes` ahead of UTC shows it. */
function withOffset(date: Date, minutes: number): string {
  const shown = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${shown}${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}

describe('time', () => {
  it('is UTC with Z, whatever offset it was written with', () => {
    expect(toUtc('2026-11-24T12:00:00+01:00')).toBe('2026-11-24T11:00:00.000Z')
    fc.assert(
      fc.property(moment, offset, (date, minutes) => {
        const utc = toUtc(withOffset(date, minutes))
        expect(utc).toBe(date.toISOString())
        expect(unifiedTime().safeParse(utc).success).toBe(true)
      }),
    )
  })

  it('is nothing where there is none', () => {
    for (const text of [null, undefined, '', 'soon', '2026-13-01T00:00:00Z']) expect(toUtc(text)).toBeNull()
  })

  it('is read from Unix seconds', () => {
    expect(fromUnixSeconds(0)).toBe('1970-01-01T00:00:00.000Z')
    fc.assert(fc.property(fc.nat(4_000_000_000), (seconds) => Date.parse(fromUnixSeconds(seconds)) === seconds * 1_000))
  })
})
