import { connection, type PageArguments } from '../connection.ts'
import type { Account } from '../context.ts'
import type { CustomerRecord, PaymentMethodRecord } from '../records.ts'
import { legacyId, timestamp } from '../values.ts'
import { detailsView, type View } from './means.ts'
import { transactionView } from './payments.ts'

export function customerView(account: Account, customer: CustomerRecord): View {
  const methods = (): PaymentMethodRecord[] =>
    account.paymentMethods.all().filter(({ customerId }) => customerId === customer.id)
  return {
    __typename: 'Customer',
    id: customer.id,
    legacyId: legacyId(customer.id),
    company: customer.company,
    createdAt: timestamp(customer.createdAt),
    customFields: customer.customFields,
    defaultPaymentMethod: () => {
      const method = methods().find(({ id }) => id === customer.defaultPaymentMethodId)
      return method === undefined ? null : paymentMethodView(account, method)
    },
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    phoneNumber: customer.phoneNumber,
    fax: customer.fax,
    website: customer.website,
    paymentMethods: (page: PageArguments) =>
      connection(methods(), page, (method) => paymentMethodView(account, method)),
    transactions: (page: PageArguments) =>
      connection(
        account.transactions.all().filter(({ customerId }) => customerId === customer.id),
        page,
        (transaction) => transactionView(account, transaction),
      ),
  }
}

export function paymentMethodView(account: Account, method: PaymentMethodRecord): View {
  return {
    __typename: 'PaymentMethod',
    id: method.id,
    legacyId: legacyId(method.id),
    usage: 'MULTI_USE',
    createdAt: timestamp(method.createdAt),
    details: detailsView(method.means),
    verifications: (page: PageArguments) => connection([], page, () => null),
    customer: () => {
      const customer = account.customers.find(method.customerId)
      return customer === undefined ? null : customerView(account, customer)
    },
  }
}
