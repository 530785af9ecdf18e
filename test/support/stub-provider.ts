import { controlOrigin, type Received, type Scripted, type ScriptedBody, scriptedSuffix } from './scripted.ts'

/** A provider that answers whatever a test says, over a real connection. */
export interface StubProvider {
  /** For `UPSTREAM_EGRESS`, in place of every provider. */
  readonly egress: string
  readonly origin: string
  /** From now on these answers, one a request; the last one stays. */
  answers(...scripted: Scripted[]): Promise<void>
  received(): Promise<readonly Received[]>
}

export async function stubProvider(...scripted: Scripted[]): Promise<StubProvider> {
  const name = crypto.randomUUID()
  const origin = `http://${name}${scriptedSuffix}`
  const provider: StubProvider = {
    egress: JSON.stringify({ '*': origin }),
    origin,
    async answers(...next) {
      await fetch(`${controlOrigin}/${name}`, { method: 'PUT', body: JSON.stringify(next) })
    },
    async received() {
      const response = await fetch(`${controlOrigin}/${name}`)
      return response.json<Received[]>()
    },
  }
  await provider.answers(...scripted)
  return provider
}

export const hang: Scripted = { kind: 'hang' }

/** Nobody listens. */
export const refuse: Scripted = { kind: 'refuse' }

export interface Extras {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
  readonly delay?: number
  readonly ending?: 'complete' | 'stall' | 'trickle' | 'break'
  readonly chunked?: boolean
}

export function json(value: unknown, extras: Extras = {}): Scripted {
  return answer({ text: JSON.stringify(value) }, 'application/json', extras)
}

export function text(content: string, contentType: string, extras: Extras = {}): Scripted {
  return answer({ text: content }, contentType, extras)
}

export function answer(body: ScriptedBody, contentType: string, extras: Extras = {}): Scripted {
  return { kind: 'answer', ...extras, body, headers: { 'Content-Type': contentType, ...extras.headers } }
}

export function bare(status: number, headers: Readonly<Record<string, string>> = {}): Scripted {
  return { kind: 'answer', status, headers }
}
