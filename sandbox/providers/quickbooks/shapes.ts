import {
  anything,
  boolean,
  closed,
  currency,
  day,
  list,
  type Members,
  matching,
  number,
  oneOf,
  type Shape,
  text,
  whole,
} from '../../json-shape.ts'

/** What requests may carry. Source: Finance.xsd and IntuitBaseTypes.xsd of the QuickBooks V3 SDK. */

const id = matching(/^-?\d+$/)

/** A reference: `{"value": "58", "name": "…"}`. */
const reference = closed({ value: text(100, 1) }, { name: text(), type: text() })

const currencyReference = closed({ value: currency }, { name: text() })

const email = closed({}, { Id: id, Address: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/), Default: boolean, Tag: text() })

const phone = closed(
  {},
  {
    Id: id,
    DeviceType: text(),
    CountryCode: text(),
    AreaCode: text(),
    ExchangeCode: text(),
    Extension: text(),
    FreeFormNumber: text(30),
    Default: boolean,
    Tag: text(),
  },
)

const website = closed({}, { Id: id, URI: text(1000), Default: boolean, Tag: text() })

const address = closed(
  {},
  {
    Id: id,
    ...allText('Line1', 'Line2', 'Line3', 'Line4', 'Line5', 'City', 'Country', 'CountryCode', 'County'),
    ...allText('CountrySubDivisionCode', 'PostalCode', 'PostalCodeSuffix', 'Lat', 'Long', 'Tag', 'Note'),
  },
)

const common: Members = {
  Id: id,
  SyncToken: matching(/^\d+$/),
  MetaData: anything,
  CustomField: list(anything),
  AttachableRef: list(anything),
  sparse: boolean,
  domain: text(),
}

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

const linked = closed({ TxnId: id, TxnType: text() }, { TxnLineId: id })

const line: Members = {
  Id: id,
  LineNum: whole(1),
  Description: text(4000),
  CustomField: list(anything),
  LinkedTxn: list(linked),
  ProjectRef: reference,
  LineEx: anything,
}

const salesItem = closed(
  {},
  {
    ...all(reference, 'ItemRef', 'ClassRef', 'PriceLevelRef', 'ItemAccountRef', 'InventorySiteRef', 'TaxCodeRef'),
    ...all(
      number(),
      'UnitPrice',
      'UnitCostPrice',
      'RatePercent',
      'Qty',
      'TaxInclusiveAmt',
      'DiscountRate',
      'DiscountAmt',
    ),
    TaxClassificationRef: reference,
    UOMRef: anything,
    MarkupInfo: anything,
    ServiceDate: day,
    DeferredRevenue: boolean,
  },
)

export const salesLine = closed(
  {
    DetailType: oneOf(
      'SalesItemLineDetail',
      'GroupLineDetail',
      'DescriptionOnly',
      'DiscountLineDetail',
      'SubTotalLineDetail',
    ),
  },
  {
    ...line,
    Amount: number(),
    SalesItemLineDetail: salesItem,
    GroupLineDetail: anything,
    DescriptionLineDetail: anything,
    DiscountLineDetail: closed(
      {},
      {
        PercentBased: boolean,
        DiscountPercent: number(0, 100),
        DiscountAccountRef: reference,
        ...all(reference, 'DiscountRef', 'ClassRef', 'TaxCodeRef'),
      },
    ),
    SubTotalLineDetail: anything,
  },
)

const transaction: Members = {
  ...common,
  DocNumber: text(21),
  TxnDate: day,
  CurrencyRef: currencyReference,
  ExchangeRate: number(0),
  PrivateNote: text(4000),
  LinkedTxn: list(linked),
  ...all(reference, 'DepartmentRef', 'RecurDataRef', 'ProjectRef'),
  ...allText('TxnStatus', 'TxnSource', 'TaxFormType', 'TaxFormNum', 'TransactionLocationType'),
  TxnTaxDetail: anything,
  TxnApprovalInfo: anything,
  RecurringInfo: anything,
  Tag: list(anything),
  TotalAmt: number(),
}

