import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { prepare } from '../../src/call/prepare.ts'
import { inputOfQuery } from '../../src/call/query-input.ts'
import { realCredentials, sign } from '../../src/call/sign.ts'
import { isJsonObject } from '../../src/kit/json.ts'
import type { Operation } from '../../src/kit/operation.ts'
import { Secret } from '../../src/kit/secret.ts'
import { originOf } from '../../src/kit/server.ts'
import { providers } from '../../src/providers/registry.ts'
import { contractsOf } from './support/contracts.ts'
import { examplePrepared, examplePreview, exampleRequest, exampleSnapshot } from './support/example-snapshot.ts'
import { isHttps, isPositiveInteger, kebabCase } from './support/forms.ts'
import { deepFreeze } from './support/freeze.ts'
import { formsOf } from './support/secret-forms.ts'

/** What every operation of every provider has to do. */

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (_id, provider) => {
  const snapshot = exampleSnapshot(provider)
  const operations = [...provider.operations().values()]

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
      const signed = sign(unsigned, snapshot.auth, realCredentials(snapshot.config, snapshot.secrets, token))
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

    if (operation.id.startsWith('list-') || ('cursor' in shape && 'limit' in shape)) {
      it('takes a page as every list does', () => {
        expect(operation.effect).toBe('read')
        expect(Object.keys(shape)).toEqual(expect.arrayContaining(['limit', 'cursor']))
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

function jsonHeaders(): Headers {
  return new Headers({ 'Content-Type': 'application/json' })
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
