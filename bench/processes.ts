import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second (`man 5 proc`, `sysconf(_SC_CLK_TCK)`). */
const ticksPerSecond = 100

/** Ids of the processes that this one has started, and of those that they have started. */
export function descendants(pid: number = process.pid): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)])
}

function childrenOf(pid: number): number[] {
  return readOr([], () =>
    readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    ),
  )
}

/** CPU time that processes have used so far, user and system, in milliseconds. */
export function cpuTime(pids: readonly number[]): number {
  const ticks = pids.reduce((sum, pid) => sum + readOr(0, () => ticksOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))), 0)
  return (ticks * 1_000) / ticksPerSecond
}

/** Memory of processes that is in use at this moment, in bytes: `VmRSS` of `/proc/<pid>/status`, which counts kibibytes. */
export function residentMemory(pids: readonly number[]): number {
  return memory('VmRSS', pids)
}

/** The most that processes have had of it so far, in bytes. */
export function peakMemory(pids: readonly number[]): number {
  return memory('VmHWM', pids)
}

function memory(line: 'VmRSS' | 'VmHWM', pids: readonly number[]): number {
  const kibibytes = pids.map((pid) =>
    readOr(0, () =>
      Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
    ),
  )
  return kibibytes.reduce((sum, size) => sum + size, 0) * 1_024
}

/** `utime` and `stime`, the 14th and the 15th field; the second is the command in brackets and may hold spaces. */
function ticksOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

/** A process may be gone by the time it is looked at. */
function readOr<Value>(otherwise: Value, read: () => Value): Value {
  try {
    return read()
  } catch {
    return otherwise
  }
}
