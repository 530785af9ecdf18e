/**
 * Where a browser may be sent back to: `https` URLs that begin, at a segment's end, with one of the deployment's; on one
 * machine, loopback too. Anything else would make the gateway a way to any page in the org's name.
 */
export function allowedReturnUrl(given: string, allowed: readonly string[], local: boolean): URL | undefined {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '') return undefined
  if (local && url.protocol === 'http:' && isLoopback(url.hostname)) return url
  if (url.protocol !== 'https:') return undefined
  return allowed.some((prefix) => begins(url, prefix)) ? url : undefined
}

function begins(url: URL, prefix: string): boolean {
  const wanted = new URL(prefix)
  if (url.origin !== wanted.origin) return false
  const path = wanted.pathname.endsWith('/') ? wanted.pathname : `${wanted.pathname}/`
  return `${url.pathname}/`.startsWith(path)
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** `CONNECT_RETURN_URLS`: https URLs separated by spaces or commas. Anything else is a mistake in the deployment. */
export function parseReturnUrls(text: string | undefined): readonly string[] {
  const urls = (text ?? '').split(/[\s,]+/).filter((url) => url !== '')
  for (const url of urls) {
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:' || new URL(url).search !== '')
      throw new TypeError(`CONNECT_RETURN_URLS: "${url}" is no https URL`)
  }
  return urls
}
