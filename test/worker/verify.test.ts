import { afterEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import type { Problem } from '../../src/call/diagnose.ts'
import type { ErrorCode } from '../../src/errors/table.ts'
import { expectError } from '../support/answers.ts'
import { instantRetries } from '../support/instant-retries.ts'
import { type Org, org } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { json, refuse, type StubProvider, stubProvider, text } from '../support/stub-provider.ts'

/** Credentials are proven by the provider's cheap read, and what is wrong with them is said in words. */

afterEach(() => {
  vi.restoreAllMocks()
})

interface Case {
  readonly what: string
  readonly provider: 'stripe' | 'shopify'
  readonly config?: Readonly<Record<string, unknown>>
  readonly answer: Scripted
  readonly problem: Problem
  /** What the message says, beside what the provider does. */
  readonly says: string
  /** How a save is refused that asks for the check. */
  readonly code: ErrorCode
  readonly status: number
}

const stripeError = (status: number, error: Record<string, unknown>) => json({ error }, { status })

const cases: readonly Case[] = [
  {
    what: 'a key that was revoked',
    provider: 'stripe',
    answer: stripeError(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' }),
    problem: 'credentials_refused',
    says: 'Stripe refuses the credentials: they were revoked, have expired, are mistyped, or belong to another environment than "test". It says: Invalid API Key provided',
    code: 'integration_error',
    status: 502,
  },
  {
    what: 'a key of the other environment',
    provider: 'stripe',
    config: { environment: 'live' },
    answer: stripeError(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' }),
    problem: 'environment_mismatch',
    says: 'The credentials look like ones of Stripe\'s test environment, and the integration is set to "live". Change one of the two.',
    code: 'integration_error',
    status: 502,
  },
  {
    what: 'a key that lacks a permission',
    provider: 'stripe',
    answer: stripeError(403, {
      type: 'invalid_request_error',
      message: 'The provided key does not have the permission',
    }),
    problem: 'scope_missing',
    says: 'Stripe knows the credentials, and they may not do what the check does.',
    code: 'integration_error',
    status: 502,
  },
  {
    what: 'a shop that isn’t there',
    provider: 'shopify',
    answer: json({ errors: 'Not Found' }, { status: 404 }),
    problem: 'account_not_found',
    says: '(`config.shop`). Check the ids in the config. It says: Not Found',
    code: 'provider_rejected',
    status: 422,
  },
  {
    what: 'a host that nobody reaches',
    provider: 'shopify',
    answer: refuse,
    problem: 'unreachable',
    says: 'Nothing is proven: The connection to Shopify failed. Check that `config.shop`,',
    code: 'integration_unavailable',
    status: 502,
  },
  {
    what: 'a provider that is down',
    provider: 'stripe',
    answer: stripeError(500, { type: 'api_error', message: 'Something went wrong' }),
    problem: 'unreachable',
    says: 'Nothing is proven: Something went wrong',
    code: 'integration_unavailable',
    status: 502,
  },
  {
    what: 'a provider that wants to be left alone',
    provider: 'stripe',
    answer: json(
      { error: { type: 'rate_limit_error', message: 'Too many' } },
      { status: 429, headers: { 'Retry-After': '60' } },
    ),
    problem: 'rate_limited',
    says: "Stripe can't be asked at the moment: Too many",
    code: 'rate_limited',
    status: 429,
  },
  {
    what: 'a page in place of an answer',
    provider: 'stripe',
    answer: text('<!doctype html>', 'text/html'),
    problem: 'unexpected_answer',
    says: "Stripe answered HTTP 200 with something that isn't the JSON it documents.",
    code: 'integration_error',
    status: 502,
  },
]

const good: Readonly<Record<Case['provider'], Scripted>> = {
  stripe: json({ object: 'balance', available: [{ amount: 1000, currency: 'usd' }], pending: [] }),
  shopify: json({ data: { shop: { id: 'gid://shopify/Shop/1', name: 'Acme' } } }),
}

async function facing(answer: Scripted): Promise<{ acme: Org; stub: StubProvider }> {
  instantRetries()
  const stub = await stubProvider(answer)
  return { acme: await org('acme', { egress: stub.egress }), stub }
}

const isCalled = z.object({ integrations: z.array(z.object({ name: z.string() })) })
const names = async (acme: Org) => isCalled.parse((await acme.get('/active')).body).integrations.map(({ name }) => name)

describe('credentials that work', () => {
  test.each(['stripe', 'shopify'] as const)('of %s are told as such, and saved', async (provider) => {
    const { acme } = await facing(good[provider])
    const { id } = await acme.save(provider)
    expect((await acme.post(`/verify/${id}`)).body).toMatchObject({ success: true, verified: true })
    const again = await acme.post('/save-integration?verify=true', { id, name: 'Proven' })
    expect(again.status, JSON.stringify(again.body)).toBe(200)
    expect(await names(acme)).toEqual(['Proven'])
  })
})

describe.each(cases)('$what', ({ provider, config = {}, answer, problem, says, code, status }) => {
  test(`is told as ${problem}, in words`, async () => {
    const { acme } = await facing(answer)
    const { id } = await acme.save(provider, { config })
    const { status: answered, body } = await acme.post(`/verify/${id}`)
    expect({ answered, body }).toMatchObject({
      answered: 200,
      body: { success: false, verified: false, problem, message: expect.stringContaining(says), error: { code } },
    })
  })

  test('is not saved where the save asks for the check', async () => {
    const { acme, stub } = await facing(good[provider])
    const { id, name } = await acme.save(provider)
    await stub.answers(answer)
    const change = {
      id,
      name: 'Changed',
      ...(Object.keys(config).length > 0 ? { config: await shown(acme, id, config) } : {}),
    }
    const refused = expectError(await acme.post('/save-integration?verify=true', change), code, status)
    expect(refused.reason).toContain('Nothing was saved.')
    expect(refused.reason).toContain(says)
    expect(await names(acme)).toEqual([name])
  })
})

/** The config as it is shown, its secrets masked, with some of it changed. */
async function shown(acme: Org, id: string, changes: Readonly<Record<string, unknown>>) {
  const { body } = await acme.get(`/get-config/payment/${id}`)
  return { ...z.object({ config: z.record(z.string(), z.unknown()) }).parse(body).config, ...changes }
}
