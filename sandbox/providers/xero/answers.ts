import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { uuid } from './organisation.ts'
import { xml } from './xml.ts'

/** Thrown where a request is refused; the body is an `Error` of the description, or a text. */
export class Refusal extends Error {
  readonly status: number
  readonly body: object | string

  constructor(status: number, body: object | string) {
    super(typeof body === 'string' ? body : JSON.stringify(body))
    this.name = 'Refusal'
    this.status = status
    this.body = body
  }
}

export function postDataInvalid(message: string): Refusal {
  return new Refusal(400, { ErrorNumber: 17, Type: 'PostDataInvalidException', Message: message })
}

export function queryParseError(message: string): Refusal {
  return new Refusal(400, { ErrorNumber: 16, Type: 'QueryParseException', Message: message })
}

/** One element that was refused, with what is wrong with it. */
export function validationException(elements: readonly object[]): Refusal {
  const Message = 'A validation exception occurred'
  return new Refusal(400, { ErrorNumber: 10, Type: 'ValidationException', Message, Elements: elements })
}

export function notFound(): Refusal {
  return new Refusal(404, "The resource you're looking for cannot be found")
}

/** The wrapping of every answer: `{"Id", "Status", "ProviderName", "DateTimeUTC", "Invoices": […]}`. */
export function envelope(exchange: Exchange, content: object): object {
  return {
    Id: uuid(exchange),
    Status: 'OK',
    ProviderName: 'Upstream Sandbox',
    DateTimeUTC: `/Date(${exchange.now.getTime()})/`,
    ...content,
  }
}

/** A body in the form that was asked for: XML, unless JSON is accepted. */
export function written(exchange: Exchange, body: object | string, status = 200): Response {
  const headers = { ...limits, 'Xero-Correlation-Id': uuid(exchange) }
  if (typeof body === 'string') {
    return new Response(body, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } })
  }
  const isJson = (exchange.headers.get('accept') ?? '').includes('json')
  if (isJson) return json(body, status, headers)
  const name = status < 400 ? 'Response' : 'ApiException'
  return new Response(xml(name, body), { status, headers: { 'Content-Type': 'text/xml; charset=utf-8', ...headers } })
}

/** Source: https://developer.xero.com/documentation/guides/oauth2/limits/ */
const limits = {
  'X-DayLimit-Remaining': '4999',
  'X-MinLimit-Remaining': '59',
  'X-AppMinLimit-Remaining': '9999',
}

/** Refusals of the gateway in front of the API. */
export function problem(exchange: Exchange, status: number, title: string, detail: string): Response {
  const body = { Type: null, Title: title, Status: status, Detail: detail, Instance: uuid(exchange), Extensions: {} }
  return json(body, status)
}

/** `/Date(1768465800000+0000)/` */
export function dateTime(milliseconds: number): string {
  return `/Date(${milliseconds}+0000)/`
}

/** A day in both forms: `Date` and `DateString`. */
export function dates(name: string, day: string): object {
  if (day === '') return {}
  return { [name]: dateTime(Date.parse(`${day}T00:00:00Z`)), [`${name}String`]: `${day}T00:00:00` }
}
