import { json } from '../../http.ts'

export type Value = string | number | boolean | null

/** A record as it is stored: values by field name. */
export type SalesforceRecord = Record<string, Value>

/** A failure in the form of every REST resource: `[{message, errorCode, fields?}]`. */
export function failure(status: number, errorCode: string, message: string, fields?: readonly string[]): Response {
  return json([{ message, errorCode, ...(fields === undefined ? {} : { fields }) }], status)
}

/** What a resource throws to answer with a failure. */
export class Failure extends Error {
  readonly status: number
  readonly errorCode: string
  readonly fields: readonly string[] | undefined

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message)
    this.status = status
    this.errorCode = errorCode
    this.fields = fields
  }

  get response(): Response {
    return failure(this.status, this.errorCode, this.message, this.fields)
  }
}

export function notFound(): Failure {
  return new Failure(404, 'NOT_FOUND', 'The requested resource does not exist')
}
