import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import type { RequestContext } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, json, type ProviderRequest, post, type Query } from '../../../kit/request.ts'
import type { Config } from './config.ts'

/** Resources of API 3.1, and the name that stands around one of them in a body: https://developer.sage.com/accounting/reference */
const wrappers = {
  contacts: 'contact',
  sales_invoices: 'sales_invoice',
  contact_payments: 'contact_payment',
  other_payments: 'other_payment',
} as const

type Resource =
  | keyof typeof wrappers
  | 'ledger_accounts'
  | 'products'
  | 'services'
  | 'stock_items'
  | 'tax_rates'
  | 'bank_accounts'
  | 'businesses'

export function list(config: Config, resource: Resource, query: Query): ProviderRequest {
  return get(path`/v3.1/${resource}`, { query: { ...query, ...whole }, headers: business(config) })
}

export function read(config: Config, resource: Resource, id: string): ProviderRequest {
  return get(path`/v3.1/${resource}/${id}`, { headers: business(config) })
}

/**
 * Sage drops a repeated creation by the id in the record: a GUID of 32 characters, without hyphens.
 * https://developer.sage.com/accounting/guides/concepts/idempotency
 */
export function create(
  config: Config,
  { idempotencyKey }: RequestContext,
  resource: keyof typeof wrappers,
  record: JsonObject,
): ProviderRequest {
  const keyed = { ...record, idempotency_id: idempotencyKey.replaceAll('-', '') }
  return post(path`/v3.1/${resource}`, json({ [wrappers[resource]]: keyed }), { headers: business(config) })
}

/** Puts a draft in the books. */
export function release(config: Config, id: string): ProviderRequest {
  return post(path`/v3.1/sales_invoices/${id}/release`, json({}), { headers: business(config) })
}

export function voidInvoice(config: Config, id: string, reason: string): ProviderRequest {
  return del(path`/v3.1/sales_invoices/${id}`, { query: { void_reason: reason }, headers: business(config) })
}

/** Otherwise lists have ids, names and paths alone. */
const whole: Query = { attributes: 'all' }

function business({ businessId }: Config): Readonly<Record<string, string>> {
  return businessId === undefined ? {} : { 'X-Business': businessId }
}

/** Hexadecimal digits, or a word such as `GB_STANDARD`. */
export const key = () => z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id of Sage')
