/** Where browsers are sent in the end; nobody listens there. */
export const returnUrl = 'http://127.0.0.1:9/settings'

/** A person at a browser: follows redirects, keeps cookies, presses the button on the page of consent. */
export interface Person {
  /** Opens a link, and answers the link of the gateway to which the provider sends the browser back. */
  allow(authorizeUrl: string): Promise<string>
  /** Opens a link of the gateway; answers where the browser has ended up, or what the page there says. */
  open(url: string): Promise<{ readonly url: string; readonly text: string }>
}

/** `account` is what the person is at the provider. */
export function person(account: number): Person {
  // Cookies know hosts and no ports (RFC 6265 section 8.5), and all of them are on one machine.
  const cookies = new Map<string, string>()

  async function visit(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  /** Follows redirects until `until` says of a link that it isn't opened. */
  async function follow(url: string, until: (url: string) => boolean, init?: RequestInit) {
    let at = url
    let response = await visit(at, init)
    for (let to = response.headers.get('location'); to !== null; to = response.headers.get('location')) {
      at = new URL(to, at).href
      await response.body?.cancel()
      if (until(at)) return { url: at, text: '' }
      response = await visit(at)
    }
    return { url: at, text: await response.text() }
  }

  const isCallback = (url: string) => new URL(url).pathname === '/upstream/connect/callback'
  return {
    open: (url) => follow(url, (at) => at.startsWith(returnUrl)),
    async allow(authorizeUrl) {
      const page = await follow(authorizeUrl, isCallback)
      if (!page.text.includes('<form')) throw new Error(`there is no page of consent at ${page.url}: ${page.text}`)
      const body = new URLSearchParams({ account: String(account), decision: 'allow' })
      const callback = await follow(page.url, isCallback, { method: 'POST', body })
      if (!isCallback(callback.url)) throw new Error(`the browser wasn't sent back: ${callback.url} ${callback.text}`)
      return callback.url
    },
  }
}

export function parametersOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams)
}
