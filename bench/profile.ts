import { build } from 'esbuild'
import { Helper } from './helper.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { subjects } from './measure/subjects.ts'
import { type CpuProfile, profileTable } from './profile/cpu-profile.ts'
import { freePort } from './profile/free-port.ts'
import { Inspector } from './profile/inspector.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import { furnish, newSecrets, serveUpstream } from './serve/upstream.ts'

/** `node bench/profile.ts [operation]`: where the time of warm calls goes, by function. */
async function main(wanted = 'create-payment'): Promise<void> {
  const subject = subjects.find(({ name }) => name === wanted)
  if (subject === undefined) throw new Error(`${wanted} is none of ${subjects.map(({ name }) => name).join(', ')}`)
  const provider = new Helper<ProviderQuestion, ProviderAnswer>('bench/provider/server.ts')
  const load = new Helper<Load, LoadResult>('bench/load/generator.ts')
  const secrets = newSecrets()
  const inspectorPort = await freePort()
  const served = await serveUpstream({
    script: await readableBundle('src/index.ts'),
    provider: `http://127.0.0.1:${await provider.ask({ framing: subject.framing })}`,
    secrets,
    inspectorPort,
  })
  try {
    const { host, port } = served
    const request = subject.upstream(await furnish(served, secrets.adminToken))
    const run = (milliseconds: number) => load.ask({ host, port, requests: [request], connections: 1, milliseconds })
    await run(3_000)
    const inspector = await Inspector.open(inspectorPort, 'bench')
    await inspector.ask('Profiler.enable')
    await inspector.ask('Profiler.setSamplingInterval', { interval: 100 })
    await inspector.ask('Profiler.start')
    const { requests } = await run(10_000)
    const { profile } = (await inspector.ask('Profiler.stop')) as { profile: CpuProfile }
    inspector.close()
    console.log(profileTable(profile, requests))
  } finally {
    provider.stop()
    load.stop()
    await served.stop()
  }
}

/** With the names of the source, which are what a profile is about. */
async function readableBundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2024',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
  })
  return outputFiles[0]?.text ?? ''
}

await main(process.argv[2])
