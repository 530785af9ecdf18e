import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMask, mask } from '../../../src/kit/mask.ts'
import { Secret } from '../../../src/kit/secret.ts'

const label = fc
  .array(fc.tuple(fc.stringMatching(/^(?:[a-z]{1,5}\d?|[A-Z]{1,3})$/), fc.constantFrom('_', '-', '.')), {
    minLength: 0,
    maxLength: 4,
  })
  .map((words) => words.flat().join(''))
const secret = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 64 }),
  fc.tuple(label, fc.stringMatching(/^[A-Za-z0-9]{0,40}$/)).map((parts) => parts.join('')),
  fc.base64String({ maxLength: 64 }),
  fc.uuid(),
  fc.stringMatching(/^[0-9a-f]{32}$/),
)

describe('mask', () => {
  it.each([
    ['sk_test_51HfakeUpstreamExampleKey', 'sk_test_...'],
    ['whsec_fakeUpstreamExampleSecret', 'whsec_...'],
    ['shpat_0123456789abcdef0123456789abcdef', 'shpat_...'],
    ['SG.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbb', 'SG....'],
    ['xkeysib-0123456789abcdef0123456789abcdef', 'xkeysib-...'],
    ['EAAAlfakeUpstreamExampleAccessToken', '...'],
    ['correct_horse_battery', '...'],
    ['hunter2', '...'],
    ['', '...'],
    ['sk_test_short', '...'],
  ])('%s shows as %s', (value, shown) => {
    expect(mask(value)).toBe(shown)
  })

  it('shows the beginning and no more, and hides twelve characters at least', () => {
    fc.assert(
      fc.property(secret, (value) => {
        const shown = mask(value)
        const prefix = shown.slice(0, -3)
        expect(shown).toBe(`${prefix}...`)
        if (isMask(value)) expect(shown).toBe(value)
        else {
          expect(value.startsWith(prefix)).toBe(true)
          expect(prefix.length).toBeLessThanOrEqual(16)
          if (prefix !== '') expect(value.length - prefix.length).toBeGreaterThanOrEqual(12)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('shows nothing but words of a label', () => {
    fc.assert(
      fc.property(secret, (value) => /^(?:[A-Za-z0-9]{1,11}[_.-]){0,3}\.\.\.$/.test(mask(value))),
      { numRuns: 1_000 },
    )
  })

  it('stays as it is when it is masked again, and is recognised', () => {
    fc.assert(
      fc.property(secret, (value) => {
        expect(mask(mask(value))).toBe(mask(value))
        expect(isMask(mask(value))).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is no key', () => {
    for (const value of ['sk_test_51H', 'a', '', '..', 'sk_test_....', 'not a mask...', 'UPPERCASE_...'])
      expect(isMask(value), value).toBe(false)
  })
})

describe('Secret', () => {
  it('cannot be printed by accident', () => {
    const hidden = new Secret('sk_live_1')
    const printed = [
      `${hidden}`,
      String(hidden),
      JSON.stringify({ hidden }),
      Object.keys(hidden).join(),
      Object.prototype.toString.call(hidden),
    ]
    expect(printed.join()).not.toContain('sk_live_1')
    expect(hidden.reveal()).toBe('sk_live_1')
  })
})
