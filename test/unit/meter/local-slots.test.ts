import { describe, expect, it } from 'vitest'
import { LocalSlots } from '../../../src/meter/local-slots.ts'
import type { SlotPort } from '../../../src/meter/protocol.ts'
import { freeSlot, noSlots, takeSlot } from '../../../src/meter/slots.ts'

const key = 'acme|xero'

/** Isolates that share the places of one provider, in a time that goes on while they wait. */
function world(isolates: number) {
  let slots = noSlots
  let now = 1_000_000
  let asked = 0
  let ids = 0
  const background: Promise<unknown>[] = []
  const port: SlotPort = {
    async takeSlot(request) {
      asked += 1
      const taken = takeSlot(slots, request, now)
      slots = taken.slots
      return taken.answer
    },
    async freeSlot(id) {
      slots = freeSlot(slots, id)
    },
  }
  const options = {
    port: () => port,
    now: () => now,
    randomId: () => {
      ids += 1
      return `slot-${ids}`
    },
    sleep: async (milliseconds: number) => {
      now += milliseconds
    },
    later: (work: Promise<unknown>) => {
      background.push(work)
    },
  }
  return {
    isolates: Array.from({ length: isolates }, () => new LocalSlots(options)),
    settled: () => Promise.all(background.splice(0)),
    asked: () => asked,
    held: () => slots.held.length,
  }
}

describe('the places of an isolate', () => {
  it('serve its next call without another question, and go back when there is none', async () => {
    const { isolates, settled, asked, held } = world(1)
    const [slots] = isolates
    for (let calls = 0; calls < 5; calls += 1) {
      const slot = await slots?.take(key, 5, 0)
      if (slot === undefined) throw new Error('there is no place')
      slots?.free(slot)
    }
    expect(asked()).toBe(1)
    await settled()
    expect(held()).toBe(0)
  })

  it('are asked for by every call that finds none', async () => {
    const { isolates, asked, held } = world(2)
    for (const slots of isolates) for (let calls = 0; calls < 2; calls += 1) await slots.take(key, 5, 0)
    expect(asked()).toBe(4)
    expect(held()).toBe(4)
  })

  it('are waited for as long as patience lasts, and not longer', async () => {
    const { isolates, settled, held } = world(2)
    const [first, second] = isolates
    const slot = await first?.take(key, 1, 0)
    expect(await second?.take(key, 1, 300)).toBeUndefined()
    if (slot !== undefined) first?.free(slot)
    await settled()
    expect(held()).toBe(0)
    expect(await second?.take(key, 1, 300)).toBeDefined()
  })
})
