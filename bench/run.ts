import { bundle } from '../scripts/local/bundle.ts'
import { directNetwork } from '../scripts/local/workers.ts'
import { Helper } from './helper.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { describeMachine } from './machine.ts'
import { countBindings } from './measure/bindings.ts'
import { measureInTurn, seriesTable } from './measure/paired.ts'
import { measureSize, withoutSourceMap } from './measure/size.ts'
import { type Modules, measureStartUp } from './measure/startup.ts'
import { subjects } from './measure/subjects.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import { serveByMiniflare } from './serve/miniflare.ts'
import { furnish, newSecrets, serveUpstream } from './serve/upstream.ts'
import { prepareWorkerd } from './serve/workerd.ts'
import { type Settings, settingsOf } from './settings.ts'

/** `npm run bench`: what Upstream costs beside a Worker that only forwards. `docs/bench.md` says how to read it. */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const provider = new Helper<ProviderQuestion, ProviderAnswer>('bench/provider/server.ts')
  try {
    const origin = `http://127.0.0.1:${await provider.ask({ framing: 'length' })}`
    const modules: Modules = {
      bare: withoutSourceMap(await bundle('bench/workers/forwarder.ts')),
      upstream: withoutSourceMap(await bundle('src/index.ts')),
    }
    console.log(`${describeMachine()}\n${settings.rounds} rounds of ${settings.milliseconds} ms, medians over rounds\n`)
    await compareCalls(modules, provider, origin, settings)
    console.log(`${await countBindings(origin)}\n`)
    console.log(`${await measureStartUp(modules, origin, settings.rounds)}\n`)
    console.log(measureSize(modules))
  } finally {
    provider.stop()
  }
}

/** Place of each contestant. */
const [raw, usual, bare, upstream] = [0, 1, 2, 3]
const names = ['bare, workerd alone', 'bare, Miniflare as it is', 'bare', 'Upstream']

async function compareCalls(
  modules: Modules,
  provider: Helper<ProviderQuestion, ProviderAnswer>,
  origin: string,
  settings: Settings,
): Promise<void> {
  const load = new Helper<Load, LoadResult>('bench/load/generator.ts')
  const prepared = await prepareWorkerd(modules.bare, { PROVIDER: origin })
  const rawServed = await prepared.start()
  const bindings = { PROVIDER: origin }
  const usualServed = await serveByMiniflare({ script: modules.bare, worker: { bindings } })
  const bareServed = await serveByMiniflare({
    script: modules.bare,
    worker: { bindings, serviceBindings: { EGRESS: directNetwork } },
  })
  const secrets = newSecrets()
  const upstreamServed = await serveUpstream({ script: modules.upstream, provider: origin, secrets })
  try {
    const key = await furnish(upstreamServed, secrets.adminToken)
    for (const subject of subjects) {
      await provider.ask({ framing: subject.framing })
      const contestants = [
        { served: rawServed, request: subject.bare },
        { served: usualServed, request: subject.bare },
        { served: bareServed, request: subject.bare },
        { served: upstreamServed, request: subject.upstream(key) },
      ]
      for (const connections of settings.connections) {
        const series = await measureInTurn(contestants, { ...settings, load, connections })
        const title = `${subject.name}, ${connections} at a time`
        console.log(
          `${seriesTable(title, names, series, [
            [upstream, bare],
            [upstream, usual],
            [bare, raw],
            [usual, raw],
          ])}\n`,
        )
      }
    }
  } finally {
    load.stop()
    await Promise.all([rawServed, usualServed, bareServed, upstreamServed].map((served) => served.stop()))
    await prepared.discard()
  }
}

await main()
