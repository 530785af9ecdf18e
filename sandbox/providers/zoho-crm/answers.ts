import { json } from '../../http.ts'

/** An error as a whole answer, or in place of one record. https://www.zoho.com/crm/developer/docs/api/v8/status-codes.html */
export interface ZohoError {
  readonly code: string
  readonly details: object
  readonly message: string
  readonly status: 'error'
}

export function errorOf(code: string, message: string, details: object = {}): ZohoError {
  return { code, details, message, status: 'error' }
}

/** What a resource throws to answer with an error as a whole. */
export class Failure extends Error {
  readonly response: Response

  constructor(status: number, code: string, message: string, details: object = {}) {
    super(message)
    this.response = json(errorOf(code, message, details), status)
  }
}

export function badUrl(): Failure {
  const message = 'Please check if the URL trying to access is a correct one'
  return new Failure(404, 'INVALID_URL_PATTERN', message)
}

/** For an id in the path, which the error names by its place there. */
export function badId(message = 'the id given seems to be invalid'): Failure {
  return new Failure(400, 'INVALID_DATA', message, { resource_path_index: 1 })
}

export function missingParameter(...names: readonly string[]): Failure {
  const details = names.length === 1 ? { param: names[0] } : { param_names: names }
  return new Failure(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', details)
}
