/** Authorize.Net answers 200 whatever happened: the outcome is in `messages`. Codes: https://developer.authorize.net/api/reference/responseCodes.html */

const texts = {
  I00001: 'Successful.',
  I00004: 'No records found.',
  E00002: 'The content-type specified is not supported.',
  E00003: 'An error occurred while parsing the XML request.',
  E00004: 'The name of the requested API method is invalid.',
  E00006: 'User name is invalid.',
  E00007: 'User authentication failed due to invalid authentication values.',
  E00013: 'The field is invalid.',
  E00027: 'The transaction was unsuccessful.',
  E00039: 'A duplicate record already exists.',
  E00040: 'The record cannot be found.',
  E00041: 'One or more fields in the profile must contain a value.',
  E00053: 'The server is currently too busy, please try again later.',
  E00104: 'The server is in maintenance, so the requested method is unavailable, please try again later.',
  E00114: 'Invalid OTS Token.',
} as const

export type Code = keyof typeof texts

export function messages(code: Code, text: string = texts[code]): object {
  return { resultCode: code.startsWith('I') ? 'Ok' : 'Error', message: [{ code, text }] }
}

/** An `E…` that ends a request: thrown anywhere, answered as `{refId, messages}`. */
export class AnetRefusal extends Error {
  readonly code: Code

  constructor(code: Code, text: string = texts[code]) {
    super(text)
    this.code = code
  }
}

/** The body as the API sends it: a byte-order mark comes first. */
export function respond(body: object, refId?: string, status = 200): Response {
  const whole = refId === undefined ? body : { ...body, refId }
  return new Response(`\uFEFF${JSON.stringify(whole)}`, {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}
