import { json } from './http.ts'
import type { Exchange, SandboxProvider } from './provider.ts'
import { providerOfHost } from './registry.ts'
import { trigger } from './trigger.ts'

/** A request without its clock and randomness, so that it can travel to the account's Durable Object. */
export interface Arrival {
  readonly method: string
  readonly url: string
  readonly headers: [string, string][]
  readonly body: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Runs an exchange where the account's state is. */
export type Play = (provider: SandboxProvider, account: string, arrival: Arrival) => Response | Promise<Response>

const explanation =
  'This is the sandbox: it plays third-party APIs on one machine. Send a request with the header X-Forwarded-Host ' +
  '(the API host that you mean, such as api.stripe.com) and X-Forwarded-Proto: https. In a browser, which sends no such ' +
  'header, put /browse/<host> in front of the path.'

/**
 * Answers one request: finds the provider by the host that the caller meant, lets it authenticate, applies the
 * uniform triggers, and plays the exchange in the account's state.
 *
 * Whatever fails in the sandbox itself answers `{sandboxError}`, so that it is never mistaken for a provider's word.
 */
export async function route(
  request: Request,
  now: Date,
  among: readonly SandboxProvider[],
  play: Play,
): Promise<Response> {
  try {
    const url = meantUrl(request)
    if (url === undefined) return json({ sandboxError: explanation }, 404)
    const provider = providerOfHost(url.host, among)
    if (provider === undefined) {
      return json({ sandboxError: `The sandbox plays no provider at ${url.origin}. ${explanation}` }, 404)
    }
    if (url.protocol !== 'https:') {
      return json({ sandboxError: `${url.host} is reached over https only. ${explanation}` }, 404)
    }

    const arrival: Arrival = {
      method: request.method,
      url: url.href,
      headers: [...request.headers],
      body: await request.text(),
      now: now.getTime(),
    }
    const exchange = exchangeOf(arrival)
    const authentication = provider.authenticate(exchange)
    if ('refusal' in authentication) return authentication.refusal
    // A page for people works whatever their program is called; what it was called for is met at the token endpoint.
    const fault = isBrowsed(request) ? undefined : trigger(provider, exchange)
    return fault ?? (await play(provider, authentication.account, arrival))
  } catch (error) {
    return json({ sandboxError: error instanceof Error ? error.message : String(error) }, 500)
  }
}

export function exchangeOf(arrival: Arrival): Exchange {
  return {
    method: arrival.method,
    url: new URL(arrival.url),
    headers: new Headers(arrival.headers),
    body: arrival.body,
    now: new Date(arrival.now),
    randomId,
  }
}

/**
 * The URL before egress was pointed at the sandbox, or the one whose page a browser was sent to; `undefined` where the
 * request came by neither way.
 */
function meantUrl(request: Request): URL | undefined {
  const { pathname, search } = new URL(request.url)
  const [, host = '', path = '/'] = isBrowsed(request)
    ? (browsed.exec(pathname) ?? [])
    : [pathname, request.headers.get('x-forwarded-host') ?? '', pathname]
  const protocol = request.headers.get('x-forwarded-proto') ?? 'https'
  if (!/^[a-z0-9.-]+(:\d+)?$/i.test(host) || !/^https?$/.test(protocol)) return undefined
  const address = `${protocol}://${host}${path}${search}`
  return URL.canParse(address) ? new URL(address) : undefined
}

/** `/browse/<host><path>`, for pages that people see. */
const browsed = /^\/browse\/([^/]+)(\/.*)?$/

function isBrowsed({ url, method, headers }: Request): boolean {
  const isVisit = (method === 'GET' || method === 'POST') && !headers.has('x-forwarded-host')
  return isVisit && browsed.test(new URL(url).pathname)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function randomId(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
}
