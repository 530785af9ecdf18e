import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { exampleConfig } from '../../scripts/example-config.ts'
import { prepare } from '../../src/call/prepare.ts'
import { inputOfQuery } from '../../src/call/query-input.ts'
import { base64, realCredentials, sign } from '../../src/call/sign.ts'
import { isJsonObject } from '../../src/kit/json.ts'
import { mask } from '../../src/kit/mask.ts'
import type { Operation } from '../../src/kit/operation.ts'
import type { Provider } from '../../src/kit/provider.ts'
import { Secret } from '../../src/kit/secret.ts'
import { originOf } from '../../src/kit/server.ts'
import { findProvider, providers } from '../../src/providers/registry.ts'
import { findType, integrationTypes } from '../../src/providers/types.ts'
import { contractsOf } from './support/contracts.ts'
import { examplePrepared, examplePreview, exampleRequest, exampleSnapshot } from './support/example-snapshot.ts'
import { deepFreeze } from './support/freeze.ts'

/** What every provider has to do, whoever wrote it and whatever it talks to. */

const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const httpsUrl = z.url({ protocol: /^https$/ })
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/
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

    it('takes no mask for a key', () => {
      const masked = Object.fromEntries(
        fields.filter(({ secret }) => secret).map(({ name, example }) => [name, mask(example)]),
      )
      const result = provider.configSchema().safeParse({ ...exampleConfig(provider), ...masked })
      // A key without a form of its own can't be told from a mask by its schema; `parseConfig` does that with what is stored.
      expect(result.success || result.error.issues.every(({ path }) => String(path[0]) in masked)).toBe(true)
    })

    it('signs with fields that it has', () => {
      const names = new Set(fields.map(({ name }) => name))
      for (const name of fieldsOfAuth(provider)) expect(names).toContain(name)
    })

    it('leads to no foreign host, whatever is configured', () => {
      const { server } = provider
      if (server.kind === 'fixed') return
      const own = hostOf(snapshot.config)
      const known = server.kind === 'choice' ? Object.values(server.origins).map((origin) => new URL(origin).host) : []
      fc.assert(
        fc.property(hostileValue(String(snapshot.config[server.field])), (value) => {
          const host = hostOf({ ...snapshot.config, [server.field]: value })
          return host === undefined || known.includes(host) || registrable(host) === registrable(own ?? '')
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

  describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_operationId, operation) => {
    const { shape } = operation.input()

    it('has an id, words for people, documentation and a deadline', () => {
      expect(operation.id).toMatch(kebabCase)
      for (const words of [operation.name, operation.description]) {
        expect(words).not.toBe('')
        expect(words).toBe(words.trim())
      }
      expect(operation.docs).toSatisfy(isHttps)
      expect(operation.deadline).toSatisfy((deadline) => isPositiveInteger(deadline) && Number(deadline) <= 120_000)
    })

    it('can be described as JSON Schema', () => {
      expect(z.toJSONSchema(operation.input(), { io: 'input' })).toMatchObject({
        type: 'object',
        additionalProperties: false,
      })
      if (operation.shared !== undefined) expect(z.toJSONSchema(operation.shared.output())).toHaveProperty('$schema')
    })

    it('accepts its example, and refuses unknown fields', () => {
      const example = operation.exampleInput
      expect(operation.prepare(example)).toMatchObject({ ok: true })
      if (!isJsonObject(example)) throw new TypeError('an example input is an object')
      expect(operation.prepare({ ...example, unknownField: 1 })).toEqual({
        ok: false,
        issues: [{ path: 'unknownField', message: 'Unknown field' }],
      })
    })

    it.each([undefined, null, '', 'text', 7, []])('refuses %j for an input', (input) => {
      expect(operation.prepare(input)).toMatchObject({ ok: false })
    })

    it('builds a request to its own host, without credentials', () => {
      const request = exampleRequest(snapshot, operation)
      const url = new URL(request.url)
      expect(url.protocol).toBe('https:')
      expect(url.origin).toBe(originOf(provider.server, snapshot.config))
      expect(url.href).toBe(request.url)
      expect(url.username + url.password + url.hash).toBe('')
      const sent = Object.keys(request.headers).map((name) => name.toLowerCase())
      expect(sent).not.toContain('authorization')
      expect(sent).not.toContain('cookie')
      expect(sent).not.toContain('content-length')
      if (request.method === 'GET') expect(request.body.kind).toBe('none')
    })

    it('sends headers that a server reads as they are meant', () => {
      const names: string[] = []
      for (const [name, value] of Object.entries(examplePreview(snapshot, operation).headers)) {
        expect(name).toMatch(headerName)
        expect(value).toMatch(/^[\x20-\x7e]+$/)
        names.push(name.toLowerCase())
      }
      expect(new Set(names).size).toBe(names.length)
    })

    it('builds the same request again, and changes nothing that it was given', () => {
      const input = deepFreeze(structuredClone(operation.exampleInput))
      const config = deepFreeze(structuredClone(snapshot.config))
      const prepared = prepare(operation, input)
      const context = Object.freeze({ idempotencyKey: 'key' })
      const first = deepFreeze(prepared.request(config, context))
      expect(prepared.request(config, context)).toEqual(first)
      expect(prepared.expectedResponse()).toEqual(prepared.expectedResponse())
    })

    it('carries an idempotency key exactly where it says so', () => {
      const one = exampleRequest(snapshot, operation, 'the-first-key')
      const other = exampleRequest(snapshot, operation, 'the-other-key')
      const honoured = operation.effect === 'write' && (operation.keyed || provider.idempotencyHeader !== undefined)
      if (honoured) expect(one).not.toEqual(other)
      else expect(one).toEqual(other)
      if (operation.effect === 'read') expect(operation.keyed).toBe(false)
    })

    it('shows no secret in a preview, in any form', () => {
      const preview = examplePreview(snapshot, operation)
      const shown = JSON.stringify([preview.method, preview.url, preview.headers, preview.body, preview.source])
      for (const [name, secret] of snapshot.secrets) {
        for (const form of formsOf(secret.reveal())) expect(shown.includes(form), name).toBe(false)
      }
    })

    it('previews the very request that a call sends, but for its credentials', () => {
      const unsigned = exampleRequest(snapshot, operation)
      const token = new Secret('token')
      const signed = sign(unsigned, provider.auth, realCredentials(snapshot.config, snapshot.secrets, token))
      const preview = examplePreview(snapshot, operation)
      expect({ method: preview.method, url: preview.url }).toEqual({ method: signed.method, url: signed.url })
      expect(Object.keys(preview.headers)).toEqual(Object.keys(signed.headers))
      if (provider.auth.kind !== 'body') expect(preview.body).toBe(signed.body)
    })

    it('reads its own example answer as a yes', () => {
      const { expectedResponse, readAnswer } = examplePrepared(operation)
      const body = JSON.parse(JSON.stringify(expectedResponse()))
      expect(provider.refusal({ status: 200, headers: jsonHeaders(), body })).toBeUndefined()
      const reader = readAnswer(body, snapshot.config)
      expect(() => JSON.stringify(reader.native())).not.toThrow()
      expect(reader.unified === undefined).toBe(operation.shared === undefined)
    })

    it('leads on to a page that it takes, or to none', () => {
      const { expectedResponse, readAnswer } = examplePrepared(operation)
      const cursor = readAnswer(expectedResponse(), snapshot.config).nextCursor()
      if (cursor === undefined || !isJsonObject(operation.exampleInput)) return
      expect(operation.prepare({ ...operation.exampleInput, cursor })).toMatchObject({ ok: true })
    })

    if ('cursor' in shape && 'limit' in shape) {
      it('takes a page as every list does', () => {
        expect(operation.effect).toBe('read')
        if (!isJsonObject(operation.exampleInput)) throw new TypeError('an example input is an object')
        for (const limit of [0, -1, 1.5, 101, '20']) {
          expect(operation.prepare({ ...operation.exampleInput, limit })).toMatchObject({ ok: false })
        }
        expect(operation.prepare({ ...operation.exampleInput, cursor: '' })).toMatchObject({ ok: false })
      })
    }

    if (operation.effect === 'read') {
      it('takes its example by query as well as by body', () => {
        const input = operation.input()
        expect(input.parse(inputOfQuery(input, queryOf(operation)))).toEqual(input.parse(operation.exampleInput))
      })
    }

    const { shared } = operation
    if (shared !== undefined) {
      it('takes what the contract takes', async () => {
        const contract = (await contractsOf(provider.type)).get(operation.id)
        for (const name of Object.keys(contract?.input() ?? {})) expect(shape).toHaveProperty(name)
      })

      it('answers in the unified view exactly what the contract promises', () => {
        const { expectedResponse, readAnswer } = examplePrepared(operation)
        const unified = readAnswer(expectedResponse(), snapshot.config).unified?.()
        expect(shared.output().parse(unified)).toEqual(unified)
      })
    }
  })
})

function isRequired(field: z.core.$ZodType | undefined): boolean {
  return field !== undefined && !z.safeParse(field, undefined).success
}

function isHttps(text: unknown): boolean {
  return httpsUrl.safeParse(text).success
}

function isPositiveInteger(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0
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

function jsonHeaders(): Headers {
  return new Headers({ 'Content-Type': 'application/json' })
}

/** A secret as it is, and as encodings would hide it. */
function formsOf(secret: string): string[] {
  const bare = base64(secret).replace(/=+$/, '')
  // Base64 of a text that the secret is a part of has one of three alignments.
  const shifted = ['\0', '\0\0'].map((padding) => base64(padding + secret).slice(4, -4))
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bare.slice(0, -2),
    ...shifted,
  ].filter((form) => form.length >= 6)
}

function fieldsOfAuth({ auth }: Provider): readonly string[] {
  switch (auth.kind) {
    case 'header':
      return [auth.field]
    case 'basic':
      return [auth.username, auth.password].flatMap((side) => ('field' in side ? [side.field] : []))
    case 'body':
      return auth.fields
    case 'client-credentials':
      return [auth.clientId, auth.clientSecret]
  }
}

/** The last two labels: what somebody else would have to own. */
function registrable(host: string): string {
  return host.split('.').slice(-2).join('.')
}

/** What an attacker would configure to have requests, and the credentials in them, sent elsewhere. */
function hostileValue(own: string) {
  const foreign = fc.constantFrom('evil.example', 'localhost', '127.0.0.1', '[::1]', '169.254.169.254')
  const glue = fc.constantFrom(
    '',
    '.',
    '/',
    '\\',
    '@',
    '#',
    '?',
    ':',
    ':8443',
    '%2e',
    '%00',
    '\n',
    '\t',
    ' ',
    '。',
    '//',
    ';',
  )
  const piece = fc.oneof(foreign, glue, fc.constant(own), fc.constantFrom('https://', 'http://', 'a', 'A', '-', 'xn--'))
  return fc.oneof(
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
    fc.constantFrom<unknown>(undefined, null, 1, {}, [], '__proto__', 'toString', 'constructor'),
  )
}

/** The example input of an operation, written as a query. */
function queryOf(operation: Operation): Record<string, string[]> {
  const example = operation.exampleInput
  if (!isJsonObject(example)) throw new TypeError('an example input is an object')
  const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))
  return Object.fromEntries(
    Object.entries(example)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(text) : [text(value)]]),
  )
}
