import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { originOfAddress, publicAddress, publicHosts } from '../../../src/kit/public-host.ts'
import { HostRefused, originOf, pattern } from '../../../src/kit/server.ts'

const server = pattern('url', publicHosts, originOfAddress)

describe('public addresses', () => {
  it.each([
    'https://shop.example.com',
    'https://shop.example.com/',
    'https://a.co',
    'https://my-shop.co.uk',
    'https://1.shop.de',
    'https://local.shop.com',
    'https://localhost.com',
    'https://xn--mnchen-3ya.de',
    'https://shop.xn--p1ai',
    `https://${'a'.repeat(63)}.com`,
  ])('takes %s', (url) => {
    expect(publicAddress().safeParse(url).success).toBe(true)
    expect(originOf(server, { url })).toBe(new URL(url).origin)
  })

  it.each([
    'http://shop.example.com',
    'https://shop',
    'https://localhost',
    'https://shop.localhost',
    'https://shop.local',
    'https://a.b.internal',
    'https://nas.lan',
    'https://router.home.arpa',
    'https://shop.test',
    'https://shop.onion',
    'https://127.0.0.1',
    'https://10.1',
    'https://1.2.3.0x7f',
    'https://0x7f.1',
    'https://2130706433',
    'https://[::1]',
    'https://[fd00::1]',
    'https://shop.example.com:8443',
    'https://shop.example.com/blog',
    'https://shop.example.com//',
    'https://shop.example.com?x',
    'https://shop.example.com#x',
    'https://user@shop.example.com',
    'https://shop.example.com@127.0.0.1',
    'https://127.0.0.1/shop.example.com',
    'https://shop.example.com.',
    'https://shop..com',
    'https://-shop.com',
    'https://shop-.com',
    'https://Shop.com',
    'https://shöp.com',
    'https://shop.com\n',
    ' https://shop.com',
    'https:shop.com',
    `https://${'a'.repeat(64)}.com`,
    `https://${'a.'.repeat(127)}com`,
    '',
  ])('refuses %j, as a config and as a request', (url) => {
    expect(publicAddress().safeParse(url).success).toBe(false)
    if (!URL.canParse(url) || !publicHosts.test(new URL(url).hostname)) {
      expect(() => originOf(server, { url })).toThrow(HostRefused)
    }
  })

  it('leads where it says, whatever it was made of', () => {
    const piece = fc.constantFrom(
      'https://',
      'a',
      'shop',
      '.',
      'com',
      'local',
      '127.0.0.1',
      ':',
      '@',
      '/',
      '[',
      ']',
      '-',
      '%2e',
      '\\',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const url = pieces.join('')
        if (!publicAddress().safeParse(url).success) return
        const origin = originOf(server, { url })
        expect(url.replace(/\/$/, '')).toBe(origin)
        expect(new URL(origin).hostname).toMatch(/\.(?:com|shop|a)$/)
      }),
    )
  })
})
