import {
  anything,
  boolean,
  choice,
  dateTime,
  decimal,
  oneOf,
  optional,
  repeated,
  required,
  sequence,
  string,
} from './schema.ts'

/** The parts of a payment and the order of their members, https://api.authorize.net/xml/v1/schema/AnetApiSchema.xsd. */

export const cardCode = string(4, 3)

export const payment = sequence(
  choice({
    creditCard: sequence(
      required('cardNumber', string(16, 4)),
      required('expirationDate', string(7, 4)),
      optional('cardCode', cardCode),
      optional('isPaymentToken', boolean),
      optional('cryptogram', string()),
      optional('tokenRequestorName', string()),
      optional('tokenRequestorId', string()),
      optional('tokenRequestorEci', string()),
    ),
    bankAccount: sequence(
      optional('accountType', oneOf('checking', 'savings', 'businessChecking')),
      required('routingNumber', string(9)),
      required('accountNumber', string(17)),
      required('nameOnAccount', string(22)),
      optional('echeckType', oneOf('PPD', 'WEB', 'CCD', 'TEL', 'ARC', 'BOC')),
      optional('bankName', string(50)),
      optional('checkNumber', string(15)),
    ),
    trackData: anything,
    encryptedTrackData: anything,
    payPal: anything,
    opaqueData: sequence(
      required('dataDescriptor', string()),
      required('dataValue', string()),
      optional('dataKey', string()),
      optional('expirationTimeStamp', dateTime),
    ),
    emv: anything,
  }),
  optional('dataSource', string()),
)

const name = [
  optional('firstName', string(50)),
  optional('lastName', string(50)),
  optional('company', string(50)),
  optional('address', string(60)),
  optional('city', string(40)),
  optional('state', string(40)),
  optional('zip', string(20)),
  optional('country', string(60)),
]

export const nameAndAddress = sequence(...name)
export const customerAddress = sequence(
  ...name,
  optional('phoneNumber', string(25)),
  optional('faxNumber', string(25)),
  optional('email', string()),
)

export const extendedAmount = sequence(
  required('amount', decimal),
  optional('name', string(31)),
  optional('description', string(255)),
)

export const lineItem = sequence(
  required('itemId', string(31, 1)),
  required('name', string(31, 1)),
  optional('description', string(255)),
  required('quantity', decimal),
  required('unitPrice', decimal),
  optional('taxable', boolean),
  optional('unitOfMeasure', string(12)),
  optional('typeOfSupply', string(2)),
  optional('taxRate', decimal),
  optional('taxAmount', decimal),
  optional('nationalTax', decimal),
  optional('localTax', decimal),
  optional('vatRate', decimal),
  optional('alternateTaxId', string(20)),
  optional('alternateTaxType', string(4)),
  optional('alternateTaxTypeApplied', string(4)),
  optional('alternateTaxRate', decimal),
  optional('alternateTaxAmount', decimal),
  optional('totalAmount', decimal),
  optional('commodityCode', string(15)),
  optional('productCode', string(30)),
  optional('productSKU', string(30)),
  optional('discountRate', decimal),
  optional('discountAmount', decimal),
  optional('taxIncludedInTotal', boolean),
  optional('taxIsAfterDiscount', boolean),
)

export const order = sequence(
  optional('invoiceNumber', string(20)),
  optional('description', string(255)),
  optional('discountAmount', decimal),
  optional('taxIsAfterDiscount', boolean),
  optional('totalTaxTypeCode', string(3)),
  optional('purchaserVATRegistrationNumber', string(21)),
  optional('merchantVATRegistrationNumber', string(21)),
  optional('vatInvoiceReferenceNumber', string(15)),
  optional('purchaserCode', string(17)),
  optional('summaryCommodityCode', string(4)),
  optional('purchaseOrderDateUTC', string()),
  optional('supplierOrderReference', string(25)),
  optional('authorizedContactName', string(36)),
  optional('cardAcceptorRefNumber', string(25)),
  optional('amexDataTAA1', string(40)),
  optional('amexDataTAA2', string(40)),
  optional('amexDataTAA3', string(40)),
  optional('amexDataTAA4', string(40)),
)

export const customer = sequence(
  optional('type', oneOf('individual', 'business')),
  optional('id', string(20)),
  optional('email', string(255)),
  optional(
    'driversLicense',
    sequence(
      required('number', string(20, 5)),
      required('state', string(2, 2)),
      required('dateOfBirth', string(10, 8)),
    ),
  ),
  optional('taxId', string(9, 8)),
)

export const settings = sequence(
  repeated('setting', sequence(optional('settingName', string()), optional('settingValue', string()))),
)

export const subsequentAuthInformation = sequence(
  optional('originalNetworkTransId', string(255)),
  optional('originalAuthAmount', decimal),
  optional('reason', oneOf('resubmission', 'delayedCharge', 'reauthorization', 'noShow')),
)
