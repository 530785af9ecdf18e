import { describe, expect, it } from 'vitest'
import { longestOpen, probeLife, shortestOpen } from '../../../src/meter/breaker.ts'
import { LocalMeter } from '../../../src/meter/local-meter.ts'
import type { MeterAnswer } from '../../../src/meter/local-meters.ts'
import { LocalMeters } from '../../../src/meter/local-meters.ts'
import { PureObject } from '../support/pure-object.ts'
import { recorded } from '../support/recorded.ts'

const operation = 'get-payment'
const key = 'acme|stripe'

/** Isolates around one Durable Object, and a provider that fails or doesn't. */
class Region {
  now = Date.UTC(2026, 10, 24, 12)
  down: boolean = false
  /** Calls that have reached the provider. */
  reached = 0
  readonly object = new PureObject(() => this.now)
  readonly background: Promise<unknown>[] = []
  readonly isolates: LocalMeters[]

  constructor(isolates: number) {
    this.isolates = Array.from(
      { length: isolates },
      (_, index) =>
        new LocalMeters({
          port: () => this.object,
          now: () => this.now,
          isolate: () => String(index),
          sleep: async () => undefined,
          later: (work) => this.background.push(work),
        }),
    )
  }

  /** One call by an isolate, as `call` makes it. */
  async call(index: number, version = 1): Promise<MeterAnswer> {
    const admission = await this.admit(index, version)
    if (admission.kind === 'admitted') this.finish(index, admission.probe, version)
    await this.settled()
    this.now += 1
    return admission
  }

  async admit(index: number, version = 1): Promise<MeterAnswer> {
    const meters = this.isolates[index % this.isolates.length]
    if (meters === undefined) throw new Error('there is no such isolate')
    return meters.take(key, version, [], operation)
      ? { kind: 'admitted', probe: undefined }
      : meters.lease(key, version, [], operation)
  }

  finish(index: number, probe: number | undefined, version = 1): void {
    this.reached += 1
    const call = { operation, succeeded: !this.down, duration: 5, at: this.now }
    const health = this.down ? 'failed' : 'answered'
    this.isolates[index % this.isolates.length]?.record(key, version, recorded(call, { health, probe }))
  }

  async settled(): Promise<void> {
    while (this.background.length > 0) await Promise.all(this.background.splice(0))
  }

  async open(): Promise<void> {
    this.down = true
    for (let index = 0; index < 20; index += 1) await this.call(index)
  }
}

describe('in a total outage', () => {
  it.each([1, 3, 10])('the circuit opens within twenty calls, over %d isolates', async (isolates) => {
    const region = new Region(isolates)
    for (let index = 0; index < 40; index += 1) await region.call(index)
    region.down = true
    const before = region.reached
    for (let index = 0; index < 200; index += 1) await region.call(index)
    expect(region.reached - before).toBeLessThanOrEqual(20)
    expect(await region.call(0)).toMatchObject({ kind: 'open' })
  })

  it.each([30, 100])('the circuit opens within ten calls, and one more of each of %d isolates', async (isolates) => {
    const region = new Region(isolates)
    for (let index = 0; index < 4 * isolates; index += 1) await region.call(index)
    region.down = true
    const before = region.reached
    for (let index = 0; index < 4 * isolates; index += 1) await region.call(index)
    expect(region.reached - before).toBeLessThanOrEqual(10 + isolates)
    expect(await region.call(0)).toMatchObject({ kind: 'open' })
  })

  it('an isolate stops by itself, whether or not the Durable Object can be reached', async () => {
    const region = new Region(1)
    await region.call(0)
    region.down = true
    region.object.losing = 1_000
    for (let index = 0; index < 50; index += 1) {
      const answer = await region.admit(0)
      if (answer.kind === 'admitted') region.finish(0, answer.probe)
      await Promise.allSettled(region.background.splice(0))
    }
    expect(region.reached).toBe(11)
  })

  it('refusals cost the Durable Object nothing', async () => {
    const region = new Region(1)
    await region.open()
    let asked = 0
    const lease = region.object.lease.bind(region.object)
    region.object.lease = (request) => {
      asked += 1
      return lease(request)
    }
    for (let index = 0; index < 100; index += 1) await region.call(0)
    expect(asked).toBe(0)
  })
})

