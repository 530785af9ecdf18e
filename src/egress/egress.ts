/** A request as it goes over the wire, credentials included. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface EgressOptions {
  readonly fetch: typeof fetch
  /** Origin → replacement origin, `*` for all the rest. Empty everywhere but on one machine. */
  readonly replacements: Replacements
}

export type Replacements = ReadonlyMap<string, string>

export type Send = (request: WireRequest, signal: AbortSignal) => Promise<Response>

/**
 * The only fetch in the program. Plain HTTP is refused unless the origin is replaced, and redirects are handed back as
 * they are: whoever follows one with credentials gives them away.
 */
export function createEgress({ fetch, replacements }: EgressOptions): Send {
  return ({ method, url, headers, body }, signal) => {
    const elsewhere = replacements.size > 0 ? replaced(url, replacements) : undefined
    if (elsewhere === undefined && !url.startsWith('https://')) {
      return Promise.reject(new TypeError('only https leaves the gateway'))
    }
    const init: RequestInit = {
      method,
      headers: elsewhere === undefined ? headers : { ...headers, ...elsewhere.headers },
      redirect: 'manual',
      signal,
    }
    if (body !== undefined) init.body = body
    return fetch(elsewhere?.url ?? url, init)
  }
}

/** Where a request goes in place of its own origin; undefined where nothing stands in for that. */
function replaced(url: string, replacements: Replacements) {
  const end = url.indexOf('/', 'https://'.length)
  const origin = url.slice(0, end)
  const replacement = replacements.get(origin) ?? replacements.get('*')
  if (replacement === undefined) return undefined
  // RFC 7239's predecessors, which test servers read: what was meant is told to whoever stands in for it.
  const headers = { 'X-Forwarded-Host': origin.slice('https://'.length), 'X-Forwarded-Proto': 'https' }
  return { url: replacement + url.slice(end), headers }
}

/**
 * Where a browser reaches a provider's page: at the page itself, or, where something stands in for its origin, there. A
 * browser can't say in a header which host it means, so the path does.
 */
export function browserUrl(url: string, replacements: Replacements): string {
  const { origin, host } = new URL(url)
  const replacement = replacements.get(origin) ?? replacements.get('*')
  return replacement === undefined ? url : `${replacement}/browse/${host}${url.slice(origin.length)}`
}

/** `UPSTREAM_EGRESS`: a JSON object of origins. Anything else is a mistake in the deployment and refused. */
export function parseReplacements(text: string | undefined): Replacements {
  if (text === undefined || text.trim() === '') return new Map()
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new TypeError('UPSTREAM_EGRESS is no JSON object')
  return new Map(
    Object.entries(parsed).map(([from, to]) => {
      if (typeof to !== 'string' || new URL(to).origin !== to)
        throw new TypeError(`UPSTREAM_EGRESS: "${from}" leads to no origin`)
      if (from !== '*' && new URL(from).origin !== from) throw new TypeError(`UPSTREAM_EGRESS: "${from}" is no origin`)
      return [from, to]
    }),
  )
}
