import { anything, boolean, closed, day, type Members, matching, number, whole } from '../../../json-shape.ts'
import { address, all, allText, common, currencyReference, email, phone, reference, website } from './parts.ts'

/** A display name has no colon, tab or new line. */
const displayName = matching(/^[^:\t\n]{1,500}$/)

const name: Members = {
  ...common,
  DisplayName: displayName,
  ...allText('IntuitId', 'Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix', 'FullyQualifiedName'),
  ...allText('CompanyName', 'PrintOnCheckName', 'UserId', 'AcctNum', 'GSTIN', 'GSTRegistrationType', 'BusinessNumber'),
  Organization: boolean,
  Active: boolean,
  PrimaryPhone: phone,
  AlternatePhone: phone,
  Mobile: phone,
  Fax: phone,
  PrimaryEmailAddr: email,
  WebAddr: website,
  OtherContactInfo: anything,
  BillAddr: address,
  CurrencyRef: currencyReference,
  Balance: number(),
}

export const customer = closed(
  {},
  {
    ...name,
    ShipAddr: address,
    OtherAddr: address,
    ...allText(
      'ContactName',
      'AltContactName',
      'Notes',
      'PreferredDeliveryMethod',
      'ResaleNum',
      'TaxExemptionReasonId',
    ),
    ...allText(
      'SecondaryTaxIdentifier',
      'PrimaryTaxIdentifier',
      'Source',
      'ClientCompanyId',
      'ClientEntityId',
      'TaxRegime',
    ),
    ...all(boolean, 'Taxable', 'Job', 'BillWithParent', 'TDSEnabled', 'IsProject', 'IsCISContractor'),
    ...all(
      reference,
      'DefaultTaxCodeRef',
      'RootCustomerRef',
      'ParentRef',
      'CustomerTypeRef',
      'SalesTermRef',
      'SalesRepRef',
    ),
    ...all(reference, 'TaxGroupCodeRef', 'TaxRateRef', 'PaymentMethodRef', 'PriceLevelRef', 'ARAccountRef'),
    ...all(number(), 'BalanceWithJobs', 'CreditLimit', 'OverDueBalance', 'TotalRevenue', 'TotalExpense'),
    Level: whole(),
    OpenBalanceDate: day,
    CCDetail: anything,
    JobInfo: anything,
    CustomerEx: anything,
  },
)

export const vendor = closed(
  {},
  {
    ...name,
    ...all(reference, 'TermRef', 'APAccountRef', 'DefaultTaxCodeRef'),
    ...allText('TaxIdentifier', 'T4AEligible', 'VendorPaymentBankDetail', 'Source'),
    ...all(boolean, 'Vendor1099', 'T5018Eligible', 'HasTPAR'),
    ...all(number(), 'BillRate', 'CostRate'),
  },
)
