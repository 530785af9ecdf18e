import * as z from 'zod'
import { type Address, address, party } from '../../../contracts/shipping.ts'

const state = () => z.string().trim().min(1).max(50)
const postalCode = () => z.string().trim().min(1).max(16)

/** ShipStation wants a state and a postal code of every country. https://docs.shipstation.com/apis/openapi */
export const placeOfRate = () => address().extend({ state: state(), postalCode: postalCode() })

export const shipstationParty = () => party().extend({ state: state(), postalCode: postalCode() })

/** Whom the carrier asks for, also by e-mail. */
export const pickupPlace = () => party().required({ email: true })

export function mailingAddress(native: Address) {
  const [addressLine1, addressLine2, addressLine3] = native.lines
  return {
    name: native.name,
    phone: native.phone,
    email: native.email,
    company_name: native.company,
    address_line1: addressLine1,
    address_line2: addressLine2,
    address_line3: addressLine3,
    city_locality: native.city,
    state_province: native.state,
    postal_code: native.postalCode,
    country_code: native.country,
    address_residential_indicator: residentialIndicator(native.residential),
  }
}

export function residentialIndicator(residential: boolean | undefined): 'yes' | 'no' | 'unknown' {
  return residential === undefined ? 'unknown' : residential ? 'yes' : 'no'
}
