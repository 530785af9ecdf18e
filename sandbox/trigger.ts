import { basicCredentials } from './http.ts'
import type { Exchange, SandboxProvider } from './provider.ts'

/**
 * The faults that every provider of the sandbox can be asked for, by a word anywhere in the path, the query or the
 * body of a request, or in the name that it authenticates by (the client id of a program at a token endpoint):
 *
 * - `sandbox-rate-limited`: the provider's own "too many requests";
 * - `sandbox-outage`: the provider's own 5xx;
 * - `sandbox-html`: an HTML error page of status 502, as from a proxy in front of the provider;
 * - `sandbox-truncated`: status 200 and JSON that ends in the middle.
 */
export function trigger(provider: SandboxProvider, exchange: Exchange): Response | undefined {
  const name = basicCredentials(exchange.headers)?.name ?? ''
  const said = `${exchange.url.pathname}${exchange.url.search}\n${exchange.body}\n${name}`
  if (said.includes('sandbox-rate-limited')) return provider.rateLimited(exchange)
  if (said.includes('sandbox-outage')) return provider.outage(exchange)
  if (said.includes('sandbox-html')) return badGatewayPage()
  if (said.includes('sandbox-truncated')) return truncatedJson()
  return undefined
}

function badGatewayPage(): Response {
  const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n'
  return new Response(page, { status: 502, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

function truncatedJson(): Response {
  return new Response('{"id":"sandbox","status":"succ', { headers: { 'Content-Type': 'application/json' } })
}
