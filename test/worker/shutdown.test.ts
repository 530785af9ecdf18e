import { afterEach, expect, test } from 'vitest'
import { expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { org } from '../support/org.ts'

afterEach(() => clock.release())

test('a shutdown is effective at once in its own isolate', async () => {
  const acme = await org('acme')
  const { id } = await acme.save('stripe')
  expect((await acme.call('stripe', 'create-payment', payment)).status).toBe(200)
  await acme.shutdown(id)
  const details = expectError(await acme.call(id, 'create-payment', payment), 'integration_inactive', 409, {
    outcome: 'not_sent',
    retriable: false,
  })
  expect(details.suggestion).toContain('Save')
  expectError(await acme.call('Stripe of mine', 'create-payment', payment), 'integration_inactive', 409)
  expectError(await acme.call('stripe', 'create-payment', payment), 'integration_not_found', 404)
  expectError(await acme.test(id, 'create-payment', payment), 'integration_inactive', 409)
})

test('and within the life of a lease, two seconds, in every other one', async () => {
  clock.stop()
  const acme = await org('acme')
  const { id } = await acme.save('stripe')
  const elsewhere = acme.by(deploy())
  for (let calls = 0; calls < 10; calls += 1) {
    expect((await elsewhere.call(id, 'create-payment', payment)).status).toBe(200)
  }
  await acme.shutdown(id)
  clock.advance(2_001)
  expectError(await elsewhere.call(id, 'create-payment', payment), 'integration_inactive', 409)
})

test('a new config is seen everywhere within two seconds too', async () => {
  clock.stop()
  const acme = await org('acme')
  const { id } = await acme.save('stripe')
  const elsewhere = acme.by(deploy())
  expect((await elsewhere.call(id, 'create-payment', payment)).status).toBe(200)
  await acme.save('stripe', { id, config: { apiKey: 'sk_test_invalid_from_now_on_000000' } })
  clock.advance(2_001)
  expectError(await elsewhere.call(id, 'create-payment', payment), 'integration_error', 502)
})

test('what is shut down is listed no more, but can still be looked at', async () => {
  const acme = await org('acme')
  const { id } = await acme.save('stripe')
  await acme.shutdown(id)
  expect((await acme.get('/active')).body).toEqual({ integrations: [] })
  expect((await acme.get('/active/detail')).body).toEqual({ integrations: [] })
  expectError(await acme.get(`/active/detail/${id}`), 'integration_not_found', 404)
  expect((await acme.post('/get-integration', { id })).body).toMatchObject({ id, status: 'inactive' })
})

test('a second shutdown answers as the first did', async () => {
  const acme = await org('acme')
  const { id } = await acme.save('stripe')
  const first = await acme.shutdown(id)
  expect((await acme.shutdown(id)).body).toEqual(first.body)
})

test('saving it again with its id brings it back, with its history', async () => {
  const acme = await org('acme')
  const { id } = await acme.save('stripe')
  await acme.call(id, 'create-payment', payment)
  await acme.shutdown(id)
  expect((await acme.post('/save-integration', { id })).status).toBe(200)
  expect((await acme.call(id, 'create-payment', payment)).status).toBe(200)
  expect((await acme.get(`/active/detail/${id}`)).body).toMatchObject({
    integrations: [{ metrics: { totalCalls: 2 } }],
  })
})

test('a draft can be shut down', async () => {
  const acme = await org('acme')
  await acme.get('/get-config/payment/draft?create=true')
  expect((await acme.shutdown('draft')).status).toBe(200)
})
