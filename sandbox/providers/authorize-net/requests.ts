import {
  cardCode,
  customer,
  customerAddress,
  extendedAmount,
  lineItem,
  nameAndAddress,
  order,
  payment,
  settings,
  subsequentAuthInformation,
} from './elements.ts'
import {
  anything,
  boolean,
  choice,
  dateTime,
  decimal,
  integer,
  numericString,
  oneOf,
  optional,
  repeated,
  required,
  sequence,
  string,
} from './schema.ts'

/**
 * The requests that the sandbox understands and the order of their members, from the published schema,
 * https://api.authorize.net/xml/v1/schema/AnetApiSchema.xsd.
 */

const merchantAuthentication = sequence(
  optional('name', string(25)),
  choice({
    transactionKey: string(16),
    sessionToken: string(),
    password: string(40),
    impersonationAuthentication: anything,
    fingerPrint: anything,
    clientKey: string(),
    accessToken: string(),
  }),
  optional('mobileDeviceId', string(60)),
)

/** What every request begins with. */
const common = [
  required('merchantAuthentication', merchantAuthentication),
  optional('clientId', string(30)),
  optional('refId', string(20)),
]

const transactionRequest = sequence(
  required('transactionType', string()),
  optional('amount', decimal),
  optional('currencyCode', string()),
  optional('payment', payment),
  optional(
    'profile',
    sequence(
      optional('createProfile', boolean),
      optional('customerProfileId', numericString),
      optional('paymentProfile', sequence(required('paymentProfileId', numericString), optional('cardCode', cardCode))),
      optional('shippingProfileId', numericString),
    ),
  ),
  optional(
    'solution',
    sequence(required('id', string()), optional('name', string()), optional('vendorName', string())),
  ),
  optional('callId', string()),
  optional('terminalNumber', string()),
  optional('authCode', string()),
  optional('refTransId', string()),
  optional('splitTenderId', string()),
  optional('order', order),
  optional('lineItems', sequence(repeated('lineItem', lineItem))),
  optional('tax', extendedAmount),
  optional('duty', extendedAmount),
  optional('shipping', extendedAmount),
  optional('taxExempt', boolean),
  optional('poNumber', string()),
  optional('customer', customer),
  optional('billTo', customerAddress),
  optional('shipTo', nameAndAddress),
  optional('customerIP', string()),
  optional(
    'cardholderAuthentication',
    sequence(required('authenticationIndicator', string()), required('cardholderAuthenticationValue', string())),
  ),
  optional(
    'retail',
    sequence(
      optional('marketType', string()),
      optional('deviceType', string()),
      optional('customerSignature', string()),
      optional('terminalNumber', string()),
    ),
  ),
  optional('employeeId', string()),
  optional('transactionSettings', settings),
  optional(
    'userFields',
    sequence(repeated('userField', sequence(optional('name', string()), optional('value', string())))),
  ),
  optional('surcharge', extendedAmount),
  optional('merchantDescriptor', string()),
  optional('subMerchant', anything),
  optional('tip', extendedAmount),
  optional(
    'processingOptions',
    sequence(
      optional('isFirstRecurringPayment', boolean),
      optional('isFirstSubsequentAuth', boolean),
      optional('isSubsequentAuth', boolean),
      optional('isStoredCredentials', boolean),
    ),
  ),
  optional('subsequentAuthInformation', subsequentAuthInformation),
  optional('otherTax', anything),
  optional('shipFrom', nameAndAddress),
  optional('authorizationIndicatorType', anything),
)

const sorting = sequence(required('orderBy', oneOf('id', 'submitTimeUTC')), required('orderDescending', boolean))
const paging = sequence(required('limit', integer(1, 1000)), required('offset', integer(1, 100_000)))

const paymentProfile = sequence(
  optional('customerType', oneOf('individual', 'business')),
  optional('billTo', customerAddress),
  optional('payment', payment),
  optional('driversLicense', anything),
  optional('taxId', string(9, 8)),
  optional('defaultPaymentProfile', boolean),
  optional('subsequentAuthInformation', subsequentAuthInformation),
  optional('excludeFromAccountUpdater', boolean),
)

const profile = sequence(
  optional('merchantCustomerId', string(20)),
  optional('description', string(255)),
  optional('email', string(255)),
  repeated('paymentProfiles', paymentProfile),
  repeated('shipToList', customerAddress),
  optional('profileType', oneOf('regular', 'guest')),
)

/** The requests by the name of their root element. */
export const requests = {
  authenticateTestRequest: sequence(...common),
  getMerchantDetailsRequest: sequence(...common),
  createTransactionRequest: sequence(...common, required('transactionRequest', transactionRequest)),
  getTransactionDetailsRequest: sequence(...common, required('transId', numericString)),
  getUnsettledTransactionListRequest: sequence(
    ...common,
    optional('status', oneOf('any', 'pendingApproval')),
    optional('sorting', sorting),
    optional('paging', paging),
  ),
  getSettledBatchListRequest: sequence(
    ...common,
    optional('includeStatistics', boolean),
    optional('firstSettlementDate', dateTime),
    optional('lastSettlementDate', dateTime),
  ),
  getTransactionListRequest: sequence(
    ...common,
    optional('batchId', numericString),
    optional('sorting', sorting),
    optional('paging', paging),
  ),
  createCustomerProfileRequest: sequence(
    ...common,
    required('profile', profile),
    optional('validationMode', oneOf('none', 'testMode', 'liveMode', 'oldLiveMode')),
  ),
  getCustomerProfileRequest: sequence(
    ...common,
    optional('customerProfileId', numericString),
    optional('merchantCustomerId', string(20)),
    optional('email', string()),
    optional('unmaskExpirationDate', boolean),
    optional('includeIssuerInfo', boolean),
  ),
} as const

export type RequestName = keyof typeof requests

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name)
}
