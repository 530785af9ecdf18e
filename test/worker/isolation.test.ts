import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, errorAnswer } from '../support/answers.ts'
import { payment } from '../support/examples.ts'
import { type Integration, type Org, org, resultOf } from '../support/org.ts'
import { stored } from '../support/rows.ts'

/** To another org, an integration is not there: every route answers as for one that nobody has. */

let owner: Org
let stranger: Org
let theirs: Integration

beforeAll(async () => {
  owner = await org('owner')
  stranger = await org('stranger')
  theirs = await owner.save('stripe', { name: 'Private' })
  resultOf(await owner.read(theirs.id, 'get-balance'))
})

/** An answer without what belongs to one request alone. */
function comparable(answer: Answer, reference: string) {
  const { error } = errorAnswer.parse(answer.body)
  const { requestId: _, ...details } = error.details
  return JSON.parse(
    JSON.stringify({ status: answer.status, ...error, details }).replaceAll(reference, 'REFERENCE'),
  ) as unknown
}

describe.each<[string, (org: Org, reference: string) => Promise<Answer>]>([
  ['call by POST', (org, reference) => org.call(reference, 'create-payment', payment)],
  ['call by GET', (org, reference) => org.read(reference, 'get-balance')],
  ['test', (org, reference) => org.test(reference, 'create-payment', payment)],
  ['active/detail', (org, reference) => org.get(`/active/detail/${reference}`)],
  ['get-integration', (org, reference) => org.post('/get-integration', { id: reference })],
  ['get-config', (org, reference) => org.get(`/get-config/payment/${reference}`)],
  ['shutdown', (org, reference) => org.shutdown(reference)],
  ['save-integration', (org, reference) => org.post('/save-integration', { id: reference, name: 'Mine now' })],
])('%s', (_, attempt) => {
  test('by its id', async () => {
    const before = await stored(owner.id)
    const nowhere = 'int_zzzzzzzzzzzzzzzzzzzz'
    expect(comparable(await attempt(stranger, theirs.id), theirs.id)).toEqual(
      comparable(await attempt(stranger, nowhere), nowhere),
    )
    expect(await stored(owner.id)).toBe(before)
  })
})

test.each(['Private', 'stripe'])('nor is it called by "%s"', async (reference) => {
  const answer = await stranger.call(reference, 'create-payment', payment)
  expect(comparable(answer, reference)).toMatchObject({ status: 404, code: 'integration_not_found' })
})

test('no list of another org shows it', async () => {
  for (const path of ['/active', '/active/detail', '/active/payment']) {
    expect((await stranger.get(path)).body).toEqual({ integrations: [] })
  }
})

test('nothing of it was counted or changed, and it works as before', async () => {
  resultOf(await owner.read('Private', 'get-balance'))
  expect((await owner.get(`/active/detail/${theirs.id}`)).body).toMatchObject({
    integrations: [{ name: 'Private', metrics: { totalCalls: 2, failedCalls: 0 } }],
  })
})

test('another org may have a draft of the same id and an integration of the same name', async () => {
  expect((await stranger.get(`/get-config/payment/${theirs.id}?create=true`)).status).toBe(201)
  await stranger.save('stripe', { name: 'Private' })
  await stranger.shutdown(theirs.id)
  resultOf(await owner.read(theirs.id, 'get-balance'))
})
