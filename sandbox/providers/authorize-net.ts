import { type Fields, isFields, mediaType, parseJson } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { AnetRefusal, messages, respond } from './authorize-net/answer.ts'
import { createCustomerProfile, getCustomerProfile } from './authorize-net/profiles.ts'
import {
  getMerchantDetails,
  getSettledBatchList,
  getTransactionDetails,
  getTransactionList,
  getUnsettledTransactionList,
} from './authorize-net/reporting.ts'
import { isRequestName, type RequestName, requests } from './authorize-net/requests.ts'
import { child, read } from './authorize-net/schema.ts'
import { type Context, contextOf } from './authorize-net/store.ts'
import { createTransaction } from './authorize-net/transactions.ts'

export { fixtures } from './authorize-net/fixtures.ts'

const operations: Readonly<Record<RequestName, (context: Context) => object>> = {
  authenticateTestRequest: () => ({ messages: messages('I00001') }),
  getMerchantDetailsRequest: getMerchantDetails,
  createTransactionRequest: createTransaction,
  getTransactionDetailsRequest: getTransactionDetails,
  getUnsettledTransactionListRequest: getUnsettledTransactionList,
  getSettledBatchListRequest: getSettledBatchList,
  getTransactionListRequest: getTransactionList,
  createCustomerProfileRequest: createCustomerProfile,
  getCustomerProfileRequest: getCustomerProfile,
}

/** Authorize.Net's API, https://developer.authorize.net/api/reference/: one address, and the request names the operation. */
export const authorizeNet: SandboxProvider = {
  id: 'authorize-net',
  hosts: ['api.authorize.net', 'api2.authorize.net', 'apitest.authorize.net'],
  authenticate,
  handle,
  // Too busy is said like everything else: with 200.
  rateLimited: (exchange) => respond({ messages: messages('E00053') }, refIdOf(exchange)),
  outage: (exchange) => respond({ messages: messages('E00104') }, refIdOf(exchange), 503),
}

/** The credentials are in the body, so that whoever authenticates has read and checked all of it. */
function authenticate(exchange: Exchange): Authentication {
  const misdirected = misdirection(exchange)
  if (misdirected !== undefined) return { refusal: misdirected }
  try {
    const { request } = parse(exchange)
    const merchant = child(request, 'merchantAuthentication')
    const name = read(merchant, 'name')
    const key = read(merchant, 'transactionKey')
    const isRefused = name === undefined || key === undefined || name.includes('invalid') || key.includes('invalid')
    if (isRefused) throw new AnetRefusal('E00007')
    return { account: name }
  } catch (error) {
    if (error instanceof AnetRefusal) return { refusal: refusal(exchange, error) }
    throw error
  }
}

function misdirection({ method, url }: Exchange): Response | undefined {
  if (url.pathname !== '/xml/v1/request.api') {
    const page = '<html><head><title>404 - File or directory not found.</title></head><body></body></html>'
    return new Response(page, { status: 404, headers: { 'Content-Type': 'text/html' } })
  }
  if (method === 'POST') return undefined
  return new Response('The requested resource does not support this method.', {
    status: 405,
    headers: { Allow: 'POST', 'Content-Type': 'text/plain' },
  })
}

/** The one member of the body and what is in it, checked against the schema: names, order, lengths and values. */
function parse({ body, headers }: Exchange): { name: RequestName; request: Fields } {
  if (!['application/json', 'text/json'].includes(mediaType(headers))) throw new AnetRefusal('E00002')
  const root = parseJson(body)
  const [entry, ...others] = isFields(root) ? Object.entries(root) : []
  if (entry === undefined || others.length > 0) throw new AnetRefusal('E00003')
  const [name, request] = entry
  if (!isRequestName(name)) throw new AnetRefusal('E00004')
  const fault = requests[name](request, name)
  if (fault !== undefined) throw new AnetRefusal('E00003', fault)
  return { name, request: isFields(request) ? request : {} }
}

function refIdOf({ body }: Exchange): string | undefined {
  const root = parseJson(body)
  const request = isFields(root) ? Object.values(root).find(isFields) : undefined
  return read(request, 'refId')
}

function refusal(exchange: Exchange, { code, message }: AnetRefusal): Response {
  return respond({ messages: messages(code, message) }, refIdOf(exchange))
}

function handle(exchange: Exchange, state: State): Response {
  try {
    const { name, request } = parse(exchange)
    return respond(operations[name](contextOf(exchange, state, request)), read(request, 'refId'))
  } catch (error) {
    if (error instanceof AnetRefusal) return refusal(exchange, error)
    throw error
  }
}
