import { connection, type PageArguments } from './connection.ts'
import type { Account } from './context.ts'
import { currency, fixtures } from './fixtures.ts'
import { notFound } from './refusal.ts'
import { customerCriteria, type Payment, paymentCriteria, search } from './search.ts'
import { globalId, legacyId } from './values.ts'
import { customerView, paymentMethodView } from './views/customers.ts'
import type { View } from './views/means.ts'
import { refundView, transactionView } from './views/payments.ts'

type SearchArguments = PageArguments & { readonly input: unknown }

export function queries(account: Account): Readonly<Record<string, unknown>> {
  return {
    ping: 'pong',
    viewer: () => viewerView(),
    node: ({ id }: { id: string }) => node(account, id),
    idFromLegacyId: ({ legacyId: id, type }: { legacyId: string; type: string }) => idFromLegacyId(account, id, type),
    search: {
      transactions: ({ input, ...page }: SearchArguments) =>
        found(account, account.transactions.all(), input, page, (one) => transactionView(account, one)),
      refunds: ({ input, ...page }: SearchArguments) =>
        found(account, account.refunds.all(), input, page, (one) => refundView(account, one)),
      payments: ({ input, ...page }: SearchArguments) =>
        found<Payment>(account, [...account.transactions.all(), ...account.refunds.all()], input, page, (one) =>
          'transactionId' in one ? refundView(account, one) : transactionView(account, one),
        ),
      customers: ({ input, ...page }: SearchArguments) =>
        connection(newestFirst(search(account.customers.all(), input, customerCriteria)), page, (one) =>
          customerView(account, one),
        ),
    },
  }
}

function found<Item extends Payment>(
  account: Account,
  items: readonly Item[],
  input: unknown,
  page: PageArguments,
  view: (item: Item) => View,
): object {
  return connection(newestFirst(search<Item>(items, input, paymentCriteria(account))), page, view)
}

function newestFirst<Item extends { createdAt: number }>(items: readonly Item[]): Item[] {
  return items.toSorted((left, right) => right.createdAt - left.createdAt)
}

/** Any object by its global id: https://developer.paypal.com/braintree/graphql/guides/node_query */
function node(account: Account, id: string): View {
  const transaction = account.transactions.find(id)
  if (transaction !== undefined) return transactionView(account, transaction)
  const refund = account.refunds.find(id)
  if (refund !== undefined) return refundView(account, refund)
  const customer = account.customers.find(id)
  if (customer !== undefined) return customerView(account, customer)
  const method = account.paymentMethods.find(id)
  if (method !== undefined) return paymentMethodView(account, method)
  throw notFound()
}

/** Only a payment method has to exist. */
function idFromLegacyId(account: Account, id: string, type: string): string {
  if (type === 'PAYMENT_METHOD') {
    const method = account.paymentMethods.all().find((one) => legacyId(one.id) === id)
    if (method === undefined) throw notFound()
    return method.id
  }
  switch (type) {
    case 'CUSTOMER':
      return globalId('customer', id)
    case 'REFUND':
      return globalId('refund', id)
    case 'TRANSACTION':
      return globalId('transaction', id)
    case 'VERIFICATION':
      return globalId('verification', id)
    default:
      throw notFound()
  }
}

function viewerView(): View {
  const roles = [{ id: 'cm9sZV8x', name: 'Account Admin', isAccountAdmin: true, rights: [] }]
  const user = {
    id: 'dXNlcl91cHN0cmVhbQ',
    email: 'sandbox@example.com',
    status: 'ACTIVE',
    name: 'Upstream Sandbox',
    roles,
  }
  const merchantAccount = {
    id: fixtures.merchantAccount,
    currencyCode: currency,
    dbaName: 'Upstream Sandbox',
    externalId: legacyId(fixtures.merchantAccount),
    status: 'ACTIVE',
    isDefault: true,
  }
  return {
    ...user,
    user,
    merchant: {
      id: fixtures.merchant,
      status: 'ACTIVE',
      companyName: 'Upstream Sandbox',
      website: 'https://upstream.example.com',
      timezone: 'America/Chicago',
      merchantAccounts: (page: PageArguments) => connection([merchantAccount], page, (one) => one),
    },
    rights: [],
  }
}
