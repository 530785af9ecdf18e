import { basicCredentials, type Fields, isFields, mediaType, parseJson } from '../http.ts'
import type { Exchange } from '../provider.ts'
import type { ClientAuthentication } from './server.ts'

/** A program at the token endpoint, and how it says who it is. */
export interface Client {
  readonly id: string
  readonly secret: string
  readonly authentication: ClientAuthentication
}

/** The fields of a form or of a JSON object; empty where a body is neither. */
export function fieldsOf({ headers, body }: Exchange): Fields {
  const type = mediaType(headers)
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body))
  const value = type === 'application/json' ? parseJson(body) : undefined
  return isFields(value) ? value : {}
}

/** Undefined where the request names no program. */
export function clientOf(exchange: Exchange): Client | undefined {
  const fields = fieldsOf(exchange)
  const basic = basicCredentials(exchange.headers)
  // Providers document the plain base64 of id and secret, and not that both be encoded before, as RFC 6749 has it.
  if (basic !== undefined) return { id: basic.name, secret: basic.password, authentication: 'basic' }
  const id = textOf(fields, 'client_id')
  const secret = textOf(fields, 'client_secret')
  if (id === '') return undefined
  if (secret === '') return { id, secret, authentication: 'none' }
  return { id, secret, authentication: mediaType(exchange.headers) === 'application/json' ? 'json' : 'form' }
}

export function textOf(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
