import { decimal, group, list, matching, oneOf, optional, required, text } from './shape.ts'

/** Parts that the Rating and Shipping APIs share. Lengths and requirements: UPS API descriptions of 2026-07. */

const country = matching(/^[A-Z]{2}$/)
const accountNumber = matching(/^[0-9A-Za-z]{6}$/)

export const reference = group({
  SubVersion: optional(matching(/^\d{4}$/)),
  TransactionReference: optional(group({ CustomerContext: optional(text(512)) })),
})

function address(isCityRequired: boolean) {
  return group({
    AddressLine: required(list(text(35), 3)),
    City: isCityRequired ? required(text(30)) : optional(text(30)),
    StateProvinceCode: optional(text(5)),
    PostalCode: optional(text(9)),
    CountryCode: required(country),
    ResidentialAddressIndicator: optional(text(512, 0)),
  })
}

export const ratedAddress = address(false)
export const shippedAddress = address(true)

export const account = accountNumber

const phone = group({ Number: required(matching(/^\d{1,15}$/)), Extension: optional(text(4)) })

/** Who sends or receives. For a rate only the address matters. */
export function party(isShipping: boolean, extra: Parameters<typeof group>[0] = {}) {
  return group({
    Name: isShipping ? required(text(35)) : optional(text(35)),
    AttentionName: optional(text(35)),
    Phone: optional(phone),
    EMailAddress: optional(text(50)),
    Address: required(isShipping ? shippedAddress : ratedAddress),
    ...extra,
  })
}

const payerAddress = group({ PostalCode: optional(text(9)), CountryCode: required(country) })

export const charges = list(
  group({
    Type: required(oneOf('01', '02', '03')),
    BillShipper: optional(group({ AccountNumber: optional(accountNumber) })),
    BillReceiver: optional(
      group({ AccountNumber: required(accountNumber), Address: optional(group({ PostalCode: optional(text(9)) })) }),
    ),
    BillThirdParty: optional(group({ AccountNumber: required(accountNumber), Address: required(payerAddress) })),
    ConsigneeBilledIndicator: optional(text(512, 0)),
  }),
  3,
)

/** `Description` of a unit is required by the Rating API only. */
function unit(codes: readonly string[], isDescribed: boolean) {
  return group({
    Code: required(oneOf(...codes)),
    Description: isDescribed ? required(text(35)) : optional(text(35)),
  })
}

export const packaging = group({
  Code: required(
    oneOf('00', '01', '02', '03', '04', '21', '24', '25', '30', '2a', '2b', '2c', '56', '57', '58', '59', '6[0-7]'),
  ),
  Description: optional(text(35)),
})

export function measures(isDescribed: boolean) {
  return {
    Dimensions: optional(
      group({
        UnitOfMeasurement: required(unit(['IN', 'CM', '00', '01'], isDescribed)),
        Length: required(decimal),
        Width: required(decimal),
        Height: required(decimal),
      }),
    ),
    PackageWeight: optional(
      group({
        UnitOfMeasurement: required(unit(['LBS', 'KGS', 'OZS', '00', '01'], isDescribed)),
        Weight: required(decimal),
      }),
    ),
  }
}
