import { describe, expect, it } from 'vitest'
import { LocalMeters } from '../../../src/meter/local-meters.ts'
import { summarize } from '../../../src/meter/metrics.ts'
import { ControlledPort, calm, granted, settle } from '../support/controlled-port.ts'
import { recorded } from '../support/recorded.ts'

const limits = [{ limit: 100, window: 60 }]
const operation = 'get-payment'
const call = recorded({ operation, succeeded: true, duration: 5, at: 1 })

function isolate(capacity?: number) {
  const ports = new Map<string, ControlledPort>()
  const portOf = (key: string) => {
    const port = ports.get(key) ?? new ControlledPort()
    ports.set(key, port)
    return port
  }
  const background: Promise<unknown>[] = []
  const meters = new LocalMeters({
    port: portOf,
    now: () => 1_000_000,
    isolate: () => 'isolate',
    sleep: async () => undefined,
    later: (work) => background.push(work),
    ...(capacity === undefined ? {} : { capacity }),
  })
  return { meters, portOf, background }
}

/** Gives every answer that is waited for. */
async function answer(port: ControlledPort, permits = 8): Promise<void> {
  for (const { question, resolve } of port.leases.splice(0))
    resolve({ version: question.version, grant: granted(permits, [0]), standing: calm })
  for (const { question, resolve } of port.flushes.splice(0)) {
    port.enter(question)
    resolve()
  }
  await settle()
}

describe('the meters of an isolate', () => {
  it('keep integrations apart', async () => {
    const { meters, portOf } = isolate()
    const lease = meters.lease('one', 1, limits, operation)
    await answer(portOf('one'))
    expect(await lease).toEqual({ kind: 'admitted' })
    expect(meters.take('one', 1, limits, operation)).toBe(true)
    expect(meters.take('other', 1, limits, operation)).toBe(false)
  })

  it('fetch permits in the background before the last is gone', async () => {
    const { meters, portOf, background } = isolate()
    const lease = meters.lease('one', 1, limits, operation)
    await answer(portOf('one'))
    await lease
    background.length = 0
    while (background.length === 0) expect(meters.take('one', 1, limits, operation)).toBe(true)
    expect(portOf('one').leases).toHaveLength(1)
    expect(meters.take('one', 1, limits, operation)).toBe(true)
  })

  it('go on asking when the caller hangs up, since others may wait for the answer', async () => {
    const { meters, portOf, background } = isolate()
    const lease = meters.lease('one', 1, limits, operation)
    expect(background).toHaveLength(1)
    portOf('one').leases[0]?.reject(new Error('the connection failed'))
    await expect(lease).rejects.toThrow('the connection failed')
    expect(await background[0]).toBeUndefined()
  })

  it('tell why a call is refused', async () => {
    const { meters, portOf } = isolate()
    const lease = meters.lease('one', 1, limits, operation)
    await answer(portOf('one'), 0)
    expect(await lease).toEqual({
      kind: 'refused',
      retryAfter: 100,
      tightest: { limit: 100, window: 1, remaining: 0 },
    })
  })

  it('read what they have not delivered yet as well', async () => {
    const { meters, portOf } = isolate()
    meters.record('one', 1, call)
    const reading = meters.read('one')
    await answer(portOf('one'))
    expect(summarize(await reading).totalCalls).toBe(1)
  })

  it('let go of the oldest that has nothing to deliver, and of no counts', async () => {
    const { meters, portOf } = isolate(2)
    meters.record('busy', 1, call)
    const lease = meters.lease('idle', 1, limits, operation)
    await answer(portOf('idle'))
    await lease
    meters.take('new', 1, limits, operation)
    expect(meters.take('idle', 1, limits, operation)).toBe(false)
    const reading = meters.read('busy')
    await answer(portOf('busy'))
    expect(summarize(await reading).totalCalls).toBe(1)
  })

  it('forget permits, so that the next call asks for the version in force', async () => {
    const { meters, portOf } = isolate()
    const lease = meters.lease('one', 1, limits, operation)
    await answer(portOf('one'))
    await lease
    meters.forget('one')
    meters.forget('unknown')
    expect(meters.take('one', 1, limits, operation)).toBe(false)
    await meters.announce('one', 2)
    expect(portOf('one').announced).toEqual([2])
  })
})
