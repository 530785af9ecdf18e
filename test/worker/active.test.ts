import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Answer, expectError, issuePaths } from '../support/answers.ts'
import { type Org, org } from '../support/org.ts'

const listAnswer = z.object({
  integrations: z.array(z.object({ id: z.string(), lastUsed: z.string().nullable() })),
  nextCursor: z.string().optional(),
})

function listOf(answer: Answer) {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return listAnswer.parse(answer.body)
}

let acme: Org
const saved: string[] = []

beforeAll(async () => {
  acme = await org('acme')
  for (let index = 0; index < 7; index += 1) saved.push((await acme.save('stripe', { name: `Stripe ${index}` })).id)
  for (let index = 0; index < 2; index += 1) saved.push((await acme.save('ups', { name: `UPS ${index}` })).id)
})

async function walk(path: string, limit: number): Promise<string[][]> {
  const pages: string[][] = []
  let cursor = ''
  do {
    const page = listOf(await acme.get(`${path}?limit=${limit}${cursor}`))
    pages.push(page.integrations.map(({ id }) => id))
    cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`
  } while (cursor !== '')
  return pages
}

describe.each(['/active', '/active/detail'])('%s', (path) => {
  test('shows all of a few at once, without a cursor', async () => {
    const { integrations, nextCursor } = listOf(await acme.get(path))
    expect(new Set(integrations.map(({ id }) => id))).toEqual(new Set(saved))
    expect(nextCursor).toBeUndefined()
  })

  test.each([1, 2, 4, 9])('in pages of %d, each once and in the same order', async (limit) => {
    const whole = listOf(await acme.get(path)).integrations.map(({ id }) => id)
    const pages = await walk(path, limit)
    expect(pages.flat()).toEqual(whole)
    expect(pages).toHaveLength(Math.ceil(saved.length / limit))
  })

  test.each(['0', '101', '-1', '1.5', 'many', ''])('takes no limit of "%s"', async (limit) => {
    const details = expectError(await acme.get(`${path}?limit=${limit}`), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['query.limit'])
  })

  test.each(['x', btoa('yesterday int_1'), btoa('1 ../x'), '%00', 'a'.repeat(600)])(
    'takes no cursor %s',
    async (cursor) => {
      const details = expectError(await acme.get(`${path}?cursor=${cursor}`), 'invalid_request', 400)
      expect(issuePaths(details)).toEqual(['query.cursor'])
    },
  )

  test('takes no unknown parameter, and no parameter twice', async () => {
    expect(issuePaths(expectError(await acme.get(`${path}?sort=name`), 'invalid_request', 400))).toEqual(['query.sort'])
    expect(issuePaths(expectError(await acme.get(`${path}?limit=1&limit=2`), 'invalid_request', 400))).toEqual([
      'query.limit',
    ])
  })

  test('of an org without any is empty', async () => {
    expect((await (await org('empty')).get(path)).body).toEqual({ integrations: [] })
  })
})

test('a page begins after the last one even when that one is gone', async () => {
  const shrinking = await org('shrinking')
  for (const name of ['a', 'b', 'c']) await shrinking.save('stripe', { name })
  const first = listOf(await shrinking.get('/active?limit=1'))
  await shrinking.shutdown(first.integrations[0]?.id ?? '')
  const rest = listOf(await shrinking.get(`/active?cursor=${first.nextCursor}`))
  expect(rest.integrations).toHaveLength(2)
})

test('a type filters the list', async () => {
  expect(listOf(await acme.get('/active/shipping')).integrations).toHaveLength(2)
  expect(listOf(await acme.get('/active/payment?limit=5'))).toMatchObject({ nextCursor: expect.any(String) })
  expectError(await acme.get('/active/astrology'), 'type_not_found', 404)
})

test('before the first call nothing was used and all is zero', async () => {
  const zeros = { totalCalls: 0, successfulCalls: 0, failedCalls: 0, averageResponseTime: 0, p50: 0, p95: 0, p99: 0 }
  expect((await acme.get(`/active/detail/${saved[0]}`)).body).toMatchObject({
    integrations: [{ metrics: { ...zeros, operations: {} }, lastUsed: null }],
  })
})

describe('one that is not there', () => {
  test.each(['int_nowhere', 'stripe', 'Stripe'])('%s', async (id) => {
    expectError(await acme.get(`/active/detail/${id}`), 'integration_not_found', 404)
    expectError(await acme.post('/get-integration', { id }), 'integration_not_found', 404)
    expectError(await acme.post(`/shutdown/${id}`), 'integration_not_found', 404)
  })

  test.each(['a b', 'a/b', '..', 'ä', 'x'.repeat(65)])('"%s" is no id', async (id) => {
    const details = expectError(await acme.post('/get-integration', { id }), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['id'])
  })
})
