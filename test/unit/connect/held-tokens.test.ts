import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../../src/call/ports.ts'
import { HeldTokens } from '../../../src/connect/held-tokens.ts'
import type { TokenAnswer } from '../../../src/connect/services.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import { findProvider } from '../../../src/providers/registry.ts'

const life = 2_000
const patient = new AbortController().signal

/** One isolate, and the object that it asks. */
class Isolate {
  now = Date.UTC(2026, 10, 24, 12)
  readonly asked: (number | undefined)[] = []
  opened = 0
  answer: () => Promise<TokenAnswer> = async () => ({ kind: 'token', ...leased(1) })
  readonly tokens = new HeldTokens({
    seals: {
      seal: () => Promise.reject(new Error('an isolate seals nothing')),
      open: async (_org, _label, sealed) => {
        this.opened += 1
        return sealed.replace('sealed-', '')
      },
    },
    ask: (_snapshot, _access, refused) => {
      this.asked.push(refused)
      return this.answer()
    },
    now: () => this.now,
    life,
    capacity: 2,
  })
}

function leased(generation: number, grant = 'grant') {
  return { grant, generation, sealedAccess: `sealed-access-${generation}` }
}

function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  const provider = findProvider('etsy')
  if (provider === undefined) throw new Error('Etsy is gone')
  return {
    org: 'acme',
    id: 'int_1',
    version: 1,
    provider,
    auth: { kind: 'header', header: 'Authorization', prefix: 'Bearer ', field: 'accessToken' },
    config: {},
    secrets: new Map(),
    access: { kind: 'consent', grant: 'grant', dataKey: undefined },
    limits: [],
    patience: 0,
    ...changes,
  }
}

async function refusal(work: Promise<unknown>): Promise<UpstreamError> {
  const thrown = await work.catch((error: unknown) => error)
  if (!(thrown instanceof UpstreamError)) throw new Error(`it was not refused: ${String(thrown)}`)
  return thrown
}

describe('an access token', () => {
  it('that a lease has brought is used without asking, for the life of the lease', async () => {
    const { tokens, asked, ...isolate } = new Isolate()
    tokens.hold('acme', 'int_1', leased(1), isolate.now)
    expect((await tokens.fetch(snapshot(), patient))?.secret.reveal()).toBe('access-1')
    expect(tokens.peek(snapshot())).toMatchObject({ generation: 1 })
    expect(asked).toEqual([])
  })

  it('is no longer held when the lease is over', async () => {
    const isolate = new Isolate()
    await isolate.tokens.fetch(snapshot(), patient)
    isolate.now += life - 1
    expect(isolate.tokens.peek(snapshot())).toMatchObject({ generation: 1 })
    isolate.now += 1
    expect(isolate.tokens.peek(snapshot())).toBeUndefined()
    await isolate.tokens.fetch(snapshot(), patient)
    expect(isolate.asked).toHaveLength(2)
  })

  it('that is over goes as soon as another is held, of whatever integration', async () => {
    const isolate = new Isolate()
    await isolate.tokens.fetch(snapshot(), patient)
    isolate.now += life - 1
    isolate.tokens.hold('acme', 'int_2', leased(1), isolate.now)
    expect(isolate.tokens.peek(snapshot())).toBeDefined()
    isolate.now += 1
    isolate.tokens.hold('acme', 'int_2', leased(2), isolate.now)
    // Were it still here, it would be found once the clock is back.
    isolate.now -= 1
    expect(isolate.tokens.peek(snapshot())).toBeUndefined()
  })

  it('is opened once, until there is another', async () => {
    const isolate = new Isolate()
    for (let call = 0; call < 5; call += 1) {
      const token = isolate.tokens.peek(snapshot()) ?? (await isolate.tokens.fetch(snapshot(), patient))
      expect(token?.secret.reveal()).toBe('access-1')
      isolate.tokens.hold('acme', 'int_1', leased(1), isolate.now)
    }
    expect(isolate.opened).toBe(1)
    isolate.tokens.hold('acme', 'int_1', leased(2), isolate.now)
    expect(isolate.tokens.peek(snapshot())).toBeUndefined()
    expect(await isolate.tokens.fetch(snapshot(), patient)).toMatchObject({ generation: 2 })
    expect(isolate.opened).toBe(2)
  })

  it('of another consent, org or integration is never used', async () => {
    const isolate = new Isolate()
    await isolate.tokens.fetch(snapshot(), patient)
    for (const other of [
      { access: { kind: 'consent', grant: 'another', dataKey: undefined } } as const,
      { org: 'other' },
      { id: 'int_2' },
      { access: undefined },
    ]) {
      expect(isolate.tokens.peek(snapshot(other))).toBeUndefined()
    }
  })

  it('that was refused is asked for anew, by its generation', async () => {
    const isolate = new Isolate()
    const first = await isolate.tokens.fetch(snapshot(), patient)
    isolate.answer = async () => ({ kind: 'token', ...leased(2) })
    expect(await isolate.tokens.fetch(snapshot(), patient, first)).toMatchObject({ generation: 2 })
    expect(isolate.asked).toEqual([undefined, 1])
  })

  it('is forgotten with its integration, with a lease that brings none, and where others need its place', async () => {
    const isolate = new Isolate()
    const { tokens } = isolate
    const hold = async (id: string) => {
      await tokens.fetch(snapshot({ id }), patient)
      expect(tokens.peek(snapshot({ id }))).toBeDefined()
    }
    await hold('int_1')
    tokens.forget('acme', 'int_1')
    expect(tokens.peek(snapshot())).toBeUndefined()
    await hold('int_1')
    tokens.hold('acme', 'int_1', undefined, isolate.now)
    expect(tokens.peek(snapshot())).toBeUndefined()
    for (const id of ['int_1', 'int_2', 'int_3']) await hold(id)
    expect(tokens.peek(snapshot({ id: 'int_1' }))).toBeUndefined()
    expect(tokens.peek(snapshot({ id: 'int_2' }))).toBeDefined()
  })
})

