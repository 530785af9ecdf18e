import { afterEach, describe, expect, it, vi } from 'vitest'
import { longestFile } from '../../../src/call/body.ts'
import { type CallResult, exchange, type FileResult } from '../../../src/call/exchange.ts'
import { plan } from '../../../src/call/plan.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { plainRead } from '../support/call-services.ts'
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
  const stream = new ReadableStream(
    {
      // As the body of an answer that was fetched is.
      type: 'bytes',
      pull(controller) {
        if (made === pieces) {
          controller.close()
          controller.byobRequest?.respond(0)
          return
        }
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
  return exchange(await plan(exampleSnapshot(stripe), plainRead, services.randomId), services)
}

async function fileOf(
  body: ReadableStream<Uint8Array>,
): Promise<FileResult & { readonly reader: ReadableStreamDefaultReader<Uint8Array> }> {
  const result = await answered(new Response(body, { headers: { 'Content-Type': 'application/pdf' } }))
  if (result.kind !== 'file' || result.body === null) throw new Error('the answer is no file')
  return { ...result, reader: result.body.getReader() }
}

/** Lets the stream do all that it does without being asked. */
const atRest = () => new Promise((resolve) => setImmediate(resolve))

describe('a file of twenty megabytes', () => {
  it('is never held: no more than a megabyte is asked for ahead of whoever reads it', async () => {
    const { stream, made } = bodyOf(20)
    const { reader, ended } = await fileOf(stream)
    await atRest()
    expect(made()).toBe(0)
    let read = 0
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      expect(piece.value[0]).toBe(Math.floor(read / megabyte) + 1)
      read += piece.value.length
      await atRest()
      expect(made() * megabyte - read).toBeLessThan(megabyte)
    }
    expect(read).toBe(20 * megabyte)
    expect(await ended).toBeUndefined()
  })

  it('is no longer asked for once its reader has gone, which is no fault of the provider', async () => {
    const { stream, made, cancelled } = bodyOf(20)
    const { reader, ended } = await fileOf(stream)
    await reader.read()
    await reader.cancel()
    expect(cancelled).toHaveBeenCalledOnce()
    expect(made()).toBe(1)
    expect(await ended).toBeUndefined()
  })

  it('is asked for no further than the longest that is passed on', async () => {
    const { stream, made, cancelled } = bodyOf(1_000)
    const { reader, ended } = await fileOf(stream)
    let seen = 0
    const drain = async () => {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) seen += piece.value.length
    }
    await expect(drain()).rejects.toThrow(/longer than/)
    expect(seen).toBe(longestFile)
    expect(made()).toBe(longestFile / megabyte + 1)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(await ended).toMatchObject({ code: 'integration_error', details: { outcome: 'rejected' } })
  })
})

it('a file that is announced as too long is refused before any of it is passed on', async () => {
  const { stream, made, cancelled } = bodyOf(1_000)
  const headers = { 'Content-Type': 'application/pdf', 'Content-Length': String(longestFile + 1) }
  const refused = answered(new Response(stream, { headers }))
  await expect(refused).rejects.toMatchObject({ code: 'integration_error', details: { outcome: 'rejected' } })
  expect(made()).toBe(0)
  expect(cancelled).toHaveBeenCalledOnce()
})

describe('a file that breaks off', () => {
  it('is told as broken off, to its reader and to whoever counts', async () => {
    const stream = new ReadableStream({
      type: 'bytes',
      pull: () => Promise.reject(new Error('the connection broke')),
    })
    const { reader, ended } = await fileOf(stream)
    await expect(reader.read()).rejects.toThrow('the connection broke')
    expect(await ended).toMatchObject({ code: 'integration_unavailable', status: 502 })
  })

  it('counts as late when the deadline has come, whether or not anybody reads it', async () => {
    const deadline = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal)
    const { ended } = await fileOf(bodyOf(20).stream)
    deadline.abort()
    expect(await ended).toMatchObject({ code: 'integration_unavailable', status: 504 })
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
