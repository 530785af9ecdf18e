import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, exponentOf, toDecimal, toMinor } from '../../../src/contracts/money.ts'

const currency = fc.constantFrom('USD', 'eur', 'JPY', 'krw', 'KWD', 'tnd', 'CLF', 'UYW', 'XAF', 'GBP')
const minor = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 })

/** The same by whole numbers of any length. */
function minorByDigits(whole: string, fraction: string, exponent: number): bigint {
  return BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
}

describe('money', () => {
  it.each([
    [1050, 'USD', '10.50'],
    [1050, 'jpy', '1050'],
    [1050, 'KWD', '1.050'],
    [1050, 'CLF', '0.1050'],
    [5, 'USD', '0.05'],
    [0, 'USD', '0.00'],
    [0, 'JPY', '0'],
    [-5, 'USD', '-0.05'],
    [-1050, 'JPY', '-1050'],
  ])('%i %s is %s', (value, code, decimal) => {
    expect(toDecimal(value, code)).toBe(decimal)
    expect(toMinor(decimal, code)).toBe(value)
  })

  it('comes back from decimal notation as it was, in every currency', () => {
    fc.assert(fc.property(minor, currency, (value, code) => toMinor(toDecimal(value, code), code) === value))
  })

  it('is written with as many decimals as the currency has', () => {
    fc.assert(
      fc.property(minor, currency, (value, code) => {
        const [, fraction = ''] = toDecimal(value, code).split('.')
        expect(fraction.length).toBe(exponentOf(code))
      }),
    )
  })

  it('is read exactly, without floating point', () => {
    expect(toMinor('1.1', 'USD')).toBe(110)
    expect(toMinor(1.1, 'USD')).toBe(110)
    expect(toMinor(4.35, 'USD')).toBe(435)
    expect(toMinor('0.29', 'USD')).toBe(29)
    expect(toMinor('9999999999999.9999', 'CLF')).toBeUndefined()
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^\d{1,13}$/), fc.stringMatching(/^9\d{12}$/)),
        fc.stringMatching(/^\d{0,4}$/),
        currency,
        (whole, digits, code) => {
          const fraction = digits.slice(0, exponentOf(code))
          const exact = minorByDigits(whole, fraction, exponentOf(code))
          const read = toMinor(fraction === '' ? whole : `${whole}.${fraction}`, code)
          if (exact <= BigInt(Number.MAX_SAFE_INTEGER)) expect(read).toBe(Number(exact))
          else expect(read).toBeUndefined()
        },
      ),
      { numRuns: 500 },
    )
  })

  it('may end in zeros beyond the minor unit, and in nothing finer', () => {
    expect(toMinor('10.5000', 'USD')).toBe(1050)
    expect(toMinor('1050.00', 'JPY')).toBe(1050)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        currency,
        fc.integer({ min: 1, max: 9 }),
        fc.nat(3),
        (value, code, digit, zeros) => {
          const decimal = toDecimal(value, code)
          const point = decimal.includes('.') ? '' : '.'
          expect(toMinor(`${decimal}${point}${'0'.repeat(zeros)}${digit}`, code)).toBeUndefined()
          expect(toMinor(`${decimal}${point}${'0'.repeat(zeros + 1)}`, code)).toBe(value)
        },
      ),
    )
  })

  it.each([
    '',
    ' ',
    'ten',
    '1,50',
    '1.',
    '.5',
    '+1',
    '--1',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '1.2.3',
    '１',
    '1 000',
    Number.NaN,
    Infinity,
    1e21,
    1e-7,
  ])('is not read into %j', (decimal) => {
    expect(toMinor(decimal, 'USD')).toBeUndefined()
  })

  it('has no negative nothing', () => {
    expect(Object.is(toMinor('-0.00', 'USD'), 0)).toBe(true)
    expect(toDecimal(-0, 'USD')).toBe('0.00')
  })

  it('is at most what the largest currency can be written exactly in', () => {
    expect(amount().safeParse(999_999_999_999).success).toBe(true)
    for (const value of [-1, 0.5, 1_000_000_000_000, Number.NaN, '1'])
      expect(amount().safeParse(value).success).toBe(false)
  })
})
