import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forget, type Program, start } from './program.ts'

const run = promisify(execFile)

interface Step {
  readonly command: string
  readonly answer: string
}

let program: Program

beforeAll(async () => {
  await mkdir('.wrangler', { recursive: true })
  program = await start()
}, 90_000)

afterAll(async () => {
  await program.interrupt()
  await forget(program.state)
})

it('takes the tour of the README word for word', async () => {
  const steps = stepsOf(await readFile('README.md', 'utf8'))
  expect(steps).toHaveLength(7)
  for (const { command, answer } of steps) {
    const { stdout } = await run('sh', ['-c', command.replaceAll('http://127.0.0.1:8787', program.url)])
    expect(shape(stdout)).toBe(shape(answer))
  }
}, 60_000)

/** Every command of the tour with the answer that the README shows for it. */
function stepsOf(readme: string): Step[] {
  const tour = readme.slice(readme.indexOf('## A tour'), readme.indexOf('## The API'))
  return [...tour.matchAll(/```sh\n([\s\S]*?)```[\s\S]*?```json\n([\s\S]*?)```/g)].map(
    ([, command = '', answer = '']) => ({ command, answer }),
  )
}

/** An answer without what differs from one run to the next: ids, times, durations, and what the README leaves out. */
function shape(answer: string): string {
  return answer
    .trim()
    .replaceAll(/"operations":\[.*?\](?=,"metrics")/g, '"operations":[…]')
    .replaceAll(/"operations":\{.*\}(?=\},"lastUsed")/g, '"operations":{…}')
    .replaceAll(/\b(int|ch|req)_[A-Za-z0-9]+/g, '$1_…')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
    .replaceAll(/"(averageResponseTime|p50|p95|p99)":[\d.]+/g, '"$1":…')
}
