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
    const target = (await Inspector.targets(port)).find((url) => url.endsWith(`:${worker}`))
    if (target === undefined) throw new Error(`the inspector doesn't know ${worker}`)
    return Inspector.connect(target)
  }

  /** Where each isolate of a runtime is inspected. */
  static async targets(port: number): Promise<string[]> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[]
    return targets.map(({ webSocketDebuggerUrl }) => webSocketDebuggerUrl)
  }

  static async connect(target: string): Promise<Inspector> {
    const socket = new WebSocket(target)
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
