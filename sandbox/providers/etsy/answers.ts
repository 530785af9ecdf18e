import { json } from '../../http.ts'

/** What a resource throws to answer `{error}`. */
export class EtsyError extends Error {
  readonly status: number
  readonly more: Readonly<Record<string, string>>

  constructor(status: number, message: string, more: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.more = more
  }

  answer(headers: Readonly<Record<string, string>> = {}): Response {
    return json({ error: this.message, ...this.more }, this.status, headers)
  }
}

export function notFound(): EtsyError {
  return new EtsyError(404, 'Resource not found')
}

/** Seconds since 1970. */
export function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000)
}

export interface Money {
  readonly amount: number
  readonly divisor: number
  readonly currency_code: string
}

/** The shop sells in US dollars. */
export function money(dollars: number): Money {
  return { amount: Math.round(dollars * 100), divisor: 100, currency_code: 'USD' }
}
