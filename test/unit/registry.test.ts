import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { exampleConfig } from '../../scripts/example-config.ts'
import { fieldsOfAuth } from '../../src/kit/auth-choice.ts'
import { isJsonObject } from '../../src/kit/json.ts'
import { mask } from '../../src/kit/mask.ts'
import type { Provider } from '../../src/kit/provider.ts'
import { publicHosts } from '../../src/kit/public-host.ts'
import { originOf } from '../../src/kit/server.ts'
import { findProvider, providers } from '../../src/providers/registry.ts'
import { findType, integrationTypes } from '../../src/providers/types.ts'
import { contractsOf } from './support/contracts.ts'
import { exampleSnapshot } from './support/example-snapshot.ts'
import { isHttps, isPositiveInteger, kebabCase } from './support/forms.ts'
import { hostileValue } from './support/hostile-value.ts'

/** What every provider has to do, whoever wrote it and whatever it talks to; `operations.test.ts` has its operations. */

const fewestOperations = 8

describe('the registry', () => {
  it('names every provider once', () => {
    const ids = providers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const names = providers.map(({ name }) => name.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
  })

  it('finds each by its id, and nothing else', () => {
    for (const provider of providers) expect(findProvider(provider.id)).toBe(provider)
    for (const id of ['', 'unknown', '__proto__', 'constructor', 'toString']) expect(findProvider(id)).toBeUndefined()
  })

  it('names every type once', () => {
    expect(new Set(integrationTypes.map(({ id }) => id)).size).toBe(integrationTypes.length)
    for (const type of integrationTypes) expect(findType(type.id)).toBe(type)
  })
})

describe('shared operations', () => {
  it('need no more than their contracts do, but for what is written down here', async () => {
    const lines: string[] = []
    for (const provider of providers) {
      const contracts = await contractsOf(provider.type)
      for (const { id, input } of provider.operations().values()) {
        const promised = contracts.get(id)?.input()
        if (promised === undefined) continue
        const { shape } = input()
        const needed = Object.keys(shape).filter((name) => isRequired(shape[name]) && !isRequired(promised[name]))
        if (needed.length > 0) lines.push(`${provider.id} ${id}: ${needed.join(', ')}`)
      }
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('required-beyond-contract.txt')
  })
})

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (_id, provider) => {
  const snapshot = exampleSnapshot(provider)
  const operations = [...provider.operations().values()]

  it('has an id, a known type, and words for people', () => {
    expect(provider.id).toMatch(kebabCase)
    expect(findType(provider.type)).toBeDefined()
    for (const words of [provider.name, provider.description, provider.apiVersion]) expect(words).toBe(words.trim())
    for (const words of [provider.name, provider.description, provider.apiVersion]) expect(words).not.toBe('')
  })

  it('says where each of its facts is documented', () => {
    expect(provider.docs).toSatisfy(isHttps)
    for (const { docs } of provider.limits) expect(docs).toSatisfy(isHttps)
    if (provider.webhook !== undefined) expect(provider.webhook.docs).toSatisfy(isHttps)
  })

  it('limits calls by whole numbers', () => {
    for (const { limit, window } of provider.limits) {
      expect(limit).toSatisfy(isPositiveInteger)
      expect(window).toSatisfy(isPositiveInteger)
    }
  })

  it(`has at least ${fewestOperations} operations, each made once and on demand`, () => {
    expect(operations.length).toBeGreaterThanOrEqual(fewestOperations)
    expect(provider.operations()).toBe(provider.operations())
    expect(provider.configSchema()).toBe(provider.configSchema())
    expect(provider.configFields()).toBe(provider.configFields())
  })

  it('tells its operations apart by id and by name', () => {
    const names = operations.map(({ name }) => name.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
    for (const { id, name } of operations) {
      const namesake = provider.operations().get(name.toLowerCase())
      expect(namesake === undefined || namesake.id === id, name).toBe(true)
    }
  })

  it('proves its credentials by an operation that changes nothing', () => {
    expect(provider.operations().get(provider.check)?.effect).toBe('read')
  })

  it('finds each operation that its type shares under the id of the contract', async () => {
    const contracts = await contractsOf(provider.type)
    for (const operation of operations) {
      const contract = contracts.get(operation.id)
      expect(operation.shared, operation.id).toBe(contract)
      if (contract === undefined) continue
      expect(operation).toMatchObject({
        id: contract.id,
        name: contract.name,
        description: contract.description,
        effect: contract.effect,
      })
    }
  })

  describe('config', () => {
    const fields = provider.configFields()
    const secrets = fields.filter(({ secret }) => secret)

    it('describes every field to a person', () => {
      for (const { name, label, help, example } of fields) {
        expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
        for (const words of [label, help, example]) expect(words.trim(), name).not.toBe('')
      }
    })

    it('accepts its own examples, and what they become', () => {
      const parsed = provider.configSchema().parse(exampleConfig(provider))
      expect(provider.configSchema().parse(parsed)).toEqual(parsed)
    })

    it('has a secret, and takes a rate limit', () => {
      expect(secrets.length).toBeGreaterThan(0)
      const config = { ...exampleConfig(provider), rateLimit: { limit: 5, window: 1 } }
      expect(provider.configSchema().parse(config)).toMatchObject({ rateLimit: { limit: 5, window: 1 } })
    })

    it('refuses unknown fields', () => {
      expect(provider.configSchema().safeParse({ ...exampleConfig(provider), unknownField: 'x' }).success).toBe(false)
    })

    it.each(secrets.map(({ name, example }) => [name, example] as const))('masks %s', (_name, example) => {
      const shown = mask(example)
      expect(shown.endsWith('...')).toBe(true)
      expect(shown.includes(example)).toBe(false)
      expect(example.length - shown.slice(0, -3).length).toBeGreaterThanOrEqual(12)
      expect(mask(shown)).toBe(shown)
    })

    it('signs with fields that it has', () => {
      const names = new Set(fields.map(({ name }) => name))
      for (const name of fieldsOf(provider)) expect(names).toContain(name)
    })

    it('leads to no foreign host, whatever is configured', () => {
      const { server } = provider
      if (server.kind === 'fixed') return
      const own = hostOf(snapshot.config)
      const known = server.kind === 'choice' ? Object.values(server.origins).map((origin) => new URL(origin).host) : []
      fc.assert(
        fc.property(hostileValue(String(snapshot.config[server.field])), (value) => {
          const host = hostOf({ ...snapshot.config, [server.field]: value })
          if (host === undefined || known.includes(host)) return true
          // A provider that runs on its customers' own servers is wherever they say, as long as that is in public.
          if (server.kind === 'pattern' && server.hosts === publicHosts)
            return value === `https://${host}` || value === `https://${host}/`
          return registrable(host) === registrable(own ?? '')
        }),
        { numRuns: 300 },
      )
    })

    function hostOf(config: Readonly<Record<string, unknown>>): string | undefined {
      try {
        return new URL(originOf(provider.server, config)).host
      } catch {
        return undefined
      }
    }
  })

  describe('refusals', () => {
    const statuses = [200, 201, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503]
    const junk = [
      undefined,
      null,
      '',
      'text',
      '<html></html>',
      0,
      true,
      [],
      [[]],
      [null],
      {},
      { error: null },
      { error: [] },
      { errors: {} },
      { errors: [null] },
      { error: { message: {} } },
      { messages: { resultCode: 1 } },
      { response: { errors: [{}] } },
    ]

    it.each([200, 201, 204])('are not read into an empty answer with status %i', (status) => {
      for (const body of [null, '']) expect(provider.refusal({ status, headers: new Headers(), body })).toBeUndefined()
    })

    it.each(statuses)('are looked for in anything that comes with status %i', (status) => {
      for (const body of junk) {
        const refusal = provider.refusal({ status, headers: new Headers(), body })
        if (refusal !== undefined) expect(refusal).toSatisfy(isRefusal)
      }
    })

    it('are looked for in anything at all', () => {
      const keys = ['error', 'errors', 'message', 'messages', 'code', 'details', 'response', 'fault', 'detail', 'type']
      const { anyJson } = fc.letrec<{ anyJson: unknown }>((tie) => ({
        anyJson: fc.oneof(
          { maxDepth: 4, withCrossShrink: true },
          fc.constantFrom<unknown>(null, '', 'text', 0, -1, 1.5, true),
          fc.array(tie('anyJson'), { maxLength: 2 }),
          fc.dictionary(fc.constantFrom(...keys), tie('anyJson'), { maxKeys: 3 }),
        ),
      }))
      fc.assert(
        fc.property(fc.constantFrom(...statuses), anyJson, (status, body) => {
          const refusal = provider.refusal({ status, headers: new Headers(), body })
          return refusal === undefined || isRefusal(refusal)
        }),
        { numRuns: 300 },
      )
    })
  })
})

function isRequired(field: z.core.$ZodType | undefined): boolean {
  return field !== undefined && !z.safeParse(field, undefined).success
}

function isRefusal(value: unknown): boolean {
  if (!isJsonObject(value)) return false
  const { kind, code, message, retryAfter } = value
  return (
    (kind === 'rejected' || kind === 'credentials' || kind === 'rate-limited' || kind === 'unavailable') &&
    (code === undefined || typeof code === 'string') &&
    typeof message === 'string' &&
    (retryAfter === undefined || (typeof retryAfter === 'number' && retryAfter >= 0))
  )
}

function fieldsOf({ auth }: Provider): readonly string[] {
  return (auth.kind === 'either' ? auth.alternatives : [auth]).flatMap(fieldsOfAuth)
}

/** The last two labels: what somebody else would have to own. */
function registrable(host: string): string {
  return host.split('.').slice(-2).join('.')
}
