import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { requestText } from '../../bench/load/http.ts'
import { peakMemory } from '../../bench/processes.ts'
import type { MiniflareServed } from '../../bench/serve/miniflare.ts'
import { furnish, newSecrets, serveUpstream } from '../../bench/serve/upstream.ts'
import { bundle } from '../../scripts/local/bundle.ts'

const megabyte = 1_024 * 1_024
const pieces = 96

/** The gateway in a process of its own, and a provider in this one, with real connections on both sides. */
let gateway: MiniflareServed
let key: string
let provider: Server
let respond: (request: IncomingMessage, response: ServerResponse) => void

beforeAll(async () => {
  provider = createServer((request, response) => respond(request, response))
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const secrets = newSecrets()
  gateway = await serveUpstream({
    script: await bundle('src/index.ts'),
    provider: `http://127.0.0.1:${addressOf(provider).port}`,
    secrets,
  })
  key = await furnish(gateway, secrets.adminToken)
})

afterAll(async () => {
  await gateway.stop()
  provider.close()
})

beforeEach(() => {
  respond = (_, response) => response.writeHead(500).end()
})

/** As the provider's server, which listens on a port, has it. */
function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  return address
}

const detailAnswer = z.object({
  integrations: z.tuple([z.object({ metrics: z.object({ totalCalls: z.int(), failedCalls: z.int() }) })]),
})

async function counted(): Promise<{ readonly totalCalls: number; readonly failedCalls: number }> {
  const response = await ask('GET', '/active/detail')
  const [{ metrics }] = detailAnswer.parse(await response.json()).integrations
  return { totalCalls: metrics.totalCalls, failedCalls: metrics.failedCalls }
}

function ask(method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}) {
  return fetch(`http://${gateway.host}:${gateway.port}/upstream${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

/** A caller that can go away whenever it likes. */
function open(method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}): Socket {
  const { host, port } = gateway
  const all = {
    Host: 'upstream.example',
    Authorization: `Bearer ${key}`,
    'Content-Type': 'application/json',
    ...headers,
  }
  const socket = connect({ host, port }, () => socket.write(requestText(method, `/upstream${path}`, all, body)))
  socket.on('error', () => socket.destroy())
  return socket
}

const read = '/call/stripe/get-balance'
const write = '/call/stripe/create-payment'
const payment = JSON.stringify({ amount: 1_000, currency: 'usd', source: 'tok_visa' })

/** Sends a file as fast as it is taken. */
function sendFile(response: ServerResponse, announced: boolean): void {
  const piece = Buffer.alloc(megabyte, 1)
  const length = announced ? { 'Content-Length': pieces * megabyte } : {}
  response.writeHead(200, { 'Content-Type': 'application/pdf', ...length })
  let sent = 0
  const send = () => {
    while (sent < pieces) {
      sent += 1
      if (!response.write(piece)) return response.once('drain', send)
    }
    return response.end()
  }
  send()
}

describe('a file of 96 MiB', () => {
  const download = async () => {
    const response = await ask('GET', read)
    let seen = 0
    for await (const piece of response.body ?? []) seen += piece.length
    return { announced: response.headers.get('Content-Length'), megabytes: seen / megabyte }
  }

  it.each([true, false])('comes whole, with its length where the provider told it: %s', async (announced) => {
    respond = (_, response) => sendFile(response, announced)
    const length = announced ? String(pieces * megabyte) : null
    expect(await download()).toEqual({ announced: length, megabytes: pieces })
  })

  // Garbage is collected when there is enough of it, so one file says little: four of them would be 384 MiB.
  it('takes no memory that would grow with its length', async () => {
    respond = (_, response) => sendFile(response, true)
    await download()
    const before = peakMemory(gateway.pids)
    await Promise.all(Array.from({ length: 4 }, download))
    expect((peakMemory(gateway.pids) - before) / megabyte).toBeLessThan(pieces)
  })

  it('is stopped at the provider when its caller goes, and the call is counted', async () => {
    const before = await counted()
    const stopped = Promise.withResolvers<boolean>()
    respond = (_, response) => {
      response.on('close', () => stopped.resolve(response.writableFinished))
      sendFile(response, true)
    }
    const caller = open('GET', read)
    caller.once('data', () => caller.resetAndDestroy())
    expect(await stopped.promise).toBe(false)
    await vi.waitFor(
      async () => expect(await counted()).toEqual({ ...before, totalCalls: before.totalCalls + 1 }),
      10_000,
    )
  })

  it('is stopped where only the headers are asked for', async () => {
    const before = await counted()
    const stopped = Promise.withResolvers<boolean>()
    respond = (_, response) => {
      response.on('close', () => stopped.resolve(response.writableFinished))
      sendFile(response, true)
    }
    const response = await ask('HEAD', read)
    expect(response.headers.get('Content-Type')).toBe('application/pdf')
    expect(await stopped.promise).toBe(false)
    await vi.waitFor(
      async () => expect(await counted()).toEqual({ ...before, totalCalls: before.totalCalls + 1 }),
      10_000,
    )
  })
})

describe('a caller that hangs up before the answer', () => {
  it('has made a call that counts, and whose answer is kept for its key', async () => {
    const before = await counted()
    const reached = Promise.withResolvers<ServerResponse>()
    respond = (_, response) => reached.resolve(response)
    const headers = { 'Idempotency-Key': 'order-1' }
    const caller = open('POST', write, payment, headers)
    const response = await reached.promise
    const gone = new Promise((resolve) => caller.once('close', resolve))
    caller.resetAndDestroy()
    await gone
    respond = () => {
      throw new Error('the write was sent twice')
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id":"ch_1","object":"charge"}')
    const again = await vi.waitFor(async () => {
      const answer = await ask('POST', write, payment, headers)
      expect(answer.status).toBe(200)
      return answer
    }, 10_000)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await again.json()).toMatchObject({ success: true, result: { id: 'ch_1' } })
    expect(await counted()).toEqual({ ...before, totalCalls: before.totalCalls + 1 })
  })
})