describe('where there is none to be had', () => {
  it('a refresh in its cool-down is told with the time that it takes', async () => {
    const isolate = new Isolate()
    isolate.answer = async () => ({ kind: 'wait', milliseconds: 1_500, failure: { reason: 'HTTP 503' } })
    const { code, status, details, headers } = await refusal(isolate.tokens.fetch(snapshot(), patient))
    expect({ code, status, headers }).toMatchObject({
      code: 'integration_unavailable',
      status: 503,
      headers: { 'Retry-After': '2' },
    })
    expect(details).toMatchObject({ outcome: 'not_sent', retriable: true, reason: expect.stringContaining('HTTP 503') })
  })

  it('a consent that is lost is told with how to give another', async () => {
    const isolate = new Isolate()
    isolate.answer = async () => ({ kind: 'lost', reason: 'invalid_grant' })
    const { code, details } = await refusal(isolate.tokens.fetch(snapshot(), patient))
    expect(code).toBe('integration_inactive')
    expect(details).toMatchObject({
      outcome: 'not_sent',
      retriable: false,
      suggestion: expect.stringContaining('POST /upstream/connect/int_1'),
    })
  })

  it('a consent that has given way to another is told as a change', async () => {
    const isolate = new Isolate()
    isolate.answer = async () => ({ kind: 'gone' })
    const { code, details } = await refusal(isolate.tokens.fetch(snapshot(), patient))
    expect(code).toBe('conflict')
    expect(details).toMatchObject({ outcome: 'not_sent', retriable: true })
  })

  it('a call waits for a refresh no longer than it may', async () => {
    const isolate = new Isolate()
    isolate.answer = () => new Promise(() => undefined)
    const deadline = new AbortController()
    const refused = refusal(isolate.tokens.fetch(snapshot(), deadline.signal))
    deadline.abort()
    expect(await refused).toMatchObject({ code: 'integration_unavailable', details: { outcome: 'not_sent' } })
    expect(await refusal(isolate.tokens.fetch(snapshot(), deadline.signal))).toMatchObject({ status: 504 })
  })
})
