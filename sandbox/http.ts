/** What several providers of the sandbox need to read a request and to write an answer. */

/** An object of JSON or of a parsed form: its values are still to be checked. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

/** An answer without a body, such as 204. */
export function empty(status = 204, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers })
}

/** The JSON value of a body, or `undefined` where the body is empty or not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The decoded parts of a path without its leading slash; a part that is badly encoded stays as it is. */
export function pathSegments(path: string): string[] {
  return path === '' ? [] : path.split('/').map(decodeSegment)
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The media type of a request in lower case and without parameters; empty where there is none. */
export function mediaType(headers: Headers): string {
  const value = headers.get('content-type') ?? ''
  return (value.split(';')[0] ?? '').trim().toLowerCase()
}

/** The token of `Authorization: Bearer <token>`. */
export function bearerToken(headers: Headers): string | undefined {
  return /^bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1]
}

/** The name and password of `Authorization: Basic <base64 of name:password>`. */
export function basicCredentials(headers: Headers): { name: string; password: string } | undefined {
  const encoded = /^basic +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const decoded = decodeBase64(encoded)
  const colon = decoded?.indexOf(':') ?? -1
  if (decoded === undefined || colon < 0) return undefined
  return { name: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

/** Text as base64url without padding: for opaque tokens that carry their own account. */
export function encodeBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The text of base64 or base64url, or `undefined` where it is neither. */
export function decodeBase64(encoded: string): string | undefined {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(
      Uint8Array.from(binary, (char) => char.charCodeAt(0)),
    )
  } catch {
    return undefined
  }
}

/**
 * A form (or query) whose keys nest by brackets: `a[b]=1&c[]=2&c[]=3&d[0][e]=4` becomes
 * `{a: {b: '1'}, c: ['2', '3'], d: [{e: '4'}]}`. Every leaf is a string; of a repeated plain key the last one counts.
 */
export function parseForm(text: string): Fields {
  const root = new Map<string, Node>()
  for (const [key, value] of new URLSearchParams(text)) place(root, pathOf(key), value)
  return materialise(root) as Fields
}

type Node = string | Map<string, Node>

function pathOf(key: string): string[] {
  const open = key.indexOf('[')
  if (open <= 0 || !/^(\[[^[\]]*\])+$/.test(key.slice(open))) return [key]
  return [key.slice(0, open), ...Array.from(key.slice(open).matchAll(/\[([^[\]]*)\]/g), (match) => match[1] ?? '')]
}

function place(node: Map<string, Node>, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path
  // An empty bracket appends, except that `d[][e]=1&d[][f]=2` fills one element until a member repeats.
  let name = head
  if (head === '') {
    const last = node.size - 1
    const member = rest[0]
    const open = node.get(String(last))
    const continues = member !== undefined && open instanceof Map && !open.has(member)
    name = String(continues ? last : node.size)
  }
  if (rest.length === 0) {
    node.set(name, value)
    return
  }
  const existing = node.get(name)
  const child = existing instanceof Map ? existing : new Map<string, Node>()
  node.set(name, child)
  place(child, rest, value)
}

function materialise(node: Node, depth = 0): unknown {
  if (typeof node === 'string') return node
  const isArray = depth > 0 && node.size > 0 && [...node.keys()].every((key) => /^\d+$/.test(key))
  if (isArray) return [...node.values()].map((child) => materialise(child, depth + 1))
  return Object.fromEntries([...node].map(([key, child]) => [key, materialise(child, depth + 1)]))
}
