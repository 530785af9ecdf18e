import { authorized } from '../authorization/authorized.ts'
import { bearerToken, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { type Account, accountOf } from './freshbooks/account.ts'
import { Refusal, refusal, refused, unauthenticated } from './freshbooks/answers.ts'
import { createClient, getClient, listClients, updateClient } from './freshbooks/clients.ts'
import { createExpense, getExpense, listExpenses, updateExpense } from './freshbooks/expenses.ts'
import { createInvoice, getInvoice, listInvoices, updateInvoice } from './freshbooks/invoices.ts'
import { authorizationServer } from './freshbooks/oauth.ts'
import { createPayment, getPayment, listPayments, updatePayment } from './freshbooks/payments.ts'
import { getCategory, identity, listCategories, listItems, listJournalAccounts } from './freshbooks/reference.ts'
import { profitAndLoss } from './freshbooks/reports.ts'

export { fixtures } from './freshbooks/fixtures.ts'

type Play = (account: Account, id: string) => Response

/** What follows `/accounting/account/{accountId}/`; `*` is an id. */
const routes: Readonly<Record<string, Play>> = {
  'GET users/clients': listClients,
  'POST users/clients': createClient,
  'GET users/clients/*': getClient,
  'PUT users/clients/*': updateClient,
  'GET invoices/invoices': listInvoices,
  'POST invoices/invoices': createInvoice,
  'GET invoices/invoices/*': getInvoice,
  'PUT invoices/invoices/*': updateInvoice,
  'GET payments/payments': listPayments,
  'POST payments/payments': createPayment,
  'GET payments/payments/*': getPayment,
  'PUT payments/payments/*': updatePayment,
  'GET expenses/expenses': listExpenses,
  'POST expenses/expenses': createExpense,
  'GET expenses/expenses/*': getExpense,
  'PUT expenses/expenses/*': updateExpense,
  'GET expenses/categories': listCategories,
  'GET expenses/categories/*': getCategory,
  'GET items/items': listItems,
  'GET journal_entry_accounts/journal_entry_accounts': listJournalAccounts,
  'GET reports/accounting/profitloss_entity': profitAndLoss,
}

/**
 * The FreshBooks accounting API, with its bodies wrapped in the name of what they carry, and the identity service.
 *
 * Any access token of ten characters or more is known unless it contains `invalid`, and has the account of the path;
 * the account is both. E-mail addresses of clients and numbers of invoices are unique, except for the values of
 * examples that sandbox/reserved.ts names. Members that a request should not have are ignored.
 */
const api: SandboxProvider = {
  id: 'freshbooks',
  hosts: ['api.freshbooks.com', 'auth.freshbooks.com'],

  authenticate(exchange: Exchange): Authentication {
    const token = bearerToken(exchange.headers) ?? ''
    if (token.length >= 10 && !token.includes('invalid')) return { account: `${accountId(exchange)}|${token}` }
    if (!exchange.url.pathname.startsWith('/accounting/')) return { refusal: unauthenticated() }
    const message =
      "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required."
    return { refusal: refused(refusal(401, 1003, message)) }
  },

  handle(exchange: Exchange, state: State): Response {
    if (exchange.method === 'GET' && exchange.url.pathname === '/auth/api/v1/users/me') return identity(exchange)
    const [first, second, id = '', ...path] = pathSegments(exchange.url.pathname.slice(1))
    const isAccounting = first === 'accounting' && second === 'account'
    try {
      const play = isAccounting ? find(exchange.method, path) : undefined
      if (play === undefined) throw refusal(404, 1012, 'The requested URL was not found on the server.')
      return play(accountOf(exchange, state, id), path[2] ?? '')
    } catch (error) {
      if (error instanceof Refusal) return refused(error)
      throw error
    }
  },

  /** FreshBooks documents no limit; this is how one would look among its errors. */
  rateLimited(): Response {
    return refused(refusal(429, 429, 'Too many requests.'))
  },

  outage(): Response {
    return refused(refusal(503, 500, 'The server encountered an unexpected error.'))
  },
}

export const freshbooks = authorized(api, authorizationServer)

function accountId({ url }: Exchange): string {
  return /^\/accounting\/account\/([^/]+)\//.exec(url.pathname)?.[1] ?? ''
}

function find(method: string, path: readonly string[]): Play | undefined {
  const exact = `${method} ${path.join('/')}`
  const single = `${method} ${path.slice(0, 2).join('/')}/*`
  if (Object.hasOwn(routes, exact)) return routes[exact]
  return path.length === 3 && Object.hasOwn(routes, single) ? routes[single] : undefined
}
