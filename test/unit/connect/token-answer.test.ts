import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidied } from '../../../src/connect/token-answer.ts'

const now = new Date('2026-11-24T12:00:00Z')

async function read(status: number, body: unknown, quirks: Parameters<typeof tidied>[2] = {}) {
  const answer = tidied(status, typeof body === 'string' ? body : JSON.stringify(body), quirks, now)
  return answer === undefined ? undefined : { status: answer.status, body: await answer.json() }
}

describe('an answer with a token', () => {
  const token = { access_token: 'token', token_type: 'Bearer', expires_in: 3_600 }

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['as RFC 6749 has it', token, token],
    ['without a type', { access_token: 'token', expires_in: 60 }, { token_type: 'bearer', expires_in: 60 }],
    ['of a type of the provider’s own', { ...token, token_type: 'offline' }, { token_type: 'bearer' }],
    ['with its life as text', { ...token, expires_in: '3600' }, { expires_in: 3_600 }],
    ['with scopes as a list', { ...token, scope: ['read', 'write'] }, { scope: 'read write' }],
    ['with more, which is kept', { ...token, realm: '9341' }, { realm: '9341' }],
  ])('%s', async (_what, body, wanted) => {
    expect(await read(200, body)).toMatchObject({ status: 200, body: { access_token: 'token', ...wanted } })
  })

  it.each([null, 0, -1, '', 'soon', {}, undefined])('whose life is %o says nothing of it', async (life) => {
    const answer = await read(200, { access_token: 'token', expires_in: life })
    expect(answer?.body).not.toHaveProperty('expires_in')
  })

  it('may say when it expires in place of how soon', async () => {
    const at = (time: string) => read(200, { access_token: 'token', expires_at: time }, { expiresAt: 'expires_at' })
    expect((await at('2026-11-24T12:00:30Z'))?.body).toMatchObject({ expires_in: 30 })
    expect((await at('2026-11-24T11:00:00Z'))?.body).not.toHaveProperty('expires_in')
    expect((await at('never'))?.body).not.toHaveProperty('expires_in')
  })

  it('hands on no identity token, which nobody has asked for', async () => {
    expect((await read(200, { ...token, id_token: 'eyJ.eyJ.sig' }))?.body).not.toHaveProperty('id_token')
  })
})

describe('a refusal', () => {
  it.each<[string, number, unknown, number, Record<string, unknown>]>([
    ['as RFC 6749 has it', 400, { error: 'invalid_grant', error_description: 'used' }, 400, { error: 'invalid_grant' }],
    ['with its own status', 401, { error: 'invalid_client' }, 401, { error: 'invalid_client' }],
    ['with HTTP 200', 200, { error: 'bad_verification_code' }, 400, { error: 'bad_verification_code' }],
    ['as an object', 400, { error: { code: 'BAD', message: 'no' } }, 400, { error: 'BAD', error_description: 'no' }],
    ['as a list', 401, { errors: [{ code: 'GONE', detail: 'no' }] }, 401, { error: 'GONE', error_description: 'no' }],
    ['by a code', 400, { code: 'oops', message: 'no' }, 400, { error: 'oops', error_description: 'no' }],
    ['by words', 400, { status: 'BAD_AUTH_CODE' }, 400, { error: 'BAD_AUTH_CODE' }],
  ])('%s', async (_what, status, body, as, wanted) => {
    expect(await read(status, body)).toMatchObject({ status: as, body: wanted })
  })

  it('is what the provider’s declaration says that it is', async () => {
    const refusal = () => 'invalid_grant' as const
    expect(await read(401, { type: 'UNAUTHORIZED' }, { refusal })).toMatchObject({ body: { error: 'invalid_grant' } })
  })

  it('is printable, and of bounded length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 600 }), async (text) => {
        const answer = await read(400, { error: text, error_description: text })
        const body = JSON.parse(JSON.stringify(answer?.body))
        for (const word of [body.error, body.error_description])
          expect(word).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,300}$/)
      }),
    )
  })
})

describe('what is neither', () => {
  it.each([
    ['HTML', 200, '<!doctype html><title>Maintenance</title>'],
    ['HTML of a gateway', 403, '<html>Forbidden</html>'],
    ['nothing', 200, ''],
    ['a list', 200, '[]'],
    ['a text', 200, '"token"'],
    ['null', 200, 'null'],
    ['an empty object', 200, '{}'],
    ['an empty token', 200, '{"access_token":""}'],
    ['a token that is a number', 200, '{"access_token":1}'],
    ['a token with a status that says no', 302, '{"access_token":"token"}'],
  ])('is not understood: %s', async (_what, status, text) => {
    expect(await read(status, text)).toBeUndefined()
  })

  it('is never taken for a token', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 499 }), fc.json(), async (status, text) => {
        const answer = await read(status, text)
        if (answer?.status === 200) expect(JSON.parse(text)).toHaveProperty('access_token')
      }),
    )
  })
})
