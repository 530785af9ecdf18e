import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { workerdBinary } from './serve/workerd.ts'

export function describeMachine(): string {
  const cores = cpus()
  const workerd = execFileSync(workerdBinary, ['--version'], { encoding: 'utf8' }).trim()
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${process.platform}, Node ${process.version}, ${workerd}`
}
