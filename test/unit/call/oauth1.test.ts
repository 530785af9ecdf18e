import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hmac, oauth1Signature } from '../../../src/call/oauth1.ts'
import { baseString, percentEncode } from '../../../src/call/oauth1-base-string.ts'
import { maskedCredentials, realCredentials, sign, type UnsignedRequest } from '../../../src/call/sign.ts'
import { oauth1 } from '../../../src/kit/auth.ts'
import { form, json } from '../../../src/kit/request.ts'
import { Secret } from '../../../src/kit/secret.ts'
import { wellFormedText } from '../support/arbitraries.ts'

const fields = { consumerKey: 'key', consumerSecret: 'keySecret', token: 'token', tokenSecret: 'tokenSecret' } as const
const auth = oauth1({ ...fields, hash: 'SHA-256' })
/** The credentials of the examples in RFC 5849 section 1.2. */
const secrets = new Map([
  ['key', new Secret('dpf43f3p2l4k3l03')],
  ['keySecret', new Secret('kd94hf93k423kf44')],
  ['token', new Secret('nnch734d00sl2jdk')],
  ['tokenSecret', new Secret('pfkkdhi9sl3r4s00')],
])
const real = realCredentials({}, secrets, undefined)
const moment = { nonce: 'chapoH', timestamp: 137_131_202 }

function request(method: string, url: string, body: UnsignedRequest['body'] = { kind: 'none' }): UnsignedRequest {
  return { method, url, headers: {}, body }
}

function parametersOf(header: Secret): Map<string, string> {
  return new Map(
    header
      .reveal()
      .split(', ')
      .map((pair) => {
        const [, name = '', value = ''] = /^(\w+)="([^"]*)"$/.exec(pair) ?? []
        return [name, decodeURIComponent(value)]
      }),
  )
}

describe('the base string', () => {
  it('is that of RFC 5849 section 3.4.1.1', () => {
    const parameters = [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ['c2', ''],
      ['a3', '2 q'],
    ] as const
    expect(baseString('post', 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b', parameters)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D' +
        '%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1' +
        '%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    )
  })

  it('has the port where it is not the usual one, and names encoded before they are sorted', () => {
    expect(baseString('GET', 'https://example.com:8443/a%2Fb?x[10]=1&x[9]=2&x=3&x-=4', [])).toBe(
      `GET&https%3A%2F%2Fexample.com%3A8443%2Fa%252Fb&${percentEncode('x=3&x%5B10%5D=1&x%5B9%5D=2&x-=4')}`,
    )
  })
})

describe('percentEncode', () => {
  it('leaves the unreserved characters alone, and nothing else', () => {
    fc.assert(
      fc.property(wellFormedText, (text) => {
        expect(percentEncode(text)).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(percentEncode(text))).toBe(text)
      }),
    )
  })
})

describe('the signature', () => {
  it('is that of RFC 5849 section 1.2, which has no version', async () => {
    const parameters = [
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_token', 'nnch734d00sl2jdk'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131202'],
      ['oauth_nonce', 'chapoH'],
    ] as const
    const text = baseString('GET', 'http://photos.example.net/photos?file=vacation.jpg&size=original', parameters)
    expect(await hmac('SHA-1', 'kd94hf93k423kf44&pfkkdhi9sl3r4s00', text)).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=')
  })

  it('is the HMAC of the base string, under the two secrets', async () => {
    const signed = request('GET', 'https://shop.example.com/rest/V1/products?searchCriteria%5BpageSize%5D=20')
    const header = await oauth1Signature(signed, auth, real, moment)
    const parameters = parametersOf(header)
    expect(Object.fromEntries(parameters)).toEqual({
      oauth_consumer_key: 'dpf43f3p2l4k3l03',
      oauth_token: 'nnch734d00sl2jdk',
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: '137131202',
      oauth_nonce: 'chapoH',
      oauth_version: '1.0',
      oauth_signature: parameters.get('oauth_signature'),
    })
    const text =
      'GET&https%3A%2F%2Fshop.example.com%2Frest%2FV1%2Fproducts&oauth_consumer_key%3Ddpf43f3p2l4k3l03' +
      '%26oauth_nonce%3DchapoH%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D137131202' +
      '%26oauth_token%3Dnnch734d00sl2jdk%26oauth_version%3D1.0%26searchCriteria%255BpageSize%255D%3D20'
    const expected = createHmac('sha256', 'kd94hf93k423kf44&pfkkdhi9sl3r4s00').update(text).digest('base64')
    expect(parameters.get('oauth_signature')).toBe(expected)
  })

  it('is over a form, and not over JSON', async () => {
    const url = 'https://shop.example.com/rest/V1/orders'
    const signature = async (body: UnsignedRequest['body']) =>
      parametersOf(await oauth1Signature(request('POST', url, body), auth, real, moment)).get('oauth_signature')
    const bare = await signature({ kind: 'none' })
    expect(await signature(json({ a: 1 }))).toBe(bare)
    expect(await signature(form({ a: 1 }))).not.toBe(bare)
    expect(await signature(form({ a: '1 +&' }))).not.toBe(await signature(form({ a: '1  &' })))
  })

  it('is another one for another request or another moment', async () => {
    const one = await oauth1Signature(request('GET', 'https://a.example.com/x'), auth, real, moment)
    for (const [other, at] of [
      [request('GET', 'https://a.example.com/y'), moment],
      [request('GET', 'https://b.example.com/x'), moment],
      [request('PUT', 'https://a.example.com/x'), moment],
      [request('GET', 'https://a.example.com/x?a=1'), moment],
      [request('GET', 'https://a.example.com/x'), { ...moment, nonce: 'other' }],
      [request('GET', 'https://a.example.com/x'), { ...moment, timestamp: 1 }],
    ] as const) {
      const header = await oauth1Signature(other, auth, real, at)
      expect(parametersOf(header).get('oauth_signature')).not.toBe(parametersOf(one).get('oauth_signature'))
    }
  })

  it('goes into the header of a call, and is masked in a preview', async () => {
    const unsigned = request('GET', 'https://a.example.com/x')
    const made = await oauth1Signature(unsigned, auth, real, moment)
    const signed = sign(unsigned, auth, realCredentials({}, secrets, made))
    expect(signed.headers.Authorization).toMatch(/^OAuth oauth_consumer_key="dpf43f3p2l4k3l03", .*oauth_signature="/)
    expect(sign(unsigned, auth, maskedCredentials({}, secrets)).headers.Authorization).toBe('OAuth ...')
    expect(() => sign(unsigned, auth, real)).toThrow(TypeError)
  })
})
