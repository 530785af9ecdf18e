import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../scripts/local/bundle.ts'
import type { MiniflareServed } from '../serve/miniflare.ts'
import { furnish, newSecrets, org, serveUpstream } from '../serve/upstream.ts'
import { median } from '../statistics.ts'
import { table } from '../table.ts'

const warmCalls = 500
const coldStarts = 3
/** Milliseconds by which every answer of a binding is held back from a warm call, to see whether it waits for any. */
const warmDelay = 25
/** The same for a cold call: longer than all that it does itself, so that the quotient tells for how many it waited. */
const coldDelay = 200

/** Calls of D1, KV and Durable Objects, counted by a Worker that does nothing else to Upstream; not timed against others. */
export async function countBindings(provider: string): Promise<string> {
  const script = await bundle('bench/workers/counting.ts')
  const state = await mkdtemp(join(tmpdir(), 'bench-'))
  const options = { script, provider, secrets: newSecrets(), state }
  try {
    const first = await serveUpstream(options)
    const key = await furnish(first, options.secrets.adminToken)
    const warm = await countWarm(first, key)
    await first.stop()
    const colds: Cold[] = []
    for (let start = 0; start < coldStarts; start += 1) colds.push(await countCold(await serveUpstream(options), key))
    return describe(warm, colds)
  } finally {
    await rm(state, { recursive: true, force: true })
  }
}

type Counts = Readonly<Record<string, number>>

interface Warm {
  readonly counts: Counts
  readonly prompt: number
  readonly delayed: number
}

async function countWarm(served: MiniflareServed, key: string): Promise<Warm> {
  await repeat(50, () => call(served, key))
  await takeCounts(served, 0)
  const prompt = await repeat(warmCalls, () => call(served, key))
  const counts = await takeCounts(served, warmDelay)
  await repeat(50, () => call(served, key))
  const delayed = await repeat(warmCalls, () => call(served, key))
  return { counts, prompt: median(prompt), delayed: median(delayed) }
}

interface Cold {
  readonly counts: Counts
  /** How many answers of bindings the call waited for, one after the other. */
  readonly waits: number
}

/** The first call of an integration in an isolate that has just started. */
async function countCold(served: MiniflareServed, key: string): Promise<Cold> {
  try {
    await takeCounts(served, coldDelay)
    const took = await call(served, key)
    return { counts: await takeCounts(served, 0), waits: Math.floor(took / coldDelay) }
  } finally {
    await served.stop()
  }
}

async function repeat(count: number, ask: () => Promise<number>): Promise<number[]> {
  const durations: number[] = []
  for (let index = 0; index < count; index += 1) durations.push(await ask())
  return durations
}

async function call({ host, port }: MiniflareServed, key: string): Promise<number> {
  const started = performance.now()
  const response = await fetch(`http://${host}:${port}/upstream/call/stripe/get-balance`, {
    headers: { Authorization: `Bearer ${key}`, orgid: org },
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`a counted call was refused: ${text}`)
  return performance.now() - started
}

/** Tells the counts since the last time, and holds the answers of bindings back from now on. */
async function takeCounts({ host, port }: MiniflareServed, milliseconds: number): Promise<Counts> {
  const response = await fetch(`http://${host}:${port}/bench?delay=${milliseconds}`)
  // The counting Worker is compiled together with this.
  return (await response.json()) as Counts
}

function describe({ counts, prompt, delayed }: Warm, colds: readonly Cold[]): string {
  const cold = colds[0]?.counts ?? {}
  const names = [...new Set([...Object.keys(counts), ...Object.keys(cold)])].toSorted((left, right) =>
    left.localeCompare(right),
  )
  const rows = names.map((name) => [name, ((counts[name] ?? 0) / warmCalls).toFixed(3), String(cold[name] ?? 0)])
  return [
    table(['calls of bindings', 'warm call', 'cold call'], rows),
    `warm p50 when every binding answers ${warmDelay} ms late: ${(delayed - prompt).toFixed(2)} ms more`,
    `binding answers that a cold call waits for, one after the other: ${median(colds.map(({ waits }) => waits))}`,
  ].join('\n')
}
