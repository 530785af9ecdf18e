import { isJsonObject } from '../../../kit/json.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'

/**
 * Every no comes under 200: as GraphQL's `errors` with `extensions.errorClass`, as a transaction, a refund or a
 * verification that was made and declined, or as a node that isn't there.
 * https://developer.paypal.com/braintree/in-person/guides/graphql-error-handling
 */
export function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (!isJsonObject(body)) return undefined
  const data = isJsonObject(body.data) ? body.data : {}
  const declined = declinedOf(data)
  if (declined !== undefined) return declined
  const errors = Array.isArray(body.errors) ? body.errors.filter(isJsonObject) : []
  if (errors.length > 0) return wentThrough(data) ? undefined : ofErrors(errors, status)
  return notThere(data)
}

type Fields = Readonly<Record<string, unknown>>

function ofErrors(errors: readonly Fields[], status: number): Refusal {
  const extensions = errors.flatMap((error) => (isJsonObject(error.extensions) ? [error.extensions] : []))
  const errorClass = textsOf(extensions, 'errorClass')[0]
  return {
    kind: kinds[errorClass ?? ''] ?? (status < 400 ? 'rejected' : kindOfStatus(status)),
    code: textsOf(extensions, 'legacyCode')[0] ?? errorClass,
    message: textsOf(errors, 'message').join('; ') || 'Braintree refused the request without a reason',
  }
}

/**
 * The classes that tell who has to act; the others are about the request. Braintree's own library has the list:
 * https://github.com/braintree/braintree_node/blob/master/lib/braintree/graphql.js
 */
const kinds: Readonly<Record<string, Refusal['kind']>> = {
  AUTHENTICATION: 'credentials',
  AUTHORIZATION: 'credentials',
  RESOURCE_LIMIT: 'rate-limited',
  INTERNAL: 'unavailable',
  SERVICE_AVAILABILITY: 'unavailable',
  UNKNOWN: 'unavailable',
}

const mutations: ReadonlySet<string> = new Set([
  'chargePaymentMethod',
  'authorizePaymentMethod',
  'captureTransaction',
  'refundTransaction',
  'reverseTransaction',
  'vaultPaymentMethod',
  'createCustomer',
])

/**
 * A mutation that was carried out although a field of its answer could not be read: refused, it would be done twice.
 * A verification alone stored nothing.
 */
function wentThrough(data: Fields): boolean {
  return resultsOf(data).some(([name]) => name !== 'verification')
}

/** What the mutations made. */
function resultsOf(data: Fields): readonly (readonly [name: string, made: Fields])[] {
  return Object.entries(data).flatMap(([mutation, payload]) => {
    if (!mutations.has(mutation) || !isJsonObject(payload)) return []
    return Object.entries(payload).flatMap(([name, made]) => (isJsonObject(made) ? [[name, made] as const] : []))
  })
}

/** A verification that failed left nothing behind only where no payment method was vaulted beside it. */
function declinedOf(data: Fields): Refusal | undefined {
  const results = resultsOf(data)
  if (results.some(([name]) => name === 'paymentMethod')) return undefined
  const made = results.find(([, { status }]) => typeof status === 'string' && noes.has(status))?.[1]
  if (made === undefined) return undefined
  const events = Array.isArray(made.statusHistory) ? made.statusHistory.filter(isJsonObject) : []
  const told = [...events.filter(({ status }) => status === made.status), made]
  const responses = told.flatMap(({ processorResponse }) =>
    isJsonObject(processorResponse) ? [processorResponse] : [],
  )
  return {
    kind: 'rejected',
    code:
      textsOf(responses, 'legacyCode')[0] ?? textsOf(told, 'gatewayRejectionReason')[0] ?? textsOf([made], 'status')[0],
    message: textsOf(responses, 'message')[0] ?? `Braintree answered with the status ${String(made.status)}`,
  }
}

const noes: ReadonlySet<string> = new Set(['PROCESSOR_DECLINED', 'GATEWAY_REJECTED', 'SETTLEMENT_DECLINED', 'FAILED'])

/** A node of another type than was asked for has nothing but the name of its type. */
function notThere(data: Fields): Refusal | undefined {
  const { node } = data
  const isOther = isJsonObject(node) && Object.keys(node).every((name) => name === '__typename')
  if (node !== null && !isOther) return undefined
  return { kind: 'rejected', code: 'NOT_FOUND', message: 'There is no such object' }
}

function textsOf(records: readonly Fields[], name: string): readonly string[] {
  return records.flatMap((record) => {
    const text = record[name]
    return typeof text === 'string' && text !== '' ? [text] : []
  })
}
