import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, type Shape } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { WebapiError } from './answers.ts'

/** A request and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  /** What stands for each `*` of the route; empty where the route has fewer. */
  readonly parameters: readonly [string, string]
}

/**
 * The JSON body, checked, with its names in snake case: Magento takes both ways of writing them. Whatever stands
 * beside the parameters of the operation is ignored; within them an unknown name is refused.
 */
export function bodyOf({ exchange }: Call, shape: Shape): Fields {
  if (exchange.body !== '' && mediaType(exchange.headers) !== 'application/json') {
    throw new WebapiError(400, "Server cannot understand Content-Type HTTP header media type '%type'.", {
      type: mediaType(exchange.headers),
    })
  }
  const value = exchange.body === '' ? {} : inSnakeCase(parseJson(exchange.body))
  if (!isFields(value)) throw new WebapiError(400, 'Decoding error: \nSyntax error')
  const faults = faultsOf(shape, value)
  const missing = faults.filter(({ problem }) => problem === 'missing')
  const [first, ...others] = missing.length > 0 ? missing : faults
  if (first === undefined) return value
  if (missing.length === 0 || others.length === 0) throw new WebapiError(400, ...complaint(first))
  const errors = missing.map((fault) => {
    const [message, parameters = {}] = complaint(fault)
    return { message, parameters }
  })
  throw new WebapiError(400, 'One or more input exceptions have occurred.', {}, errors)
}

function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inSnakeCase(member),
    ]),
  )
}

/** What Magento calls the kinds of values. */
const typeNames: Readonly<Record<Shape['kind'], string>> = {
  text: 'string',
  choice: 'string',
  number: 'float',
  boolean: 'bool',
  list: 'array',
  group: 'object',
  anything: 'mixed',
}

function complaint({ problem, path, shape, value }: Fault): [message: string, parameters?: Record<string, string>] {
  const name = String(path.at(-1) ?? '')
  if (problem === 'missing') {
    // The parameters of an operation are called in camel case, the fields of an object in snake case.
    const fieldName =
      path.length === 1 ? name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()) : name
    return ['"%fieldName" is required. Enter and try again.', { fieldName }]
  }
  if (problem === 'unknown') {
    const method = name.replaceAll(/(^|_)([a-z])/g, (_match, _start, letter: string) => letter.toUpperCase())
    return [`Property "${method}" does not have accessor method "get${method}".`]
  }
  if (problem === 'type') {
    const type = shape.kind === 'number' && shape.isWhole ? 'int' : typeNames[shape.kind]
    const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value
    return [
      `Error occurred during "${name}" processing. The "${shown}" value's type is invalid. The "${type}" type was expected. Verify and try again.`,
    ]
  }
  return ['Invalid value of "%value" provided for the %fieldName field.', { fieldName: name, value: String(value) }]
}

/** The next number of a kind of object. */
export function nextNumber(
  state: State,
  kind: 'product' | 'customer' | 'order' | 'item' | 'invoice' | 'shipment' | 'creditmemo',
): number {
  const first = { product: 15, customer: 5, order: 4, item: 6, invoice: 2, shipment: 3, creditmemo: 1 }[kind]
  const value = (state.get<{ value: number }>('last number', kind)?.value ?? first - 1) + 1
  state.put('last number', kind, { value })
  return value
}
