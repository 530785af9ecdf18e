import { type Fields, isFields, json, mediaType, parseJson } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { type Fault, faultsOf, missing, type Shape, textAt } from './shape.ts'

/** A refusal in the form of every UPS API: `{response: {errors: [{code, message}]}}`. */
export function refusal(status: number, ...errors: readonly Fault[]): Response {
  return json({ response: { errors } }, status)
}

export function fault(code: string, message: string): Fault {
  return { code, message }
}

/** The `Response` part of an answer, which gives the caller's own context back. */
export function succeeded(request: unknown): object {
  const context = textAt(request, 'Request', 'TransactionReference', 'CustomerContext')
  return {
    ResponseStatus: { Code: '1', Description: 'Success' },
    TransactionReference: context === '' ? {} : { CustomerContext: context },
  }
}

/** The body of the wrapped form `{<root>: …}`, checked; or what is wrong with it. */
export function wrapped(exchange: Exchange, root: string, shape: Shape): Fields | Response {
  const body = jsonBody(exchange)
  if (body instanceof Response) return body
  const request = body[root]
  if (request === undefined) return refusal(400, missing(root))
  const faults = faultsOf(shape, request, root)
  if (faults.length > 0) return refusal(400, ...faults)
  return isFields(request) ? request : refusal(400, missing(root))
}

export function jsonBody({ body, headers }: Exchange): Fields | Response {
  if (body === '') return refusal(400, fault('10003', 'The request is either empty or null.'))
  const value = mediaType(headers) === 'application/json' ? parseJson(body) : undefined
  return isFields(value) ? value : refusal(400, fault('10001', 'The request is not well formed.'))
}

/** `transId` and `transactionSrc`, where an API requires them. */
export function headerFaults({ headers }: Exchange): Fault[] {
  return ['transId', 'transactionSrc'].filter((name) => !headers.get(name)).map(missing)
}
