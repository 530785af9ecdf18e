import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import { readJson } from '../../../src/routes/body.ts'
import { Incoming } from '../../../src/routes/incoming.ts'

const json = { 'Content-Type': 'application/json' }

function request(body: string | ReadableStream<Uint8Array> | null, headers: Record<string, string> = json): Request {
  // Node wants to be told that a stream may still be read while its answer is.
  const init = { method: 'POST', body, headers, duplex: 'half' as const }
  return new Request('https://upstream.example/upstream/call', init)
}

async function codeOf(sent: Request): Promise<string> {
  try {
    await readJson(new Incoming(sent))
    return 'read'
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return thrown.code
    throw thrown
  }
}

/** Levels of lists and objects, counted on the value. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels)

describe('a body', () => {
  it('comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const text = JSON.stringify(value)
        expect(await readJson(new Incoming(request(text)))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('may be left out', async () => {
    expect(await readJson(new Incoming(request(null, {})))).toBeUndefined()
    expect(await readJson(new Incoming(request('', {})))).toBeUndefined()
  })

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/vnd.api+json',
    ' application/json',
  ])('is read as %j', async (type) => {
    expect(await readJson(new Incoming(request('{}', { 'Content-Type': type })))).toEqual({})
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'text/json',
    'application/jsonp',
    'multipart/form-data',
    'json',
  ])('is refused as %j', async (type) => {
    expect(await codeOf(request('{}', { 'Content-Type': type }))).toBe('unsupported_media_type')
  })

  it.each(['{', '{"a":}', '[1,]', "{'a':1}", 'text', '{}{}', ' ', '\u00a0{}', '{"a":1}]', ']'])(
    'is refused as broken: %j',
    async (text) => {
      expect(await codeOf(request(text))).toBe('invalid_request')
    },
  )

  it('is as long as it may be, and no longer, announced or not', async () => {
    const longest = `"${'a'.repeat(1_048_574)}"`
    expect(await codeOf(request(longest))).toBe('read')
    expect(await codeOf(request(`${longest} `))).toBe('payload_too_large')
    expect(await codeOf(request('{}', { ...json, 'Content-Length': '1048577' }))).toBe('payload_too_large')
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x20)),
    })
    expect(await codeOf(request(endless))).toBe('payload_too_large')
  })
})

describe('the depth of a body', () => {
  it('is 64 levels at most', async () => {
    expect(await codeOf(request(nested(64)))).toBe('read')
    expect(await codeOf(request(nested(65)))).toBe('invalid_request')
    expect(await codeOf(request(nested(64, '{"a":', '}').replace('}', '1}')))).toBe('read')
    expect(await codeOf(request(nested(65, '{"a":', '}').replace('}', '1}')))).toBe('invalid_request')
    expect(await codeOf(request(nested(500_000)))).toBe('invalid_request')
  })

  it('counts no brackets in texts, whatever is escaped there', async () => {
    const tricky = ['['.repeat(100), '\\', '\\"[', '"'.repeat(70), '\\\\"', '{'.repeat(70), '\u2028[']
    expect(await readJson(new Incoming(request(JSON.stringify(tricky))))).toEqual(tricky)
    expect(await readJson(new Incoming(request(JSON.stringify({ [tricky.join('')]: 1 }))))).toEqual({
      [tricky.join('')]: 1,
    })
  })

  it('is that of the value, however it is written', async () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a') }),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.string({ unit: fc.constantFrom('[', '{', '"', '\\') }), tie('value'), { maxKeys: 2 }),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(value, fc.nat(80), async (inner, levels) => {
        const text = '['.repeat(levels) + JSON.stringify(inner, null, 1) + ']'.repeat(levels)
        const depth = depthOf(JSON.parse(text))
        expect(await codeOf(request(text))).toBe(depth > 64 ? 'invalid_request' : 'read')
      }),
    )
  })
})
