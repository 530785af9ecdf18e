import { expect, test } from 'vitest'
import * as z from 'zod'
import { isJsonObject } from '../../src/kit/json.ts'
import { expectError, issuePaths } from '../support/answers.ts'
import { exampleInput } from '../support/examples.ts'
import { type Org, org, resultOf } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { json, stubProvider, text } from '../support/stub-provider.ts'

/** Lists that their providers only answer whole, and where in the answer each of them is. */
const wholeLists = [
  ['paypal', 'list-webhooks', 'webhooks'],
  ['square', 'list-locations', 'locations'],
  ['authorize-net', 'list-settled-batches', 'batchList'],
  ['shipstation', 'list-carriers', 'carriers'],
  ['shipstation', 'list-carrier-services', 'services'],
  ['etsy', 'list-shipping-profiles', 'results'],
  ['sendgrid', 'list-scopes', 'scopes'],
  ['hubspot-crm', 'list-pipelines', 'results'],
  ['zoho-crm', 'list-fields', 'fields'],
] as const

const page = z.object({ result: z.record(z.string(), z.unknown()), nextCursor: z.string().optional() })

async function read(acme: Org, provider: string, operation: string, list: string, more: object) {
  const example = exampleInput(provider, operation)
  const answer = await acme.call(provider, operation, { ...(isJsonObject(example) ? example : {}), ...more })
  resultOf(answer)
  const { result, nextCursor } = page.parse(answer.body)
  const { [list]: items, ...rest } = result
  return { items: z.array(z.unknown()).parse(items), rest, nextCursor }
}

test.each(wholeLists)('%s %s goes on at its cursor until there is none', async (provider, operation, list) => {
  const acme = await org('acme')
  await acme.save(provider)
  const whole = await read(acme, provider, operation, list, { limit: 100 })
  expect(whole.nextCursor).toBeUndefined()
  expect(whole.items.length).toBeGreaterThan(0)

  const walked: unknown[] = []
  let cursor: string | undefined
  do {
    const one = await read(acme, provider, operation, list, { limit: 1, ...(cursor === undefined ? {} : { cursor }) })
    expect(one.items).toHaveLength(1)
    expect(Object.keys(one.rest)).toEqual(Object.keys(whole.rest))
    walked.push(...one.items)
    cursor = one.nextCursor
  } while (cursor !== undefined)
  expect(walked).toEqual(whole.items)
})

/** SendGrid, whose scopes are one list, and what it answers. */
async function facingSendgrid(scripted: Scripted) {
  const provider = await stubProvider(scripted)
  const acme = await org('acme', { egress: provider.egress })
  await acme.save('sendgrid')
  return { acme, provider }
}

test('a page that is the whole list is handed on as it came', async () => {
  const native = '{"z":12345678901234567890.123,"scopes":["mail.send","marketing.read"]}'
  const { acme } = await facingSendgrid(text(native, 'application/json'))
  const { bytes } = await acme.read('sendgrid', 'list-scopes', '?limit=2')
  expect(new TextDecoder().decode(bytes)).toBe(`{"success":true,"result":${native}}`)
})

test.each(['0', '-1', 'abc', 'MjA'])(
  'a cursor that no answer gave, %s, is refused before anything is sent',
  async (cursor) => {
    const { acme, provider } = await facingSendgrid(json({ scopes: [] }))
    const details = expectError(await acme.call('sendgrid', 'list-scopes', { cursor }), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['cursor'])
    expect(await provider.received()).toEqual([])
  },
)

test.each([{}, { scopes: null }, { scopes: { 0: 'mail.send' } }])('an answer %j has no list', async (answer) => {
  const { acme } = await facingSendgrid(json(answer))
  const details = expectError(await acme.read('sendgrid', 'list-scopes'), 'integration_error', 502)
  expect(details).toMatchObject({
    reason:
      "SendGrid did what was asked, but its answer isn't the one it documents (scopes: not the list that is documented).",
    suggestion: 'Look it up at the provider itself: the same call would most likely be answered alike.',
    outcome: 'succeeded',
  })
})
