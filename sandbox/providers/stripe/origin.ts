/** What the making of every object needs. */
export interface Origin {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  readonly livemode: boolean
}
