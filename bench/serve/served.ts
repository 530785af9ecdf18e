/** A Worker that answers on a socket, and the processes that serve it. */
export interface Served {
  readonly host: string
  readonly port: number
  readonly pids: readonly number[]
  stop(): Promise<void>
}
