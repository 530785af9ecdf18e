import { createServer, type Server, type Socket } from 'node:net'

/** What is sent of an answer that never comes to its end. */
const beginnings = {
  'says nothing': '',
  'stops in the middle of its answer':
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"locations":[',
} as const

export type Silence = keyof typeof beginnings
export const silences: readonly Silence[] = ['says nothing', 'stops in the middle of its answer']

/** A refusal, which nobody sends again and which says nothing bad of the provider's health. */
const refusal = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

/** A provider that takes every request and doesn't answer it, until it is told to. */
export class SilentProvider {
  readonly #waiting = new Set<Socket>()
  readonly #server: Server
  silence: Silence = 'says nothing'

  constructor() {
    this.#server = createServer((socket) => {
      socket.on('close', () => this.#waiting.delete(socket))
      socket.on('error', () => socket.destroy())
      socket.on('data', () => {
        if (this.#waiting.has(socket)) return
        this.#waiting.add(socket)
        socket.write(beginnings[this.silence])
      })
    })
  }

  /** Answers the port. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the provider has no port')
    return address.port
  }

  /** Waits until so many requests are waiting for their answer. */
  async arrived(count: number): Promise<void> {
    while (this.#waiting.size < count) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  /** Refuses all that is waiting. */
  release(): void {
    for (const socket of this.#waiting) socket.end(refusal)
  }

  close(): void {
    for (const socket of this.#waiting) socket.destroy()
    this.#server.close()
  }
}
