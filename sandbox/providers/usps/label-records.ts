import { type Collection, collection } from '../../collection.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface LabelRecord {
  /** The tracking number. */
  id: string
  /** The `X-Idempotency-Key` it was created with, and the body; empty where there was none. */
  key: string
  body: string
  mailClass: string
  pounds: number
  imageType: string
  receiptOption: string
  origin: Place
  destination: Place
  mailingDate: string
  extraServices: number[]
  isCanceled: boolean
  /** ISO 8601 */
  createdAt: string
}

export interface Place {
  streetAddress: string
  city: string
  state: string
  ZIPCode: string
  firm: string
  firstName: string
  lastName: string
}

export const washington: Place = {
  streetAddress: "475 L'ENFANT PLAZA SW",
  city: 'WASHINGTON',
  state: 'DC',
  ZIPCode: '20260',
  firm: 'SANDBOX SHOP',
  firstName: 'GRACE',
  lastName: 'HOPPER',
}

export const saintLouis: Place = {
  streetAddress: '1100 WYOMING ST',
  city: 'SAINT LOUIS',
  state: 'MO',
  ZIPCode: '63118',
  firm: '',
  firstName: 'ADA',
  lastName: 'LOVELACE',
}

const fixtureLabel: LabelRecord = {
  id: fixtures.label,
  key: '',
  body: '',
  mailClass: 'USPS_GROUND_ADVANTAGE',
  pounds: 1,
  imageType: 'PDF',
  receiptOption: 'NONE',
  origin: washington,
  destination: saintLouis,
  mailingDate: '2026-01-15',
  extraServices: [],
  isCanceled: false,
  createdAt: '2026-01-15T14:30:00.000Z',
}

export function labels(state: State): Collection<LabelRecord> {
  return collection(state, 'label', ({ id }) => id, [fixtureLabel])
}

/** Twenty-two digits: two of the class, ten of the service and mailer, nine of the piece, a check digit. */
export function trackingNumber(serial: string): string {
  const digits = Array.from(serial, (char) => char.charCodeAt(0) % 10).join('')
  const body = `940551234567${digits.padStart(9, '0').slice(-9)}`
  const sum = Array.from(body).reduceRight((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}
