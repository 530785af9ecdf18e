import { randomBytes } from 'node:crypto'
import { migrate } from '../../scripts/local/migrate.ts'
import { directNetwork } from '../../scripts/local/workers.ts'
import { type MiniflareServed, serveByMiniflare } from './miniflare.ts'

export const org = 'bench'

/** The secrets of a gateway: the same for every start on the same state. */
export interface GatewaySecrets {
  readonly vaultKeys: string
  readonly adminToken: string
}

export function newSecrets(): GatewaySecrets {
  return {
    vaultKeys: `bench:${randomBytes(32).toString('base64')}`,
    adminToken: `upa_${randomBytes(24).toString('hex')}`,
  }
}

export interface GatewayOptions {
  readonly script: string
  /** Where every provider is that `elsewhere` doesn't name. */
  readonly provider: string
  /** Other places, by the origin of a provider. */
  readonly elsewhere?: Readonly<Record<string, string>>
  readonly secrets: GatewaySecrets
  readonly state?: string
  readonly inspectorPort?: number
}

/** Upstream as it is deployed: by API key, with its database, its KV and its Durable Objects. */
export function serveUpstream({
  script,
  provider,
  elsewhere,
  secrets,
  ...options
}: GatewayOptions): Promise<MiniflareServed> {
  return serveByMiniflare({
    ...options,
    script,
    worker: {
      d1Databases: ['DB'],
      kvNamespaces: ['CATALOG'],
      durableObjects: {
        INTEGRATIONS: { className: 'IntegrationObject', useSQLite: true },
        WRITES: { className: 'KeyedWrite', useSQLite: true },
      },
      serviceBindings: { EGRESS: directNetwork },
      bindings: {
        AUTH_MODE: 'api-key',
        // Only a gateway in local mode sends to another place than the provider's own.
        LOCAL_MODE: 'true',
        UPSTREAM_EGRESS: JSON.stringify({ ...elsewhere, '*': provider }),
        VAULT_KEYS: secrets.vaultKeys,
        ADMIN_TOKEN: secrets.adminToken,
        VERSION: { id: 'bench', tag: '', timestamp: '' },
      },
    },
  })
}

/** An integration whose rate limit is counted and never reached, as a caller saves it. */
export interface Furniture {
  readonly type: string
  readonly provider: string
  readonly config: Readonly<Record<string, unknown>>
}

const stripe: Furniture = {
  type: 'payment',
  provider: 'stripe',
  config: { apiKey: 'sk_test_51HfakeUpstreamBenchKey0000000' },
}

/** A database with one org. Answers the org's key. */
export async function furnish(served: MiniflareServed, adminToken: string): Promise<string> {
  await migrate(await served.miniflare.getD1Database('DB'), 'migrations')
  return addOrg(served, adminToken, org)
}

/** An org with a key and an integration, of Stripe where nothing else is said. Answers the key. */
export async function addOrg(
  { host, port }: MiniflareServed,
  adminToken: string,
  id: string,
  { config, ...integration }: Furniture = stripe,
): Promise<string> {
  const api = `http://${host}:${port}/upstream`
  await send(`${api}/admin/orgs`, adminToken, { id, name: 'Bench' })
  const answer = await send(`${api}/admin/orgs/${id}/keys`, adminToken, {
    name: 'bench',
    scopes: ['call', 'config:read', 'config:write'],
  })
  const key = /"key":"(upk_\w+)"/.exec(answer)?.[1]
  if (key === undefined) throw new Error(`no key was made: ${answer}`)
  await send(`${api}/save-integration`, key, {
    ...integration,
    name: 'Bench',
    description: 'Measured',
    config: { ...config, rateLimit: { limit: 1_000_000, window: 1 } },
  })
  return key
}

async function send(url: string, token: string, body: unknown): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} was refused: ${text}`)
  return text
}
