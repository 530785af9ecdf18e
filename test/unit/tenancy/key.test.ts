import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isKey, newKey, randomText, sameSecret, sha256Hex } from '../../../src/tenancy/key.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Every byte once, then again from the start. */
function counter() {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ % 256)
}

describe('keys', () => {
  it('have their form, and are all different', () => {
    const keys = Array.from({ length: 200 }, () => newKey(random))
    for (const key of keys) expect(key).toMatch(/^upk_[A-Za-z0-9]{43}$/)
    for (const key of keys) expect(isKey(key)).toBe(true)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('are nothing else', () => {
    const key = newKey(random)
    for (const text of [
      '',
      'upk_',
      key.slice(0, -1),
      `${key}a`,
      ` ${key}`,
      `${key}\n`,
      key.replace('upk_', 'upx_'),
      `upk_${'-'.repeat(43)}`,
    ])
      expect(isKey(text)).toBe(false)
  })

  it('have each character as likely as another', () => {
    const counts = new Map<string, number>()
    // 248 bytes are used of every 256, which is four times the alphabet.
    for (const character of randomText(248 * 10, counter())) counts.set(character, (counts.get(character) ?? 0) + 1)
    expect(counts.size).toBe(62)
    expect(new Set(counts.values())).toEqual(new Set([40]))
  })

  it('throw away the bytes that would favour some', () => {
    const bytes = [255, 254, 248, 0, 61, 62, 247]
    const given = (length: number) => Uint8Array.from({ length }, () => bytes.shift() ?? 1)
    expect(randomText(4, given)).toBe('A9A9')
  })

  it('are as long as asked for, over the characters asked for', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.uniqueArray(fc.constantFrom(...alphabet), { minLength: 1 }), (length, characters) => {
        const text = randomText(length, random, characters.join(''))
        expect(text).toHaveLength(length)
        expect([...text].every((character) => characters.includes(character))).toBe(true)
      }),
    )
  })
})

describe('sameSecret', () => {
  it('is equality', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(text, text, async (left, right) => {
        expect(await sameSecret(left, left)).toBe(true)
        expect(await sameSecret(left, right)).toBe(left === right)
        expect(await sameSecret(left, `${left}x`)).toBe(false)
      }),
    )
  })
})

describe('sha256Hex', () => {
  it('answers as the standard says', async () => {
    expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})
