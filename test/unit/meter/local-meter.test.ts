import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admit, emptyAdmission, leaseLife, returnPermits, withLimits } from '../../../src/meter/admission.ts'
import { LocalMeter } from '../../../src/meter/local-meter.ts'
import { type CallRecord, emptyMetrics, record, summarize } from '../../../src/meter/metrics.ts'
import type { LeaseRequest, MeterPort } from '../../../src/meter/protocol.ts'
import { ControlledPort, granted, settle } from '../support/controlled-port.ts'
import { type Counted, mostWithin } from '../support/intervals.ts'

const limits = [{ limit: 100, window: 60 }]
const start = Date.UTC(2026, 10, 24, 12)

class World {
  now = start
  readonly port = new ControlledPort()
  readonly meter = new LocalMeter({
    port: this.port,
    now: () => this.now,
    isolate: () => 'isolate',
    sleep: (milliseconds) => this.#sleeping(milliseconds),
  })
  readonly sleepers: { readonly until: number; readonly wake: () => void }[] = []

  #sleeping(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.sleepers.push({ until: this.now + milliseconds, wake: resolve })
    return promise
  }

  advance(milliseconds: number): void {
    this.now += milliseconds
    for (const sleeper of this.sleepers) if (sleeper.until <= this.now) sleeper.wake()
  }
}

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
    readonly #askedAt = new Map<LeaseRequest, number>()
    #inForce = 1

    constructor() {
      this.world.port.onLease = (request) => {
        this.#askedAt.set(request, this.world.now)
        for (const { receipt, unused } of request.returned) {
          const batch = this.batches[receipt[0] ?? -1]
          if (batch === undefined) throw new TypeError('a batch that never was is given back')
          if (batch.returned !== undefined) throw new TypeError('a batch is given back twice')
          batch.returned = unused
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
          if (world.meter.take(next.version)) this.takes.push({ version: next.version, at: world.now })
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
      this.world.meter.take(1)
      await this.play({ kind: 'lease', version: 1 })
    }

    #lease(version: number): void {
      const taken = this.world.meter.lease(version, limits)
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
        pending.resolve({ version: this.#inForce, grant: granted(0, []) })
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
      pending.resolve({ version: question.version, grant: granted(permits, [number - 1]) })
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
    void world.meter.lease(2, limits)
    world.advance(leaseLife - 100)
    const other = world.meter.lease(1, limits)
    world.port.leases[1]?.resolve({ version: 1, grant: granted(5, [1]) })
    await other
    world.port.leases[0]?.resolve({ version: 2, grant: granted(5, [0]) })
    await settle()
    expect(world.meter.take(2)).toBe(true)
    world.advance(100)
    expect(world.meter.take(2)).toBe(false)
    expect(world.meter.take(1)).toBe(true)
  })

  it('go back when they were not used, all of them and once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const books = new Books()
        for (const next of steps) await books.play(next)
        await books.close()
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
    const first = world.meter.lease(1, limits)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(10, [7]) })
    expect(await first).toEqual({ kind: 'admitted' })
    expect(world.meter.take(1)).toBe(true)
    world.meter.drop()
    expect(world.meter.take(1)).toBe(false)
    void world.meter.lease(1, limits)
    expect(world.port.leases[1]?.question.returned).toEqual([{ receipt: [7], unused: 8 }])
  })

  it('are refused with what the meter says, or stale where another version is in force', async () => {
    const world = new World()
    const refused = world.meter.lease(1, limits)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(0, []) })
    expect(await refused).toEqual({ kind: 'refused', grant: granted(0, []) })
    const stale = world.meter.lease(1, limits)
    world.port.leases[1]?.resolve({ version: 2, grant: granted(0, []) })
    expect(await stale).toEqual({ kind: 'stale' })
  })

  it('are fetched ahead: when few are left, or their life is nearly over, one question at a time', async () => {
    const world = new World()
    const lease = world.meter.lease(1, limits)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]) })
    await lease
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    for (let taken = 0; taken < 5; taken += 1) expect(world.meter.take(1)).toBe(true)
    const renewal = world.meter.renewal(1, limits)
    expect(renewal).toBeDefined()
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    world.port.leases[1]?.resolve({ version: 1, grant: granted(8, [1]) })
    await renewal
    expect(world.meter.renewal(1, limits)).toBeUndefined()
    world.advance(leaseLife * 0.8)
    expect(world.meter.renewal(1, limits)).toBeDefined()
    expect(world.meter.renewal(2, limits)).toBeUndefined()
  })

  it('are asked for in numbers that follow the demand', async () => {
    const world = new World()
    const wanted: number[] = []
    const fetchAndUse = async (used: number) => {
      const lease = world.meter.lease(1, limits)
      const pending = world.port.leases.at(-1)
      wanted.push(pending?.question.want ?? 0)
      pending?.resolve({ version: 1, grant: granted(8, [0]) })
      await lease
      for (let taken = 1; taken < used; taken += 1) world.meter.take(1)
      world.advance(leaseLife)
      world.meter.take(1)
    }
    for (const used of [8, 8, 8, 1, 1, 1, 1, 1]) await fetchAndUse(used)
    expect(wanted).toEqual([8, 16, 32, 64, 32, 16, 8, 8])
  })
})

