import { describe, expect, it } from 'vitest'
import { costOfMillion } from '../../../bench/simulate/prices.ts'
import { type Scenario, simulate } from '../../../bench/simulate/simulation.ts'
import { VirtualTime } from '../../../bench/simulate/virtual-time.ts'

const one: Scenario = {
  locations: 1,
  isolatesPerLocation: 1,
  callsPerSecond: 100,
  limit: { limit: 100_000, window: 1 },
  warmUp: 5,
  seconds: 30,
  seed: 1,
}
const everywhere: Scenario = {
  ...one,
  locations: 30,
  isolatesPerLocation: 2,
  callsPerSecond: 300,
  limit: { limit: 100, window: 1 },
  seconds: 10,
}

describe('the simulation', () => {
  it('is the same for the same seed, and another for another', async () => {
    const first = await simulate(everywhere)
    expect(await simulate(everywhere)).toEqual(first)
    expect(await simulate({ ...everywhere, seed: 2 })).not.toEqual(first)
  })

  it('comes to what can be reckoned by hand for a single isolate', async () => {
    const { calls, admitted, refused, failed, leases, flushes, batches, rowsRead, rowsWritten, busy, ...outcome } =
      await simulate(one)
    expect(Math.abs(calls - 3_000)).toBeLessThan(4 * Math.sqrt(3_000))
    expect({ admitted, refused, failed }).toEqual({ admitted: calls, refused: 0, failed: 0 })
    // Permits are renewed by the first call in the last tenth of their two seconds, or when few are left, and counts go along.
    expect(leases).toBeGreaterThanOrEqual(16)
    expect(leases).toBeLessThanOrEqual(22)
    expect(leases - batches).toBeLessThanOrEqual(flushes + 1)
    expect(flushes).toBeLessThanOrEqual(2)
    expect(busy).toBe(2 * (leases + flushes))
    // A lease writes the admission. Counts are an entry of the journal; every sixteenth is followed by the ledger, three
    // roll-ups, and the removal of as many entries as came since: an entry has a hundred calls, and a thousand are kept.
    const writtenByBatch = (rowsWritten - leases) / batches
    expect(writtenByBatch).toBeGreaterThanOrEqual(1)
    expect(writtenByBatch).toBeLessThan(1 + 5 / 16 + 1)
    const readByBatch = (rowsRead - 3 * leases) / batches
    expect(readByBatch).toBeGreaterThanOrEqual(1)
    expect(readByBatch).toBeLessThan(1 + (4 + 3 * 27 + 16) / 16)
    expect(outcome).toMatchObject({ addedP50: 0, addedP99: 0 })
  })

  it('asks once for each call where calls are rarer than permits live', async () => {
    const { calls, leases, flushes, addedP50 } = await simulate({
      ...one,
      locations: 100,
      callsPerSecond: 1,
      seconds: 600,
    })
    expect(leases / calls).toBeGreaterThan(0.95)
    expect(leases).toBeLessThanOrEqual(calls)
    expect(flushes / calls).toBeGreaterThan(0.95)
    expect(addedP50).toBeGreaterThan(50)
  })

  it('counts every call once, and admits what the limit allows', async () => {
    const outcome = await simulate(everywhere)
    expect(outcome.counted).toBe(outcome.recorded)
    expect(outcome.admitted + outcome.refused + outcome.failed).toBe(outcome.calls)
    expect(outcome.admitted).toBeGreaterThan(0.8 * 10 * 100)
    expect(outcome.admitted).toBeLessThanOrEqual(1.1 * 10 * 100)
    // The bound of decision 1, which nothing comes near.
    expect(outcome.mostInWindow).toBeLessThan(1.5 * 100)
  })

  it('keeps an object under 400 calls a second when 300 isolates wake up at once, and gets over it', async () => {
    const outcome = await simulate({
      ...one,
      locations: 300,
      callsPerSecond: 1_000,
      limit: { limit: 2_000, window: 1 },
      warmUp: 15,
      seconds: 5,
    })
    expect(outcome.onObject / 5).toBeLessThan(400)
    expect(outcome.admitted / outcome.calls).toBeGreaterThan(0.99)
  })
})

describe('a total outage in the simulation', () => {
  it.each([
    { isolates: 10, callsPerSecond: 10, most: 10 + 2 * 10 },
    { isolates: 100, callsPerSecond: 100, most: 10 + 100 },
    // Each isolate makes ten calls a second, and hears of the open circuit some 200 ms after its first failure.
    { isolates: 100, callsPerSecond: 1_000, most: 10 + 100 * (1 + 10 * 0.2) },
  ])(
    'of a provider that $isolates isolates call $callsPerSecond times a second sees $most calls at most',
    async ({ isolates, most, ...demand }) => {
      const limit = { limit: 1_000_000, window: 1 }
      const place = { locations: isolates, isolatesPerLocation: 1 }
      const { admitted } = await simulate({ ...place, ...demand, limit, warmUp: 10, seconds: 4, seed: 1, outage: 50 })
      expect(admitted).toBeGreaterThanOrEqual(10)
      expect(admitted).toBeLessThanOrEqual(most)
    },
  )
})

describe('the cost of a million calls', () => {
  it('is what the price lists say', async () => {
    const outcome = await simulate(one)
    const use = {
      calls: 1_000_000,
      onObject: 15_000,
      onRelays: 5_000,
      rowsRead: 30_000,
      rowsWritten: 20_000,
      busy: 40_000,
    }
    const { worker, object } = costOfMillion({ ...outcome, ...use })
    expect(worker).toBeCloseTo(0.32)
    expect(object).toBeCloseTo(0.003 + 0.000064 + 0.00003 + 0.02)
  })
})

describe('virtual time', () => {
  it('lets things happen in the order of their time, and of their planning at one time', async () => {
    const time = new VirtualTime(1_000)
    const happened: string[] = []
    for (const [name, after] of [
      ['d', 30],
      ['b', 10],
      ['c', 10],
      ['a', 5],
      ['never', 50],
    ] as const)
      time.after(after, () => happened.push(`${name} at ${time.now}`))
    await time.runUntil(1_040)
    expect(happened).toEqual(['a at 1005', 'b at 1010', 'c at 1010', 'd at 1030'])
    expect(time.now).toBe(1_040)
  })

  it('stands still while anything waits for nothing but its turn', async () => {
    const time = new VirtualTime(0)
    const seen: number[] = []
    const program = async () => {
      await time.sleep(10)
      for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
      seen.push(time.now)
    }
    void program()
    time.after(11, () => undefined)
    await time.runUntil(20)
    expect(seen).toEqual([10])
  })
})
