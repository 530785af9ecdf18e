import { json } from '../../http.ts'
import type { Fault } from '../../json-shape.ts'

const moreInfo = 'Please check developers.pipedrive.com for more information about Pipedrive API.'

/** What a resource throws to answer with a failure. */
export class Failure extends Error {
  readonly response: Response

  constructor(response: Response) {
    super('refused')
    this.response = response
  }
}

export function success(data: unknown, additional?: object): Response {
  return json({ success: true, data, ...(additional === undefined ? {} : { additional_data: additional }) })
}

/** The error of v1, which v2 shares for everything but its validation. */
export function failed(status: number, error: string, info: string = moreInfo): Failure {
  return new Failure(json({ success: false, error, error_info: info, data: null, additional_data: null }, status))
}

export function notFound(): Failure {
  return failed(404, 'Entity was not found', 'Object was not found.')
}

/** The refusal of v2, as in https://github.com/pipedrive/client-nodejs/issues/651 */
export function invalid(...problems: readonly string[]): Failure {
  const error = `Validation failed: ${problems.join('; ')}`
  return new Failure(json({ success: false, error, code: 'ERR_SCHEMA_VALIDATION_FAILED' }, 400))
}

/** Source: https://developers.pipedrive.com/docs/api/v1/Users#getCurrentUser */
export function unauthorized(): Response {
  return json({ success: false, error: 'unauthorized access', errorCode: 401 }, 401)
}

/** A fault of a v2 request in words. */
export function wording({ path, problem, shape }: Fault): string {
  const name = path.join('.')
  switch (problem) {
    case 'missing':
      return `${name}: ${name} is a required field`
    case 'unknown':
      return `${name}: Parameter '${name}' is not allowed for this request`
    default:
      return `${name}: ${name} must be ${expectation(shape)}`
  }
}

function expectation(shape: Fault['shape']): string {
  switch (shape.kind) {
    case 'text':
      return 'a valid `string`'
    case 'choice':
      return `one of the following values: ${shape.values.join(', ')}`
    case 'number':
      return shape.isWhole ? 'a valid integer' : 'a valid number'
    case 'boolean':
      return 'a `boolean` type'
    case 'list':
      return 'an `array` type'
    default:
      return 'an `object` type'
  }
}
