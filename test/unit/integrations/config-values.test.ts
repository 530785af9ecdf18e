import { describe, expect, it } from 'vitest'
import { exampleConfig } from '../../../scripts/example-config.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import { draftConfig, maskedConfig, parseConfig, type SplitConfig } from '../../../src/integrations/config-values.ts'
import type { Provider } from '../../../src/kit/provider.ts'
import { findProvider, providers } from '../../../src/providers/registry.ts'

function known(id: string): Provider {
  const provider = findProvider(id)
  if (provider === undefined) throw new TypeError(`the registry has ${id}`)
  return provider
}

const stripe = known('stripe')
const shopify = known('shopify')
const stored = parseConfig(stripe, {
  apiKey: 'sk_test_51HfakeUpstreamExampleKey',
  webhookSecret: 'whsec_fakeUpstreamSecret',
})

function issuesOf(provider: Provider, given: unknown, secrets?: SplitConfig['secrets']) {
  try {
    parseConfig(provider, given, secrets)
    return []
  } catch (thrown) {
    if (thrown instanceof UpstreamError && thrown.code === 'invalid_request')
      return (thrown.details.issues ?? []).map(({ path }) => path)
    throw thrown
  }
}

const revealed = ({ publicConfig, secrets }: SplitConfig) => ({
  ...publicConfig,
  ...Object.fromEntries([...secrets].map(([name, secret]) => [name, secret.reveal()])),
})

describe.each(providers.map((provider) => [provider.id, provider] as const))('the config of %s', (_id, provider) => {
  const config = parseConfig(provider, exampleConfig(provider))

  it('is taken apart: what may be shown has no secret in it', () => {
    const shown = JSON.stringify(config.publicConfig)
    for (const secret of config.secrets.values()) expect(shown).not.toContain(secret.reveal())
    expect(JSON.stringify([...config.secrets])).not.toMatch(/sk_|fake/i)
    expect(revealed(config)).toEqual(provider.configSchema().parse(exampleConfig(provider)))
  })

  it('is shown masked, and means the same when it is saved as it was shown', () => {
    const shown = maskedConfig(provider, config)
    for (const secret of config.secrets.values()) expect(JSON.stringify(shown)).not.toContain(secret.reveal())
    expect(revealed(parseConfig(provider, shown, config.secrets))).toEqual(revealed(config))
  })

  it('starts as defaults that its own schema takes', () => {
    const draft = draftConfig(provider)
    expect(provider.configSchema().partial().safeParse(draft).success).toBe(true)
    for (const name of config.secrets.keys()) expect(draft).not.toHaveProperty(name)
  })
})

describe('a masked value', () => {
  it('keeps what is stored, and a whole one replaces it', () => {
    const edited = parseConfig(
      stripe,
      { apiKey: 'sk_test_...', webhookSecret: 'whsec_new', environment: 'live' },
      stored.secrets,
    )
    expect(revealed(edited)).toEqual({
      apiKey: 'sk_test_51HfakeUpstreamExampleKey',
      webhookSecret: 'whsec_new',
      environment: 'live',
    })
  })

  it('is refused where it is the mask of something else', () => {
    for (const mask of ['...', 'sk_live_...', 'whsec_...'])
      expect(issuesOf(stripe, { apiKey: mask, webhookSecret: 'whsec_...' }, stored.secrets)).toEqual(['config.apiKey'])
  })

  it('is a value like any other where nothing is stored, as in the examples of the API', () => {
    expect(revealed(parseConfig(stripe, { apiKey: 'sk_test_...', webhookSecret: 'whsec_...' }))).toMatchObject({
      apiKey: 'sk_test_...',
    })
  })
})

describe('a config', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['config']],
    [null, ['config']],
    ['text', ['config']],
    [[], ['config']],
    [{}, ['config.apiKey']],
    [{ apiKey: 'pk_test_1' }, ['config.apiKey']],
    [{ apiKey: 1 }, ['config.apiKey']],
    [{ apiKey: 'sk_test_1', environment: 'sandbox' }, ['config.environment']],
    [{ apiKey: 'sk_test_1', unknown: true }, ['config.unknown']],
    [{ apiKey: 'sk_test_1', rateLimit: { limit: 0, window: 1 } }, ['config.rateLimit.limit']],
  ])('%j is refused at %j', (given, paths) => {
    expect(issuesOf(stripe, given)).toEqual(paths)
  })

  it('is refused where it leads to no host of the provider', () => {
    for (const shop of ['evil.example/', 'acme.myshopify.com', 'a@b', ''])
      expect(issuesOf(shopify, { shop, accessToken: 'shpat_1' })).toContain('config.shop')
  })
})