describe('a limit shared by isolates', () => {
  const rule = fc.record({ limit: fc.integer({ min: 1, max: 60 }), window: fc.constantFrom(1, 3, 10) })
  const move = fc.record({
    isolate: fc.nat(3),
    milliseconds: fc.oneof(fc.constant(0), fc.nat(60), fc.nat(900)),
    calls: fc.integer({ min: 1, max: 12 }),
  })

  /** Isolates call as they like, and the meter grants as the Durable Object does. Answers: when each call was made. */
  async function callsOf(
    limit: { limit: number; window: number },
    moves: readonly { isolate: number; milliseconds: number; calls: number }[],
  ) {
    let now = start
    let state = emptyAdmission
    const port: MeterPort = {
      async lease({ version, limits: rules, want, returned }) {
        for (const { receipt, unused } of returned) state = returnPermits(state, receipt, unused)
        const answer = admit(withLimits(state, rules), now, want)
        state = answer.state
        return { version, grant: answer.grant }
      },
      flush: async () => undefined,
      read: async () => emptyMetrics,
      announce: async () => undefined,
    }
    const meters = Array.from(
      { length: 4 },
      (_, index) =>
        new LocalMeter({ port, now: () => now, isolate: () => String(index), sleep: async () => undefined }),
    )
    const made: Counted[] = []
    for (const { isolate, milliseconds, calls } of moves) {
      now += milliseconds
      for (let call = 0; call < calls; call += 1) {
        const meter = meters[isolate]
        const admitted = meter?.take(1) === true || (await meter?.lease(1, [limit]))?.kind === 'admitted'
        if (admitted) made.push({ at: now, count: 1 })
        await meter?.renewal(1, [limit])
      }
    }
    return made
  }

  it('holds in every interval that is a lease’s life shorter than its window', async () => {
    await fc.assert(
      fc.asyncProperty(rule, fc.array(move, { maxLength: 60 }), async (limit, moves) => {
        const made = await callsOf(limit, moves)
        const window = limit.window * 1_000
        if (window > leaseLife) expect(mostWithin(window - leaseLife, made)).toBeLessThanOrEqual(limit.limit)
        // Whatever was granted up to a lease's life earlier may be used within the window as well.
        const bound = limit.limit * Math.ceil((window + leaseLife) / window)
        expect(mostWithin(window, made)).toBeLessThanOrEqual(bound)
      }),
      { numRuns: 200 },
    )
  })

  it('lets a single isolate use it whole', async () => {
    const made = await callsOf({ limit: 50, window: 10 }, [{ isolate: 0, milliseconds: 0, calls: 80 }])
    expect(made).toHaveLength(50)
  })
})

