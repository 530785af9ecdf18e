import { bundle } from '../scripts/local/bundle.ts'
import { Helper } from './helper.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { describeMachine } from './machine.ts'
import { measureGrowth } from './measure/growth.ts'
import { measureMemory } from './measure/memory.ts'
import { withoutSourceMap } from './measure/size.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import { settingsOf, soakSettingsOf } from './settings.ts'

/** `npm run soak`: what many calls, many tenants and many integrations cost. `docs/bench.md` says how to read it. */
async function main(): Promise<void> {
  const settings = { ...settingsOf(process.env), ...soakSettingsOf(process.env) }
  const provider = new Helper<ProviderQuestion, ProviderAnswer>('bench/provider/server.ts')
  const load = new Helper<Load, LoadResult>('bench/load/generator.ts')
  try {
    const place = {
      load,
      provider: `http://127.0.0.1:${await provider.ask({ framing: 'length' })}`,
      script: withoutSourceMap(await bundle('src/index.ts')),
    }
    console.log(`${describeMachine()}\n`)
    console.log(`${await measureGrowth(place, settings)}\n`)
    console.log(await measureMemory(place, settings))
  } finally {
    provider.stop()
    load.stop()
  }
}

await main()
