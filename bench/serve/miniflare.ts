import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { descendants } from '../processes.ts'
import { compatibilityDate } from './compatibility.ts'
import type { Served } from './served.ts'

const host = '127.0.0.1'
/** Of the Worker, by which an inspector knows it. */
export const workerName = 'bench'

export interface MiniflareServed extends Served {
  readonly miniflare: Miniflare
}

export interface MiniflareWorker {
  readonly script: string
  /** Bindings, as Miniflare writes them. */
  readonly worker: Readonly<Record<string, unknown>>
  /** Where D1, KV and Durable Objects are kept; in a temporary folder where it isn't said. */
  readonly state?: string
  readonly inspectorPort?: number
}

/** A Worker on a direct socket of Miniflare, as `npm start` serves the gateway. */
export async function serveByMiniflare({
  script,
  worker,
  state,
  inspectorPort,
}: MiniflareWorker): Promise<MiniflareServed> {
  const before = new Set(descendants())
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...(state === undefined ? {} : { resourcePersistencePath: state }),
      ...(inspectorPort === undefined ? {} : { inspectorPort }),
      host,
      port: 0,
      cf: false,
      log: new Log(LogLevel.WARN),
      workers: [
        {
          name: workerName,
          compatibilityDate: compatibilityDate(),
          modules: true,
          script,
          unsafeDirectSockets: [{ host, port: 0 }],
          ...worker,
        },
      ],
    }),
  )
  await miniflare.ready
  const url = await miniflare.unsafeGetDirectURL(workerName)
  return {
    host,
    port: Number(url.port),
    pids: descendants().filter((pid) => !before.has(pid)),
    miniflare,
    stop: () => miniflare.dispose(),
  }
}