describe('counts', () => {
  type Step =
    | { readonly kind: 'record'; readonly call: CallRecord }
    | { readonly kind: 'flush' }
    | {
        readonly kind: 'answer'
        readonly which: number
        readonly how: 'delivered' | 'lost' | 'delivered, but the answer was lost'
      }

  const call: fc.Arbitrary<CallRecord> = fc.record({
    operation: fc.constantFrom('create-payment', 'get-payment'),
    succeeded: fc.boolean(),
    duration: fc.nat(1_000),
    at: fc.integer({ min: 1, max: 1_000 }),
  })
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('record'), call }),
    fc.record({ kind: fc.constant('flush') }),
    fc.record({
      kind: fc.constant('answer'),
      which: fc.nat(),
      how: fc.constantFrom('delivered', 'lost', 'delivered, but the answer was lost'),
    }),
  )

  async function play({ meter, port }: World, next: Step): Promise<void> {
    if (next.kind === 'record') meter.record(next.call)
    else if (next.kind === 'flush') meter.flush().catch(() => undefined)
    else {
      const [pending] = port.flushes.splice(next.which % Math.max(1, port.flushes.length), 1)
      if (pending !== undefined && next.how !== 'lost') port.enter(pending.question)
      if (next.how === 'delivered') pending?.resolve()
      else pending?.reject(new Error('the connection failed'))
    }
    await settle()
  }

  it('arrive once each, whatever is lost or repeated on the way, and whoever delivers at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = new World()
        let expected = emptyMetrics
        for (const next of steps) {
          if (next.kind === 'record') expected = record(expected, next.call)
          await play(world, next)
        }
        while (world.meter.hasUndelivered || world.port.flushes.length > 0) {
          await play(world, { kind: 'flush' })
          await play(world, { kind: 'answer', which: 0, how: 'delivered' })
        }
        expect(await world.port.read()).toEqual(expected)
      }),
      { numRuns: 400 },
    )
  })

  it('are delivered again under the same number when nobody knows whether they arrived', async () => {
    const world = new World()
    world.meter.record({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 })
    await Promise.all([
      expect(world.meter.flush()).rejects.toThrow('the connection failed'),
      play(world, { kind: 'answer', which: 0, how: 'delivered, but the answer was lost' }),
    ])
    expect(world.meter.hasUndelivered).toBe(true)
    world.meter.record({ operation: 'get-payment', succeeded: true, duration: 5, at: 2 })
    const again = world.meter.flush()
    expect(world.port.flushes[0]?.question.sequence).toBe(1)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    expect(world.port.flushes[0]?.question.sequence).toBe(2)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    await again
    expect(world.meter.hasUndelivered).toBe(false)
    expect(summarize(await world.port.read()).totalCalls).toBe(2)
  })

  it('share a delivery that waits a little, one at a time', async () => {
    const world = new World()
    world.meter.record({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 })
    const later = world.meter.flushLater()
    expect(later).toBeDefined()
    world.meter.record({ operation: 'get-payment', succeeded: true, duration: 5, at: 2 })
    expect(world.meter.flushLater()).toBeUndefined()
    await settle()
    expect(world.port.flushes).toHaveLength(0)
    world.advance(200)
    await settle()
    expect(world.port.flushes).toHaveLength(1)
    expect(world.port.flushes[0]?.question.metrics.operations['get-payment']?.calls).toBe(2)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    await later
    expect(world.meter.hasUndelivered).toBe(false)
  })

  it('are delivered by the next call where a delivery never began', () => {
    const world = new World()
    world.meter.record({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 })
    expect(world.meter.flushLater()).toBeDefined()
    world.now += 1_000
    expect(world.meter.flushLater()).toBeDefined()
  })

  it('are none where nothing was called', async () => {
    const world = new World()
    expect(world.meter.hasUndelivered).toBe(false)
    await world.meter.flush()
    expect(world.port.flushes).toHaveLength(0)
  })
})
