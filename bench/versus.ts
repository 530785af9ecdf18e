import { join } from 'node:path'
import { bundle } from '../scripts/local/bundle.ts'
import { directNetwork } from '../scripts/local/workers.ts'
import { Helper } from './helper.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { describeMachine } from './machine.ts'
import { measureInTurn, seriesTable } from './measure/paired.ts'
import { withoutSourceMap } from './measure/size.ts'
import { subjects } from './measure/subjects.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import { serveByMiniflare } from './serve/miniflare.ts'
import { furnish, newSecrets, serveUpstream } from './serve/upstream.ts'
import { settingsOf } from './settings.ts'

/** Place of each contestant. */
const [bare, before, now] = [0, 1, 2]
const names = ['bare', 'before', 'now']

/**
 * `node bench/versus.ts <checkout> [operation]`: this gateway beside the one of another checkout, in turn, so that a change which
 * saves a hundredth can be told from one that doesn't.
 */
async function main(checkout: string | undefined, wanted: string | undefined): Promise<void> {
  if (checkout === undefined) throw new Error('which checkout is it to be compared with?')
  const chosen = subjects.filter(({ name }) => wanted === undefined || name === wanted)
  const settings = settingsOf(process.env)
  const load = new Helper<Load, LoadResult>('bench/load/generator.ts')
  const provider = new Helper<ProviderQuestion, ProviderAnswer>('bench/provider/server.ts')
  const origin = `http://127.0.0.1:${await provider.ask({ framing: 'length' })}`
  const forwarder = await serveByMiniflare({
    script: withoutSourceMap(await bundle('bench/workers/forwarder.ts')),
    worker: { bindings: { PROVIDER: origin }, serviceBindings: { EGRESS: directNetwork } },
  })
  const secrets = newSecrets()
  const gateways = await Promise.all(
    [join(checkout, 'src/index.ts'), 'src/index.ts'].map(async (entry) =>
      serveUpstream({ script: withoutSourceMap(await bundle(entry)), provider: origin, secrets }),
    ),
  )
  try {
    const keys = await Promise.all(gateways.map((served) => furnish(served, secrets.adminToken)))
    console.log(`${describeMachine()}\n${settings.rounds} rounds of ${settings.milliseconds} ms, medians over rounds\n`)
    for (const subject of chosen) {
      await provider.ask({ framing: subject.framing })
      const contestants = [
        { served: forwarder, request: subject.bare },
        ...gateways.map((served, place) => ({ served, request: subject.upstream(keys[place] ?? '') })),
      ]
      for (const connections of settings.connections) {
        const series = await measureInTurn(contestants, { ...settings, load, connections })
        const title = `${subject.name}, ${connections} at a time`
        console.log(
          `${seriesTable(title, names, series, [
            [now, before],
            [now, bare],
            [before, bare],
          ])}\n`,
        )
      }
    }
  } finally {
    load.stop()
    provider.stop()
    await Promise.all([forwarder, ...gateways].map((served) => served.stop()))
  }
}

await main(process.argv[2], process.argv[3])
