import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeSlot, noSlots, type SlotAnswer, type Slots, takeSlot } from '../../../src/meter/slots.ts'

const life = 30_000
const start = Date.UTC(2026, 10, 24, 12)

/** The provider's places, as a Durable Object keeps them. */
class Places {
  slots: Slots = noSlots
  now = start
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  take(id: string): SlotAnswer {
    const { slots, answer } = takeSlot(this.slots, { id, limit: this.#limit, life }, this.now)
    this.slots = slots
    return answer
  }

  free(id: string): void {
    this.slots = freeSlot(this.slots, id)
  }
}

describe('places', () => {
  type Step =
    | { readonly kind: 'take' | 'free'; readonly who: number }
    | { readonly kind: 'advance'; readonly milliseconds: number }

  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('take', 'take', 'free'), who: fc.nat(11) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('advance'), milliseconds: fc.oneof(fc.nat(400), fc.nat(40_000)) }),
    },
  )

  it('are never held by more calls than the provider serves at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 200 }), (limit, steps) => {
        const places = new Places(limit)
        const held = new Map<string, number>()
        for (const next of steps) {
          if (next.kind === 'advance') places.now += next.milliseconds
          else if (next.kind === 'free') {
            places.free(String(next.who))
            held.delete(String(next.who))
          } else if (places.take(String(next.who)).kind === 'held') held.set(String(next.who), places.now + life)
          const living = [...held.values()].filter((until) => until > places.now)
          expect(living.length).toBeLessThanOrEqual(limit)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('go to whoever came first', () => {
    const places = new Places(1)
    expect(places.take('a')).toEqual({ kind: 'held', wanted: false })
    for (const id of ['b', 'c', 'd']) expect(places.take(id).kind).toBe('wait')
    places.free('a')
    // The last in line asks first, and waits on.
    expect(places.take('d').kind).toBe('wait')
    expect(places.take('newcomer').kind).toBe('wait')
    expect(places.take('b')).toEqual({ kind: 'held', wanted: true })
    places.free('b')
    expect(places.take('d').kind).toBe('wait')
    expect(places.take('c').kind).toBe('held')
  })

  it('do not wait for somebody in line who does not ask any more', () => {
    const places = new Places(1)
    places.take('a')
    places.take('gone')
    places.now += 600
    places.take('b')
    places.free('a')
    places.now += 500
    expect(places.take('b').kind).toBe('held')
  })

  it('are free again when a crashed isolate has held them for their life', () => {
    const places = new Places(1)
    places.take('crashed')
    places.now += life - 1
    expect(places.take('b').kind).toBe('wait')
    places.now += 1
    expect(places.take('b').kind).toBe('held')
  })

  it('are left by whoever has no more patience', () => {
    const places = new Places(1)
    for (const id of ['a', 'impatient', 'b']) places.take(id)
    places.free('impatient')
    places.free('a')
    expect(places.take('b')).toEqual({ kind: 'held', wanted: false })
  })
})