export const invoice = closed(
  { CustomerRef: reference, Line: list(salesLine, 1) },
  {
    ...transaction,
    DueDate: day,
    ShipDate: day,
    CustomerMemo: closed({ value: text(1000) }, { id }),
    BillAddr: address,
    ShipAddr: address,
    ShipFromAddr: address,
    BillEmail: email,
    BillEmailCc: email,
    BillEmailBcc: email,
    PrintStatus: oneOf('NotSet', 'NeedToPrint', 'PrintComplete'),
    EmailStatus: oneOf('NotSet', 'NeedToSend', 'EmailSent'),
    GlobalTaxCalculation: oneOf('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
    ...all(
      reference,
      'RemitToRef',
      'ClassRef',
      'SalesTermRef',
      'SalesRepRef',
      'ShipMethodRef',
      'TemplateRef',
      'ARAccountRef',
    ),
    ...all(reference, 'PaymentMethodRef', 'DepositToAccountRef', 'TaxExemptionRef'),
    ...allText('PONumber', 'FOB', 'TrackingNum', 'PaymentRefNum', 'InvoiceLink', 'GovtTxnRefIdentifier'),
    ...all(boolean, 'FreeFormAddress', 'ApplyTaxAfterDiscount', 'ShippingTaxIncludedInTotalTax', 'FinanceCharge'),
    ...all(boolean, 'AutoDocNumber', 'AllowIPNPayment', 'AllowOnlinePayment', 'AllowOnlineCreditCardPayment'),
    ...all(boolean, 'AllowOnlineACHPayment', 'AllowOnlinePayPalPayment', 'AutoPayEligible'),
    ...all(number(), 'Balance', 'HomeBalance', 'HomeTotalAmt', 'DiscountRate', 'DiscountAmt', 'Deposit'),
    DeliveryInfo: anything,
    InvoiceEx: anything,
  },
)

export const payment = closed(
  { CustomerRef: reference, TotalAmt: number(0) },
  {
    ...transaction,
    Line: list(closed({ Amount: number(0), LinkedTxn: list(linked, 1) }, line)),
    PaymentRefNum: text(21),
    ...all(reference, 'RemitToRef', 'ARAccountRef', 'DepositToAccountRef', 'PaymentMethodRef', 'TaxExemptionRef'),
    PaymentType: text(),
    CheckPayment: anything,
    CreditCardPayment: anything,
    UnappliedAmt: number(),
    ProcessPayment: boolean,
    PaymentEx: anything,
  },
)

const expenseLine = closed(
  { DetailType: oneOf('AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail'), Amount: number() },
  {
    ...line,
    AccountBasedExpenseLineDetail: closed(
      { AccountRef: reference },
      {
        ...all(reference, 'CustomerRef', 'ClassRef', 'TaxCodeRef'),
        ...all(number(), 'TaxAmount', 'TaxInclusiveAmt'),
        BillableStatus: oneOf('Billable', 'NotBillable', 'HasBeenBilled'),
        MarkupInfo: anything,
      },
    ),
    ItemBasedExpenseLineDetail: closed(
      { ItemRef: reference },
      {
        ...all(reference, 'CustomerRef', 'ClassRef', 'TaxCodeRef', 'PriceLevelRef', 'ItemAccountRef'),
        ...all(number(), 'UnitPrice', 'RatePercent', 'Qty', 'TaxInclusiveAmt'),
        BillableStatus: oneOf('Billable', 'NotBillable', 'HasBeenBilled'),
        MarkupInfo: anything,
      },
    ),
  },
)

export const purchase = closed(
  {
    PaymentType: oneOf('Cash', 'Check', 'CreditCard'),
    AccountRef: reference,
    Line: list(expenseLine, 1),
  },
  {
    ...transaction,
    EntityRef: reference,
    PaymentMethodRef: reference,
    PaymentRefNum: text(21),
    Credit: boolean,
    RemitToAddr: address,
    Memo: text(),
    PrintStatus: oneOf('NotSet', 'NeedToPrint', 'PrintComplete'),
    GlobalTaxCalculation: oneOf('TaxExcluded', 'TaxInclusive', 'NotApplicable'),
    ...all(anything, 'CheckPayment', 'CreditCardPayment', 'PurchaseEx', 'LessCIS', 'IncludeInAnnualTPAR'),
  },
)

/** What changes one entity without describing it: void, delete. */
export const handle = closed({ Id: id, SyncToken: matching(/^\d+$/) }, { sparse: boolean, domain: text() })

/** The shape with nothing required but what tells which entity is meant: a sparse update. */
export function sparse(shape: Shape): Shape {
  if (shape.kind !== 'group') return shape
  const { Id = id, SyncToken = anything, ...others } = { ...shape.optional, ...shape.required }
  return closed({ Id, SyncToken }, others)
}

function all(shape: Shape, ...names: readonly string[]): Members {
  return Object.fromEntries(names.map((member) => [member, shape]))
}

function allText(...names: readonly string[]): Members {
  return all(text(), ...names)
}
