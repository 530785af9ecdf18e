import { bundle } from '../scripts/local/bundle.ts'
import { Helper } from './helper.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { subjects } from './measure/subjects.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import { type CpuProfile, profileTable } from './profile/profile-table.ts'
import { Inspector } from './profile/inspector.ts'
import { freePort } from './profile/free-port.ts'
import { furnish, newSecrets, serveUpstream } from './serve/upstream.ts'

/** `node bench/profile.ts [operation]`: where the CPU time of warm calls goes, by function. */
const [wanted = 'create-payment'] = process.argv.slice(2)
const subject = subjects.find(({ name }) => name === wanted)
if (subject === undefined) throw new Error(`${wanted} is none of ${subjects.map(({ name }) => name).join(', ')}`)

const provider = new Helper<ProviderQuestion, ProviderAnswer>(new URL('./provider/server.ts', import.meta.url))
const load = new Helper<Load, LoadResult>(new URL('./load/generator.ts', import.meta.url))
const secrets = newSecrets()
const inspectorPort = await freePort()
const served = await serveUpstream({
  // Names are what a profile is about.
  script: await bundle('src/index.ts', { minify: false }),
  provider: `http://127.0.0.1:${await provider.ask({ about: 'address' })}`,
  secrets,
  inspectorPort,
})
try {
  const request = subject.upstream(await furnish(served, secrets.adminToken))
  const run = (milliseconds: number) => load.ask({ ...served, request, connections: 4, milliseconds })
  await run(2_000)
  const inspector = await Inspector.open(inspectorPort)
  await inspector.send('Profiler.enable')
  await inspector.send('Profiler.setSamplingInterval', { interval: 100 })
  await inspector.send('Profiler.start')
  const { requests } = await run(5_000)
  const { profile } = (await inspector.send('Profiler.stop')) as { profile: CpuProfile }
  inspector.close()
  console.log(profileTable(profile, requests))
} finally {
  provider.stop()
  load.stop()
  await served.stop()
}
