/** One measurement: the same requests, again and again, each connection sending the next when it has its answer. */
export interface Load {
  readonly host: string
  readonly port: number
  /** Whole requests as they go over the wire, sent in turn. */
  readonly requests: readonly string[]
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
