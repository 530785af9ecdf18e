import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSigned } from '../../../src/connect/callback-signature.ts'
import { Secret } from '../../../src/kit/secret.ts'

const rule = { parameter: 'hmac', hash: 'SHA-256', encoding: 'hex' } as const

/** The message that Shopify documents, by another implementation of HMAC. */
function signed(message: string, secret: string): string {
  return createHmac('sha256', secret).update(message).digest('hex')
}

const callback = (text: string) => new URLSearchParams(text)

describe('a callback is signed', () => {
  // https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
  const message = 'code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&timestamp=1337178173'
  const hmac = signed(message, 'hush')

  it('by all its other parameters in their order', async () => {
    expect(await isSigned(callback(`${message}&hmac=${hmac}`), rule, new Secret('hush'))).toBe(true)
    const [code, shop, timestamp] = message.split('&')
    const shuffled = `${timestamp}&hmac=${hmac.toUpperCase()}&${shop}&${code}`
    expect(await isSigned(callback(shuffled), rule, new Secret('hush'))).toBe(true)
  })

  it.each([
    ['a wrong signature', `${message}&hmac=${'0'.repeat(64)}`],
    ['no signature', message],
    ['an empty signature', `${message}&hmac=`],
    ['half a signature', `${message}&hmac=${hmac.slice(0, 32)}`],
    ['a signature that goes on', `${message}&hmac=${hmac}00`],
    ['a signature that is no hex', `${message}&hmac=${'z'.repeat(64)}`],
    ['a parameter more', `${message}&extra=1&hmac=${hmac}`],
    ['a parameter less', `code=0907a61c0c8d55e99db179b68161bc00&hmac=${hmac}`],
    ['another shop', `${message.replace('some-shop', 'any-shop')}&hmac=${hmac}`],
  ])('and not with %s', async (_what, text) => {
    expect(await isSigned(callback(text), rule, new Secret('hush'))).toBe(false)
  })

  it('and not by another secret', async () => {
    expect(await isSigned(callback(`${message}&hmac=${hmac}`), rule, new Secret('other'))).toBe(false)
  })
})

it('one changed character of any parameter is noticed', async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 })
  const values = fc.string({ minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(names, fc.array(values, { minLength: 5, maxLength: 5 }), fc.nat(4), async (all, texts, which) => {
      const parameters = all.filter((name) => name !== 'hmac').map((name, index) => [name, texts[index] ?? ''] as const)
      fc.pre(parameters.length > 0)
      const message = parameters
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join('&')
      const hmac = signed(message, 'hush')
      const whole = new URLSearchParams([...parameters.map(([name, value]) => [name, value]), ['hmac', hmac]])
      expect(await isSigned(whole, rule, new Secret('hush'))).toBe(true)
      const [name = ''] = parameters[which % parameters.length] ?? []
      whole.set(name, `${whole.get(name)}x`)
      expect(await isSigned(whole, rule, new Secret('hush'))).toBe(false)
    }),
  )
})
