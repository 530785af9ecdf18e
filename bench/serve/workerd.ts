import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { descendants } from '../processes.ts'
import { compatibilityDate } from './compatibility.ts'
import type { Served } from './served.ts'

export const workerdBinary = join('node_modules', '.bin', 'workerd')

const host = '127.0.0.1'

export interface PreparedWorkerd {
  start(): Promise<Served>
  discard(): Promise<void>
}

/** A Worker for `workerd serve`, without Miniflare. Prepared first, so that a start costs what workerd itself needs. */
export async function prepareWorkerd(
  script: string,
  texts: Readonly<Record<string, string>>,
): Promise<PreparedWorkerd> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const config = join(folder, 'config.capnp')
  await Promise.all([writeFile(join(folder, 'main.js'), script), writeFile(config, configText(texts))])
  return {
    start: () => start(config),
    discard: () => rm(folder, { recursive: true, force: true }),
  }
}

async function start(config: string): Promise<Served> {
  const child = spawn(workerdBinary, ['serve', '--control-fd=3', config], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  const control = child.stdio[3]
  if (child.pid === undefined || control === null || control === undefined) throw new Error('workerd did not start')
  const pid = child.pid
  // The fourth pipe is read from here and written by workerd.
  const port = await listening(control as Readable)
  return {
    host,
    port,
    pids: [pid, ...descendants(pid)],
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

/** workerd tells on its control pipe which port it took, one JSON object a line. */
async function listening(control: Readable): Promise<number> {
  let told = ''
  for await (const chunk of control.iterator({ destroyOnReturn: false })) {
    told += String(chunk)
    const port = /"event":"listen","socket":"http","port":(\d+)/.exec(told)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error(`workerd ended before it listened: ${told}`)
}

function configText(texts: Readonly<Record<string, string>>): string {
  const bindings = Object.entries(texts).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`)
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "${host}:0", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [(name = "main.js", esModule = embed "main.js")],
  compatibilityDate = "${compatibilityDate()}",
  bindings = [${bindings.join(', ')}],
);
`
}
