import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Crowd, freePace, paceOf, relaysFor, shareOf } from '../../../src/meter/crowd.ts'

const start = Date.UTC(2026, 10, 24, 12)

describe('the crowd in front of an object', () => {
  it('is how many isolates have asked lately, and how often they ask', () => {
    const crowd = new Crowd()
    let seen = { isolates: 0, rate: 0 }
    for (let index = 0; index < 400; index += 1) seen = crowd.see(`isolate ${index % 20}`, start + index * 10)
    expect(seen.isolates).toBe(20)
    expect(seen.rate).toBeGreaterThanOrEqual(99)
    expect(seen.rate).toBeLessThanOrEqual(101)
  })

  it('is forgotten when nobody asks', () => {
    const crowd = new Crowd()
    for (let index = 0; index < 400; index += 1) crowd.see(`isolate ${index}`, start)
    expect(crowd.see('the first of a new day', start + 60_000)).toEqual({ isolates: 1, rate: 1 })
  })

  it('is counted on where the clock runs backwards', () => {
    const crowd = new Crowd()
    crowd.see('one', start)
    expect(crowd.see('two', start - 5_000)).toEqual({ isolates: 2, rate: 2 })
  })
})

describe('what one isolate may take ahead of need', () => {
  it.each([
    [1, 2],
    [2, 3],
    [7, 8],
    [300, 8],
  ])('where %i ask is a part of what is left: one %ith', (isolates, share) => {
    expect(shareOf({ isolates, rate: 1 })).toBe(share)
  })
})

describe('the relays of an object', () => {
  const relaysOf = (isolates: number, now: number) => relaysFor({ isolates, rate: 1 }, now)

  it('are none up to 300 isolates, and one for 150 of more', () => {
    expect([1, 300, 301, 600, 1_200, 100_000].map((isolates) => relaysOf(isolates, 0))).toEqual([0, 0, 3, 4, 8, 40])
  })

  it('are not given up until there are clearly fewer isolates', () => {
    expect(relaysOf(250, 3)).toBe(3)
    expect(relaysOf(200, 3)).toBe(0)
    expect([1_100, 601, 599].map((isolates) => relaysOf(isolates, 8))).toEqual([8, 8, 4])
  })

  it('have what is asked of each kept to what one object bears', () => {
    fc.assert(
      fc.property(fc.integer({ min: 301, max: 6_000 }), fc.integer({ min: 0, max: 100_000 }), (isolates, rate) => {
        const relays = relaysOf(isolates, 0)
        const { questions, deliveries } = paceOf({ isolates, rate }, relays)
        if (rate >= 260 * relays) expect(isolates / relays / (questions / 1_000)).toBeLessThanOrEqual(260)
        expect(isolates / relays / (deliveries / 1_000)).toBeLessThanOrEqual(150)
      }),
    )
  })
})

describe('the pace that an object sets', () => {
  it('is free for few isolates, however many calls they make', () => {
    expect(paceOf({ isolates: 1, rate: 1 })).toEqual(freePace)
    expect(paceOf({ isolates: 80, rate: 200 })).toEqual(freePace)
  })

  it('keeps questions under 260 a second and deliveries under 80, up to 800 isolates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 260, max: 100_000 }), (isolates, rate) => {
        const { questions, deliveries } = paceOf({ isolates, rate })
        expect(isolates / (questions / 1_000)).toBeLessThanOrEqual(260)
        expect(isolates / (deliveries / 1_000)).toBeLessThanOrEqual(80)
      }),
    )
  })

  it('makes nobody wait longer than ten seconds', () => {
    expect(paceOf({ isolates: 100_000, rate: 100_000 })).toEqual({
      questions: 10_000,
      deliveries: 10_000,
      reports: 10_000,
      relays: 0,
    })
  })
})