describe('when the time of an open circuit is over', () => {
  it('of a hundred concurrent callers over four isolates exactly one tries', async () => {
    const region = new Region(4)
    await region.open()
    const before = region.reached
    region.now += shortestOpen + 1
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => region.admit(index)))
    const tried = answers.filter(({ kind }) => kind === 'admitted')
    expect(tried).toHaveLength(1)
    expect(answers.filter(({ kind }) => kind === 'open')).toHaveLength(99)
    expect(region.object.probes).toBe(1)
    expect(region.reached).toBe(before)
  })

  it('all go on within a second after it was answered', async () => {
    const region = new Region(4)
    await region.open()
    region.now += shortestOpen + 1
    const admissions = await Promise.all([0, 1, 2, 3].map((index) => region.admit(index)))
    region.down = false
    for (const [index, answer] of admissions.entries())
      if (answer.kind === 'admitted') region.finish(index, answer.probe)
    await region.settled()
    region.now += 1_000
    for (let index = 0; index < 4; index += 1) expect(await region.call(index)).toMatchObject({ kind: 'admitted' })
  })

  it('nobody goes on after it failed, for twice as long', async () => {
    const region = new Region(2)
    await region.open()
    region.now += shortestOpen + 1
    expect(await region.call(0)).toMatchObject({ kind: 'admitted' })
    region.down = false
    region.now += 2 * shortestOpen - 10
    for (const index of [0, 1]) expect(await region.call(index)).toMatchObject({ kind: 'open' })
    region.now += 1_010
    const answers = await Promise.all([0, 1].map((index) => region.call(index)))
    expect(answers.map(({ kind }) => kind)).toContain('admitted')
  })

  it('another one tries where the first is never heard of again', async () => {
    const region = new Region(2)
    await region.open()
    region.now += shortestOpen + 1
    expect(await region.admit(0)).toMatchObject({ kind: 'admitted' })
    region.now += probeLife - 1
    expect(await region.admit(1)).toMatchObject({ kind: 'open' })
    region.now += 1_001
    expect(await region.admit(1)).toMatchObject({ kind: 'admitted' })
  })

  it('and an evicted object knows as much as before', async () => {
    const region = new Region(2)
    await region.open()
    region.object.evict()
    expect(await region.call(1)).toMatchObject({ kind: 'open' })
    region.now += shortestOpen + 1
    await region.admit(0)
    region.object.evict()
    expect(await region.admit(1)).toMatchObject({ kind: 'open' })
  })
})

it('a new version of the config starts with a closed circuit, and the old one is stale', async () => {
  const region = new Region(2)
  await region.open()
  await region.object.announce(2)
  expect(await region.admit(0, 2)).toMatchObject({ kind: 'admitted' })
  region.now += longestOpen
  expect(await region.admit(1, 1)).toMatchObject({ kind: 'stale' })
})

it('healthy isolates keep the circuit closed for all, while the one that fails holds itself back', async () => {
  const region = new Region(4)
  for (let round = 0; round < 30; round += 1) {
    for (const healthy of [1, 2, 3]) {
      region.down = false
      await region.call(healthy)
    }
    region.down = true
    await region.call(0)
  }
  expect(await region.admit(0)).toMatchObject({ kind: 'open' })
  expect(await region.admit(1)).toMatchObject({ kind: 'admitted' })
})

it('permits that are at hand are not used while the circuit is open', async () => {
  const object = new PureObject(() => 1_000_000)
  const meter = new LocalMeter({
    port: object,
    now: () => 1_000_000,
    isolate: () => 'one',
    sleep: async () => undefined,
  })
  await meter.lease(1, [], operation)
  expect(meter.take(1, operation)).toBe(true)
  const failed = recorded({ operation, succeeded: false, duration: 5, at: 1 }, { health: 'failed' })
  for (let count = 0; count < 10; count += 1) meter.record(1, failed)
  expect(meter.take(1, operation)).toBe(false)
})
