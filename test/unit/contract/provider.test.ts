import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { LoadedDescription } from '../../../scripts/contract/description.ts'
import type { Exception } from '../../../scripts/contract/exceptions.ts'
import { openApi } from '../../../scripts/contract/openapi/check.ts'
import { readDescription } from '../../../scripts/contract/openapi/document.ts'
import { checkProvider } from '../../../scripts/contract/provider.ts'
import { summarize } from '../../../scripts/contract/report.ts'
import { bearer } from '../../../src/kit/auth.ts'
import { field, secret } from '../../../src/kit/config.ts'
import { anything } from '../../../src/kit/operation.ts'
import { path } from '../../../src/kit/path.ts'
import { defineProvider } from '../../../src/kit/provider.ts'
import { json, post } from '../../../src/kit/request.ts'
import { fixed } from '../../../src/kit/server.ts'

const shop = defineProvider({
  id: 'shop',
  type: 'payment',
  name: 'Shop',
  description: 'A shop',
  docs: 'https://example.com',
  apiVersion: 'v1',
  config: () => ({
    key: secret({ label: 'Key', help: 'Anywhere.', example: 'sk_example' }),
    account: field(z.int(), { label: 'Account', help: 'Anywhere.', example: '7' }),
  }),
  server: fixed('https://api.example.com'),
  auth: bearer('key'),
  limits: [],
  refusal: () => undefined,
  check: 'pay',
  operations: ({ write }) => ({
    pay: write({
      name: 'Pay',
      description: 'Pays',
      docs: 'https://example.com',
      input: () => ({
        amount: z.int().min(1),
        speed: z.enum(['slow', 'fast']).optional(),
        note: z.string().max(10).optional(),
      }),
      request: ({ amount, speed, note }, { account }) =>
        post(path`/accounts/${account}/payments`, json({ amount, speed: speed === 'fast' ? 'EXPRESS' : speed, note })),
      example: { input: { amount: 1 }, response: ({ amount }) => ({ amount: String(amount) }) },
      answer: anything,
    }),
  }),
})

function describedAs(properties: Readonly<Record<string, unknown>>, partial = false): LoadedDescription {
  const document = {
    openapi: '3.0.0',
    paths: {
      '/accounts/{id}/payments': {
        post: {
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
          responses: { '200': { content: { 'application/json': { schema: { type: 'object', properties } } } } },
        },
      },
    },
  }
  const none = { methods: [], graphql: [], xsd: [], missing: [] }
  return { ...none, partial, openapi: [openApi('shop.json', readDescription(document, partial ? ['/v2'] : undefined))] }
}

const amount = { type: ['integer', 'string'] }

function problemsOf(properties: Readonly<Record<string, unknown>>): readonly string[] {
  return checkProvider(shop, describedAs(properties)).problems.map(
    ({ operation, variant, path: at, message }) => `${operation} ${variant}: ${at}: ${message}`,
  )
}

describe('checkProvider', () => {
  it('is content with a provider that does as described', () => {
    const report = checkProvider(shop, describedAs({ amount, speed: { enum: ['slow', 'EXPRESS'] }, note: {} }))
    expect(report).toMatchObject({ operations: 1, requests: 5, problems: [], files: ['shop.json'] })
  })

  it('tries optional fields and every value of an enum', () => {
    expect(new Set(problemsOf({ amount, speed: { enum: ['slow', 'FAST'] }, note: {} }))).toEqual(
      new Set(['pay speed=fast: body.speed: is "EXPRESS", must be one of "slow", "FAST"']),
    )
    expect(problemsOf({ amount, speed: {} })).toContainEqual('pay maximal: body.note: is not described')
  })

  it('checks the example answer', () => {
    expect(problemsOf({ amount: { type: 'integer' }, speed: {}, note: {} })).toContainEqual(
      'pay example: response.amount: is "1", must be integer',
    )
  })

  it('counts what a partial description lacks', () => {
    expect(checkProvider(shop, describedAs({}, true))).toMatchObject({ undescribed: ['pay'], problems: [] })
  })
})

describe('summarize', () => {
  const report = checkProvider(shop, describedAs({ amount, speed: {} }))
  const excuse: Exception = { provider: 'shop', operation: '*', problem: /^body\.note: /, reason: 'It is described.' }

  it('fails on a problem and shows it once', () => {
    const { failed, lines } = summarize([report], [], [])
    expect(failed).toBe(true)
    expect(lines.filter((line) => line.includes('body.note: is not described'))).toEqual([
      '  shop pay maximal: body.note: is not described',
    ])
  })

  it('excuses what has an exception', () => {
    expect(summarize([report], [], [excuse]).failed).toBe(false)
  })

  it('fails on an exception that excuses nothing, unless its provider was not checked', () => {
    const idle = { ...excuse, problem: /nothing/ }
    expect(summarize([report], [], [excuse, idle]).failed).toBe(true)
    expect(summarize([report], [], [excuse, { ...idle, provider: 'other' }]).failed).toBe(false)
  })

  it('lists providers without a description', () => {
    expect(summarize([], ['shop'], [])).toEqual({
      failed: false,
      lines: expect.arrayContaining(['Not described (1)', '  shop']),
    })
  })
})
