import { json } from '../../http.ts'

/** Words of a message that stand for its `%name`s. */
export type Parameters = Readonly<Record<string, string | number>>

/**
 * What a resource throws to answer `{message, parameters?, errors?}`.
 *
 * Source: https://developer.adobe.com/commerce/webapi/get-started/gs-web-api-response
 */
export class WebapiError extends Error {
  readonly status: number
  readonly parameters: Parameters
  readonly errors: readonly { message: string; parameters: Parameters }[]

  constructor(status: number, message: string, parameters: Parameters = {}, errors: WebapiError['errors'] = []) {
    super(message)
    this.status = status
    this.parameters = parameters
    this.errors = errors
  }

  answer(): Response {
    const { status, message, parameters, errors } = this
    const body = {
      message,
      ...(errors.length === 0 ? {} : { errors }),
      ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    }
    return json(body, status)
  }
}

export function noRoute(): WebapiError {
  return new WebapiError(404, 'Request does not match any route.')
}

export function noEntity(fieldName: string, fieldValue: string | number): WebapiError {
  return new WebapiError(404, 'No such entity with %fieldName = %fieldValue', { fieldName, fieldValue })
}

/** `2026-11-24 12:00:00`, in UTC. */
export function stamp(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}

/** To a ten-thousandth, as amounts are kept. */
export function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000
}
