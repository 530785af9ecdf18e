import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Helper } from '../helper.ts'
import type { Load, LoadResult } from '../load/protocol.ts'
import { cpuTime, residentMemory } from '../processes.ts'
import { freePort } from '../profile/free-port.ts'
import { liveHeap } from '../profile/heap.ts'
import { type MiniflareServed, workerName } from '../serve/miniflare.ts'
import { addOrg, furnish, newSecrets, serveUpstream } from '../serve/upstream.ts'
import type { SoakSettings } from '../settings.ts'
import { slope } from '../statistics.ts'
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
/** How long the load runs at a time, in milliseconds. */
const stretch = 1_000
/** The memory is looked at after each of so many parts of all the requests. */
const parts = 20

/** Memory of the gateway while calls of many tenants go round; flat once every tenant was there. */
export async function measureMemory({ load, provider, script }: Place, settings: SoakSettings): Promise<string> {
  const secrets = newSecrets()
  const state = await mkdtemp(join(stateFolder(), 'bench-'))
  const inspectorPort = await freePort()
  const served = await serveUpstream({ script, provider, secrets, state, inspectorPort })
  try {
    const keys = await makeTenants(served, secrets.adminToken, settings.tenants)
    const requests = keys.map(createPayment.upstream)
    const { host, port } = served
    const looks = [await look(served, inspectorPort, 0, 0)]
    let requested = 0
    for (let part = 1; part <= parts; part += 1) {
      const [cpu, before] = [cpuTime(served.pids), requested]
      while (requested < (settings.requests * part) / parts) {
        requested += (await load.ask({ host, port, requests, connections: 16, milliseconds: stretch })).requests
      }
      const each = (cpuTime(served.pids) - cpu) / (requested - before)
      looks.push(await look(served, inspectorPort, requested, each))
    }
    return describe(looks, settings)
  } finally {
    await served.stop()
    await rm(state, { recursive: true, force: true })
  }
}

/**
 * Every delivery of counts is written through to the disk. Among many tenants each call brings one about, and what was
 * measured would be the disk: so it is memory, which Linux doesn't count as the process's, where there is such a place.
 */
function stateFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

/** Answers their keys. */
async function makeTenants(served: MiniflareServed, adminToken: string, tenants: number): Promise<string[]> {
  const keys = [await furnish(served, adminToken)]
  while (keys.length < tenants) {
    const next = Array.from({ length: Math.min(makers, tenants - keys.length) }, (_, index) =>
      addOrg(served, adminToken, `bench-${keys.length + index}`),
    )
    keys.push(...(await Promise.all(next)))
  }
  return keys
}

interface Look {
  readonly requests: number
  /** Bytes that the process has, garbage included. */
  readonly resident: number
  /** Bytes that it has once the garbage is collected. */
  readonly collected: number
  /** Bytes of what is alive in the isolate. */
  readonly heap: number
  /** Milliseconds of CPU time a request since the look before. */
  readonly cpu: number
}

async function look(served: MiniflareServed, inspectorPort: number, requests: number, cpu: number): Promise<Look> {
  const resident = residentMemory(served.pids)
  // Nobody's key, which is looked for in the database every time: so the isolates that play it have something to do as well.
  const headers = { Authorization: `Bearer upk_${'0'.repeat(43)}` }
  const heap = await liveHeap(inspectorPort, workerName, async () => {
    await (await fetch(`http://${served.host}:${served.port}/upstream/active`, { headers })).text()
  })
  return { requests, resident, collected: residentMemory(served.pids), heap, cpu }
}

function describe(looks: readonly Look[], { tenants }: SoakSettings): string {
  const rows = looks.map((look) => [
    whole(look.requests),
    mebibytes(look.resident),
    mebibytes(look.collected),
    mebibytes(look.heap),
    look.cpu === 0 ? '' : milliseconds(look.cpu),
  ])
  const later = looks.slice(-(parts / 2))
  const growth = (of: 'resident' | 'collected' | 'heap') =>
    `${slope(later.map((look) => [look.requests, look[of]])).toFixed(0)} B`
  return table(
    [`calls of ${whole(tenants)} tenants, 16 at a time`, 'memory', 'after a collection', 'alive in the isolate', 'CPU'],
    [...rows, ['growth a call, second half', growth('resident'), growth('collected'), growth('heap'), '']],
  )
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`
}
