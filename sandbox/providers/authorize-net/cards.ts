/** Card numbers and the answers that ZIP codes and card codes provoke, https://developer.authorize.net/hello_world/testing_guide/. */

/** AVS answers by the ZIP code of `billTo`. */
const addressAnswers: Readonly<Record<string, string>> = {
  '46206': 'P',
  '46203': 'E',
  '46207': 'R',
  '46204': 'G',
  '46209': 'U',
  '46208': 'S',
  '46205': 'N',
  '46201': 'A',
  '46217': 'Z',
  '46211': 'W',
  '46214': 'X',
}

/** The ZIP code with which the bank declines. */
export const decliningZip = '46282'

const codeAnswers: Readonly<Record<string, string>> = { '900': 'M', '901': 'N', '902': 'S', '903': 'U', '904': 'P' }

export function addressAnswer(zip: string | undefined): string {
  return (zip === undefined ? undefined : addressAnswers[zip]) ?? 'Y'
}

export function codeAnswer(code: string | undefined): string {
  return code === undefined ? '' : (codeAnswers[code] ?? 'P')
}

export function cardTypeOf(number: string): string {
  if (number.startsWith('4')) return 'Visa'
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'MasterCard'
  if (/^3[47]/.test(number)) return 'AmericanExpress'
  if (/^(6011|65)/.test(number)) return 'Discover'
  if (/^3[068]/.test(number)) return number.startsWith('3088') ? 'JCB' : 'DinersClub'
  return 'Visa'
}

export function masked(number: string): string {
  return `XXXX${number.slice(-4)}`
}

export function isCardNumber(number: string): boolean {
  if (!/^\d{13,16}$/.test(number)) return false
  const sum = Array.from(number)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

/** `2030-12`, `12/2030`, `12/30`, `1230` or `122030`; `XXXX` where a refund names its card. */
export function expiryOf(date: string): 'masked' | 'unreadable' | { readonly year: number; readonly month: number } {
  if (date === 'XXXX') return 'masked'
  const match = /^(\d{4})-(\d{2})$/.exec(date)
  const reversed = /^(\d{2})[/-]?(\d{4}|\d{2})$/.exec(date)
  const year = match?.[1] ?? reversed?.[2]
  const month = Number(match?.[2] ?? reversed?.[1])
  if (year === undefined || month < 1 || month > 12) return 'unreadable'
  return { year: Number(year.length === 2 ? `20${year}` : year), month }
}
