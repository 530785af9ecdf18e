import * as z from 'zod'
import { type Address, address, party } from '../../../contracts/shipping.ts'

/** What a UPS label has room for. https://developer.ups.com/tag/Shipping?loc=en_US#operation/Shipment */
const room = () => ({
  company: z.string().trim().min(1).max(35).optional(),
  email: z.email().max(50).optional(),
  lines: z.array(z.string().trim().min(1).max(35)).min(1).max(3),
  city: z.string().trim().min(1).max(30),
  state: z.string().trim().min(1).max(5).optional(),
  postalCode: z.string().trim().min(1).max(10).optional(),
})

export const upsAddress = () => address().extend({ ...room(), name: z.string().trim().min(1).max(35).optional() })

export const upsParty = () => party().extend({ ...room(), name: z.string().trim().min(1).max(35) })

/** The pickup form is narrower still. https://developer.ups.com/tag/Pickup?loc=en_US#operation/Pickup-Creation */
export const upsPickupPlace = () =>
  upsParty().extend({
    name: z.string().trim().min(1).max(22),
    company: z.string().trim().min(1).max(27).optional(),
    /** UPS takes one line of 73 characters; two of the label's fit. */
    lines: z.array(z.string().trim().min(1).max(35)).min(1).max(2),
  })

/** Where UPS counts in pounds and inches, and writes phone numbers without the country's code and post codes in digits. */
export function isUnitedStates(country: string): boolean {
  return country === 'US' || country === 'PR'
}

/** The `Address` of rating and shipping. */
export function postalAddress(native: Address) {
  return {
    AddressLine: native.lines,
    City: native.city,
    StateProvinceCode: native.state,
    PostalCode: postalCode(native),
    CountryCode: native.country,
  }
}

/** A receiver's address: the only one in which UPS asks for homes. The indicator counts by being there. */
export function receiverAddress(native: Address) {
  return { ...postalAddress(native), ...(native.residential === true ? { ResidentialAddressIndicator: 'Y' } : {}) }
}

/** `Name` is who the label is made out to, `AttentionName` the person there. */
export function contact(native: Address) {
  return {
    Name: native.company ?? native.name,
    AttentionName: native.name,
    ...(native.phone === undefined ? {} : { Phone: { Number: phoneNumber(native.phone, native.country) } }),
  }
}

/** Digits only; in the United States area code and number, ten digits. */
export function phoneNumber(phone: string, country: string): string {
  const digits = phone.replaceAll(/\D/g, '')
  return isUnitedStates(country) && digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** Five or nine digits in the United States, as written elsewhere. */
export function postalCode(place: Pick<Address, 'postalCode' | 'country'>): string | undefined {
  return isUnitedStates(place.country) ? place.postalCode?.replaceAll('-', '') : place.postalCode
}
