import type { Helper } from '../helper.ts'
import type { Load, LoadResult } from '../load/protocol.ts'
import { cpuTime, residentMemory } from '../processes.ts'
import { addOrg, furnish, newSecrets, serveUpstream } from '../serve/upstream.ts'
import type { SoakSettings } from '../settings.ts'
import { milliseconds, table, whole } from '../table.ts'
import { createPayment } from './subjects.ts'

export interface Place {
  readonly load: Helper<Load, LoadResult>
  /** Where the provider listens. */
  readonly provider: string
  /** The gateway. */
  readonly script: string
}

/** How many tenants are made at the same time. */
const makers = 8
/** How long the load runs between two looks at the memory, in milliseconds. */
const stretch = 1_000
/** Rows of the table: the memory at the end of each part of all the requests. */
const parts = 10

/** Memory of the gateway while calls of many tenants go round; flat once every tenant was there. */
export async function measureMemory({ load, provider, script }: Place, settings: SoakSettings): Promise<string> {
  const secrets = newSecrets()
  const served = await serveUpstream({ script, provider, secrets })
  try {
    const keys = [await furnish(served, secrets.adminToken)]
    while (keys.length < settings.tenants) {
      const next = Array.from({ length: Math.min(makers, settings.tenants - keys.length) }, (_, index) =>
        addOrg(served, secrets.adminToken, `bench-${keys.length + index}`),
      )
      keys.push(...(await Promise.all(next)))
    }
    const requests = keys.map(createPayment.upstream)
    const { host, port, pids } = served
    const looks: Look[] = [{ requests: 0, memory: residentMemory(pids), cpu: cpuTime(pids) }]
    for (let sent = 0; sent < settings.requests; ) {
      sent += (await load.ask({ host, port, requests, connections: 16, milliseconds: stretch })).requests
      looks.push({ requests: sent, memory: residentMemory(pids), cpu: cpuTime(pids) })
    }
    return describe(looks, settings)
  } finally {
    await served.stop()
  }
}

interface Look {
  readonly requests: number
  /** Bytes. */
  readonly memory: number
  /** Milliseconds so far. */
  readonly cpu: number
}

function describe(looks: readonly Look[], { requests, tenants }: SoakSettings): string {
  const shown = Array.from({ length: parts + 1 }, (_, part) =>
    looks.findIndex((look) => look.requests >= (requests * part) / parts),
  )
  const rows = [...new Set(shown)].flatMap((place) => {
    const [look, before] = [looks[place], looks[place - 1]]
    if (look === undefined) return []
    const cpu = before === undefined ? '' : milliseconds((look.cpu - before.cpu) / (look.requests - before.requests))
    return [[whole(look.requests), `${(look.memory / 1_048_576).toFixed(0)} MiB`, cpu]]
  })
  return table([`calls of ${whole(tenants)} tenants, 16 at a time`, 'memory', 'CPU/request'], rows)
}
