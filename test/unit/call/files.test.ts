import { describe, expect, it } from 'vitest'
import { type CallServices, call } from '../../../src/call/call.ts'
import type { CallResult, FileResult } from '../../../src/call/exchange.ts'
import { Trace } from '../../../src/call/trace.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { type CallWorld, callServices, readRequest } from '../support/call-services.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'

/** A provider whose every answer is a file of two pieces, and breaks off after the first where it is told to. */
function services({ breaks = false } = {}): CallWorld {
  return callServices(exampleSnapshot(stripe), async () => {
    let asked = 0
    const body = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        asked += 1
        if (breaks && asked === 2) throw new Error('the connection broke')
        controller.enqueue(Uint8Array.of(asked))
        if (asked === 2) controller.close()
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'application/pdf' } })
  })
}

function read(world: CallServices): Promise<CallResult> {
  return call(readRequest, world, new Trace(world.now))
}

async function file(world: CallServices): Promise<FileResult> {
  const result = await read(world)
  if (result.kind !== 'file') throw new Error('the answer is no file')
  return result
}

describe('a call that is answered by a file', () => {
  it('is counted when the file is read, with the time until its answer began', async () => {
    const world = services()
    const { body, ended } = await file(world)
    expect(world.recorded).toEqual([])
    await world.sleep(5_000)
    expect(await new Response(body).bytes()).toEqual(Uint8Array.of(1, 2))
    await ended
    expect(world.recorded).toMatchObject([{ succeeded: true, status: 200, outcome: 'succeeded', duration: 0 }])
    expect(world.recorded[0]?.at).toBe(world.now())
  })

  it('is counted as a failure of the provider where the file breaks off', async () => {
    const world = services({ breaks: true })
    const { body, ended } = await file(world)
    await expect(new Response(body).bytes()).rejects.toThrow()
    await ended
    expect(world.recorded).toMatchObject([
      { succeeded: false, status: 502, outcome: 'uncertain', code: 'integration_unavailable', health: 'failed' },
    ])
  })

  it('is counted as answered where its caller has gone', async () => {
    const world = services()
    const { body, ended } = await file(world)
    await body?.cancel()
    await ended
    expect(world.recorded).toMatchObject([{ succeeded: true, status: 200, health: 'answered' }])
  })

  it('has recovered the provider as soon as it begins', async () => {
    const world = services()
    const meter = {
      ...world.meter,
      take: () => false,
      lease: async () => ({ kind: 'admitted', probe: 1 }) as const,
    }
    await file({ ...world, meter })
    expect(world.recorded).toMatchObject([{ succeeded: true, health: 'answered', probe: 1 }])
  })

  it('takes its place among the calls that the provider serves at once until it is read', async () => {
    const world = services()
    const snapshot = exampleSnapshot(stripe)
    const limited = {
      ...snapshot,
      provider: { ...snapshot.provider, concurrency: { limit: 5, docs: 'https://provider.example/limits' } },
    }
    let left = 0
    const leave = () => {
      left += 1
    }
    const { body, ended } = await file({
      ...world,
      resolver: { ...world.resolver, peek: () => limited },
      meter: { ...world.meter, enter: async () => ({ kind: 'entered', leave }) },
    })
    expect(left).toBe(0)
    await body?.cancel()
    await ended
    expect(left).toBe(1)
  })
})

it('a call goes to its end though its caller may hang up: nothing of it waits for the caller', async () => {
  const world = services()
  const going: Promise<unknown>[] = []
  const result = read({ ...world, later: (work) => going.push(work) })
  expect(going).toHaveLength(1)
  await Promise.all(going)
  await result
  expect(going).toHaveLength(2)
})
