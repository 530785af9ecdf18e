import { json } from '../../http.ts'

/**
 * What a resource throws to answer with an error.
 *
 * Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#errors
 */
export class RestError extends Error {
  readonly code: string
  readonly status: number
  readonly data: object

  constructor(status: number, code: string, message: string, data: object = {}) {
    super(message)
    this.status = status
    this.code = code
    this.data = data
  }

  answer(): Response {
    return json({ code: this.code, message: this.message, data: { status: this.status, ...this.data } }, this.status)
  }
}

export function invalidId(kind: 'product' | 'shop_order' | 'shop_order_refund'): RestError {
  return new RestError(404, `woocommerce_rest_${kind}_invalid_id`, 'Invalid ID.')
}

/** Hours that the clock of every store is behind GMT. */
const offset = 5

/** `2026-11-24T12:00:00`: a time in GMT, or by the clock of the store. */
export function gmt(time: string): string {
  return new Date(time).toISOString().slice(0, 19)
}

export function local(time: string): string {
  return gmt(new Date(Date.parse(time) - offset * 3_600_000).toISOString())
}

/** A time under its name, and in GMT under that name with `_gmt`; `null` where it hasn't come. */
export function times<Name extends string>(name: Name, time: string): Record<string, string | null> {
  return {
    [name]: time === '' ? null : local(time),
    [`${name}_gmt`]: time === '' ? null : gmt(time),
  }
}

/** Amounts are texts of two decimals. */
export function money(amount: number): string {
  return amount.toFixed(2)
}
