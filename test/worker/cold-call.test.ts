import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { expectError } from '../support/answers.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { caller, org, resultOf } from '../support/org.ts'
import { watched } from '../support/watched-database.ts'

/** An org with an integration of Stripe, and an isolate that has never heard of either. */
async function coldIsolate() {
  const acme = await org('acme')
  await acme.save('stripe')
  const { database, watch } = watched(env.DB)
  return { acme, watch, isolate: deploy({ DB: database }) }
}

test('the first call of an isolate looks up its key and its integration at the same time', async () => {
  const { acme, watch, isolate } = await coldIsolate()
  expect(resultOf(await acme.by(isolate).call('stripe', 'create-payment', payment))).toMatchObject({ object: 'charge' })
  expect(watch).toEqual({ queries: 2, atOnce: 2 })
  await acme.by(isolate).call('stripe', 'create-payment', payment)
  expect(watch.queries).toBe(2)
})

test('fifty first calls at once ask no more than one does', async () => {
  const { acme, watch, isolate } = await coldIsolate()
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => acme.by(isolate).call('stripe', 'create-payment', payment)),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
  expect(watch).toEqual({ queries: 2, atOnce: 2 })
})

test('a key alone tells the org as well; then one question waits for the other', async () => {
  const { acme, watch, isolate } = await coldIsolate()
  const { Authorization = '' } = acme.headers
  const unnamed = caller(acme.id, { Authorization }, isolate)
  resultOf(await unnamed.call('stripe', 'create-payment', payment))
  expect(watch).toEqual({ queries: 2, atOnce: 1 })
})

test.each(['stripe', 'no-such-integration'])('an unknown key learns nothing of %s', async (integration) => {
  const { acme, watch, isolate } = await coldIsolate()
  const nobody = caller(acme.id, { orgid: acme.id, Authorization: `Bearer upk_${'x'.repeat(43)}` }, isolate)
  const details = expectError(await nobody.call(integration, 'create-payment', payment), 'unauthorized', 401)
  expect(details.reason).toBe('The key is unknown or was revoked.')
  // Nothing that was read for nobody is kept for somebody.
  const before = watch.queries
  await acme.by(isolate).call('stripe', 'create-payment', payment)
  expect(watch.queries - before).toBe(2)
})

test('a key of another org is refused, whatever integration it names', async () => {
  const { acme, isolate } = await coldIsolate()
  const other = await org('other')
  const { Authorization = '' } = other.headers
  const intruder = caller(acme.id, { orgid: acme.id, Authorization }, isolate)
  for (const integration of ['stripe', 'no-such-integration']) {
    expectError(await intruder.call(integration, 'create-payment', payment), 'forbidden', 403)
  }
})

test('nothing is read for a caller without a key, or with what can be none', async () => {
  const { acme, watch, isolate } = await coldIsolate()
  for (const headers of [{}, { Authorization: 'Bearer sk_test_1' }]) {
    const nobody = caller(acme.id, { orgid: acme.id, ...headers }, isolate)
    expectError(await nobody.call('stripe', 'create-payment', payment), 'unauthorized', 401)
  }
  expect(watch.queries).toBe(0)
})
