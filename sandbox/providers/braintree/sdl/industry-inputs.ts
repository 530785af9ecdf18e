/** Input objects of industry data, complete. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const industryInputs = /* GraphQL */ `
input IndustryAdditionalChargeInput {
  kind: IndustryAdditionalChargeType!
  amount: Amount!
}

input IndustryCruiseInput {
  travelPackage: IndustryCruiseTravelPackageType!
  lodgingCheckInDate: Date
  lodgingCheckOutDate: Date
  departureDate: Date
  lodgingName: String
}

input IndustryFlightInput {
  passengerFirstName: String
  passengerLastName: String
  passengerMiddleInitial: String
  passengerTitle: String
  dateOfBirth: Date
  countryCode: CountryCodeAlpha2
  issuedDate: Date
  travelAgencyName: String
  travelAgencyCode: String
  ticketNumber: String
  issuingCarrierCode: String
  customerCode: String
  fareAmount: Amount
  feeAmount: Amount
  taxAmount: Amount
  restrictedTicket: Boolean!
  arrivalDate: Date
  ticketIssuerAddress: AddressInput
  legs: [IndustryFlightLegInput!]
}

input IndustryFlightLegInput {
  conjunctionTicket: String
  exchangeTicket: String
  couponNumber: String
  serviceClass: String
  carrierCode: String
  fareBasisCode: String
  flightNumber: String
  departureDate: Date
  departureAirportCode: String
  departureTime: String
  arrivalAirportCode: String
  arrivalTime: String
  stopoverPermitted: Boolean
  fareAmount: Amount
  feeAmount: Amount
  taxAmount: Amount
  endorsementOrRestrictions: String
}

input IndustryLodgingInput {
  folioNumber: String
  checkInDate: Date
  checkOutDate: Date
  roomRate: Amount
  roomTax: Amount
  noShow: Boolean
  advancedDeposit: Boolean
  fireSafe: Boolean
  propertyPhone: String
  additionalCharges: [IndustryAdditionalChargeInput!]
}

input TransactionIndustryInput {
  lodging: IndustryLodgingInput
  cruise: IndustryCruiseInput
  flight: IndustryFlightInput
}
`
