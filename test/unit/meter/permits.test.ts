import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaseLife } from '../../../src/meter/admission.ts'
import type { LeaseRequest } from '../../../src/meter/protocol.ts'
import { calm, granted, settle } from '../support/controlled-port.ts'
import { World } from '../support/world.ts'

const limits = [{ limit: 100, window: 60 }]
const operation = 'get-payment'

describe('permits', () => {
  interface Batch {
    readonly version: number
    readonly permits: number
    readonly askedAt: number
    readonly arrivedAt: number
    returned: number | undefined
  }

  type Step =
    | { readonly kind: 'advance'; readonly milliseconds: number }
    | { readonly kind: 'take' | 'lease' | 'renewal'; readonly version: number }
    | { readonly kind: 'answer'; readonly which: number; readonly permits: number }
    | { readonly kind: 'fail'; readonly which: number }
    | { readonly kind: 'drop' | 'raise' }

  const version = fc.constantFrom(1, 1, 1, 2)
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('advance'), milliseconds: fc.oneof(fc.nat(100), fc.nat(3_000)) }),
    },
    { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('take', 'take', 'lease', 'renewal'), version }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer'), which: fc.nat(), permits: fc.nat(12) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail'), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('drop', 'raise') }) },
  )

  /** Plays the steps against a meter, and keeps books of what was granted, used and given back. */
  class Books {
    readonly world = new World()
    readonly batches: Batch[] = []
    readonly takes: { readonly version: number; readonly at: number }[] = []
    readonly mistakes: string[] = []
    readonly #askedAt = new Map<LeaseRequest, number>()
    #inForce = 1

    constructor() {
      this.world.port.onLease = (request) => {
        this.#askedAt.set(request, this.world.now)
        for (const { receipt, unused } of request.returned) {
          const batch = this.batches[receipt[0] ?? -1]
          if (batch === undefined) this.mistakes.push('a batch that never was is given back')
          else if (batch.returned !== undefined) this.mistakes.push('a batch is given back twice')
          else batch.returned = unused
        }
      }
    }

    async play(next: Step): Promise<void> {
      const { world } = this
      switch (next.kind) {
        case 'advance':
          world.advance(next.milliseconds)
          break
        case 'take':
          if (world.meter.take(next.version, operation)) this.takes.push({ version: next.version, at: world.now })
          break
        case 'lease':
          this.#lease(next.version)
          break
        case 'renewal':
          world.meter.renewal(next.version, limits)?.catch(() => undefined)
          break
        case 'answer':
          this.#answer(next.which, next.permits)
          break
        case 'fail':
          this.#pick(next.which)?.reject(new Error('the connection failed'))
          break
        case 'drop':
          world.meter.drop()
          break
        case 'raise':
          this.#inForce = 2
      }
      await settle()
    }

    /** Nothing is on its way any more, and nothing is held any more. */
    async close(): Promise<void> {
      while (this.world.port.leases.length > 0) await this.play({ kind: 'answer', which: 0, permits: 5 })
      this.world.advance(leaseLife)
      this.world.meter.take(1, operation)
      await this.play({ kind: 'lease', version: 1 })
    }

    #lease(version: number): void {
      const taken = this.world.meter.lease(version, limits, operation)
      taken.then(
        ({ kind }) => {
          if (kind === 'admitted') this.takes.push({ version, at: this.world.now })
        },
        () => undefined,
      )
    }

    #answer(which: number, permits: number): void {
      const pending = this.#pick(which)
      if (pending === undefined) return
      const { question } = pending
      if (this.#inForce > question.version) {
        pending.resolve({ version: this.#inForce, grant: granted(0, []), standing: calm })
        return
      }
      const askedAt = this.#askedAt.get(question) ?? 0
      const number = this.batches.push({
        version: question.version,
        permits,
        askedAt,
        arrivedAt: this.world.now,
        returned: undefined,
      })
      pending.resolve({ version: question.version, grant: granted(permits, [number - 1]), standing: calm })
    }

    #pick(which: number) {
      const { leases } = this.world.port
      return leases.splice(which % Math.max(1, leases.length), 1)[0]
    }

    /** What can't be explained by a permit that was there: of the version, arrived, and within its life. */
    unexplained() {
      const left = this.batches.map(({ permits, returned = 0 }) => permits - returned)
      return this.takes.filter(({ version, at }) => {
        const candidates = this.batches
          .map((batch, index) => ({ ...batch, index }))
          .filter((batch) => batch.version === version && batch.arrivedAt <= at && at < batch.askedAt + leaseLife)
          .filter(({ index }) => (left[index] ?? 0) > 0)
          .sort((one, other) => one.askedAt - other.askedAt)
        const [soonest] = candidates
        if (soonest === undefined) return true
        left[soonest.index] = (left[soonest.index] ?? 0) - 1
        return false
      })
    }
  }

  it('are used once, for the version they were granted for, and never after their life', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const books = new Books()
        for (const next of steps) await books.play(next)
        expect(books.unexplained()).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('are not used after their life even where a later question was answered first', async () => {
    const world = new World()
    void world.meter.lease(2, limits, operation)
    world.advance(leaseLife - 100)
    const other = world.meter.lease(1, limits, operation)
    world.port.leases[1]?.resolve({ version: 1, grant: granted(5, [1]), standing: calm })
    await other
    world.port.leases[0]?.resolve({ version: 2, grant: granted(5, [0]), standing: calm })
    await settle()
    expect(world.meter.take(2, operation)).toBe(true)
    world.advance(100)
    expect(world.meter.take(2, operation)).toBe(false)
    expect(world.meter.take(1, operation)).toBe(true)
  })

  it('go back when they were not used, all of them and once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const books = new Books()
        for (const next of steps) await books.play(next)
        await books.close()
        expect(books.mistakes).toEqual([])
        const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
        const given = sum(books.batches.map(({ permits }) => permits))
        const returned = sum(books.batches.map((batch) => batch.returned ?? 0))
        expect(books.takes.length + returned).toBe(given)
      }),
      { numRuns: 400 },
    )
  })

  it('are gone with `drop`, and the next call asks', async () => {
    const world = new World()
    const first = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(10, [7]), standing: calm })
    expect(await first).toEqual({ kind: 'admitted' })
    expect(world.meter.take(1, operation)).toBe(true)
    world.meter.drop()
    expect(world.meter.take(1, operation)).toBe(false)
    void world.meter.lease(1, limits, operation)
    expect(world.port.leases[1]?.question.returned).toEqual([{ receipt: [7], unused: 8 }])
  })

  it('are refused with what the meter says, or stale where another version is in force', async () => {
    const world = new World()
    const refused = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(0, []), standing: calm })
    expect(await refused).toEqual({ kind: 'refused', grant: granted(0, []) })
    world.advance(100)
    const stale = world.meter.lease(1, limits, operation)
    world.port.leases[1]?.resolve({ version: 2, grant: granted(0, []), standing: calm })
    expect(await stale).toEqual({ kind: 'stale' })
  })

  it('are fetched ahead: when few are left, or their life is nearly over, one question at a time', async () => {
    const world = new World()
    const lease = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
    await lease
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    for (let taken = 0; taken < 5; taken += 1) expect(world.meter.take(1, operation)).toBe(true)
    const renewal = world.meter.renewal(1, limits)
    expect(renewal).toBeDefined()
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    world.port.leases[1]?.resolve({ version: 1, grant: granted(8, [1]), standing: calm })
    await renewal
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    world.advance(leaseLife * 0.8)
    expect(world.meter.renewal(1, limits)).toBeDefined()
    expect(world.meter.renewal(2, limits)).toBeUndefined()
  })

  it.each([
    { took: 10, end: 200 },
    { took: 150, end: 300 },
    { took: 900, end: 500 },
  ])('are fetched when as much of their life is left as two answers take: $took ms each', async ({ took, end }) => {
    const world = new World()
    // What answers took before is forgotten by and by.
    for (let count = 0; count < 80; count += 1) {
      const lease = world.meter.lease(1, limits, operation)
      world.advance(took)
      world.port.leases[count]?.resolve({ version: 1, grant: granted(8, [count]), standing: calm })
      await lease
      world.meter.drop()
    }
    const lease = world.meter.lease(1, limits, operation)
    world.advance(took)
    world.port.leases[80]?.resolve({ version: 1, grant: granted(8, [80]), standing: calm })
    await lease
    world.advance(leaseLife - end - took - 1)
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    world.advance(1)
    expect(world.meter.renewal(1, limits)).toBeDefined()
  })

  it('are fetched ahead a second later at the earliest where that has failed', async () => {
    const world = new World()
    const lease = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
    await lease
    for (let taken = 0; taken < 5; taken += 1) world.meter.take(1, operation)
    const renewal = world.meter.renewal(1, limits)
    world.port.leases[1]?.reject(new Error('the connection failed'))
    await expect(renewal).rejects.toThrow('the connection failed')
    world.advance(999)
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    world.advance(1)
    expect(world.meter.renewal(1, limits)).toBeDefined()
  })

  it('are of no use where they come late, twice', async () => {
    const world = new World()
    const lease = world.meter.lease(1, limits, operation)
    for (const index of [0, 1]) {
      world.advance(leaseLife)
      world.port.leases[index]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
      await settle()
    }
    expect(await lease).toEqual({ kind: 'late' })
  })

  it('are asked for in numbers that follow the demand', async () => {
    const world = new World()
    const wanted: number[] = []
    const fetchAndUse = async (used: number) => {
      const lease = world.meter.lease(1, limits, operation)
      const pending = world.port.leases.at(-1)
      wanted.push(pending?.question.want ?? 0)
      pending?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
      await lease
      for (let taken = 1; taken < used; taken += 1) world.meter.take(1, operation)
      world.advance(leaseLife)
      world.meter.take(1, operation)
    }
    for (const used of [8, 8, 8, 8, 1, 1, 1, 1]) await fetchAndUse(used)
    expect(wanted).toEqual([8, 10, 10, 10, 10, 2, 2, 2])
  })

  it('are asked for in twice the number at most after a burst', async () => {
    const world = new World()
    const first = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
    await first
    for (let taken = 1; taken < 8; taken += 1) expect(world.meter.take(1, operation)).toBe(true)
    expect(world.meter.take(1, operation)).toBe(false)
    void world.meter.lease(1, limits, operation)
    expect(world.port.leases[1]?.question.want).toBe(16)
  })

  describe('when many calls want one at once', () => {
    const kindsOf = async (leases: readonly Promise<{ kind: string }>[]) =>
      (await Promise.all(leases)).map(({ kind }) => kind)

    it('are asked for once, and the next question is for all that got none', async () => {
      const world = new World()
      const leases = Array.from({ length: 30 }, () => world.meter.lease(1, limits, operation))
      expect(world.port.leases.map(({ question }) => question.need)).toEqual([1])
      world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
      await settle()
      expect(world.port.leases.slice(1).map(({ question }) => question.need)).toEqual([22])
      world.port.leases[1]?.resolve({ version: 1, grant: granted(22, [1]), standing: calm })
      expect(await kindsOf(leases)).toEqual(leases.map(() => 'admitted'))
      expect(world.port.leases).toHaveLength(2)
    })

    it('are refused to all by one refusal, and to later ones until it makes sense to ask again', async () => {
      const world = new World()
      const leases = Array.from({ length: 30 }, () => world.meter.lease(1, limits, operation))
      world.port.leases[0]?.resolve({ version: 1, grant: granted(0, []), standing: calm })
      expect(await kindsOf(leases)).toEqual(leases.map(() => 'refused'))
      world.advance(60)
      expect(await world.meter.lease(1, limits, operation)).toMatchObject({
        kind: 'refused',
        grant: { retryAfter: 40 },
      })
      expect(world.port.leases).toHaveLength(1)
      void world.meter.lease(2, limits, operation)
      expect(world.port.leases).toHaveLength(2)
      world.advance(40)
      void world.meter.lease(1, limits, operation)
      expect(world.port.leases).toHaveLength(3)
    })

    it('are asked for again no later than a lease lives, however long the refusal is for', async () => {
      const world = new World()
      const lease = world.meter.lease(1, limits, operation)
      world.port.leases[0]?.resolve({ version: 1, grant: { ...granted(0, []), retryAfter: 3_600_000 }, standing: calm })
      await lease
      world.advance(leaseLife)
      void world.meter.lease(1, limits, operation)
      expect(world.port.leases).toHaveLength(2)
    })

    it('are asked for by another when whoever asked is gone', async () => {
      const world = new World()
      void world.meter.lease(1, limits, operation)
      const second = world.meter.lease(1, limits, operation)
      world.advance(1_000)
      await settle()
      expect(world.port.leases).toHaveLength(2)
      world.port.leases[1]?.resolve({ version: 1, grant: granted(8, [1]), standing: calm })
      expect(await second).toEqual({ kind: 'admitted' })
    })

    it('fail for all of them when the question fails', async () => {
      const world = new World()
      const leases = Array.from({ length: 3 }, () => world.meter.lease(1, limits, operation))
      world.port.leases[0]?.reject(new Error('the connection failed'))
      const settled = await Promise.allSettled(leases)
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
      expect(world.port.leases).toHaveLength(1)
    })
  })

  it('are refused at once where a limit is near and the pace forbids to ask', async () => {
    const world = new World()
    const pace = { questions: 5_000, deliveries: 1_000, reports: 0, relays: 0 }
    const first = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(1, [0]), standing: calm, pace })
    expect(await first).toEqual({ kind: 'admitted' })
    world.advance(3_000)
    expect(await world.meter.lease(1, limits, operation)).toMatchObject({
      kind: 'refused',
      grant: { permits: 0, retryAfter: 2_000 },
    })
    world.advance(2_000)
    void world.meter.lease(1, limits, operation)
    expect(world.port.leases).toHaveLength(2)
  })

  it('are asked for no more often than the object says, and live from the question', async () => {
    const world = new World()
    const pace = { questions: 500, deliveries: 1_000, reports: 0, relays: 0 }
    const first = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(2, [0]), standing: calm, pace })
    await first
    expect(world.meter.take(1, operation)).toBe(true)
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    const second = world.meter.lease(1, limits, operation)
    world.advance(499)
    await settle()
    expect(world.port.leases).toHaveLength(1)
    world.advance(1)
    await settle()
    world.port.leases[1]?.resolve({ version: 1, grant: granted(8, [1]), standing: calm, pace })
    expect(await second).toEqual({ kind: 'admitted' })
    world.advance(leaseLife - 1)
    expect(world.meter.take(1, operation)).toBe(true)
    world.advance(1)
    expect(world.meter.take(1, operation)).toBe(false)
  })
})
