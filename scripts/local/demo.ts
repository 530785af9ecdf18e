import { providers } from '../../src/providers/registry.ts'
import { exampleConfig } from '../example-config.ts'

export const demoOrg = 'demo'

/** Saves one integration a provider for the demo org, through the API like anybody else. Answers how many there are. */
export async function seedDemo(gateway: string): Promise<number> {
  const known = await activeProviders(gateway)
  for (const provider of providers.filter(({ id }) => !known.has(id))) {
    const response = await fetch(`${gateway}/upstream/save-integration`, {
      method: 'POST',
      headers: { orgid: demoOrg, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: provider.type,
        provider: provider.id,
        name: `Demo ${provider.name}`,
        description: `${provider.name}, answered by the sandbox`,
        config: exampleConfig(provider),
      }),
    })
    const taken = response.status === 409
    if (!response.ok && !taken)
      throw new Error(`the demo integration of ${provider.name} was refused: ${await response.text()}`)
  }
  return providers.length
}

/** `OAUTH_APPS` of one machine: an app at each provider whose accounts consent, of which the sandbox takes any. */
export function sandboxApps(): Record<string, { readonly clientId: string; readonly clientSecret: string }> {
  const apps = providers
    .filter(({ connect }) => connect !== undefined)
    .map(({ id }) => [id, { clientId: 'upstream-local', clientSecret: 'fake-upstream-local-secret' }] as const)
  return Object.fromEntries(apps)
}

async function activeProviders(gateway: string): Promise<Set<string>> {
  const found = new Set<string>()
  let cursor = ''
  do {
    const response = await fetch(`${gateway}/upstream/active?limit=100${cursor}`, { headers: { orgid: demoOrg } })
    const page = (await response.json()) as { integrations: { provider: string }[]; nextCursor?: string }
    for (const { provider } of page.integrations) found.add(provider)
    cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`
  } while (cursor !== '')
  return found
}
