import * as z from 'zod'
import type { Deployment } from './deployments.ts'
import type { Org } from './org.ts'

export const returnUrl = 'https://app.acme.test/settings'

/** A browser that has been sent to the provider, and comes back from there with whatever a test says. */
export interface Asked {
  readonly state: string
  /** Comes back with these parameters, and the state of the attempt where none is named. */
  comeBack(parameters: Readonly<Record<string, string>>): Promise<Return>
}

/** Where the browser was sent on to, with which parameters; or, where it was sent nowhere, what the answer says. */
export interface Return {
  readonly parameters: Readonly<Record<string, string>>
  readonly body: unknown
}

const begun = z.object({ authorizeUrl: z.string() })

/** Asks for consent, up to the moment when the browser is at the provider; no page is opened there. */
export async function ask(acme: Org, id: string, at: Deployment): Promise<Asked> {
  const { authorizeUrl } = begun.parse((await acme.post(`/connect/${id}`, { redirectUrl: returnUrl })).body)
  const { pathname, search, searchParams } = new URL(authorizeUrl)
  const [cookie = ''] = ((await at.fetch(pathname + search)).headers.get('Set-Cookie') ?? '').split(';')
  const state = searchParams.get('state') ?? ''
  return {
    state,
    async comeBack(parameters) {
      const query = new URLSearchParams({ state, ...parameters })
      const response = await at.fetch(`/upstream/connect/callback?${query}`, { headers: { cookie } })
      const location = response.headers.get('Location')
      return location?.startsWith(returnUrl)
        ? { parameters: Object.fromEntries(new URL(location).searchParams), body: undefined }
        : { parameters: {}, body: await response.json() }
    },
  }
}
