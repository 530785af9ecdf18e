import { connect, createServer, type Server, type Socket } from 'node:net'
import { bundle } from '../scripts/local/bundle.ts'
import { Helper } from './helper.ts'
import { requestText } from './load/http.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { describeMachine } from './machine.ts'
import { withoutSourceMap } from './measure/size.ts'
import { subjects } from './measure/subjects.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import type { Served } from './serve/served.ts'
import { addOrg, type Furniture, furnish, newSecrets, serveUpstream } from './serve/upstream.ts'
import { type Settings, settingsOf } from './settings.ts'
import { median, pairedRatio } from './statistics.ts'
import { milliseconds, table, times, whole } from './table.ts'

/** Calls of the other tenant that are on their way at once, to a provider that never answers. */
const hungCalls = 50

const unlucky: Furniture = {
  type: 'payment',
  provider: 'square',
  config: { accessToken: 'EAAAfakeUpstreamBenchToken0000000', environment: 'production' },
}

/** `node bench/isolation.ts`: what a healthy tenant notices while the provider of another one hangs. Judges nothing. */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const provider = new Helper<ProviderQuestion, ProviderAnswer>('bench/provider/server.ts')
  const load = new Helper<Load, LoadResult>('bench/load/generator.ts')
  const silent = await listen()
  const secrets = newSecrets()
  const served = await serveUpstream({
    script: withoutSourceMap(await bundle('src/index.ts')),
    provider: `http://127.0.0.1:${await provider.ask({ framing: 'length' })}`,
    elsewhere: { 'https://connect.squareup.com': `http://127.0.0.1:${portOf(silent)}` },
    secrets,
  })
  try {
    const healthyKey = await furnish(served, secrets.adminToken)
    const unluckyKey = await addOrg(served, secrets.adminToken, 'unlucky', unlucky)
    console.log(`${describeMachine()}\n${settings.rounds} rounds of ${settings.milliseconds} ms, medians over rounds\n`)
    for (const subject of subjects) {
      await provider.ask({ framing: subject.framing })
      const request = subject.upstream(healthyKey)
      console.log(`${await compare(subject.name, request, unluckyKey, served, load, settings)}\n`)
    }
  } finally {
    load.stop()
    provider.stop()
    await served.stop()
    silent.close()
  }
}

/** Alone and beside the hung calls in turn, so that what else the machine does happens to both. */
async function compare(
  name: string,
  request: string,
  unluckyKey: string,
  served: Served,
  load: Helper<Load, LoadResult>,
  { rounds, milliseconds: duration }: Settings,
): Promise<string> {
  const { host, port } = served
  const measure = () => load.ask({ host, port, requests: [request], connections: 1, milliseconds: duration })
  await measure()
  const alone: LoadResult[] = []
  const beside: LoadResult[] = []
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await measure())
    const hung = await hang(served, unluckyKey)
    beside.push(await measure())
    for (const socket of hung) socket.destroy()
  }
  const row = (title: string, results: readonly LoadResult[]) => [
    title,
    milliseconds(median(results.map(({ p50 }) => p50))),
    milliseconds(median(results.map(({ p99 }) => p99))),
    whole(median(results.map(({ perSecond }) => perSecond))),
  ]
  const ratio = (pick: (from: LoadResult) => number) => times(pairedRatio(beside.map(pick), alone.map(pick)))
  return table(
    [name, 'p50', 'p99', 'requests/s'],
    [
      row('alone', alone),
      row(`beside ${hungCalls} hung calls`, beside),
      ['beside / alone', ratio(({ p50 }) => p50), ratio(({ p99 }) => p99), ratio(({ perSecond }) => perSecond)],
    ],
  )
}

/** Calls that are on their way and stay there. */
async function hang({ host, port }: Served, key: string): Promise<Socket[]> {
  const request = requestText(
    'GET',
    '/upstream/call/square/list-locations',
    { Host: 'upstream.example', Accept: 'application/json', Authorization: `Bearer ${key}` },
    undefined,
  )
  const sockets = Array.from({ length: hungCalls }, () => {
    const socket = connect({ host, port, noDelay: true }, () => socket.write(request))
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes) => {
      throw new Error(`a call that was to hang was answered: ${bytes.toString()}`)
    })
    return socket
  })
  await arrived(hungCalls)
  return sockets
}

let waiting = 0

/** A provider that takes every request and answers none. */
async function listen(): Promise<Server> {
  const server = createServer((socket) => {
    waiting += 1
    socket.on('close', () => {
      waiting -= 1
    })
    socket.on('error', () => socket.destroy())
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function arrived(count: number): Promise<void> {
  while (waiting < count) await new Promise((resolve) => setTimeout(resolve, 10))
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  return address.port
}

await main()
