import { authorized } from '../authorization/authorized.ts'
import { bearerToken, empty, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { notFound, Refusal, refusal, refused } from './sage/answers.ts'
import { type Business, businessOf } from './sage/business.ts'
import {
  createContactPayment,
  deleteContactPayment,
  getContactPayment,
  listContactPayments,
} from './sage/contact-payments.ts'
import { createContact, deleteContact, getContact, listContacts, updateContact } from './sage/contacts.ts'
import { fixtures } from './sage/fixtures.ts'
import { createInvoice, getInvoice, listInvoices, releaseInvoice, updateInvoice, voidInvoice } from './sage/invoices.ts'
import { authorizationServer } from './sage/oauth.ts'
import { createOtherPayment, deleteOtherPayment, getOtherPayment, listOtherPayments } from './sage/other-payments.ts'
import { getReferenceData, isReferenceData, listReferenceData } from './sage/reference-data.ts'

export { fixtures } from './sage/fixtures.ts'

/** Answers one operation, with nothing where the answer has no body. */
type Play = (business: Business, id: string) => object | undefined

/** What follows `/v3.1/`; `*` is a key. */
const routes: Readonly<Record<string, Play>> = {
  'GET contacts': listContacts,
  'POST contacts': createContact,
  'GET contacts/*': getContact,
  'PUT contacts/*': updateContact,
  'DELETE contacts/*': deleteContact,
  'GET sales_invoices': listInvoices,
  'POST sales_invoices': createInvoice,
  'GET sales_invoices/*': getInvoice,
  'PUT sales_invoices/*': updateInvoice,
  'DELETE sales_invoices/*': voidInvoice,
  'POST sales_invoices/*/release': releaseInvoice,
  'GET contact_payments': listContactPayments,
  'POST contact_payments': createContactPayment,
  'GET contact_payments/*': getContactPayment,
  'DELETE contact_payments/*': deleteContactPayment,
  'GET other_payments': listOtherPayments,
  'POST other_payments': createOtherPayment,
  'GET other_payments/*': getOtherPayment,
  'DELETE other_payments/*': deleteOtherPayment,
}

/**
 * The Sage Accounting API 3.1 of a British business.
 *
 * Any access token of ten characters or more is known unless it contains `invalid`. `X-Business` chooses a business, of
 * which any id of 32 hexadecimal digits is one of the user's; without it, it is the first. The account is both.
 * Attributes that a request should not have are ignored.
 */
const api: SandboxProvider = {
  id: 'sage',
  hosts: ['api.accounting.sage.com', 'www.sageone.com', 'oauth.accounting.sage.com'],

  authenticate(exchange: Exchange): Authentication {
    const token = bearerToken(exchange.headers) ?? ''
    const business = exchange.headers.get('x-business') ?? fixtures.business
    if (token.length < 10 || token.includes('invalid')) {
      return { refusal: refused(refusal(401, 'AuthenticationFailure', 'The access token is invalid or has expired.')) }
    }
    if (/^[0-9a-f]{32}$/i.test(business)) return { account: `${business.toLowerCase()}|${token}` }
    return { refusal: refused(refusal(401, 'AuthorizationFailure', 'You have no access to the business.')) }
  },

  handle(exchange: Exchange, state: State): Response {
    try {
      const body = answer(businessOf(exchange, state))
      if (body === undefined) return empty()
      const isCreation = exchange.method === 'POST' && !exchange.url.pathname.endsWith('/release')
      return json(body, isCreation ? 201 : 200)
    } catch (error) {
      if (error instanceof Refusal) return refused(error)
      throw error
    }
  },

  /** Source: https://developer.sage.com/accounting/guides/concepts/response_codes */
  rateLimited(): Response {
    const errors = [{ $severity: 'error', $dataCode: 'TooManyRequests', $message: 'Too many requests', $source: '' }]
    return json(errors, 429, { 'Retry-After': '30' })
  },

  outage(): Response {
    return refused(refusal(503, 'ServiceUnavailable', 'One of our servers could not be reached. Please retry later.'))
  },
}

export const sage = authorized(api, authorizationServer)

function answer(business: Business): object | undefined {
  const { method, url } = business.exchange
  const [version, resource = '', key, action, ...more] = pathSegments(url.pathname.slice(1))
  if (version !== 'v3.1' || more.length > 0) throw notFound()
  if (isReferenceData(resource) && action === undefined) {
    if (method !== 'GET') throw refusal(405, 'MethodNotAllowed', `${method} is not allowed here.`)
    return key === undefined ? listReferenceData(business, resource) : getReferenceData(resource, key)
  }
  const path = [resource, ...(key === undefined ? [] : ['*']), ...(action === undefined ? [] : [action])].join('/')
  const play = Object.hasOwn(routes, `${method} ${path}`) ? routes[`${method} ${path}`] : undefined
  if (play !== undefined) return play(business, key ?? '')
  const isKnown = Object.keys(routes).some((route) => route.split(' ')[1] === path)
  throw isKnown ? refusal(405, 'MethodNotAllowed', `${method} is not allowed here.`) : notFound()
}
