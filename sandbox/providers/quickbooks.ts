import { authorized } from '../authorization/authorized.ts'
import { bearerToken, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { answer, entityAnswer, fault, gatewayFault, ok, Refusal, refusal } from './quickbooks/answers.ts'
import { type Company, companyEntity, companyOf, type EntityName, found } from './quickbooks/company.ts'
import { sendInvoice, writeInvoice } from './quickbooks/invoices.ts'
import { writeName } from './quickbooks/names.ts'
import { authorizationServer, realmOf } from './quickbooks/oauth.ts'
import { writePayment } from './quickbooks/payments.ts'
import { writePurchase } from './quickbooks/purchases.ts'
import { runQuery } from './quickbooks/query/run.ts'
import { profitAndLoss } from './quickbooks/reports.ts'
import { once } from './quickbooks/request-id.ts'

export { fixtures } from './quickbooks/fixtures.ts'

/**
 * The QuickBooks Online Accounting API, minor version 75 (since 2025-08-01 every lower one is answered as 75).
 *
 * Besides the tokens of its authorization server, any of ten characters or more is known unless it contains `invalid`; it has the realm of the path. The
 * account is both. Display names of customers and vendors are unique, except for the values of examples that
 * sandbox/reserved.ts names and for names with an e-mail address of such a kind.
 */
const api: SandboxProvider = {
  id: 'quickbooks',
  hosts: [
    'quickbooks.api.intuit.com',
    'sandbox-quickbooks.api.intuit.com',
    'appcenter.intuit.com',
    'oauth.platform.intuit.com',
    'developer.api.intuit.com',
  ],

  authenticate(exchange: Exchange): Authentication {
    const token = bearerToken(exchange.headers) ?? ''
    const realm = realmOf(exchange)
    if (token.length >= 10 && !token.includes('invalid')) return { account: `${realm}|${token}` }
    const error = {
      Message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
      Detail: token === '' ? 'Authorization header is missing' : 'Token expired or invalid',
      code: '3200',
    }
    return { refusal: gatewayFault(exchange, 401, 'AUTHENTICATION', error) }
  },

  handle(exchange: Exchange, state: State): Response {
    const realm = realmOf(exchange)
    if (!/^\d+$/.test(realm)) {
      const Message = 'message=AuthorizationFailed; errorCode=003100; statusCode=403'
      return gatewayFault(exchange, 403, 'SERVICE', { Message, Detail: 'Invalid realm', code: '3100' })
    }
    try {
      return ok(
        exchange,
        once(exchange, state, () => resource(companyOf(exchange, state, realm))),
      )
    } catch (error) {
      if (error instanceof Refusal) return fault(exchange, error.status, 'ValidationFault', error.errors)
      throw error
    }
  },

  /** Source: https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles */
  rateLimited(exchange: Exchange): Response {
    const Message = 'message=ThrottleExceeded; errorCode=003001; statusCode=429'
    const Detail = 'The request limit was reached. Wait for 60 seconds, then try again.'
    return gatewayFault(exchange, 429, 'SERVICE', { Message, Detail, code: '3001' })
  },

  outage(exchange: Exchange): Response {
    const Message = 'An application error has occurred while processing your request'
    const Detail = 'System Failure Error: The service is unavailable.'
    return fault(exchange, 503, 'SystemFault', [{ Message, Detail, code: '10000' }])
  },
}

export const quickbooks = authorized(api, authorizationServer)

const readable: Readonly<Record<string, EntityName>> = {
  account: 'Account',
  customer: 'Customer',
  invoice: 'Invoice',
  item: 'Item',
  payment: 'Payment',
  purchase: 'Purchase',
  vendor: 'Vendor',
}

function resource(company: Company): object {
  const { exchange } = company
  const [name = '', id, action] = pathSegments(exchange.url.pathname.slice(1)).slice(3)
  const call = `${exchange.method} ${[name, id === undefined ? '' : '*', action ?? ''].filter(Boolean).join('/')}`
  switch (call) {
    case 'GET query':
      return runQuery(company)
    case 'GET companyinfo/*':
      return answer(exchange, { CompanyInfo: companyEntity(company) })
    case 'GET reports/*':
      if (id === 'ProfitAndLoss') return profitAndLoss(company)
      break
    case 'POST customer':
      return writeName(company, 'Customer')
    case 'POST vendor':
      return writeName(company, 'Vendor')
    case 'POST invoice':
      return writeInvoice(company)
    case 'POST invoice/*/send':
      return sendInvoice(company, id ?? '')
    case 'POST payment':
      return writePayment(company)
    case 'POST purchase':
      return writePurchase(company)
  }
  const entity = readable[name]
  if (exchange.method === 'GET' && entity !== undefined && id !== undefined && action === undefined) {
    if (!/^\d+$/.test(id))
      throw refusal('2030', 'Invalid ID', `Invalid ID : Id should be a valid number. Supplied value:${id}`)
    return entityAnswer(exchange, entity, found(company, entity, id))
  }
  const isKnown = entity !== undefined || name === 'query' || name === 'companyinfo' || name === 'reports'
  const status = isKnown ? 400 : 404
  const Detail = `Operation ${call} is not supported.`
  throw new Refusal([{ Message: 'Unsupported Operation', Detail, code: '500', element: '' }], status)
}
