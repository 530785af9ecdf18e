import * as z from 'zod'
import { type Address, address, party } from '../../../contracts/shipping.ts'

/** States, territories and the three codes of the armed forces. https://developers.usps.com/addressesv3 */
const states =
  'AA AE AL AK AP AS AZ AR CA CO CT DE DC FM FL GA GU HI ID IL IN IA KS KY LA ME MH MD MA MI MN MS MO MP MT NE NV NH NJ NM NY NC ND OH OK OR PW PA PR RI SC SD TN TX UT VT VI VA WA WV WI WY'.split(
    ' ',
  )

export const stateCode = () => z.enum(states)

/** Where mail is domestic: the country, and the territories that have a country code of their own. */
const domesticCountries = ['US', 'PR', 'VI', 'GU', 'AS', 'MP'] as const

export const zipCode = () => z.string().regex(/^\d{5}$/, 'is not a ZIP Code of five digits')

const longZipCode = () => z.string().regex(/^\d{5}(-\d{4})?$/, 'is not a ZIP Code or ZIP+4')

/** What is domestic, and fits on a label. https://developers.usps.com/domesticlabelsv3 */
const room = () => ({
  company: z.string().trim().min(1).max(50).optional(),
  email: z.email().max(50).optional(),
  lines: z.array(z.string().trim().min(1).max(50)).min(1).max(2),
  city: z.string().trim().min(1).max(28),
  state: stateCode(),
  country: z.enum(domesticCountries),
})

export const uspsAddress = () => address().extend({ ...room(), postalCode: longZipCode().optional() })

const phone = () =>
  z
    .string()
    .max(40)
    .refine((text) => /^\d{6,15}$/.test(digitsOf(text)), 'is not a phone number of 6 to 15 digits')

export const uspsParty = () =>
  party().extend({ ...room(), name: z.string().trim().min(1).max(50), phone: phone(), postalCode: longZipCode() })

/** The carrier asks for a first and a last name, and writes by e-mail or to a number of ten digits. */
export const uspsPickupPlace = () =>
  uspsParty().extend({
    name: z
      .string()
      .trim()
      .max(50)
      .regex(/^\S+(\s+\S+)+$/, 'is not a first and a last name'),
  })

export function isDomestic(country: string): boolean {
  return domesticCountries.some((domestic) => domestic === country)
}

export function postalAddress(native: Address) {
  const [streetAddress, secondaryAddress] = native.lines
  return { streetAddress, secondaryAddress, city: native.city, state: native.state, ...splitZipCode(native.postalCode) }
}

/** `10018-1234` → `10018` and `1234`. */
function splitZipCode(postalCode: string | undefined) {
  const [ZIPCode, ZIPPlus4] = postalCode?.split('-') ?? []
  return { ZIPCode, ZIPPlus4 }
}

/** A label wants a first and a last name, or a firm: one word alone is a firm. */
export function addressee({ name, company, phone, email }: Address) {
  const names = splitName(name)
  return {
    ...names,
    firm: company ?? (names.lastName === undefined ? name : undefined),
    phone: phone === undefined ? undefined : digitsOf(phone),
    email,
  }
}

export function splitName(name: string | undefined) {
  const [, firstName, lastName] = /^(.*\S)\s+(\S+)$/.exec(name?.trim() ?? '') ?? []
  return { firstName, lastName }
}

function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}
