import { afterEach, describe, expect, test, vi } from 'vitest'
import { expectError } from '../support/answers.ts'
import { shortDeadlines } from '../support/deadline.ts'
import { payment } from '../support/examples.ts'
import { charge, facing } from '../support/facing.ts'
import { metricsOf } from '../support/meters.ts'
import { resultOf } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { answer, bare, json, text } from '../support/stub-provider.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('an answer as it came', () => {
  test('keeps numbers that no program here could hold, and the order of its fields', async () => {
    const native = '{"z":12345678901234567890.123,"a":1.0,"big":1e400,"text":"\\u00e4\\ud83d\\ude00","nested":[{}]}'
    const { acme } = await facing(text(native, 'application/json'))
    const { bytes } = await acme.call('stripe', 'create-payment', payment)
    expect(new TextDecoder().decode(bytes)).toBe(`{"success":true,"result":${native}}`)
  })

  test('is read past its byte-order mark', async () => {
    const { acme } = await facing(text(`\ufeff${JSON.stringify(charge)}`, 'application/json; charset=utf-8'))
    expect(resultOf(await acme.call('stripe', 'create-payment', payment))).toEqual(charge)
  })

  test.each<[string, Scripted, unknown]>([
    ['nothing', bare(200), null],
    ['204', bare(204), null],
    ['white space', text(' \n', 'application/json'), null],
    ['JSON announced as text', text('{"id":"x"}', 'text/plain'), { id: 'x' }],
    ['text', text('OK', 'text/plain'), 'OK'],
    ['a list', json([1, 2]), [1, 2]],
    ['201', json(charge, { status: 201 }), charge],
  ])('may be %s', async (_, scripted, result) => {
    const { acme } = await facing(scripted)
    expect(resultOf(await acme.call('stripe', 'create-payment', payment))).toEqual(result)
  })

  test('carries none of its headers', async () => {
    const headers = {
      'Set-Cookie': 'session=1',
      'X-Provider': 'internal',
      'Access-Control-Allow-Origin': '*',
      ETag: '"1"',
    }
    const { acme } = await facing(json(charge, { headers }))
    const answered = await acme.call('stripe', 'create-payment', payment)
    for (const name of Object.keys(headers)) expect(answered.headers.has(name), name).toBe(false)
  })
})

describe('an answer of many megabytes', () => {
  const longest = 10 * 1_024 * 1_024

  test.each([
    ['announced', { headers: { 'Content-Length': String(longest + 1) } }],
    ['not announced', { chunked: true }],
  ])('is given up where it is too long, %s', async (_, extras) => {
    const { acme } = await facing(answer({ jsonOfLength: longest + 1 }, 'application/json', extras))
    expectError(await acme.call('stripe', 'create-payment', payment), 'integration_error', 502, {
      outcome: 'uncertain',
    })
    expectError(await acme.read('stripe', 'get-balance'), 'integration_error', 502, { outcome: 'rejected' })
  })

  test('is passed on where it is just not too long', async () => {
    const { acme } = await facing(answer({ jsonOfLength: longest }, 'application/json'))
    const { status, bytes } = await acme.call('stripe', 'create-payment', payment)
    expect(status).toBe(200)
    expect(bytes.byteLength).toBe(longest + '{"success":true,"result":}'.length)
  })
})

describe('a file', () => {
  const everyByte = Uint8Array.from({ length: 1_024 }, (_, index) => index % 256)
  const base64 = btoa(String.fromCharCode(...everyByte))

  test.each(['application/pdf', 'image/png', 'application/octet-stream', 'application/zip'])(
    '%s is kept byte for byte',
    async (type) => {
      const { acme } = await facing(answer({ base64 }, type))
      const file = await acme.call('stripe', 'create-payment', payment)
      expect(file.status).toBe(200)
      expect(file.bytes).toEqual(everyByte)
      expect(file.headers.get('Content-Type')).toBe(type)
      expect(file.headers.get('Content-Disposition')).toBe('attachment')
      expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff')
    },
  )

  test.each([0, 1, 12_000_000])('of %d bytes comes whole, whether or not it is announced', async (zeros) => {
    const { acme } = await facing(
      answer({ zeros }, 'application/pdf', { headers: { 'Content-Length': String(zeros) } }),
      answer({ zeros }, 'application/pdf', { chunked: true }),
    )
    for (const _ of ['announced', 'not announced']) {
      expect((await acme.call('stripe', 'create-payment', payment)).bytes.byteLength).toBe(zeros)
    }
  })

  const tooMany = 100 * 1_024 * 1_024 + 1

  test('is broken off where it goes on for ever, and counted as failed', async () => {
    const { acme, id } = await facing(answer({ zeros: tooMany }, 'application/pdf', { chunked: true }))
    await expect(acme.call('stripe', 'create-payment', payment)).rejects.toThrow()
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 1, failedCalls: 1 })
  })

  test('is refused where it is announced as too long', async () => {
    const headers = { 'Content-Length': String(tooMany) }
    const { acme } = await facing(answer({ zeros: tooMany }, 'application/pdf', { headers }))
    expectError(await acme.call('stripe', 'create-payment', payment), 'integration_error', 502, {
      outcome: 'uncertain',
    })
  })
})

describe('a file that doesn’t come to its end', () => {
  test.each<[string, 'stall' | 'trickle' | 'break']>([
    ['silence', 'stall'],
    ['a few bytes now and then', 'trickle'],
    ['a connection that breaks', 'break'],
  ])('is broken off at the deadline, so that nobody takes it for whole: %s', async (_, ending) => {
    const { acme, id } = await facing(answer({ zeros: 100_000 }, 'application/pdf', { ending }))
    const asked = shortDeadlines()
    await expect(acme.call('stripe', 'create-payment', payment)).rejects.toThrow()
    expect(asked).toHaveLength(1)
    vi.restoreAllMocks()
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 1, failedCalls: 1 })
  })
})

describe('what is sent', () => {
  test('has nothing of what the caller sent but the input', async () => {
    const { acme, provider } = await facing(json(charge))
    const headers = {
      Cookie: 'a=b',
      'X-Forwarded-For': '1.2.3.4',
      'User-Agent': 'Caller',
      'X-Custom': 'x',
      Referer: 'https://a.example',
    }
    resultOf(await acme.call('stripe', 'create-payment', payment, { headers }))
    const [received] = await provider.received()
    const names = Object.keys(received?.headers ?? {})
    for (const name of ['cookie', 'x-forwarded-for', 'x-custom', 'referer', 'orgid']) expect(names).not.toContain(name)
    expect(received?.headers['user-agent']).toBe('Upstream/1')
    expect(JSON.stringify(received)).not.toContain('upk_')
    expect(JSON.stringify(received)).not.toContain(acme.id)
  })

  test('is exactly what a dry run shows, with the secrets in their places', async () => {
    const { acme, provider } = await facing(json(charge))
    const tested = await acme.test('stripe', 'create-payment', payment, { idempotencyKey: 'same' })
    await acme.call('stripe', 'create-payment', payment, { idempotencyKey: 'same' })
    const { request } = tested.body as {
      request: { method: string; url: string; headers: Record<string, string>; body: string }
    }
    const [received] = await provider.received()
    expect(received).toMatchObject({ method: request.method, url: request.url, body: request.body })
    for (const [name, value] of Object.entries(request.headers)) {
      const sent = received?.headers[name.toLowerCase()]
      if (name === 'Authorization') expect(sent).toMatch(/^Bearer sk_test_\w{20,}$/)
      else expect(sent, name).toBe(value)
    }
  })
})
