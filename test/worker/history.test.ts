import { runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { noHealth } from '../../src/meter/breaker.ts'
import { Journal } from '../../src/meter/journal.ts'
import { PendingCounts } from '../../src/meter/pending-counts.ts'
import { type Answer, expectError, issuePaths } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { payment } from '../support/examples.ts'
import { charge, facing } from '../support/facing.ts'
import { evict, meterOf, metricsOf } from '../support/meters.ts'
import { type Org, org } from '../support/org.ts'
import { bare, json } from '../support/stub-provider.ts'

const noon = Date.parse('2026-11-24T12:00:00Z')
const balance = { object: 'balance', available: [], pending: [] }
const declined = json({ error: { type: 'card_error', code: 'card_declined', message: 'No.' } }, { status: 402 })

const callsAnswer = z.object({
  calls: z.array(
    z.object({
      time: z.string(),
      operation: z.string(),
      success: z.boolean(),
      status: z.int(),
      attempts: z.int(),
      outcome: z.string(),
      code: z.string().nullable(),
      requestId: z.string(),
    }),
  ),
  dropped: z.int(),
  nextCursor: z.string().optional(),
})

const metricsAnswer = z.object({
  total: z.object({ totalCalls: z.int() }),
  periods: z.array(
    z.object({
      start: z.string(),
      totalCalls: z.int(),
      failedCalls: z.int(),
      p50: z.number(),
      operations: z.record(z.string(), z.object({ totalCalls: z.int() })),
    }),
  ),
})

function read<Shape extends z.ZodType>(shape: Shape, answer: Answer): z.output<Shape> {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return shape.parse(answer.body)
}

const callsOf = async (acme: Org, reference: string, query = '') =>
  read(callsAnswer, await acme.get(`/calls/${encodeURIComponent(reference)}${query}`))

const periodsOf = async (acme: Org, id: string, period: string) =>
  read(metricsAnswer, await acme.get(`/metrics/${id}?period=${period}`))

const pay = (acme: Org) => acme.call('stripe', 'create-payment', payment)

afterEach(() => clock.release())

/** Rows that this connection has written so far. */
function rowsWritten(sql: SqlStorage): number {
  return sql.exec<{ total: number }>('SELECT total_changes() AS total').one().total
}

/** Delivers batches as an isolate does, each of so many calls that end now. */
async function deliver(acme: Org, id: string, { batches, calls }: { batches: number; calls: number }): Promise<void> {
  const at = Date.now()
  const isolate = crypto.randomUUID()
  const call = { operation: 'x', succeeded: true, duration: 1, at, status: 200, attempts: 1 }
  const made = Array.from({ length: calls }, (_, index) => ({
    ...call,
    outcome: 'succeeded' as const,
    code: undefined,
    requestId: `req_${index}`,
  }))
  const pending = new PendingCounts()
  for (const each of made) pending.add(each)
  const counts = { since: at, health: noHealth, ...pending.taken() }
  for (let sequence = 1; sequence <= batches; sequence += 1)
    await meterOf(acme, id).flush({ isolate, sequence, ...counts })
}

/** Calls that are stored. */
function keptOf(acme: Org, id: string): Promise<number> {
  return runInDurableObject(meterOf(acme, id), (_, { storage }) => {
    const row = storage.sql.exec<{ total: number }>('SELECT SUM(count) AS total FROM journal').one()
    return row.total
  })
}

describe('the log of calls', () => {
  test('has what became of each, newest first, with the id of its request', async () => {
    clock.stop(noon)
    const { acme, id } = await facing(json(charge), declined, bare(500))
    const ids: (string | null)[] = []
    for (let count = 0; count < 3; count += 1) {
      ids.unshift((await pay(acme)).headers.get('Upstream-Request-Id'))
      clock.advance(1_000)
    }
    const { calls } = await callsOf(acme, id)
    expect(calls).toMatchObject([
      { success: false, status: 502, outcome: 'uncertain', code: 'integration_unavailable', attempts: 3 },
      { success: false, status: 422, outcome: 'rejected', code: 'provider_rejected' },
      { success: true, status: 200, outcome: 'succeeded', code: null, time: '2026-11-24T12:00:00.000Z' },
    ])
    expect(calls.map(({ requestId }) => requestId)).toEqual(ids)
  })

  test('is found by the id and by the name of the integration', async () => {
    const { acme, id } = await facing(json(charge))
    await pay(acme)
    expect(await callsOf(acme, 'Stripe of mine')).toEqual(await callsOf(acme, id))
  })

  test('is filtered by operation, fate and time', async () => {
    clock.stop(noon)
    const { acme, id } = await facing(json(charge), declined, json(charge), json(balance))
    for (let count = 0; count < 3; count += 1) {
      await pay(acme)
      clock.advance(60_000)
    }
    await acme.read('stripe', 'get-balance')
    const count = async (query: string) => (await callsOf(acme, id, query)).calls.length
    expect(await count('')).toBe(4)
    expect(await count('?operation=get-balance')).toBe(1)
    expect(await count('?failed=true')).toBe(1)
    expect(await count('?failed=false')).toBe(3)
    expect(await count('?outcome=rejected')).toBe(1)
    expect(await count('?since=2026-11-24T12:01:00Z')).toBe(3)
    expect(await count('?until=2026-11-24T12:01:00Z')).toBe(1)
    expect(await count('?since=2026-11-24T12:01:00Z&until=2026-11-24T12:02:00Z&failed=true')).toBe(1)
  })

  test('comes in pages, each call once', async () => {
    const { acme, id } = await facing(json(charge))
    await Promise.all(Array.from({ length: 7 }, () => pay(acme)))
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await callsOf(acme, id, `?limit=3${cursor}`)
      seen.push(...page.calls.map(({ requestId }) => requestId))
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`
    } while (cursor !== '')
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })

  test('says how many calls found no place in it, since too many came at once', async () => {
    const { acme, id } = await facing(json(charge))
    await Promise.all(Array.from({ length: 130 }, () => pay(acme)))
    const { dropped } = await callsOf(acme, id)
    const kept = await keptOf(acme, id)
    expect(kept + dropped).toBe(130)
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 130 })
  })

  test('survives an eviction, and shows five hundred calls at most', async () => {
    const { acme, id } = await facing(json(charge))
    await pay(acme)
    await callsOf(acme, id)
    await deliver(acme, id, { batches: 6, calls: 100 })
    await evict(acme, id)
    let seen = 0
    let cursor = ''
    do {
      const page = await callsOf(acme, id, `?${cursor}`)
      seen += page.calls.length
      cursor = page.nextCursor === undefined ? '' : `cursor=${page.nextCursor}`
    } while (cursor !== '')
    expect(seen).toBe(500)
  })

  test.each([
    { batches: 600, calls: 1, most: 516 },
    { batches: 40, calls: 100, most: 1_000 + 100 * 16 },
  ])(
    'is stored for little longer: $most calls at most after $batches deliveries of $calls',
    async ({ most, ...many }) => {
      const { acme, id } = await facing(json(charge))
      await deliver(acme, id, many)
      const kept = await keptOf(acme, id)
      expect(kept).toBeGreaterThanOrEqual(500)
      expect(kept).toBeLessThanOrEqual(most)
    },
  )

  test('is one written row a delivery', async () => {
    const { acme, id } = await facing(json(charge))
    const written = await runInDurableObject(meterOf(acme, id), (_, { storage }) => {
      const journal = new Journal(storage.sql)
      return Array.from({ length: 520 }, (_, index) => {
        const before = rowsWritten(storage.sql)
        journal.write({ number: index + 1, at: 1, counts: [] }, [], 0)
        return rowsWritten(storage.sql) - before
      })
    })
    expect(new Set(written)).toEqual(new Set([1]))
  })

  test('keeps no body and no secret', async () => {
    const { acme, id } = await facing(json(charge))
    await pay(acme)
    await callsOf(acme, id)
    const kept = await runInDurableObject(meterOf(acme, id), (_, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT * FROM journal').toArray()),
    )
    expect(kept).toContain('create-payment')
    expect(kept).not.toMatch(/sk_test|whsec|usd|ch_1|tok_visa/)
  })

  test('is empty before the first call', async () => {
    const { acme, id } = await facing(json(charge))
    expect((await acme.get(`/calls/${id}`)).body).toEqual({ calls: [], dropped: 0 })
  })

  test.each(['limit=0', 'limit=101', 'failed=maybe', 'outcome=fine', 'since=yesterday', 'cursor=x', 'sort=time'])(
    'takes no %s',
    async (query) => {
      const acme = await org('acme')
      const { id } = await acme.save('stripe')
      const details = expectError(await acme.get(`/calls/${id}?${query}`), 'invalid_request', 400)
      expect(issuePaths(details)).toEqual([`query.${query.split('=')[0]}`])
    },
  )
})

describe('metrics', () => {
  test('by minute, hour and day add up to the totals', async () => {
    clock.stop(noon)
    const { acme, id } = await facing(json(charge), declined, json(charge))
    for (const pause of [30_000, 40_000, 3_600_000, 0]) {
      await pay(acme)
      clock.advance(pause)
    }
    const minutes = await periodsOf(acme, id, 'minute')
    expect(minutes.periods).toMatchObject([{ start: '2026-11-24T13:01:00.000Z', totalCalls: 1 }])
    const hours = await periodsOf(acme, id, 'hour')
    expect(hours.periods).toMatchObject([
      {
        start: '2026-11-24T12:00:00.000Z',
        totalCalls: 3,
        failedCalls: 1,
        operations: { 'create-payment': { totalCalls: 3 } },
      },
      { start: '2026-11-24T13:00:00.000Z', totalCalls: 1 },
    ])
    const days = await periodsOf(acme, id, 'day')
    expect(days.periods).toMatchObject([{ start: '2026-11-24T00:00:00.000Z', totalCalls: 4 }])
    expect(days.total.totalCalls).toBe(4)
  })

  test('of periods that are too old are forgotten, and the totals are not', async () => {
    clock.stop(noon)
    const { acme, id } = await facing(json(charge))
    await pay(acme)
    expect((await periodsOf(acme, id, 'minute')).periods).toHaveLength(1)
    clock.advance(61 * 60_000)
    await pay(acme)
    const { periods, total } = await periodsOf(acme, id, 'minute')
    expect(periods).toMatchObject([{ start: '2026-11-24T13:01:00.000Z', totalCalls: 1 }])
    expect(total.totalCalls).toBe(2)
  })

  test('of periods that are too old are not stored any more', async () => {
    clock.stop(noon)
    const { acme, id } = await facing(json(charge))
    await deliver(acme, id, { batches: 20, calls: 1 })
    clock.advance(61 * 60_000)
    await deliver(acme, id, { batches: 20, calls: 1 })
    const keys = await runInDurableObject(meterOf(acme, id), (_, { storage }) =>
      Array.from(storage.kv.list({ prefix: 'minute:' }), ([key]) => key),
    )
    expect(keys).toHaveLength(1)
  })

  test('survive an eviction, wherever in the journal they are', async () => {
    const { acme, id } = await facing(json(charge))
    for (const batches of [5, 11, 1, 20]) {
      await deliver(acme, id, { batches, calls: 2 })
      const before = await periodsOf(acme, id, 'hour')
      await evict(acme, id)
      expect(await periodsOf(acme, id, 'hour')).toEqual(before)
    }
    expect((await periodsOf(acme, id, 'hour')).total.totalCalls).toBe(2 * (5 + 11 + 1 + 20))
  })

  test('are by hour where nobody says otherwise, and take no other period', async () => {
    const { acme, id } = await facing(json(charge))
    expect((await acme.get(`/metrics/${id}`)).body).toMatchObject({ integration: id, period: 'hour', periods: [] })
    expectError(await acme.get(`/metrics/${id}?period=year`), 'invalid_request', 400)
  })
})

describe.each(['/calls', '/metrics'])('%s', (path) => {
  test('of another org’s integration, or of none, is not found', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { name: 'Mine' })
    const other = await org('other')
    for (const reference of [id, 'Mine', 'int_nowhere', 'stripe'])
      expectError(await other.get(`${path}/${reference}`), 'integration_not_found', 404)
    expectError(await acme.get(`${path}/int_nowhere`), 'integration_not_found', 404)
  })

  test('is there after a shutdown', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe')
    await acme.shutdown(id)
    expect((await acme.get(`${path}/${id}`)).status).toBe(200)
  })

  test('needs the scope config:read', async () => {
    const acme = await org('acme', { scopes: ['call', 'config:write'] })
    const { id } = await acme.save('stripe')
    const reader = await org('reader', { scopes: ['call'] })
    expectError(await reader.get(`${path}/${id}`), 'forbidden', 403)
  })
})
