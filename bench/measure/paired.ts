import type { Helper } from '../helper.ts'
import type { Load, LoadResult } from '../load/protocol.ts'
import { cpuTime } from '../processes.ts'
import type { Served } from '../serve/served.ts'
import { median, pairedRatio } from '../statistics.ts'
import { milliseconds, table, times, whole } from '../table.ts'

export interface Contestant {
  readonly served: Served
  /** The whole request as it goes over the wire. */
  readonly request: string
}

export interface Series {
  readonly p50: readonly number[]
  readonly p99: readonly number[]
  readonly perSecond: readonly number[]
  /** CPU time of the serving processes, in milliseconds a request. */
  readonly cpu: readonly number[]
}

export interface PairedOptions {
  readonly load: Helper<Load, LoadResult>
  readonly connections: number
  readonly milliseconds: number
  readonly rounds: number
}

/**
 * Measures contestants in turn, round after round, in the opposite order every other round: what the machine does
 * meanwhile happens to all of them.
 */
export async function measureInTurn(contestants: readonly Contestant[], options: PairedOptions): Promise<Series[]> {
  for (const contestant of contestants) await measure(contestant, options)
  const rounds: LoadAndCpu[][] = []
  for (let round = 0; round < options.rounds; round += 1) {
    const order = contestants.map((_, place) => place)
    if (round % 2 === 1) order.reverse()
    const results: LoadAndCpu[] = []
    for (const place of order) {
      const contestant = contestants[place]
      if (contestant !== undefined) results[place] = await measure(contestant, options)
    }
    rounds.push(results)
  }
  return contestants.map((_, place) => {
    const results = rounds.flatMap((round) => round[place] ?? [])
    return {
      p50: results.map(({ p50 }) => p50),
      p99: results.map(({ p99 }) => p99),
      perSecond: results.map(({ perSecond }) => perSecond),
      cpu: results.map(({ cpu }) => cpu),
    }
  })
}

interface LoadAndCpu extends LoadResult {
  readonly cpu: number
}

async function measure({ served, request }: Contestant, options: PairedOptions): Promise<LoadAndCpu> {
  const { host, port, pids } = served
  const before = cpuTime(pids)
  const result = await options.load.ask({
    host,
    port,
    requests: [request],
    connections: options.connections,
    milliseconds: options.milliseconds,
  })
  return { ...result, cpu: (cpuTime(pids) - before) / result.requests }
}

/** Medians of every contestant, and below them each of these pairs of places as ratios. */
export function seriesTable(
  title: string,
  names: readonly string[],
  series: readonly Series[],
  pairs: readonly (readonly [number, number])[],
): string {
  const absolute = series.map((one, place) => [
    names[place] ?? '',
    milliseconds(median(one.p50)),
    milliseconds(median(one.p99)),
    whole(median(one.perSecond)),
    milliseconds(median(one.cpu)),
  ])
  const ratios = pairs.map(([over, under]) => {
    const [one, other] = [series[over], series[under]]
    const ratio = (pick: (from: Series) => readonly number[]) =>
      one === undefined || other === undefined ? '' : times(pairedRatio(pick(one), pick(other)))
    return [
      `${names[over]} / ${names[under]}`,
      ratio(({ p50 }) => p50),
      ratio(({ p99 }) => p99),
      ratio(({ perSecond }) => perSecond),
      ratio(({ cpu }) => cpu),
    ]
  })
  return table([title, 'p50', 'p99', 'requests/s', 'CPU/request'], [...absolute, ...ratios])
}
