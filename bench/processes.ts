import { readdirSync, readFileSync } from 'node:fs'

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

/**
 * CPU time that the threads of processes have used so far, user and system, in milliseconds. The scheduler counts it in
 * nanoseconds (https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat), `/proc/<pid>/stat` in hundredths of a second,
 * which are too coarse for a short measurement.
 */
export function cpuTime(pids: readonly number[]): number {
  return pids.flatMap(threadsOf).reduce((sum, thread) => sum + readOr(0, () => nanosecondsOf(thread)), 0) / 1_000_000
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

function threadsOf(pid: number): string[] {
  return readOr([], () => readdirSync(`/proc/${pid}/task`)).map((thread) => `/proc/${pid}/task/${thread}`)
}

function nanosecondsOf(thread: string): number {
  return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0])
}

/** A process may be gone by the time it is looked at. */
function readOr<Value>(otherwise: Value, read: () => Value): Value {
  try {
    return read()
  } catch {
    return otherwise
  }
}
