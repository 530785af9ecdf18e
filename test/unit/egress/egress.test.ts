import { describe, expect, it } from 'vitest'
import { createEgress, parseReplacements, type WireRequest } from '../../../src/egress/egress.ts'

const request: WireRequest = {
  method: 'POST',
  url: 'https://api.example.com/v1/charges?limit=3',
  headers: { Authorization: 'Bearer key' },
  body: 'amount=1',
}

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

/** An egress whose fetch keeps what it was given. */
function recording(
  replacements: string | undefined,
  answer: () => Promise<Response> = async () => new Response('yes'),
) {
  const sent: Sent[] = []
  const fetch = (url: unknown, init: RequestInit = {}) => {
    sent.push({ url: String(url), init })
    return answer()
  }
  return { sent, send: createEgress({ fetch, replacements: parseReplacements(replacements) }) }
}

const patience = () => AbortSignal.timeout(1_000)

describe('egress', () => {
  it('sends what it is given, and follows no redirect', async () => {
    const { sent, send } = recording(undefined)
    const signal = patience()
    expect(await (await send(request, signal)).text()).toBe('yes')
    expect(sent).toEqual([
      {
        url: request.url,
        init: { method: 'POST', headers: request.headers, redirect: 'manual', signal, body: 'amount=1' },
      },
    ])
  })

  it('sends no body where there is none', async () => {
    const { sent, send } = recording(undefined)
    await send({ ...request, method: 'GET', body: undefined }, patience())
    expect(sent[0]?.init).not.toHaveProperty('body')
  })

  it.each(['http://api.example.com/', 'HTTPS://api.example.com', 'ftp://x', '//api.example.com', ''])(
    'refuses %j',
    async (url) => {
      const { sent, send } = recording(undefined)
      await expect(send({ ...request, url }, patience())).rejects.toThrow(TypeError)
      expect(sent).toEqual([])
    },
  )

  it('sends elsewhere what is replaced, and says where it was meant to go', async () => {
    const { sent, send } = recording('{"https://api.example.com":"http://127.0.0.1:8788","*":"http://sandbox.test"}')
    await send(request, patience())
    await send({ ...request, url: 'https://other.example:8443/a' }, patience())
    expect(sent.map(({ url }) => url)).toEqual(['http://127.0.0.1:8788/v1/charges?limit=3', 'http://sandbox.test/a'])
    expect(sent[1]?.init.headers).toEqual({
      Authorization: 'Bearer key',
      'X-Forwarded-Host': 'other.example:8443',
      'X-Forwarded-Proto': 'https',
    })
  })

  it('replaces nothing but whole origins', async () => {
    const { sent, send } = recording('{"https://api.example.com":"http://127.0.0.1:8788"}')
    const url = 'https://api.example.com.evil.example/'
    await send({ ...request, url }, patience())
    expect(sent[0]?.url).toBe(url)
  })

  it('leaves it to others to say what a failure means', async () => {
    const failure = new TypeError('fetch failed')
    const { send } = recording(undefined, () => Promise.reject(failure))
    await expect(send(request, patience())).rejects.toBe(failure)
  })
})

describe('UPSTREAM_EGRESS', () => {
  it.each([undefined, '', ' ', '{}'])('replaces nothing when it is %j', (text) => {
    expect(parseReplacements(text).size).toBe(0)
  })

  it('maps origins to origins', () => {
    expect([...parseReplacements('{"https://a.example":"http://127.0.0.1:1","*":"https://b.example"}')]).toEqual([
      ['https://a.example', 'http://127.0.0.1:1'],
      ['*', 'https://b.example'],
    ])
  })

  it.each([
    'text',
    'null',
    '[]',
    '"*"',
    '1',
    '{"*":null}',
    '{"*":1}',
    '{"*":""}',
    '{"*":"*"}',
    '{"*":"b.example"}',
    '{"*":"https://b.example/"}',
    '{"*":"https://b.example/path"}',
    '{"*":"https://user@b.example"}',
    '{"*":"javascript:alert(1)"}',
    '{"*":"null"}',
    '{"":"https://b.example"}',
    '{"a.example":"https://b.example"}',
    '{"https://a.example/":"https://b.example"}',
    '{"https://*.example":"ftp:"}',
  ])('is refused when it is %s', (text) => {
    expect(() => parseReplacements(text)).toThrow()
  })
})
