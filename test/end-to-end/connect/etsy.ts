import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type Settings, type Sightings, sightings } from './protocol.ts'

/** Etsy as a process of its own. */
export interface Etsy {
  readonly url: string
  /** Sets how it behaves from now on. */
  set(settings: Settings): Promise<void>
  seen(): Promise<Sightings>
  stop(): void
}

/** `tolerance` is the seconds for which access tokens are good after they have expired. */
export async function startEtsy({ tolerance = 0, seed = 1 } = {}): Promise<Etsy> {
  const child = spawn(process.execPath, ['test/end-to-end/connect/authorization-server.ts'], {
    env: { ...process.env, TOLERANCE: String(tolerance), SEED: String(seed) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A test that fails half-way must not leave it running.
  process.once('exit', () => child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (http:\S+)$/.exec(line)?.[1]
    if (url === undefined) continue
    const control = async (init?: RequestInit) => sightings.parse(await (await fetch(`${url}/control`, init)).json())
    return {
      url,
      seen: () => control(),
      async set(settings) {
        await control({ method: 'POST', body: JSON.stringify(settings) })
      },
      stop() {
        child.kill('SIGKILL')
      },
    }
  }
  throw new Error('the authorization server ended before it was ready')
}
