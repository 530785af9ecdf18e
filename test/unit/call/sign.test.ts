import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64, maskedCredentials, realCredentials, sign, type UnsignedRequest } from '../../../src/call/sign.ts'
import { all, basic, bearer, clientCredentials, headerKey, inBody } from '../../../src/kit/auth.ts'
import { isJsonObject } from '../../../src/kit/json.ts'
import { path } from '../../../src/kit/path.ts'
import { form, json } from '../../../src/kit/request.ts'
import { Secret } from '../../../src/kit/secret.ts'
import { wellFormedText } from '../support/arbitraries.ts'

const request: UnsignedRequest = {
  method: 'POST',
  url: 'https://api.example.com/v1/charges',
  headers: { Accept: 'application/json' },
  body: form({ amount: 1 }),
}
const config = { account: 'acct_1', region: 'eu', retries: 3 }
const secrets = new Map([['apiKey', new Secret('sk_test_51HfakeUpstreamExampleKey')]])
const real = realCredentials(config, secrets, new Secret('the-token'))
const masked = maskedCredentials(config, secrets)
const token = clientCredentials({
  clientId: 'account',
  clientSecret: 'apiKey',
  tokenPath: path`/token`,
  clientAuthentication: 'basic',
  defaultLife: 60,
})

describe('sign', () => {
  it('encodes the body and says what it is', () => {
    expect(sign(request, bearer('apiKey'), real)).toEqual({
      method: 'POST',
      url: 'https://api.example.com/v1/charges',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
        Authorization: 'Bearer sk_test_51HfakeUpstreamExampleKey',
      },
      body: 'amount=1',
      source: request.body,
    })
    expect(sign({ ...request, body: { kind: 'none' } }, bearer('apiKey'), real)).toMatchObject({ body: undefined })
  })

  it.each([
    ['a bearer', bearer('apiKey'), 'Authorization', 'Bearer sk_test_51HfakeUpstreamExampleKey', 'Bearer sk_test_...'],
    ['a header', headerKey('X-Key', 'apiKey'), 'X-Key', 'sk_test_51HfakeUpstreamExampleKey', 'sk_test_...'],
    ['a token', token, 'Authorization', 'Bearer the-token', 'Bearer ...'],
    [
      'a pair',
      basic({ field: 'account' }, { field: 'apiKey' }),
      'Authorization',
      'Basic YWNjdF8xOnNrX3Rlc3RfNTFIZmFrZVVwc3RyZWFtRXhhbXBsZUtleQ==',
      'Basic ...',
    ],
    [
      'a key for a user',
      basic({ field: 'apiKey' }, { literal: '' }),
      'Authorization',
      'Basic c2tfdGVzdF81MUhmYWtlVXBzdHJlYW1FeGFtcGxlS2V5Og==',
      'Basic ...',
    ],
  ])('signs with %s, and shows it masked', (_what, auth, header, signed, shown) => {
    expect(sign(request, auth, real).headers[header]).toBe(signed)
    expect(sign(request, auth, masked).headers[header]).toBe(shown)
  })

  it('signs with several credentials at once', () => {
    const auth = all(headerKey('x-api-key', 'account'), bearer('apiKey'))
    expect(sign(request, auth, real).headers).toMatchObject({
      'x-api-key': 'acct_1',
      Authorization: 'Bearer sk_test_51HfakeUpstreamExampleKey',
    })
    expect(sign(request, auth, masked).headers).toMatchObject({ Authorization: 'Bearer sk_test_...' })
  })

  it('shows what is no secret as it is', () => {
    expect(sign(request, headerKey('X-Account', 'account'), masked).headers['X-Account']).toBe('acct_1')
  })

  it('writes credentials into a JSON body, and only there', () => {
    const auth = inBody(['apiKey'], (body, credential) => ({
      ...(isJsonObject(body) ? { order: 7 } : {}),
      key: credential('apiKey'),
    }))
    const body = json({ order: 7 })
    expect(sign({ ...request, body }, auth, real)).toMatchObject({
      body: '{"order":7,"key":"sk_test_51HfakeUpstreamExampleKey"}',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(sign({ ...request, body }, auth, masked).body).toBe('{"order":7,"key":"sk_test_..."}')
    expect(() => sign(request, auth, real)).toThrow(TypeError)
  })

  it('refuses to sign with what is not there', () => {
    for (const field of ['unknown', 'retries', '__proto__', 'toString'])
      expect(() => sign(request, bearer(field), real)).toThrow(TypeError)
    expect(() => sign(request, token, realCredentials(config, secrets, undefined))).toThrow(TypeError)
  })
})

describe('base64', () => {
  it('is that of the UTF-8 bytes, whatever the text', () => {
    fc.assert(fc.property(wellFormedText, (text) => base64(text) === Buffer.from(text, 'utf8').toString('base64')))
  })
})
