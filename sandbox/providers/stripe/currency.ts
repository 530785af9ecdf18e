import type { Parse } from './parameters.ts'
import { text } from './parameters.ts'
import { invalid } from './refusal.ts'

/** The smallest charge by currency, in its smallest unit: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const minimums: ReadonlyMap<string, number> = new Map([
  ['usd', 50],
  ['aed', 200],
  ['aud', 50],
  ['brl', 50],
  ['cad', 50],
  ['chf', 50],
  ['czk', 1500],
  ['dkk', 250],
  ['eur', 50],
  ['gbp', 30],
  ['hkd', 400],
  ['huf', 17500],
  ['inr', 50],
  ['jpy', 50],
  ['mxn', 1000],
  ['myr', 200],
  ['nok', 300],
  ['nzd', 50],
  ['pln', 200],
  ['ron', 200],
  ['sek', 300],
  ['sgd', 50],
  ['thb', 1000],
])

/** Currencies without a minor unit: https://docs.stripe.com/currencies#zero-decimal */
const withoutMinorUnit = new Set([
  'bif',
  'clp',
  'djf',
  'gnf',
  'jpy',
  'kmf',
  'krw',
  'mga',
  'pyg',
  'rwf',
  'ugx',
  'vnd',
  'vuv',
  'xaf',
  'xof',
  'xpf',
])

/** Presentment currencies without a documented minimum of their own: https://docs.stripe.com/currencies#presentment-currencies */
const others =
  'afn all amd ang aoa ars awg azn bam bbd bdt bgn bif bmd bnd bob bsd bwp byn bzd cdf clp cny cop crc cve djf dop dzd egp etb fjd fkp gel gip gmd gnf gtq gyd hnl htg idr ils isk jmd kes kgs khr kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mzn nad ngn nio npr pab pen pgk php pkr pyg qar rsd rub rwf sar sbd scr shp sle sos srd std szl tjs top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw'.split(
    ' ',
  )

const supported = new Set([...minimums.keys(), ...others])

export function currency(): Parse<string> {
  return (value, name) => {
    const given = text()(value, name).toLowerCase()
    if (!supported.has(given)) {
      throw invalid(
        `Invalid currency: ${given}. Stripe currently supports these currencies: ${[...supported].join(', ')}`,
        { param: name },
      )
    }
    return given
  }
}

export function assertChargeable(amount: number, code: string): void {
  const minimum = minimums.get(code) ?? 0
  if (amount < minimum) {
    throw invalid(`Amount must be at least ${formatMoney(minimum, code)}`, {
      code: 'amount_too_small',
      param: 'amount',
    })
  }
}

export function formatMoney(amount: number, code: string): string {
  const value = withoutMinorUnit.has(code) ? String(amount) : (amount / 100).toFixed(2)
  return code === 'usd' ? `$${value} usd` : `${value} ${code}`
}
