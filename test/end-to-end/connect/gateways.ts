import { randomBytes } from 'node:crypto'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { bundle } from '../../../scripts/local/bundle.ts'
import { migrate } from '../../../scripts/local/migrate.ts'
import { compatibilityDate } from '../../../scripts/local/workers.ts'

/** Several isolates of one deployment: the same D1, KV and Durable Objects behind each, and a socket for each. */
export interface Gateways {
  readonly urls: readonly string[]
  /** Takes an integration's Durable Object out of memory, whatever it is about, as a new deployment or a crash does. */
  crash(org: string, integration: string): Promise<void>
  stop(): Promise<void>
}

/** Starts gateways in local mode whose whole internet is `egress`. */
export async function startGateways(count: number, egress: string): Promise<Gateways> {
  const script = await bundle('test/support/crashing.ts')
  const owner = 'gateway-1'
  const names = Array.from({ length: count }, (_, index) => `gateway-${index + 1}`)
  const bindings = {
    AUTH_MODE: 'trusted-header',
    LOCAL_MODE: 'true',
    VAULT_KEYS: `test:${randomBytes(32).toString('base64')}`,
    UPSTREAM_EGRESS: JSON.stringify({ '*': egress }),
    VERSION: { id: 'connect-tests', tag: '', timestamp: '' },
  }
  // The objects live in the first; the others reach them there.
  const objects = (name: string) => (name === owner ? { useSQLite: true } : { scriptName: owner })
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      log: new Log(LogLevel.WARN),
      handleStructuredLogs: ({ level, message }) => console.error(`gateway ${level}: ${message}`),
      workers: names.map((name) => ({
        name,
        compatibilityDate,
        modules: true,
        script,
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        d1Databases: ['DB'],
        kvNamespaces: ['CATALOG'],
        durableObjects: {
          INTEGRATIONS: { className: 'IntegrationObject', ...objects(name) },
          WRITES: { className: 'KeyedWrite', ...objects(name) },
        },
        bindings,
      })),
    }),
  )
  await miniflare.ready
  await migrate(await miniflare.getD1Database('DB', owner), 'migrations')
  const urls = await Promise.all(names.map(async (name) => (await miniflare.unsafeGetDirectURL(name)).origin))
  return {
    urls,
    async crash(org, integration) {
      await fetch(`${urls[0]}/crash?${new URLSearchParams({ name: `${org}|${integration}` })}`)
    },
    stop: () => miniflare.dispose(),
  }
}
