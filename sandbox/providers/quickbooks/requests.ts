import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { type FaultError, Refusal, refusal } from './answers.ts'
import { type Company, type Entity, type EntityName, found } from './company.ts'
import { handle, sparse } from './shapes/parts.ts'

/** The JSON object of a request, checked; throws with one error for every fault. */
export function body(exchange: Exchange, shape: Shape): Fields {
  const fields = jsonBody(exchange)
  check(shape, fields)
  return fields
}

export function jsonBody(exchange: Exchange): Fields {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw new Refusal(
      [{ Message: 'Unsupported Media Type', Detail: 'Content-Type is not supported', code: '415' }],
      415,
    )
  }
  const fields = parseJson(exchange.body)
  if (isFields(fields)) return fields
  const detail = 'Property Name:failed to parse json object; a property specified is unsupported or invalid'
  throw refusal('2010', 'Request has invalid or unsupported property', detail)
}

/** What the body of a request has to be announced as. */
export function checkMediaType({ headers }: Exchange, type: string): void {
  if (mediaType(headers) === type) return
  const Detail = `Content-Type has to be ${type}`
  throw new Refusal([{ Message: 'Unsupported Media Type', Detail, code: '415', element: '' }], 415)
}

function check(shape: Shape, fields: Fields): void {
  const errors = faultsOf(shape, fields).map(errorOf)
  if (errors.length > 0) throw new Refusal(errors)
}

function errorOf({ path, problem, shape, value }: Fault): FaultError {
  const names = path.filter((step) => typeof step === 'string')
  const element = names.join('.')
  const isEmptyList = shape.kind === 'list' && Array.isArray(value)
  if (problem === 'missing' || isEmptyList) {
    const Message = 'Required param missing, need to supply the required value for the API'
    return { Message, Detail: `Required parameter ${element} is missing in the request`, code: '2020', element }
  }
  if (problem === 'unknown' || problem === 'type') {
    const Detail = `Property Name:${element} specified is unsupported or invalid`
    return { Message: 'Request has invalid or unsupported property', Detail, code: '2010', element }
  }
  if (problem === 'size' && shape.kind === 'text') {
    const Message = 'String length is either shorter or longer than supported by specification'
    const Detail = `String length specified does not match the supported length. Min:${shape.min} Max:${shape.max}`
    return { Message, Detail, code: '2050', element }
  }
  if (element.endsWith('Address')) {
    const Detail = `Email Address does not conform to the syntax rules of RFC 822. Supplied value:${String(value)}`
    return { Message: 'Invalid Email Address format', Detail, code: '2210', element }
  }
  if (shape.kind === 'choice') {
    return { Message: 'Invalid Enumeration', Detail: `Invalid Enumeration : ${String(value)}`, code: '2170', element }
  }
  const Detail = `Property Name:${element} specified is unsupported or invalid. Supplied value:${String(value)}`
  return { Message: 'Request has invalid or unsupported property', Detail, code: '2010', element }
}

/** An entity to be changed, and what the request says about it. */
export interface Change {
  readonly entity: Entity
  readonly fields: Fields
}

/** The entity of a full or a sparse update, with the fields that it is to have. */
export function updateOf(company: Company, name: EntityName, shape: Shape): Change {
  const fields = jsonBody(company.exchange)
  const isSparse = fields.sparse === true
  check(isSparse ? sparse(shape) : shape, fields)
  if (!isSparse) check(sparse(shape), fields)
  const entity = current(company, name, fields)
  const { sparse: _sparse, domain: _domain, MetaData: _metaData, ...given } = fields
  return { entity, fields: isSparse ? { ...entity, ...given } : given }
}

/** The entity that is to be voided or deleted. A whole entity may be given; its id and SyncToken count. */
export function handled(company: Company, name: EntityName): Entity {
  const { Id, SyncToken } = jsonBody(company.exchange)
  const fields = { Id, SyncToken }
  check(handle, fields)
  return current(company, name, fields)
}

function current(company: Company, name: EntityName, fields: Fields): Entity {
  const entity = found(company, name, String(fields.Id))
  if (entity.SyncToken === fields.SyncToken) return entity
  const detail =
    'Stale Object Error : You and root were working on this at the same time. root finished before you did, so your work was not saved.'
  throw refusal('5010', 'Stale Object Error', detail)
}
