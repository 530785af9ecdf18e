import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, encodeForm, encodeQuery, UnencodableText } from '../../../src/kit/encode.ts'
import type { FormFields, FormValue } from '../../../src/kit/request.ts'
import { form, json } from '../../../src/kit/request.ts'
import { illFormedText, wellFormedText } from '../support/arbitraries.ts'

/** A form as a server decodes it: by hand, after the URL Standard, with nothing of what encoded it. */
function decodePairs(text: string): [string, string][] {
  if (text === '') return []
  return text.split('&').map((pair) => {
    const [name = '', ...rest] = pair.split('=')
    return [decodeText(name), decodeText(rest.join('='))]
  })
}

function decodeText(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

/** What brackets mean: `a[b][0]=x` is `{ a: { b: { 0: 'x' } } }`. Lists come back as objects with numbers for names. */
interface Tree {
  [name: string]: string | Tree
}

function treeOf(pairs: readonly (readonly [string, string])[]): Tree {
  const root: Tree = {}
  for (const [name, value] of pairs) {
    const keys = [name.split('[', 1)[0] ?? '', ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')]
    const last = keys.pop() ?? ''
    let place = root
    for (const key of keys) {
      // Every object has a `valueOf`, and so may a form.
      const next = (Object.hasOwn(place, key) ? place[key] : undefined) ?? {}
      if (typeof next === 'string') throw new TypeError(`"${name}" is a value and has members`)
      place[key] = next
      place = next
    }
    if (Object.hasOwn(place, last)) throw new TypeError(`"${name}" comes twice`)
    place[last] = value
  }
  return root
}

/** What a server has to read, by the meaning of the fields: what is left out, or empty, isn't there. */
function expectedTree(fields: FormFields): Tree {
  const tree: Tree = {}
  for (const [name, value] of Object.entries(fields)) {
    const expected = expectedValue(value)
    if (expected !== undefined) tree[name] = expected
  }
  return tree
}

function expectedValue(value: FormValue): string | Tree | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value).map(([key, item]) => [key, expectedValue(item)] as const)
  const present = entries.filter((entry): entry is [string, string | Tree] => entry[1] !== undefined)
  return present.length === 0 ? undefined : Object.fromEntries(present)
}

const fieldName = fc
  .oneof(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), wellFormedText)
  .filter((name) => name !== '' && !/[[\]]/.test(name) && name !== '__proto__')
const scalar = fc.oneof(wellFormedText, fc.integer(), fc.boolean(), fc.double({ noNaN: true }))

const { fields } = fc.letrec<{ value: FormValue; fields: FormFields }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('fields'),
  ),
  fields: fc.dictionary(fieldName, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}))

describe('encodeForm', () => {
  it.each<[FormFields, string]>([
    [{}, ''],
    [{ amount: 1000, currency: 'usd' }, 'amount=1000&currency=usd'],
    [{ a: undefined, b: false, c: '' }, 'b=false&c='],
    [{ metadata: { order: '7', note: 'a b' } }, 'metadata%5Border%5D=7&metadata%5Bnote%5D=a+b'],
    [
      { items: [{ price: 'p', quantity: 2 }, 'x'] },
      'items%5B0%5D%5Bprice%5D=p&items%5B0%5D%5Bquantity%5D=2&items%5B1%5D=x',
    ],
    [{ e: '&=+%é' }, 'e=%26%3D%2B%25%C3%A9'],
  ])('%j is %s', (value, expected) => {
    expect(encodeForm(value)).toBe(expected)
  })

  it('is read by a server as it was meant, whatever is in it', () => {
    const inherited = { valueOf: 0, toString: { constructor: 'x' } }
    expect(treeOf(decodePairs(encodeForm(inherited)))).toEqual(expectedTree(inherited))
    fc.assert(
      fc.property(fields, (value) => {
        expect(treeOf(decodePairs(encodeForm(value)))).toEqual(expectedTree(value))
      }),
    )
  })

  it('has no character in it that a form reads as something else', () => {
    fc.assert(fc.property(fields, (value) => /^[A-Za-z0-9*\-._+%=&]*$/.test(encodeForm(value))))
  })
})

describe('encodeQuery', () => {
  const query = fc.dictionary(
    fc.oneof(fc.stringMatching(/^[a-z_]{1,8}$/), wellFormedText).filter((name) => name !== '__proto__'),
    fc.oneof(scalar, fc.constant(undefined), fc.array(scalar, { maxLength: 3 })),
    { maxKeys: 4, noNullPrototype: true },
  )

  it.each([
    [{}, ''],
    [{ limit: 3, after: undefined }, 'limit=3'],
    [{ q: "it's a b" }, 'q=it%27s%20a%20b'],
    [{ id: ['a', 'b'], none: [] }, 'id=a&id=b'],
    [{ flag: false, zero: 0, empty: '' }, 'flag=false&zero=0&empty='],
  ])('%j is %s', (value, expected) => {
    expect(encodeQuery(value)).toBe(expected)
  })

  it('is read by a server as it was meant, lists as repeated names', () => {
    fc.assert(
      fc.property(query, (value) => {
        const expected = Object.entries(value).flatMap(([name, item]) =>
          item === undefined ? [] : (typeof item === 'object' ? item : [item]).map((one) => [name, String(one)]),
        )
        expect(decodePairs(encodeQuery(value))).toEqual(expected)
        expect([...new URLSearchParams(encodeQuery(value))]).toEqual(expected)
      }),
    )
  })

  it('leaves nothing for a URL parser to change', () => {
    fc.assert(
      fc.property(query, (value) => {
        const text = encodeQuery(value)
        const url = new URL(`https://example.com/path${text === '' ? '' : '?'}${text}`)
        expect(url.search.slice(1)).toBe(text)
        expect(url.pathname + url.hash).toBe('/path')
      }),
    )
  })

  it('refuses text that has no encoding', () => {
    fc.assert(
      fc.property(illFormedText, (text) => {
        expect(() => encodeQuery({ q: text })).toThrow(UnencodableText)
        expect(() => encodeQuery({ q: ['a', text] })).toThrow(UnencodableText)
        expect(() => encodeQuery({ [text]: 1 })).toThrow(UnencodableText)
      }),
    )
  })
})

describe('encodeBody', () => {
  it('announces what it is', () => {
    expect(encodeBody({ kind: 'none' })).toBeUndefined()
    expect(encodeBody(json({ a: undefined, b: null }))).toEqual({ contentType: 'application/json', text: '{"b":null}' })
    expect(encodeBody(json([], 'application/vnd.api+json'))?.contentType).toBe('application/vnd.api+json')
    expect(encodeBody(form({ a: 1 }))).toEqual({ contentType: 'application/x-www-form-urlencoded', text: 'a=1' })
  })

  it('keeps any JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(encodeBody(json(JSON.parse(text)))?.text).toBe(text)
      }),
    )
  })
})
