import { describe, expect, it } from 'vitest'
import { writeKey } from '../../../src/call/idempotency.ts'
import type { Operation } from '../../../src/kit/operation.ts'
import { findProvider } from '../../../src/providers/registry.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'

const provider = findProvider('stripe')
if (provider === undefined) throw new TypeError('the registry has Stripe')
const snapshot = exampleSnapshot(provider)
const { idempotencyHeader: _header, ...withoutHeader } = provider
const unkeyed = { ...snapshot, provider: withoutHeader }
const write = operation('create-payment')
const read = operation('get-payment')
const randomId = () => 'random'

function operation(id: string): Operation {
  const found = snapshot.provider.operations().get(id)
  if (found === undefined) throw new TypeError(`no operation ${id}`)
  return found
}

describe('the key of a write', () => {
  it('is random where the caller gives none, and promises nothing', async () => {
    expect(await writeKey(snapshot, write, undefined, randomId)).toEqual({
      key: 'random',
      headers: { 'Idempotency-Key': 'random' },
      repeatable: false,
    })
  })

  it('is derived from the caller’s, the same every time, and short enough for every provider', async () => {
    const first = await writeKey(snapshot, write, 'order-7', randomId)
    expect(first.key).toMatch(/^[0-9a-f]{32}$/)
    expect(first).toEqual({ key: first.key, headers: { 'Idempotency-Key': first.key }, repeatable: true })
    expect(await writeKey({ ...snapshot, version: 2 }, write, 'order-7', randomId)).toEqual(first)
  })

  it('is another for another caller’s key, org, integration and operation', async () => {
    const keys = await Promise.all([
      writeKey(snapshot, write, 'order-7', randomId),
      writeKey(snapshot, write, 'order-8', randomId),
      writeKey({ ...snapshot, org: 'other' }, write, 'order-7', randomId),
      writeKey({ ...snapshot, id: 'int_other' }, write, 'order-7', randomId),
      writeKey(snapshot, operation('refund-payment'), 'order-7', randomId),
    ])
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length)
  })

  it('is left to a request that carries it by itself', async () => {
    expect(await writeKey(unkeyed, { ...write, keyed: true }, undefined, randomId)).toEqual({
      key: 'random',
      headers: {},
      repeatable: false,
    })
    expect((await writeKey(snapshot, { ...write, keyed: true }, 'order-7', randomId)).headers).toEqual({})
  })

  it('is none for a read, even where the caller gives one', async () => {
    for (const given of [undefined, 'order-7'])
      expect(await writeKey(snapshot, read, given, randomId)).toEqual({ key: '', headers: {}, repeatable: false })
  })

  it('is none where the provider would not recognise it, and promises nothing', async () => {
    for (const given of [undefined, 'order-7'])
      expect(await writeKey(unkeyed, write, given, randomId)).toEqual({ key: '', headers: {}, repeatable: false })
  })
})
