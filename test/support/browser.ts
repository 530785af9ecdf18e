import type { Deployment } from './deployments.ts'
import { sandboxOrigin } from './scripted.ts'

/** A person's browser: follows redirects between the gateway and the sandbox, keeps cookies, and presses buttons. */
export interface Browser {
  /** Opens a link of the gateway; answers what the last page says and where the browser has ended up. */
  open(url: string): Promise<Page>
  /** Opens the link, allows or denies on the page of consent, and answers where that led. */
  consent(authorizeUrl: string, decision?: 'allow' | 'deny'): Promise<Page>
}

export interface Page {
  readonly url: string
  readonly status: number
  readonly text: string
}

const gatewayOrigin = 'https://gateway.test'

export function browser(deployment: Deployment): Browser {
  const cookies = new Map<string, string>()

  async function visit(url: string, init: RequestInit = {}): Promise<Response> {
    if (!url.startsWith(gatewayOrigin)) return fetch(url, { ...init, redirect: 'manual' })
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const response = await deployment.fetch(url.slice(gatewayOrigin.length), { ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

  async function follow(url: string, init: RequestInit = {}): Promise<Page> {
    let at = url
    let response = await visit(at, init)
    for (
      let location = response.headers.get('Location');
      location !== null;
      location = response.headers.get('Location')
    ) {
      at = new URL(location, at).href
      if (!at.startsWith(gatewayOrigin) && !at.startsWith(sandboxOrigin)) return { url: at, status: 200, text: '' }
      response = await visit(at)
    }
    return { url: at, status: response.status, text: await response.text() }
  }

  return {
    open: (url) => follow(url),
    async consent(authorizeUrl, decision = 'allow') {
      const page = await follow(authorizeUrl)
      if (page.status !== 200) return page
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      return follow(page.url, { method: 'POST', headers, body: `decision=${decision}` })
    },
  }
}
