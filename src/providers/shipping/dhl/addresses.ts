import * as z from 'zod'
import { type Address, address, party } from '../../../contracts/shipping.ts'

/** What a DHL waybill has room for. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
const room = () => ({
  company: z.string().trim().min(1).max(100).optional(),
  email: z.email().max(70).optional(),
  lines: z.array(z.string().trim().min(1).max(45)).min(1).max(3),
  city: z.string().trim().min(1).max(45),
  state: z.string().trim().min(2).max(35).optional(),
  postalCode: z.string().trim().min(1).max(12).optional(),
})

export const dhlAddress = () => address().extend(room())

export const dhlParty = () => party().extend(room())

/** Where there is no postal code DHL wants an empty one. */
export function postalAddress({ lines, city, state, postalCode, country }: Address) {
  const [addressLine1, addressLine2, addressLine3] = lines
  return {
    postalCode: postalCode ?? '',
    cityName: city,
    countryCode: country,
    provinceCode: state,
    addressLine1,
    addressLine2,
    addressLine3,
  }
}

export function contactInformation({ name, company, phone, email }: Address) {
  return { fullName: name, companyName: company ?? name, phone, email }
}
