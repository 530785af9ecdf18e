import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { path, UnsafePathSegment, under } from '../../../src/kit/path.ts'
import { urlOf } from '../../../src/kit/server.ts'
import { illFormedText, wellFormedText } from '../support/arbitraries.ts'

const origin = 'https://api.example.com'
const segment = wellFormedText.filter((text) => text !== '' && text !== '.' && text !== '..')
const attack = fc.constantFrom(
  '../admin',
  '..%2fadmin',
  '%2e%2e',
  '%2E.',
  '/',
  '//evil.example',
  '\\\\evil.example',
  '@evil.example',
  '#',
  '?a=b',
  ';a=b',
  'a/../../b',
  '\0',
  '\n',
  '\t',
  '%',
  '%00',
  '。',
  '．．',
  '...',
  '.%00',
  ' ',
  '.\t.',
)
const hole = fc.oneof(segment, attack)

describe('path', () => {
  it.each([
    [path`/v1/charges`, '/v1/charges'],
    [path`/v1/charges/${'ch_1'}/capture`, '/v1/charges/ch_1/capture'],
    [path`/v1/${7}/${'a b'}`, '/v1/7/a%20b'],
    [path`/v1/${'a/../b?c#d'}`, '/v1/a%2F..%2Fb%3Fc%23d'],
  ])('%s is %s', (actual, expected) => {
    expect(actual).toBe(expected)
  })

  it('gives every hole exactly one segment, whatever is in it, and nothing else', () => {
    fc.assert(
      fc.property(hole, hole, (first, second) => {
        const url = new URL(origin + path`/v1/${first}/of/${second}`)
        const [, version, one, literal, two, ...rest] = url.pathname.split('/')
        expect({ version, literal, rest }).toEqual({ version: 'v1', literal: 'of', rest: [] })
        expect(decodeURIComponent(one ?? '')).toBe(first)
        expect(decodeURIComponent(two ?? '')).toBe(second)
        expect({ origin: url.origin, rest: url.search + url.hash + url.username + url.password }).toEqual({
          origin,
          rest: '',
        })
      }),
    )
  })

  it('comes out of a URL parser as it went in, at the end and in the middle', () => {
    fc.assert(
      fc.property(hole, (value) => {
        for (const built of [path`/${value}`, path`/a/${value}`, path`/a/${value}/b`, path`/a/x-${value}.json`]) {
          expect(new URL(origin + built).pathname).toBe(built)
          expect(urlOf(origin, built, '')).toBe(origin + built)
        }
      }),
    )
  })

  it.each(['', '.', '..'])('refuses %j, which a parser would drop', (value) => {
    expect(() => path`/a/${value}`).toThrow(UnsafePathSegment)
    expect(() => path`/a/${value}/b`).toThrow(UnsafePathSegment)
  })

  it('refuses text that has no encoding', () => {
    fc.assert(
      fc.property(illFormedText, (value) => {
        expect(() => path`/a/${value}`).toThrow(UnsafePathSegment)
      }),
    )
  })

  it('starts with one slash', () => {
    expect(() => path`v1/charges`).toThrow(TypeError)
    expect(() => path`//evil.example/charges`).toThrow(TypeError)
    expect(() => path`${'a'}/b`).toThrow(TypeError)
  })
})

describe('under', () => {
  it('puts one path below another', () => {
    expect(under(path`/test`, path`/orders/${'a/b'}`)).toBe('/test/orders/a%2Fb')
    expect(() => under(path`/`, path`/orders`)).toThrow(TypeError)
  })
})
