import { anything, boolean, closed, day, list, type Members, number, oneOf, text, whole } from '../../../json-shape.ts'
import { address, all, allText, common, currencyReference, email, id, reference } from './parts.ts'

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
