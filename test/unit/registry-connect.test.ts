import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleConfig } from '../../scripts/example-config.ts'
import { AccountRefused, type Connect, type Endpoint } from '../../src/kit/connect.ts'
import type { Provider } from '../../src/kit/provider.ts'
import { originOf, type PublicValues, urlOf } from '../../src/kit/server.ts'
import { providers } from '../../src/providers/registry.ts'
import { exampleSnapshot } from './support/example-snapshot.ts'
import { isHttps } from './support/forms.ts'
import { hostileValue } from './support/hostile-value.ts'

/** What every provider has to do whose accounts give their consent. */

const connected = providers.flatMap((provider) =>
  provider.connect === undefined ? [] : [[provider.id, provider, provider.connect] as const],
)

describe.each(connected)('%s', (_id, provider, connect) => {
  const { config } = exampleSnapshot(provider)
  const names = provider.configFields().map(({ name }) => name)
  const endpoints = [connect.authorize, connect.token, connect.revoke, connect.profile].filter(
    (endpoint) => endpoint !== undefined,
  )

  it('says where its authorization is documented', () => {
    expect(connect.docs).toSatisfy(isHttps)
    if (connect.issuer !== undefined) expect(connect.issuer).toSatisfy(isHttps)
  })

  it('has endpoints over https, without a query of their own', () => {
    for (const endpoint of endpoints) {
      expect(addressOf(provider, endpoint, config)).toMatch(/^https:\/\/[a-z0-9.-]+\/[^?#]*$/)
    }
  })

  it('names fields that the config has', () => {
    for (const name of [...connect.replaces, ...connect.learned]) expect(names).toContain(name)
    for (const name of [connect.app.clientId, connect.app.clientSecret]) {
      if (name !== undefined) expect(names).toContain(name)
    }
  })

  it('says how long its tokens live, or that they don’t expire', () => {
    const { token, accessLife, refreshLife } = connect.refresh
    for (const life of [accessLife, refreshLife]) if (life !== undefined) expect(life).toBeGreaterThan(0)
    if (token === 'none') expect([accessLife, refreshLife]).toEqual([undefined, undefined])
  })

  it('takes a config without what the consent will bring', () => {
    const without = (...names: readonly string[]) =>
      Object.fromEntries(Object.entries(exampleConfig(provider)).filter(([name]) => !names.includes(name)))
    const { replaces, learned } = connect
    expect(provider.unconnectedSchema().safeParse(without(...replaces, ...learned)).error).toBeUndefined()
    expect(provider.connectedSchema().safeParse(without(...replaces)).error).toBeUndefined()
    for (const schema of [provider.unconnectedSchema(), provider.connectedSchema()]) {
      expect(schema.safeParse({ ...exampleConfig(provider), unknownField: 'x' }).success).toBe(false)
    }
  })

  it('learns from anything at all, or says why not', () => {
    const unknown = Object.entries(config).filter(([name]) => !connect.learned.includes(name))
    const configs = fc.constantFrom<PublicValues>(config, Object.fromEntries(unknown))
    fc.assert(
      fc.property(record, record, anyJson, configs, (callback, token, profile, known) => {
        try {
          const learned = connect.learn({ callback: texts(callback), token, profile, config: known })
          return (
            learned.account.id !== '' &&
            Object.keys(learned.config ?? {}).every((name) => connect.learned.includes(name))
          )
        } catch (thrown) {
          if (!(thrown instanceof AccountRefused)) throw thrown
          return thrown.message.endsWith('.')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never leads to a foreign host, whatever is configured', () => {
    for (const { name, secret } of provider.configFields()) {
      const own = config[name]
      if (secret || typeof own !== 'string') continue
      fc.assert(
        fc.property(hostileValue(own), (value) => isAtHome({ ...config, [name]: value })),
        { numRuns: 100 },
      )
    }
  })

  it('never leads to a foreign host, whatever the callback says', () => {
    const { early } = connect
    if (early === undefined) return
    fc.assert(
      fc.property(fc.dictionary(callbackName, hostileValue('eu').map(String)), (callback) => {
        try {
          return isAtHome({ ...config, ...early(callback) })
        } catch (thrown) {
          return thrown instanceof AccountRefused
        }
      }),
      { numRuns: 300 },
    )
  })

  /** Whether every endpoint is at a host that belongs to the provider, where it is anywhere. */
  function isAtHome(values: PublicValues): boolean {
    return endpoints.every((endpoint) => {
      const host = hostOf(provider, endpoint, values)
      if (host === undefined) return true
      const server = endpoint.server ?? provider.server
      if (server.kind === 'choice') return Object.values(server.origins).includes(`https://${host}`)
      return registrable(host) === registrable(hostOf(provider, endpoint, config) ?? '')
    })
  }
})

const callbackName = fc.constantFrom('location', 'accounts-server', 'shop', 'realmId', 'code', 'state', 'iss')

const keys = [
  ...['shop', 'realmId', 'location', 'user_id', 'shop_id', 'dc', 'accountname', 'merchant_id', 'hub_id', 'data'],
  ...[
    'id',
    'name',
    'attributes',
    'contact_information',
    'organization_name',
    'encoded_account_id',
    'response',
    'edges',
  ],
  ...[
    'node',
    'businesses',
    'tenantId',
    'tenantType',
    'tenantName',
    'instance_url',
    'api_domain',
    'roles',
    'company_id',
  ],
  ...['business_memberships', 'business', 'account_id', '$items', 'items', 'node', 'errors', 'success', 'config'],
]

const { anyJson } = fc.letrec<{ anyJson: unknown }>((tie) => ({
  anyJson: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(null, undefined, '', 'text', 'us19', 'https://evil.example', 0, -1, 1, 1.5, true),
    fc.array(tie('anyJson'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('anyJson'), { maxKeys: 4 }),
  ),
}))
const record = fc.dictionary(fc.constantFrom(...keys), anyJson, { maxKeys: 4 })

function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : `${JSON.stringify(value)}`,
    ]),
  )
}

function addressOf(provider: Provider, { server, path }: Endpoint, values: PublicValues): string {
  return urlOf(originOf(server ?? provider.server, values), typeof path === 'function' ? path(values) : path, '')
}

function hostOf(
  provider: Provider,
  endpoint: NonNullable<Connect['profile']>,
  values: PublicValues,
): string | undefined {
  try {
    return new URL(addressOf(provider, endpoint, values)).host
  } catch {
    return undefined
  }
}

/** The last two labels: what somebody else would have to own. */
function registrable(host: string): string {
  return host.split('.').slice(-2).join('.')
}
