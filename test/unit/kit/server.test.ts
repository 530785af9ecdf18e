import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, fixed, HostRefused, originOf, pattern, type Server, urlOf } from '../../../src/kit/server.ts'
import { wellFormedText } from '../support/arbitraries.ts'

const environment = choice('environment', { test: 'https://sandbox.example.com', live: 'https://api.example.com' })
const shop = pattern('shop', /^[a-z0-9][a-z0-9-]*\.shops\.example$/, (value) => `https://${value}.shops.example`)
const instance = pattern('url', /^[a-z0-9-]+\.my\.example$/, (value) => value)

function refused(server: Server, config: Readonly<Record<string, unknown>>): boolean {
  try {
    originOf(server, config)
    return false
  } catch (thrown) {
    if (thrown instanceof HostRefused) return true
    throw thrown
  }
}

describe('originOf', () => {
  it('is a literal, whatever is configured', () => {
    expect(originOf(fixed('https://api.example.com'), { host: 'evil.example' })).toBe('https://api.example.com')
  })

  it('is one of the choices, or refused', () => {
    expect(originOf(environment, { environment: 'test' })).toBe('https://sandbox.example.com')
    expect(originOf(environment, { environment: 'live' })).toBe('https://api.example.com')
    for (const value of ['', 'Test', '__proto__', 'constructor', 'toString', undefined, null, 1, ['test'], {}])
      expect(refused(environment, { environment: value })).toBe(true)
    expect(refused(environment, {})).toBe(true)
  })

  it('is the fallback where nothing is configured, and nowhere else', () => {
    const fallback = 'https://login.example.com'
    const region = choice('region', { eu: 'https://login.example.eu' }, fallback)
    const org = pattern('org', /^[a-z]+\.my\.example$/, (value) => `https://${value}.my.example`, fallback)
    expect(originOf(region, {})).toBe(fallback)
    expect(originOf(org, {})).toBe(fallback)
    expect(originOf(region, { region: 'eu' })).toBe('https://login.example.eu')
    expect(originOf(org, { org: 'acme' })).toBe('https://acme.my.example')
    for (const value of ['', 'u s', 'evil.example/', null, 1]) {
      expect(refused(region, { region: value })).toBe(true)
      expect(refused(org, { org: value })).toBe(true)
    }
  })

  it('is made from a value of the right form', () => {
    expect(originOf(shop, { shop: 'acme-2' })).toBe('https://acme-2.shops.example')
    expect(originOf(instance, { url: 'https://acme.my.example' })).toBe('https://acme.my.example')
  })

  it.each([
    'evil.example/',
    'evil.example#',
    'evil.example?',
    'evil.example\\',
    'a@evil.example',
    'a:b@evil.example/',
    'evil.example:443/x',
    'a.b',
    'A',
    '',
    '-',
    ' a',
    'a ',
    'a\n',
    'a\t',
    '\ta',
    'a.shops.example',
    '[::1]',
    'a%2eb',
    'a。b',
    'ａ',
    'a\0',
  ])('refuses %j for a name in front of the host', (value) => {
    expect(refused(shop, { shop: value })).toBe(true)
  })

  it.each([
    'http://acme.my.example',
    'https://acme.my.example/',
    'https://acme.my.example:8443',
    'https://acme.my.example:443',
    'https://acme.my.example.evil.example',
    'https://evil.example/https://acme.my.example',
    'https://u@acme.my.example',
    'https://acme.my.example?x',
    'https://acme.my.example#x',
    'https://ACME.my.example',
    ' https://acme.my.example',
    'https://acme.my.example.',
    'https:acme.my.example',
    'https:\\\\acme.my.example',
    'javascript:acme.my.example',
    'acme.my.example',
  ])('refuses %j for a whole origin', (value) => {
    expect(refused(instance, { url: value })).toBe(true)
  })

  it('never is another host, whatever is configured', () => {
    const parts = fc.constantFrom(
      'acme',
      '.',
      '/',
      '@',
      ':',
      '#',
      '?',
      '\\',
      'evil.example',
      '.shops.example',
      'https://',
      '.my.example',
      '\n',
    )
    const value = fc.oneof(
      wellFormedText,
      fc.array(parts, { maxLength: 6 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(value, (text) => {
        if (!refused(shop, { shop: text })) expect(originOf(shop, { shop: text })).toBe(`https://${text}.shops.example`)
        if (!refused(instance, { url: text }))
          expect(originOf(instance, { url: text })).toMatch(/^https:\/\/[a-z0-9-]+\.my\.example$/)
      }),
      { numRuns: 500 },
    )
  })

  it.each([undefined, null, 1, true, {}, ['acme']])('refuses %j, which is no text', (value) => {
    expect(refused(shop, { shop: value })).toBe(true)
  })
})

describe('pattern', () => {
  const hosts = (expression: RegExp) => pattern('host', expression, (value) => `https://${value}`)

  it('takes no expression that is open at an end', () => {
    expect(() => hosts(/example\.com$/)).toThrow(TypeError)
    expect(() => hosts(/^example\.com/)).toThrow(TypeError)
  })

  it('matches the whole host even where only an alternative is anchored', () => {
    const loose = hosts(/^a\.example|b\.example$/)
    expect(originOf(loose, { host: 'a.example' })).toBe('https://a.example')
    expect(refused(loose, { host: 'a.example.evil.example' })).toBe(true)
    expect(refused(loose, { host: 'evil-b.example' })).toBe(true)
  })

  it.each(['g', 'y', 'i', 'm'])('takes no expression with the flag %s', (flags) => {
    expect(() => hosts(new RegExp('^a\\.example$', flags))).toThrow(TypeError)
  })
})

describe('urlOf', () => {
  it('joins an origin, a path and a query', () => {
    expect(urlOf('https://api.example.com', '/v1/a', '')).toBe('https://api.example.com/v1/a')
    expect(urlOf('https://api.example.com', '/v1/a', 'b=c')).toBe('https://api.example.com/v1/a?b=c')
  })

  it.each([
    '@evil.example',
    '.evil.example/',
    ':8443/',
    '/a/../b',
    '/a/./b',
    '/a b',
    '/a?b',
    '/a#b',
    '/a\\b',
    '/%2e%2e/a',
    '/ä',
    '',
  ])('refuses the path %j, which means more than it says', (path) => {
    expect(() => urlOf('https://api.example.com', path, '')).toThrow(HostRefused)
  })
})
