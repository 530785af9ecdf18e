import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type PreparedWorkerd, prepareWorkerd } from '../serve/workerd.ts'
import { median, pairedRatio } from '../statistics.ts'
import { milliseconds, table, times } from '../table.ts'

export interface Modules {
  readonly bare: string
  readonly upstream: string
}

/**
 * How long it takes from the start of workerd to a first answer (Upstream's is a 404, which needs no binding), and how
 * long Node takes in a fresh process to read and evaluate the module; Upstream beside the bare Worker.
 */
export async function measureStartUp({ bare, upstream }: Modules, provider: string, rounds: number): Promise<string> {
  const starts = await startsInTurn(
    await prepareWorkerd(bare, { PROVIDER: provider }),
    await prepareWorkerd(upstream, { AUTH_MODE: 'api-key' }),
    rounds,
  )
  const evaluations = await evaluationsInTurn(bare, upstream, rounds)
  return table(
    ['start-up', 'bare', 'Upstream', 'Upstream / bare', 'Upstream - bare'],
    [
      ['workerd to its first answer', ...compared(starts)],
      ['module evaluation (Node)', ...compared(evaluations)],
    ],
  )
}

interface Pairs {
  readonly bare: readonly number[]
  readonly upstream: readonly number[]
}

function compared({ bare, upstream }: Pairs): string[] {
  return [
    milliseconds(median(bare)),
    milliseconds(median(upstream)),
    times(pairedRatio(upstream, bare)),
    milliseconds(median(upstream.map((value, index) => value - (bare[index] ?? Number.NaN)))),
  ]
}

async function startsInTurn(bare: PreparedWorkerd, upstream: PreparedWorkerd, rounds: number): Promise<Pairs> {
  const pairs = { bare: [] as number[], upstream: [] as number[] }
  try {
    for (let round = 0; round < rounds; round += 1) {
      pairs.bare.push(await firstAnswer(bare))
      pairs.upstream.push(await firstAnswer(upstream))
    }
    return pairs
  } finally {
    await Promise.all([bare.discard(), upstream.discard()])
  }
}

async function firstAnswer(prepared: PreparedWorkerd): Promise<number> {
  const started = performance.now()
  const served = await prepared.start()
  try {
    const response = await fetch(`http://${served.host}:${served.port}/v1/balance`)
    await response.text()
    return performance.now() - started
  } finally {
    await served.stop()
  }
}

async function evaluationsInTurn(bare: string, upstream: string, rounds: number): Promise<Pairs> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  try {
    const [bareFile, upstreamFile] = [join(folder, 'bare.mjs'), join(folder, 'upstream.mjs')]
    await Promise.all([writeFile(bareFile, bare), writeFile(upstreamFile, upstream)])
    const pairs = { bare: [] as number[], upstream: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      pairs.bare.push(evaluation(bareFile))
      pairs.upstream.push(evaluation(upstreamFile))
    }
    return pairs
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Times an import in a fresh process, where a stand-in takes the place of the module that only workerd has. */
function evaluation(file: string): number {
  const program = `
    import { registerHooks } from 'node:module'
    const standIn = 'data:text/javascript,export class DurableObject {}; export const waitUntil = () => {}; export const env = {}'
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'cloudflare:workers' ? { url: standIn, shortCircuit: true } : next(specifier, context),
    })
    const started = performance.now()
    await import(${JSON.stringify(pathToFileURL(file).href)})
    console.log(performance.now() - started)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }))
}
