import { once } from 'node:events'

/** The part of the Chrome DevTools protocol that profiling needs: questions by number, each with its answer. */
export class Inspector {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (answer: unknown) => void>()
  #asked = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown }
      if (id !== undefined) this.#waiting.get(id)?.(result)
    })
  }

  /** The Worker of this name, among all those that Miniflare runs beside it. */
  static async open(port: number, worker: string): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[]
    const target = targets.find(({ webSocketDebuggerUrl }) => webSocketDebuggerUrl.endsWith(`:${worker}`))
    if (target === undefined) throw new Error(`the inspector doesn't know ${worker}`)
    const socket = new WebSocket(target.webSocketDebuggerUrl)
    await once(socket, 'open')
    return new Inspector(socket)
  }

  ask(method: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    this.#socket.send(JSON.stringify({ id, method, params: parameters }))
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  close(): void {
    this.#socket.close()
  }
}
