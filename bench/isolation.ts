import { connect } from 'node:net'
import { bundle } from '../scripts/local/bundle.ts'
import { Helper } from './helper.ts'
import { messageOf, requestText } from './load/http.ts'
import type { Load, LoadResult } from './load/protocol.ts'
import { describeMachine } from './machine.ts'
import { withoutSourceMap } from './measure/size.ts'
import { subjects } from './measure/subjects.ts'
import type { ProviderAnswer, ProviderQuestion } from './provider/server.ts'
import { SilentProvider, silences } from './provider/silent.ts'
import type { MiniflareServed } from './serve/miniflare.ts'
import type { Served } from './serve/served.ts'
import { addOrg, type Furniture, furnish, newSecrets, serveUpstream } from './serve/upstream.ts'
import { type Settings, settingsOf } from './settings.ts'
import { median, pairedRatio } from './statistics.ts'
import { milliseconds, table, times, whole } from './table.ts'

/** Calls of the other tenant that are on their way at once, to a provider that doesn't answer. */
const hungCalls = 50
/** Milliseconds that an operation has which says nothing else. */
const deadline = 30_000

const unlucky: Furniture = {
  type: 'payment',
  provider: 'square',
  config: { accessToken: 'EAAAfakeUpstreamBenchToken0000000', environment: 'production' },
}

interface Place {
  readonly served: MiniflareServed
  readonly load: Helper<Load, LoadResult>
  readonly silent: SilentProvider
  readonly adminToken: string
  readonly healthyKey: string
  readonly unluckyKey: string
}

/**
 * `node bench/isolation.ts`: what a healthy tenant notices while the provider of another one hangs, and how long that one is
 * kept waiting. Judges nothing.
 */
async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const provider = new Helper<ProviderQuestion, ProviderAnswer>('bench/provider/server.ts')
  const load = new Helper<Load, LoadResult>('bench/load/generator.ts')
  const silent = new SilentProvider()
  const secrets = newSecrets()
  const served = await serveUpstream({
    script: withoutSourceMap(await bundle('src/index.ts')),
    provider: `http://127.0.0.1:${await provider.ask({ framing: 'length' })}`,
    elsewhere: { 'https://connect.squareup.com': `http://127.0.0.1:${await silent.listen()}` },
    secrets,
  })
  try {
    const healthyKey = await furnish(served, secrets.adminToken)
    const unluckyKey = await addOrg(served, secrets.adminToken, 'unlucky', unlucky)
    const place = { served, load, silent, adminToken: secrets.adminToken, healthyKey, unluckyKey }
    console.log(`${describeMachine()}\n${settings.rounds} rounds of ${settings.milliseconds} ms, medians over rounds\n`)
    for (const subject of subjects) {
      await provider.ask({ framing: subject.framing })
      console.log(`${await compare(subject.name, subject.upstream(healthyKey), place, settings)}\n`)
    }
    console.log(await waits(place))
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
  { served, load, silent, unluckyKey }: Place,
  { rounds, milliseconds: duration }: Settings,
): Promise<string> {
  const { host, port } = served
  const measure = () => load.ask({ host, port, requests: [request], connections: 1, milliseconds: duration })
  await measure()
  const alone: LoadResult[] = []
  const beside: LoadResult[] = []
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await measure())
    const hung = hang(served, unluckyKey)
    await silent.arrived(hungCalls)
    beside.push(await measure())
    // A caller who hangs up leaves the call behind: only its answer ends it, and the next round is alone again.
    silent.release()
    for (const { status } of await Promise.all(hung)) {
      if (status !== 422) throw new Error(`a call that was to hang and be refused was answered ${status}`)
    }
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

/** How long those are kept waiting who wait to the end, while the healthy tenant calls again and again. */
async function waits({ served, load, silent, healthyKey, adminToken }: Place): Promise<string> {
  const { host, port } = served
  const requests = subjects.slice(0, 1).map((subject) => subject.upstream(healthyKey))
  const rows: string[][] = []
  for (const silence of silences) {
    silent.silence = silence
    // An org of its own: the circuit of the one before is open by now.
    const hung = Promise.all(hang(served, await addOrg(served, adminToken, `unlucky-${rows.length}`, unlucky)))
    await silent.arrived(hungCalls)
    await load.ask({ host, port, requests, connections: 1, milliseconds: deadline })
    const answers = await hung
    const statuses = [...new Set(answers.map(({ status }) => status))].join(', ')
    const past = (measure: (answer: Answered) => number) => {
      const late = answers.map((answer) => measure(answer) - deadline)
      return [milliseconds(median(late)), milliseconds(Math.max(...late))]
    }
    rows.push([silence, statuses, ...past(({ total }) => total), ...past(({ waited }) => waited)])
  }
  const columns = ['the gateway’s clock: median', 'longest', 'the caller’s: median', 'longest']
  return table([`${hungCalls} calls past their ${whole(deadline)} ms; the provider`, 'status', ...columns], rows)
}

interface Answered {
  readonly status: number
  /** Milliseconds from the moment the request was sent. */
  readonly waited: number
  /** Milliseconds that the gateway says it took. */
  readonly total: number
}

/** Calls that are on their way until the provider answers, or their time is over. */
function hang(served: Served, key: string): Promise<Answered>[] {
  return Array.from({ length: hungCalls }, () => askOnce(served, key))
}

function askOnce({ host, port }: Served, key: string): Promise<Answered> {
  const request = requestText(
    'GET',
    '/upstream/call/square/list-locations',
    { Host: 'upstream.example', Accept: 'application/json', Authorization: `Bearer ${key}` },
    undefined,
  )
  return new Promise((resolve, reject) => {
    let sent = 0
    let received = Buffer.alloc(0)
    const socket = connect({ host, port, noDelay: true }, () => {
      sent = performance.now()
      socket.write(request)
    })
    socket.on('error', reject)
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      const message = messageOf(received)
      if (message === undefined) return
      const waited = performance.now() - sent
      const total = Number(/\btotal;dur=([\d.]+)/.exec(message.head)?.[1])
      resolve({ status: Number(message.head.split(' ', 2)[1]), waited, total })
      socket.destroy()
    })
  })
}

await main()
