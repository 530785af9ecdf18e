import type { TokenEndpoint } from '../kit/connect.ts'
import { isJsonObject } from '../kit/json.ts'

/**
 * A token endpoint's answer as RFC 6749 sections 5.1 and 5.2 have it, made of what providers answer instead: numbers as
 * text, no `token_type`, errors with HTTP 200 or under other names. Undefined where it is neither a token nor an error.
 */
export function tidied(status: number, text: string, endpoint: Quirks, now: Date): Response | undefined {
  const body = parse(text)
  if (!isJsonObject(body)) return undefined
  if (status < 300 && typeof body.access_token === 'string' && body.access_token !== '')
    return json(200, token(body, endpoint, now))
  const code = endpoint.refusal?.(status, body) ?? errorCode(body)
  if (code === undefined) return undefined
  const description = errorDescription(body)
  return json(status >= 400 && status < 500 ? status : 400, {
    error: code,
    ...(description === undefined ? {} : { error_description: description }),
  })
}

type Quirks = Pick<TokenEndpoint, 'expiresAt' | 'refusal'>

function json(status: number, body: unknown): Response {
  return Response.json(body, { status })
}

function token(body: Readonly<Record<string, unknown>>, endpoint: Quirks, now: Date): Record<string, unknown> {
  // An identity token is for a program that wants to know a person, and would be verified if it were there.
  const { expires_in: life, token_type: type, id_token: _, scope, ...rest } = body
  const seconds =
    secondsOf(life) ?? secondsUntil(endpoint.expiresAt === undefined ? undefined : rest[endpoint.expiresAt], now)
  return {
    ...rest,
    token_type: typeof type === 'string' && type.toLowerCase() !== 'bearer' ? 'bearer' : (type ?? 'bearer'),
    ...(seconds === undefined ? {} : { expires_in: seconds }),
    ...scopeOf(scope),
  }
}

function secondsOf(life: unknown): number | undefined {
  const seconds = typeof life === 'string' && life.trim() !== '' ? Number(life) : life
  return typeof seconds === 'number' && seconds > 0 ? seconds : undefined
}

function secondsUntil(time: unknown, now: Date): number | undefined {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return at > now.getTime() ? Math.floor((at - now.getTime()) / 1_000) : undefined
}

function scopeOf(scope: unknown): { scope?: string } {
  if (typeof scope === 'string') return { scope }
  return Array.isArray(scope) ? { scope: scope.filter((one) => typeof one === 'string').join(' ') } : {}
}

/** RFC 6749 has `error`; others have an object in its place, a list, a `code`, or a `status` in words. */
function errorCode(body: Readonly<Record<string, unknown>>): string | undefined {
  const [first] = Array.isArray(body.errors) ? body.errors : []
  return (
    text(body.error) ??
    (isJsonObject(body.error) ? (text(body.error.code) ?? text(body.error.type)) : undefined) ??
    (isJsonObject(first) ? text(first.code) : undefined) ??
    text(body.error_code) ??
    text(body.code) ??
    text(body.type) ??
    text(body.status)
  )
}

function errorDescription(body: Readonly<Record<string, unknown>>): string | undefined {
  const [first] = Array.isArray(body.errors) ? body.errors : []
  return (
    text(body.error_description) ??
    text(body.message) ??
    (isJsonObject(body.error) ? text(body.error.message) : undefined) ??
    (isJsonObject(first) ? (text(first.detail) ?? text(first.message)) : undefined)
  )
}

/** Printable ASCII only: what RFC 6749 allows in an error, and all that goes into an answer. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, ' ').slice(0, 300)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
