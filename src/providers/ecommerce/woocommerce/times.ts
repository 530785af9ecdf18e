import { toUtc } from '../../../contracts/time.ts'

/**
 * WooCommerce writes times as `2017-03-22T16:28:02`, without an offset: beside each in the site's own timezone stands
 * one in GMT. https://woocommerce.github.io/woocommerce-rest-api-docs/#request-response-format
 */
export function fromGmt(time: string | null | undefined): string | null {
  return typeof time === 'string' ? toUtc(`${time}Z`) : null
}

/**
 * For filters, which take what is after a time: the last second before it, so that what happened in the very second is
 * part of it. Written without an offset, like every time, and meant as GMT by `dates_are_gmt`.
 */
export function secondBefore(time: string | undefined): string | undefined {
  if (time === undefined) return undefined
  const seconds = Math.ceil(Date.parse(time) / 1_000) - 1
  return new Date(seconds * 1_000).toISOString().slice(0, 19)
}
