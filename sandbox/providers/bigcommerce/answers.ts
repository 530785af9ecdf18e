import { json } from '../../http.ts'

const typePage = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes'

/**
 * What a resource throws to answer with a problem: an object from version 3, a list with one message from version 2.
 *
 * Source: https://developer.bigcommerce.com/docs/start/about/status-codes
 */
export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly errors: Readonly<Record<string, string>>

  constructor(status: number, title: string, errors: Readonly<Record<string, string>> = {}) {
    super(title)
    this.status = status
    this.title = title
    this.errors = errors
  }

  /** `path` is that of the request: it says which version answers. */
  answer(path: string, headers: Readonly<Record<string, string>> = {}): Response {
    const { status, title, errors } = this
    if (/^\/stores\/[^/]+\/v2\//.test(path)) return json([{ status, message: title }], status, headers)
    return json(
      { status, title, type: typePage, ...(Object.keys(errors).length === 0 ? {} : { errors }) },
      status,
      headers,
    )
  }
}

export function notFound(): Problem {
  return new Problem(404, 'The requested resource was not found.')
}

/** `2026-11-24T12:00:00+00:00`: the times of version 3. */
export function isoTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+00:00`
}

/** `Tue, 24 Nov 2026 12:00:00 +0000`: the times of version 2, by RFC 2822. */
export function mailTime(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000')
}

/** Amounts of version 2 are texts of four decimals. */
export function money(amount: number): string {
  return amount.toFixed(4)
}
