import { json, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

export interface FedexError {
  readonly code: string
  readonly message: string
  readonly parameterList?: readonly { readonly key: string; readonly value: string }[]
}

/** A success in the form of every FedEx API: `{transactionId, customerTransactionId?, output}`. */
export function answered(exchange: Exchange, output: object): Response {
  return json({ ...transaction(exchange), output })
}

/** A refusal in the form of every FedEx API: `{transactionId, customerTransactionId?, errors: [{code, message}]}`. */
export function refused(exchange: Exchange, status: number, ...errors: readonly FedexError[]): Response {
  return json({ ...transaction(exchange), errors }, status)
}

function transaction(exchange: Exchange): object {
  const customerTransactionId = exchange.headers.get('x-customer-transaction-id')
  return {
    transactionId: uuid(exchange),
    ...(customerTransactionId === null ? {} : { customerTransactionId }),
  }
}

function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(32), (char) => (char.charCodeAt(0) % 16).toString(16)).join('')
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

/** The body, checked; or the refusal that says what is wrong with it. */
export function checked(exchange: Exchange, shape: Shape): unknown {
  const body = mediaType(exchange.headers) === 'application/json' ? parseJson(exchange.body) : undefined
  if (body === undefined) {
    return refused(exchange, 400, {
      code: 'INVALID.INPUT.EXCEPTION',
      message: 'Invalid field value in the input: the body is not JSON of content-type application/json.',
    })
  }
  const faults = faultsOf(shape, body)
  return faults.length === 0 ? body : refused(exchange, 400, ...faults.map(invalidInput))
}

function invalidInput({ path, problem, value }: Fault): FedexError {
  const key = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
  return missingOrInvalid(key, problem === 'missing' ? 'NotNull' : JSON.stringify(value))
}

/** A required field that is absent (`value` is then `NotNull`), or one whose value does not fit. */
export function missingOrInvalid(key: string, value = 'NotNull'): FedexError {
  return {
    code: 'INVALID.INPUT.EXCEPTION',
    message: `Invalid field value in the input: ${key}`,
    parameterList: [{ key, value }],
  }
}
