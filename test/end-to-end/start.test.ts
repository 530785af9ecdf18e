import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { exampleConfig } from '../../scripts/example-config.ts'
import { providers } from '../../src/providers/registry.ts'
import { forget, orgAt, type Program, start } from './program.ts'

const run = promisify(execFile)

let program: Program

beforeAll(async () => {
  await mkdir('.wrangler', { recursive: true })
  program = await start()
}, 90_000)

afterAll(async () => {
  await program.interrupt()
  await forget(program.state)
})

describe('npm start', () => {
  it('says where everything is, and three commands that work as they are', async () => {
    expect(program.greeting).toContain(`ready ${program.url}`)
    const commands = program.greeting.split('\n').filter((line) => line.trim().startsWith('curl '))
    expect(commands).toHaveLength(3)
    for (const command of commands) {
      const { stdout } = await run('sh', ['-c', command])
      expect(JSON.parse(stdout)).not.toHaveProperty('error')
    }
  })

  it('has one active integration a provider in the org demo', async () => {
    const { body } = await orgAt(program.url, 'demo').get('/active?limit=100')
    const active = body.integrations.map(({ provider }) => provider)
    expect(active.sort()).toEqual(providers.map(({ id }) => id).sort())
  })
})

describe('the main job: save, call, test, measure, shut down', () => {
  it('works over HTTP as the README tells it', async () => {
    const acme = orgAt(program.url, 'acme')
    const saved = await acme.post('/save-integration', {
      type: 'payment',
      provider: 'stripe',
      name: 'Card payments',
      description: 'Payments of our shop',
      config: {
        apiKey: 'sk_test_51HfakeKeyOfAcme000000000',
        webhookSecret: 'whsec_fakeSecretOfAcme00',
        environment: 'test',
      },
    })
    expect(saved).toMatchObject({ status: 200, body: { success: true, integration: { status: 'active' } } })
    const { id } = saved.body.integration

    const dry = await acme.post(`/test/${id}/create-payment`, { amount: 1000, currency: 'usd', source: 'tok_visa' })
    expect(dry.body).toMatchObject({ validRequest: true, request: { url: 'https://api.stripe.com/v1/charges' } })

    const paid = await acme.post('/call/Card%20payments/create-payment', {
      amount: 1000,
      currency: 'usd',
      source: 'tok_visa',
    })
    expect(paid.body).toMatchObject({
      success: true,
      result: { amount: 1000, status: 'succeeded', source: { last4: '4242' } },
    })
    const charge = z.looseObject({ id: z.string() }).parse(paid.body.result)
    const refunded = await acme.post(`/call/${id}/refund-payment`, { id: charge.id, amount: 400 })
    expect(refunded.body.result).toMatchObject({ amount: 400, charge: charge.id })
    const declined = await acme.post('/call/stripe/create-payment', {
      amount: 1000,
      currency: 'usd',
      source: 'tok_chargeDeclined',
    })
    expect(declined).toMatchObject({
      status: 422,
      body: { error: { code: 'provider_rejected', details: { outcome: 'rejected' } } },
    })

    const { body } = await acme.get(`/active/detail/${id}`)
    expect(body.integrations[0]).toMatchObject({
      config: { environment: 'test', webhookEnabled: true },
      metrics: { totalCalls: 3, successfulCalls: 2, failedCalls: 1 },
    })

    expect((await acme.post(`/shutdown/${id}`)).body.integration).toMatchObject({ id, status: 'inactive' })
    const late = await acme.post(`/call/${id}/get-balance`)
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'integration_inactive' } } })
  })

  it('says whose credentials were refused', async () => {
    const org = orgAt(program.url, 'mistaken')
    const config = { apiKey: 'sk_test_invalidKey00000000000', environment: 'test' }
    await org.post('/save-integration', { type: 'payment', provider: 'stripe', name: 'Wrong key', config })
    expect(await org.get('/call/stripe/get-balance')).toMatchObject({
      status: 502,
      body: {
        error: {
          code: 'integration_error',
          details: { reason: 'Authentication failed', suggestion: 'Check your API credentials' },
        },
      },
    })
  })
})

describe.each(providers.map((provider) => [provider.id, provider] as const))('every example of %s', (id, provider) => {
  beforeAll(async () => {
    const org = orgAt(program.url, `examples-${id}`)
    const config = exampleConfig(provider)
    const saved = await org.post('/save-integration', {
      type: provider.type,
      provider: id,
      name: provider.name,
      config,
    })
    expect(saved).toMatchObject({ status: 200 })
  })

  it.each([...provider.operations().values()].map((operation) => [operation.id, operation] as const))(
    'passes its test and succeeds when called: %s',
    async (operationId, operation) => {
      const org = orgAt(program.url, `examples-${id}`)
      const dry = await org.post(`/test/${id}/${operationId}`, operation.exampleInput)
      expect(dry.body).toMatchObject({ success: true, validRequest: true })
      const called = await org.post(`/call/${id}/${operationId}`, operation.exampleInput)
      expect(called.body).toMatchObject({ success: true })
      if (operation.shared === undefined) return
      const unified = await org.post(`/call/${id}/${operationId}?view=unified`, operation.exampleInput)
      expect(unified.body).toMatchObject({ success: true })
      const shape = operation.shared.output().safeParse(unified.body.result)
      expect(shape.error?.issues ?? []).toEqual([])
    },
  )
})

describe('Ctrl-C', () => {
  it('ends it cleanly, and the next start goes on where it stopped', async () => {
    const config = { apiKey: 'sk_test_51HfakeKeyOfKeeper0000000', environment: 'test' }
    const { state } = await running(await start(), async ({ url }) => {
      const keeper = orgAt(url, 'keeper')
      await keeper.post('/save-integration', { type: 'payment', provider: 'stripe', name: 'Kept', config })
      await keeper.get('/call/stripe/get-balance')
      await keeper.get('/active/detail')
    })
    await running(await start(state), async ({ url }) => {
      const { body } = await orgAt(url, 'keeper').get('/active/detail')
      expect(body.integrations).toMatchObject([{ name: 'Kept', metrics: { totalCalls: 1 } }])
    })
    await forget(state)
  }, 120_000)
})

/** Works with a program until it is interrupted, which has to end it cleanly whatever happened. */
async function running(started: Program, work: (program: Program) => Promise<void>): Promise<Program> {
  let code: number | null = null
  try {
    await work(started)
  } finally {
    code = await started.interrupt()
  }
  expect(code).toBe(0)
  return started
}
