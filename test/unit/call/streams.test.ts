import { afterEach, describe, expect, it, vi } from 'vitest'
import { longestFile } from '../../../src/call/body.ts'
import { type CallResult, exchange } from '../../../src/call/exchange.ts'
import { plan } from '../../../src/call/plan.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { exchangeServices } from '../support/exchange-services.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const megabyte = 1_024 * 1_024

/** A body that is made piece by piece, when somebody asks for more of it. */
function bodyOf(pieces: number, size = megabyte) {
  let made = 0
  const cancelled = vi.fn()
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (made === pieces) return controller.close()
        made += 1
        controller.enqueue(new Uint8Array(size).fill(made))
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  )
  return { stream, made: () => made, cancelled }
}

async function answered(response: Response): Promise<CallResult> {
  const services = exchangeServices(async () => response)
  const asked = {
    operation: 'get-balance',
    input: { kind: 'body', value: {} },
    view: 'native',
    raw: false,
    idempotencyKey: undefined,
  } as const
  return exchange(await plan(exampleSnapshot(stripe), asked, services.randomId), services)
}

async function fileOf(body: ReadableStream<Uint8Array>): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const result = await answered(new Response(body, { headers: { 'Content-Type': 'application/pdf' } }))
  if (result.kind !== 'file' || result.body === null) throw new Error('the answer is no file')
  return result.body.getReader()
}

/** Lets the stream do all that it does without being asked. */
const atRest = () => new Promise((resolve) => setImmediate(resolve))

describe('a file of twenty megabytes', () => {
  it('is never held: no more than two pieces are ahead of whoever reads it', async () => {
    const { stream, made } = bodyOf(20)
    const reader = await fileOf(stream)
    await atRest()
    let read = 0
    expect(made()).toBeLessThanOrEqual(2)
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      read += 1
      expect(piece.value).toHaveLength(megabyte)
      expect(piece.value[0]).toBe(read)
      await atRest()
      expect(made() - read).toBeLessThanOrEqual(2)
    }
    expect(read).toBe(20)
  })

  it('is no longer asked for once its reader has gone', async () => {
    const { stream, made, cancelled } = bodyOf(20)
    const reader = await fileOf(stream)
    await reader.read()
    await reader.cancel()
    await atRest()
    expect(cancelled).toHaveBeenCalledOnce()
    expect(made()).toBeLessThanOrEqual(3)
  })

  it('is asked for no further than the longest that is passed on', async () => {
    const { stream, made, cancelled } = bodyOf(1_000)
    const reader = await fileOf(stream)
    let seen = 0
    const drain = async () => {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) seen += piece.value.length
    }
    await expect(drain()).rejects.toThrow(/longer than/)
    expect(seen).toBe(longestFile)
    expect(made()).toBeLessThanOrEqual(longestFile / megabyte + 3)
    await atRest()
    expect(cancelled).toHaveBeenCalledOnce()
  })
})

it('a text is parsed once', async () => {
  const text = JSON.stringify({ available: [{ amount: 1, currency: 'usd' }], pending: [] })
  const response = new Response(text, { headers: { 'Content-Type': 'application/json' } })
  const parsed = vi.spyOn(JSON, 'parse')
  const result = await answered(response)
  expect(parsed.mock.calls).toEqual([[text]])
  expect(result).toMatchObject({ kind: 'value', value: { balance: {} } })
})
