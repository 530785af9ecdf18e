import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { closed, type Fault, faultsOf, oneOf, type Shape, text, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { type ApiError, Refusal } from './answers.ts'

/** A request and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  /** What stands for the `*` of the route; empty where the route has none. */
  readonly parameter: string
}

/** A document whose `data` is one new object. */
export function newObject(type: string, attributes: Shape, relationships: Shape = closed({})): Shape {
  return closed({ data: closed({ type: oneOf(type), attributes }, { relationships }) })
}

/** A document whose `data` says how an object is changed. */
export function changedObject(type: string, attributes: Shape): Shape {
  return closed({ data: closed({ type: oneOf(type), id: text() }, { attributes }) })
}

/** The name of an object: `{type, id}`. */
export function identifier(type: string): Shape {
  return closed({ type: oneOf(type), id: text(undefined, 1) })
}

/** The JSON body, checked against a shape that knows every field. */
export function bodyOf({ exchange }: Call, shape: Shape): Fields {
  const type = mediaType(exchange.headers)
  if (type !== 'application/vnd.api+json' && type !== 'application/json') {
    const detail = `Unsupported media type '${type}' in request.`
    throw new Refusal(415, { code: 'unsupported_media_type', title: 'Unsupported media type.', detail })
  }
  const value = parseJson(exchange.body)
  if (!isFields(value)) {
    const detail = 'The payload provided in the request is not JSON.'
    throw new Refusal(400, { code: 'parse_error', title: 'Malformed request.', detail })
  }
  const faults = faultsOf(shape, value)
  if (faults.length > 0) throw new Refusal(400, ...faults.map((fault) => describe(fault, value)))
  return value
}

function describe({ path, problem, shape }: Fault, body: Fields): ApiError {
  const name = String(path.at(-1) ?? 'data')
  const resource = resourceAt(body, path)
  const error = (code: string, detail: string): ApiError => {
    return { code, title: 'Invalid input.', detail, source: { pointer: `/${path.join('/')}` } }
  }
  if (problem === 'missing') return error('required', `'${name}' is a required field for the resource '${resource}'.`)
  if (problem === 'unknown') return error('invalid', `'${name}' is not a valid field for the resource '${resource}'.`)
  if (shape.kind === 'choice') return error('invalid', `'${name}' must be one of: ${shape.values.join(', ')}.`)
  return error('invalid', `'${name}' is not a valid ${shape.kind} for the resource '${resource}'.`)
}

/** The type of the innermost object that a path leads through. */
function resourceAt(body: Fields, path: readonly (string | number)[]): string {
  const types = path.flatMap((_part, index) => {
    const type = valueAt(body, ...path.slice(0, index), 'type')
    return typeof type === 'string' ? [type] : []
  })
  return types.at(-1) ?? 'data'
}

/** The object at a path, or an empty one. */
export function fieldsAt(value: unknown, ...path: readonly (string | number)[]): Fields {
  const found = valueAt(value, ...path)
  return isFields(found) ? found : {}
}
