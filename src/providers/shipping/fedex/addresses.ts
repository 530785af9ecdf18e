import * as z from 'zod'
import { type Address, address, party } from '../../../contracts/shipping.ts'

/** What FedEx has room for. https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html */
const room = () => ({
  company: z.string().trim().min(1).max(35).optional(),
  email: z.email().max(80).optional(),
  lines: z.array(z.string().trim().min(1).max(35)).min(1).max(3),
  city: z.string().trim().min(1).max(35),
  /** Two letters, and needed only in the United States, Canada and Puerto Rico. */
  state: z.string().trim().min(1).max(2).optional(),
  postalCode: z.string().trim().min(1).max(10).optional(),
})

const name = () => z.string().trim().min(1).max(70)

export const fedexAddress = () => address().extend({ ...room(), name: name().optional() })

/** A party of a shipment, whose phone number has ten to fifteen digits. */
export const fedexParty = () => party().extend({ ...room(), name: name(), phone: phone(10, 15) })

/** The party of a pickup, whose phone number has eight to thirteen. https://developer.fedex.com/api/en-us/catalog/pickup/v1/docs.html */
export const fedexPickupPlace = () => party().extend({ ...room(), name: name(), phone: phone(8, 13) })

function phone(fewest: number, most: number) {
  return z
    .string()
    .max(40)
    .refine((text) => {
      const { length } = digitsOf(text)
      return length >= fewest && length <= most
    }, `is not a phone number of ${fewest} to ${most} digits`)
}

export function postalAddress(native: Omit<Address, 'lines'>) {
  return {
    city: native.city,
    stateOrProvinceCode: native.state,
    postalCode: native.postalCode,
    countryCode: native.country,
    residential: native.residential,
  }
}

export function streetAddress(native: Address) {
  return { streetLines: native.lines, ...postalAddress(native) }
}

export function contact(native: Address & { readonly phone: string }) {
  return {
    personName: native.name,
    companyName: native.company,
    emailAddress: native.email,
    phoneNumber: phoneNumber(native),
  }
}

/** Digits; in the United States and Canada the ten without the country's code. */
export function phoneNumber({ phone, country }: Pick<Address, 'country'> & { readonly phone: string }): string {
  const digits = digitsOf(phone)
  const hasCountryCode = (country === 'US' || country === 'CA') && digits.length === 11 && digits.startsWith('1')
  return hasCountryCode ? digits.slice(1) : digits
}

function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}
