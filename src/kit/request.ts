import type { JsonValue } from './json.ts'
import type { Path } from './path.ts'

/** A provider request is data: it can be shown, snapshotted, masked and signed, and only then fetched. */
export interface ProviderRequest {
  readonly method: Method
  readonly path: Path
  readonly query: Query
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Scalar = string | number | boolean

/** `undefined` leaves a parameter out; a list repeats it. */
export type Query = Readonly<Record<string, Scalar | readonly Scalar[] | undefined>>

export interface FormFields {
  readonly [name: string]: FormValue
}

/** Nested objects and lists become bracketed names (`metadata[order]=7`, `items[0][price]=…`). */
export type FormValue = Scalar | undefined | readonly FormValue[] | FormFields

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: JsonValue; readonly contentType: string }
  | { readonly kind: 'form'; readonly fields: FormFields }

export const none: Body = { kind: 'none' }

/** A JSON body. Fields that are `undefined` are left out, as `JSON.stringify` does. */
export function json(value: JsonValue, contentType = 'application/json'): Body {
  return { kind: 'json', value, contentType }
}

/** An `application/x-www-form-urlencoded` body. */
export function form(fields: FormFields): Body {
  return { kind: 'form', fields }
}

export interface RequestOptions {
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
}

export function get(path: Path, options: RequestOptions = {}): ProviderRequest {
  return build('GET', path, none, options)
}

export function post(path: Path, body: Body = none, options: RequestOptions = {}): ProviderRequest {
  return build('POST', path, body, options)
}

export function put(path: Path, body: Body = none, options: RequestOptions = {}): ProviderRequest {
  return build('PUT', path, body, options)
}

export function patch(path: Path, body: Body = none, options: RequestOptions = {}): ProviderRequest {
  return build('PATCH', path, body, options)
}

export function del(path: Path, options: RequestOptions & { readonly body?: Body } = {}): ProviderRequest {
  return build('DELETE', path, options.body ?? none, options)
}

function build(method: Method, path: Path, body: Body, options: RequestOptions): ProviderRequest {
  return { method, path, query: options.query ?? {}, headers: options.headers ?? {}, body }
}
