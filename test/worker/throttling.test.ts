import { afterEach, describe, expect, test } from 'vitest'
import { expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { exampleInput, providerNamed } from '../support/examples.ts'
import { facing, rateLimit } from '../support/facing.ts'
import { type Org, org, resultOf } from '../support/org.ts'
import { bare, json, stubProvider } from '../support/stub-provider.ts'

const balance = { object: 'balance', available: [], pending: [] }

afterEach(() => clock.release())

describe('a provider that asks to be left alone', () => {
  test('is, by all isolates, for as long as it has said', async () => {
    clock.stop()
    const { acme, provider } = await facing(bare(429, { 'Retry-After': '30' }), json(balance))
    await acme.read('stripe', 'get-balance')
    const isolates = [acme, acme.by(deploy({ UPSTREAM_EGRESS: provider.egress }))]
    for (const isolate of isolates) {
      const refused = await isolate.read('stripe', 'get-balance')
      expectError(refused, 'rate_limited', 429, { source: 'provider', outcome: 'not_sent', retriable: true })
      expect(refused.headers.get('Retry-After')).toBe('30')
      expect(refused.headers.get('RateLimit')).toBe('"provider";r=0;t=30')
    }
    expect(await provider.received()).toHaveLength(1)
    clock.advance(30_000)
    for (const isolate of isolates) resultOf(await isolate.read('stripe', 'get-balance'))
  })

  test('is waited for where that is not long, and nobody is refused', async () => {
    const provider = await stubProvider(bare(429, { 'Retry-After': '1' }), json({ data: {} }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('pipedrive')
    await acme.read('pipedrive', 'get-current-user')
    const answers = await Promise.all(Array.from({ length: 4 }, () => acme.read('pipedrive', 'get-current-user')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  test('is not forgotten with the config of before, but with a new one', async () => {
    clock.stop()
    const { acme, id, provider } = await facing(bare(429, { 'Retry-After': '30' }), json(balance))
    await acme.read('stripe', 'get-balance')
    await acme.save('stripe', { id, config: { rateLimit } })
    resultOf(await acme.read('stripe', 'get-balance'))
    expect(await provider.received()).toHaveLength(2)
  })

  test('before the 429, where its answers say that nothing is left', async () => {
    clock.stop()
    const none = { 'X-Rate-Limit-Requests-Left': '0', 'X-Rate-Limit-Time-Reset-Ms': '20000' }
    const provider = await stubProvider(json({ id: 'store' }, { headers: none }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('bigcommerce', { config: { rateLimit } })
    resultOf(await acme.read('bigcommerce', 'get-store'))
    const refused = await acme.read('bigcommerce', 'get-store')
    expectError(refused, 'rate_limited', 429, { source: 'provider', outcome: 'not_sent' })
    expect(refused.headers.get('Retry-After')).toBe('20')
    expect(await provider.received()).toHaveLength(1)
  })

  test('and the other operations go on, where each has a limit of its own', async () => {
    clock.stop()
    const none = { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '20' }
    const provider = await stubProvider(json({ data: [] }, { headers: none }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('klaviyo', { config: { rateLimit } })
    await acme.read('klaviyo', 'get-account')
    expectError(await acme.read('klaviyo', 'get-account'), 'rate_limited', 429, { source: 'provider' })
    await acme.read('klaviyo', 'list-audiences')
    expect(await provider.received()).toHaveLength(2)
  })
})

describe('calls that are on their way at once', () => {
  const operation = 'get-organisation'

  async function xero(delay: number): Promise<{ acme: Org; isolates: Org[] }> {
    const provider = await stubProvider(json({ Organisations: [] }, { delay }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('xero')
    const isolates = [acme, ...Array.from({ length: 2 }, () => acme.by(deploy({ UPSTREAM_EGRESS: provider.egress })))]
    return { acme, isolates }
  }

  test('are five of Xero’s at most, over all isolates, and the others wait their turn', async () => {
    expect(providerNamed('xero').concurrency?.limit).toBe(5)
    expect(providerNamed('xero').operations().has(operation)).toBe(true)
    const { acme, isolates } = await xero(200)
    const started = Date.now()
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (isolates[index % 3] ?? acme).call('xero', operation, exampleInput('xero', operation)),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200))
    // Twelve calls of 200 ms each, five at a time, take three rounds.
    expect(Date.now() - started).toBeGreaterThanOrEqual(600)
  })

  test('are refused where their turn does not come in time', async () => {
    const provider = await stubProvider(json({ Organisations: [] }, { delay: 1_000 }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('xero', { config: { rateLimit } })
    const call = () => acme.call('xero', operation, exampleInput('xero', operation))
    const answers = await Promise.all(Array.from({ length: 6 }, call))
    const [refused] = answers.filter(({ status }) => status === 429)
    if (refused === undefined) throw new Error('the sixth call was let through')
    const details = expectError(refused, 'rate_limited', 429, { source: 'upstream', outcome: 'not_sent' })
    expect(details.reason).toContain('serves 5 calls at once')
    expect(await provider.received()).toHaveLength(5)
  })
})
