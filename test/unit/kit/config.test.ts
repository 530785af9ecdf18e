import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { describeFields, environment, field, rateLimitField, secret } from '../../../src/kit/config.ts'

const words = { label: 'Key', help: 'In the dashboard.', example: 'key_fake' }

describe('a secret', () => {
  it('is printable text without spaces, as keys are', () => {
    const key = secret(words)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' })), (text) => {
        expect(key.safeParse(text).success).toBe(/^[!-~]+$/.test(text))
      }),
    )
    for (const value of ['', 'a b', 'a\n', 'a\r\nX-Evil: 1', 'ключ', 1, null])
      expect(key.safeParse(value).success).toBe(false)
  })

  it('has the form that its provider gives it, and a length that can be stored', () => {
    const key = secret({ ...words, pattern: /^key_./, maxLength: 20 })
    expect(key.safeParse('key_1').success).toBe(true)
    expect(key.safeParse('pk_1').error?.issues[0]?.message).toBe("doesn't look like a Key")
    expect(key.safeParse(`key_${'1'.repeat(17)}`).success).toBe(false)
    expect(secret(words).safeParse('1'.repeat(4_097)).success).toBe(false)
  })
})

describe('an environment', () => {
  it('is the first of its names where none is given', () => {
    const schema = environment('test', 'live')
    expect(schema.parse(undefined)).toBe('test')
    expect(schema.parse('live')).toBe('live')
    expect(schema.safeParse('production').success).toBe(false)
  })
})

describe('a rate limit', () => {
  it('counts whole calls in whole seconds, for a day at most', () => {
    const schema = rateLimitField()
    expect(schema.parse(undefined)).toBeUndefined()
    expect(schema.parse({ limit: 1, window: 86_400 })).toEqual({ limit: 1, window: 86_400 })
    const refused = [
      {},
      { limit: 0, window: 1 },
      { limit: 1, window: 0 },
      { limit: 1.5, window: 1 },
      { limit: 1, window: 86_401 },
    ]
    for (const value of [...refused, { limit: 1_000_001, window: 1 }, { limit: 1, window: 1, burst: 1 }, '50/s'])
      expect(schema.safeParse(value).success).toBe(false)
  })
})

describe('the fields of a config', () => {
  it('are described in their order, under whatever makes them optional', () => {
    const shape = {
      key: secret(words).optional(),
      account: field(z.string(), { ...words, label: 'Account' }),
      environment: environment('test', 'live'),
    }
    expect(describeFields(shape)).toMatchObject([
      { name: 'key', label: 'Key', secret: true, required: false },
      { name: 'account', label: 'Account', secret: false, required: true },
      { name: 'environment', secret: false, required: false },
    ])
  })

  it('cannot do without a description, so that none is shown by mistake', () => {
    expect(() => describeFields({ key: z.string() })).toThrow('"key" is neither field() nor secret()')
  })
})
