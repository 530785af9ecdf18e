/** One measurement: the same request, again and again, each connection sending the next when it has its answer. */
export interface Load {
  readonly host: string
  readonly port: number
  /** The whole request as it goes over the wire. */
  readonly request: string
  readonly connections: number
  readonly milliseconds: number
}

export interface LoadResult {
  readonly requests: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
}
