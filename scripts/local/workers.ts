import { createHash } from 'node:crypto'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { bundle } from './bundle.ts'

/** What `wrangler.toml` says of the runtime, said again for Miniflare. */
export const compatibilityDate = '2026-10-20'

/**
 * The network itself. Miniflare has a Worker of its own between a Worker and the network, which copies the headers of every
 * request: with it, forwarding alone takes a third more CPU time (`docs/bench.md`). A binding passes it by.
 */
export const directNetwork = { network: { allow: ['public', 'private'], tlsOptions: { trustBrowserCas: true } } }

export interface LocalOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Where D1, KV and Durable Objects are kept; in memory where it isn't said. */
  readonly state?: string
  /** Vars and secrets of the gateway. */
  readonly vars: Readonly<Record<string, string>>
}

export interface LocalWorkers {
  readonly gateway: string
  readonly sandbox: string
  readonly database: D1Database
  stop(): Promise<void>
}

/** Starts the sandbox and the gateway, whose egress leads to the sandbox, each on a socket of its own. */
export async function startWorkers(options: LocalOptions): Promise<LocalWorkers> {
  const [gatewayScript, sandboxScript] = await Promise.all([bundle('src/index.ts'), bundle('sandbox/index.ts')])
  const sandbox = await start({
    name: 'upstream-sandbox',
    script: sandboxScript,
    host: options.host,
    port: 0,
    state: options.state,
    worker: { durableObjects: { ACCOUNTS: { className: 'SandboxAccount', useSQLite: true } } },
  })
  try {
    const gateway = await start({
      name: 'upstream',
      script: gatewayScript,
      host: options.host,
      port: options.port,
      state: options.state,
      worker: {
        d1Databases: ['DB'],
        kvNamespaces: ['CATALOG'],
        durableObjects: {
          INTEGRATIONS: { className: 'IntegrationObject', useSQLite: true },
          WRITES: { className: 'KeyedWrite', useSQLite: true },
        },
        serviceBindings: { EGRESS: directNetwork },
        bindings: {
          ...options.vars,
          VERSION: {
            id: createHash('sha256').update(gatewayScript).digest('hex').slice(0, 16),
            tag: '',
            timestamp: '',
          },
          UPSTREAM_EGRESS: JSON.stringify({ '*': sandbox.url }),
        },
      },
    })
    return {
      gateway: gateway.url,
      sandbox: sandbox.url,
      database: await gateway.miniflare.getD1Database('DB'),
      async stop() {
        await Promise.all([gateway.miniflare.dispose(), sandbox.miniflare.dispose()])
      },
    }
  } catch (thrown) {
    await sandbox.miniflare.dispose()
    throw thrown
  }
}

interface WorkerOptions {
  readonly name: string
  readonly script: string
  readonly host: string
  readonly port: number
  readonly state: string | undefined
  readonly worker: Readonly<Record<string, unknown>>
}

/**
 * One Worker on a direct socket: requests go straight to workerd, past the entry that Miniflare puts in front of it.
 */
async function start({ name, script, host, port, state, worker }: WorkerOptions) {
  const kept = state === undefined ? {} : { resourcePersistencePath: state }
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      host,
      port: 0,
      cf: false,
      log: new Log(LogLevel.WARN),
      // What the Workers log, faults above all, belongs on the terminal of whoever started them.
      handleStructuredLogs: ({ level, message }) => console.error(`${name} ${level}: ${message}`),
      workers: [
        {
          name,
          compatibilityDate,
          modules: true,
          script,
          unsafeDirectSockets: [{ host, port }],
          ...worker,
        },
      ],
    }),
    ...kept,
  })
  await miniflare.ready
  const url = await miniflare.unsafeGetDirectURL(name)
  return { miniflare, url: url.origin }
}
