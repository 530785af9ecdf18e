import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, type Shape } from '../../json-shape.ts'
import { apiError, Refusal, refusal } from './answers.ts'
import type { Business } from './business.ts'

/** The object of a body that is wrapped in its own name (`{"contact": {…}}`), checked. */
export function wrapped({ exchange }: Business, name: string, shape: Shape): Fields {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw refusal(415, 'UnsupportedMediaType', 'Content-Type has to be application/json')
  }
  const body = parseJson(exchange.body)
  if (!isFields(body)) throw refusal(400, 'InvalidRequestBody', 'The request body is not valid JSON')
  const fields = body[name]
  if (!isFields(fields)) throw refusal(422, 'ValidationError', `${name} is missing`, name)
  const faults = faultsOf(shape, fields)
  if (faults.length > 0)
    throw new Refusal(
      422,
      faults.map((fault) => errorOf(name, fault)),
    )
  return fields
}

function errorOf(name: string, { path, problem, shape, value }: Fault) {
  const source = [name, ...path].join('.')
  if (problem === 'missing') return apiError('RecordInvalid', 'This field is required.', source)
  if (problem === 'size' && shape.kind === 'list') return apiError('RecordInvalid', 'At least one is required.', source)
  return apiError('RecordInvalid', `${JSON.stringify(value)} is not a valid value.`, source)
}

interface Kept {
  readonly body: object
}

/**
 * Creates once for each `idempotency_id`, which stands among the fields: the same one gets the first answer again.
 *
 * Source: https://developer.sage.com/accounting/guides/concepts/idempotency
 */
export function createdOnce({ state }: Business, fields: Fields, create: () => object): object {
  const id = fields.idempotency_id
  if (id === undefined || id === null) return create()
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/i.test(id)) {
    throw refusal(
      422,
      'RecordInvalid',
      'idempotency_id has to be a GUID of 32 characters without hyphens',
      'idempotency_id',
    )
  }
  const kept = state.get<Kept>('idempotency', id)
  if (kept !== undefined) return kept.body
  const body = create()
  state.put('idempotency', id, { body })
  return body
}
