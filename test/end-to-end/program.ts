import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'

/** The program as `npm start` runs it, with a state of its own. */
export interface Program {
  readonly url: string
  /** What it printed up to and with `ready`. */
  readonly greeting: string
  readonly state: string
  /** Ctrl-C; answers the exit code. */
  interrupt(): Promise<number | null>
}

const patience = 60_000

/** Starts the program on any free port; `state` goes on where an earlier one stopped. */
export async function start(state?: string): Promise<Program> {
  const folder = state ?? (await mkdtemp(join('.wrangler', 'end-to-end-')))
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    env: { ...process.env, PORT: '0', STATE: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A test that fails half-way must not leave the program running behind it.
  process.once('exit', () => child.kill('SIGKILL'))
  const greeting = await greetingOf(child)
  const url = /^ready (http:\S+)$/m.exec(greeting)?.[1]
  if (url === undefined) throw new Error(`it was not ready:\n${greeting}`)
  return {
    url,
    greeting,
    state: folder,
    async interrupt() {
      const exited = once(child, 'exit')
      child.kill('SIGINT')
      const [code] = await exited
      return typeof code === 'number' ? code : null
    },
  }
}

async function greetingOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not piped')
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  let greeting = ''
  for await (const line of createInterface({ input: child.stdout })) {
    greeting += `${line}\n`
    if (line.startsWith('ready ')) break
  }
  clearTimeout(timer)
  return greeting
}

export async function forget(state: string): Promise<void> {
  await rm(state, { recursive: true, force: true })
}

/** What the tests read of answers; the rest is compared as it is. */
const answer = z.looseObject({
  integration: z.looseObject({ id: z.string().default('') }).default({ id: '' }),
  integrations: z.array(z.looseObject({ provider: z.string() })).default([]),
  result: z.unknown().optional(),
})

/** An org that speaks to a gateway over HTTP. */
export function orgAt(url: string, org: string) {
  const send = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { orgid: org, 'content-type': 'application/json' }
    const response = await fetch(`${url}/upstream${path}`, { method, headers, ...init })
    return { status: response.status, body: answer.parse(await response.json()) }
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body?: unknown) => send('POST', path, body),
  }
}
