import { type ErrorCode, errorTable, type Fault, type Outcome } from './table.ts'

export interface ErrorIssue {
  readonly path: string
  readonly message: string
}

/** What a single error adds to, or says differently from, its row of the table. */
export interface ErrorFacts {
  /** What happened, in a sentence that a person understands. */
  readonly reason: string
  readonly suggestion?: string
  readonly status?: number
  readonly fault?: Fault
  readonly retriable?: boolean
  readonly outcome?: Outcome
  readonly issues?: readonly ErrorIssue[]
  readonly source?: 'upstream' | 'provider'
  readonly providerStatus?: number
  readonly providerCode?: string
  /** The provider's own words, where `reason` says it in the gateway's. */
  readonly providerMessage?: string
  /** Why an account's consent didn't come about, as docs/connect.md lists it. */
  readonly connectError?: string
  /** How often it was sent, where that is more than once. */
  readonly attempts?: number
  /** Seconds that the provider has asked to be left alone for, where it said so. */
  readonly retryAfter?: number
  /** Response headers that go with the error, such as `Retry-After` or `Allow`. */
  readonly headers?: Readonly<Record<string, string>>
}

/** `details` of the error shape, without the `requestId` that belongs to one answer. */
export type ErrorDetails = Omit<ErrorFacts, 'status' | 'headers' | 'retryAfter'> &
  Required<Pick<ErrorFacts, 'suggestion' | 'fault' | 'retriable'>>

export interface ErrorData {
  readonly code: ErrorCode
  readonly facts: ErrorFacts
}

/** The only error that is thrown on purpose: what a caller can meet, under its code. */
export class UpstreamError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: ErrorDetails
  readonly headers: Readonly<Record<string, string>>
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, facts: ErrorFacts, options?: ErrorOptions) {
    const kind = errorTable[code]
    super(kind.message, options)
    this.name = 'UpstreamError'
    this.code = code
    const { status, headers, retryAfter, reason, suggestion, fault, retriable, ...details } = facts
    this.status = status ?? kind.status
    this.headers = headers ?? {}
    this.retryAfter = retryAfter
    this.details = {
      reason,
      suggestion: suggestion ?? kind.suggestion,
      fault: fault ?? kind.fault,
      retriable: retriable ?? kind.retriable,
      ...details,
    }
  }

  /** The same as data, for where it is told by another than who met it. */
  get data(): ErrorData {
    const { code, status, headers, retryAfter, details } = this
    return { code, facts: { ...details, status, headers, ...(retryAfter === undefined ? {} : { retryAfter }) } }
  }

  /** The same error with more facts, or others. */
  with(facts: Partial<ErrorFacts>): UpstreamError {
    return new UpstreamError(this.code, { ...this.data.facts, ...facts }, { cause: this.cause })
  }
}

/** The error that was thrown on purpose, where there is one: libraries wrap what is thrown through them. */
export function upstreamErrorIn(thrown: unknown): UpstreamError | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause) if (error instanceof UpstreamError) return error
  return undefined
}
