import { table } from '../table.ts'

/** https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  /** Microseconds between samples. */
  readonly timeDeltas: readonly number[]
}

const longestTable = 50

/** The functions that took the most time themselves, in microseconds a request. */
export function profileTable({ nodes, samples, timeDeltas }: CpuProfile, requests: number): string {
  const names = new Map(
    nodes.map(({ id, callFrame }) => [id, `${callFrame.functionName || '(anonymous)'}:${callFrame.lineNumber + 1}`]),
  )
  const own = new Map<string, number>()
  for (const [index, sample] of samples.entries()) {
    const name = names.get(sample) ?? '(unknown)'
    own.set(name, (own.get(name) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const rows = [...own]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, longestTable)
    .map(([name, microseconds]) => [name, (microseconds / requests).toFixed(1)])
  return table(['function:line of the bundle', 'µs/request'], rows)
}
