import { authorized } from '../authorization/authorized.ts'
import { bearerToken, empty, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { notFound, postDataInvalid, problem, Refusal, written } from './xero/answers.ts'
import { writeBankTransaction } from './xero/bank-transactions.ts'
import { writeContact } from './xero/contacts.ts'
import { fixtures } from './xero/fixtures.ts'
import { type Outcome, once } from './xero/idempotency.ts'
import { emailInvoice, writeInvoice } from './xero/invoices.ts'
import { authorizationServer } from './xero/oauth.ts'
import { type Organisation, organisationOf, uuid } from './xero/organisation.ts'
import { createPayment, deletePayment } from './xero/payments.ts'
import { isResource, type Resource, readAll, readOne, readOrganisation } from './xero/reads.ts'
import { profitAndLoss } from './xero/reports.ts'
import { elementsOf, writeAll } from './xero/requests.ts'

export { fixtures } from './xero/fixtures.ts'

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The Xero Accounting API 2.0 and `/connections`.
 *
 * Any access token of ten characters or more is known unless it contains `invalid`, and has every tenant; the account
 * is both. Names of contacts and numbers of sales invoices are unique, except for the values of examples that
 * sandbox/reserved.ts names (for a contact its e-mail address counts too). Members that a request should not have are
 * ignored, as Xero does.
 */
const api: SandboxProvider = {
  id: 'xero',
  hosts: ['api.xero.com', 'login.xero.com', 'identity.xero.com'],

  authenticate(exchange: Exchange): Authentication {
    const token = bearerToken(exchange.headers) ?? ''
    if (token === '' || token.length < 10 || token.includes('invalid')) {
      return { refusal: problem(exchange, 401, 'Unauthorized', 'AuthenticationUnsuccessful') }
    }
    if (/^\/connections$/i.test(exchange.url.pathname)) return { account: token }
    const tenant = exchange.headers.get('xero-tenant-id') ?? ''
    if (uuidForm.test(tenant)) return { account: `${tenant.toLowerCase()}|${token}` }
    return { refusal: problem(exchange, 403, 'Forbidden', 'AuthenticationUnsuccessful') }
  },

  handle(exchange: Exchange, state: State): Response {
    if (/^\/connections$/i.test(exchange.url.pathname)) return json([connection(exchange)])
    const tenant = (exchange.headers.get('xero-tenant-id') ?? '').toLowerCase()
    try {
      const outcome = once(exchange, state, () => resource(organisationOf(exchange, state, tenant)))
      return outcome === undefined ? empty() : written(exchange, outcome)
    } catch (error) {
      if (error instanceof Refusal) return written(exchange, error.body, error.status)
      throw error
    }
  },

  /** Source: https://developer.xero.com/documentation/guides/oauth2/limits/ */
  rateLimited(): Response {
    const headers = { 'Retry-After': '21', 'X-Rate-Limit-Problem': 'minute', 'X-MinLimit-Remaining': '0' }
    return new Response('', { status: 429, headers })
  },

  outage(): Response {
    return new Response('The Organisation is currently unavailable. Please try again later.', {
      status: 503,
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    })
  },
}

export const xero = authorized(api, authorizationServer)

function connection(exchange: Exchange): object {
  return {
    id: uuid(exchange),
    authEventId: uuid(exchange),
    tenantId: fixtures.tenantId,
    tenantType: 'ORGANISATION',
    tenantName: 'Upstream Sandbox',
    createdDateUtc: '2026-01-05T10:00:00.0000000',
    updatedDateUtc: '2026-01-05T10:00:00.0000000',
  }
}

function resource(organisation: Organisation): Outcome {
  const { exchange } = organisation
  const [prefix, version, name = '', id, action, ...more] = pathSegments(exchange.url.pathname.slice(1))
  if (prefix !== 'api.xro' || version !== '2.0' || more.length > 0) throw notFound()
  if (exchange.method === 'GET') return read(organisation, name, id, action)
  if (name === 'Invoices' && id !== undefined && action === 'Email' && exchange.method === 'POST') {
    emailInvoice(organisation, id)
    return undefined
  }
  if (action !== undefined || (exchange.method !== 'PUT' && exchange.method !== 'POST')) throw notFound()
  return write(organisation, name, id)
}

function read(organisation: Organisation, name: string, id: string | undefined, action: string | undefined): object {
  if (action !== undefined) throw notFound()
  if (name === 'Organisation' && id === undefined) return readOrganisation(organisation)
  if (name === 'Reports' && id === 'ProfitAndLoss') return profitAndLoss(organisation)
  if (!isResource(name)) throw notFound()
  return id === undefined ? readAll(organisation, name) : readOne(organisation, name, id)
}

/** What is written with a member that names it; on a path with an id, that is the one. */
const idMembers = { Contacts: 'ContactID', Invoices: 'InvoiceID', BankTransactions: 'BankTransactionID' } as const

const writers = { Contacts: writeContact, Invoices: writeInvoice, BankTransactions: writeBankTransaction } as const

function write(organisation: Organisation, name: string, id: string | undefined): object {
  const { method } = organisation.exchange
  if (id !== undefined && method !== 'POST') throw notFound()
  if (name === 'Payments') return writePayments(organisation, id)
  if (!isWritten(name)) throw notFound()
  const elements = elementsOf(organisation, name)
  if (id === undefined) {
    return writeAll(organisation, name, elements, (fields) => writers[name](organisation, fields, method === 'POST'))
  }
  readOne(organisation, name, id)
  if (elements.length > 1) throw postDataInvalid(`Only one of ${name} can be changed at a time.`)
  const member = idMembers[name]
  return writeAll(organisation, name, elements, (fields) =>
    writers[name](organisation, { ...fields, [member]: id }, true),
  )
}

function isWritten(name: string): name is keyof typeof writers & Resource {
  return Object.hasOwn(writers, name)
}

function writePayments(organisation: Organisation, id: string | undefined): object {
  const elements = elementsOf(organisation, 'Payments')
  if (id === undefined) {
    return writeAll(organisation, 'Payments', elements, (fields) => createPayment(organisation, fields))
  }
  const payment = organisation.payments.find(id.toLowerCase())
  if (payment === undefined) throw notFound()
  return writeAll(organisation, 'Payments', elements, (fields) => deletePayment(organisation, payment, fields))
}
