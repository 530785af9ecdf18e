import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedReturnUrl, parseReturnUrls } from '../../../src/connect/return-url.ts'

const allowed = ['https://app.acme.test/settings', 'https://admin.acme.test/']

describe('a browser may be sent back', () => {
  it.each([
    'https://app.acme.test/settings',
    'https://app.acme.test/settings/',
    'https://app.acme.test/settings/payments?tab=1',
    'https://admin.acme.test/',
    'https://admin.acme.test/anything',
    'HTTPS://APP.ACME.TEST:443/settings',
  ])('to %s', (url) => {
    expect(allowedReturnUrl(url, allowed, false)?.href).toBe(new URL(url).href)
  })

  it.each([
    'https://app.acme.test/',
    'https://app.acme.test/settings-of-others',
    'https://app.acme.test/settings/../elsewhere',
    'https://app.acme.test/settings/%2e%2e/elsewhere',
    'https://app.acme.test:8443/settings',
    'https://app.acme.test.evil.test/settings',
    'https://evil.test/https://app.acme.test/settings',
    'https://app.acme.test@evil.test/settings',
    'https://me:secret@app.acme.test/settings',
    'https://app.acme.test/settings#fragment',
    'http://app.acme.test/settings',
    'http://localhost:3000/settings',
    '//app.acme.test/settings',
    'javascript:alert(1)',
    'data:text/html,settings',
    '',
  ])('but not to %s', (url) => {
    expect(allowedReturnUrl(url, allowed, false)).toBeUndefined()
  })

  it('by https alone, even where the deployment names something else', () => {
    expect(allowedReturnUrl('http://app.acme.test/', ['http://app.acme.test/'], false)).toBeUndefined()
  })

  it('nowhere, where the deployment names nothing', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        expect(allowedReturnUrl(url, [], false)).toBeUndefined()
      }),
    )
  })

  it('only to an origin that is named, whatever the text', () => {
    const pieces = fc.constantFrom('https:', 'http:', '//', '/', '\\', '@', '#', '?', '.', '..', ':', '%2f', '\t', ' ')
    const hosts = fc.constantFrom('app.acme.test', 'evil.test', 'settings')
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, hosts), { maxLength: 12 }), (parts) => {
        const url = allowedReturnUrl(parts.join(''), allowed, false)
        if (url === undefined) return
        expect(allowed.map((prefix) => new URL(prefix).origin)).toContain(url.origin)
        expect(`${url.username}${url.password}${url.hash}`).toBe('')
        expect(url.pathname === '/settings' || url.pathname.startsWith('/settings/')).toBe(
          url.hostname === 'app.acme.test',
        )
      }),
    )
  })
})

describe('on one machine', () => {
  it.each(['http://localhost:3000/done', 'http://127.0.0.1:8787/', 'http://[::1]:3000/'])('to %s too', (url) => {
    expect(allowedReturnUrl(url, [], true)?.href).toBe(url)
  })

  it.each(['http://192.168.1.1/', 'http://localhost.evil.test/', 'ftp://localhost/'])('but not to %s', (url) => {
    expect(allowedReturnUrl(url, [], true)).toBeUndefined()
  })
})

describe('CONNECT_RETURN_URLS', () => {
  it('is a list, by spaces or commas', () => {
    expect(parseReturnUrls(undefined)).toEqual([])
    expect(parseReturnUrls(' ')).toEqual([])
    expect(parseReturnUrls(' https://a.test/x, https://b.test/\nhttps://c.test ')).toEqual([
      'https://a.test/x',
      'https://b.test/',
      'https://c.test',
    ])
  })

  it.each(['http://a.test/', 'a.test', 'https://a.test/?tab=1', 'https://a.test/ *'])('is refused as %s', (text) => {
    expect(() => parseReturnUrls(text)).toThrow('CONNECT_RETURN_URLS')
  })
})
