import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { path } from '../../../kit/path.ts'
import { get, json, type ProviderRequest, post, put, type Query } from '../../../kit/request.ts'
import type { Config } from './config.ts'

/** Resources of the Accounting API: https://developer.xero.com/documentation/api/accounting/overview */
type Resource = 'Accounts' | 'BankTransactions' | 'Contacts' | 'Invoices' | 'Items' | 'Payments'

interface ListOptions {
  readonly query: Query
  /** Only what changed at this time or later. */
  readonly updatedSince?: string | undefined
}

export function list(config: Config, resource: Resource, { query, updatedSince }: ListOptions): ProviderRequest {
  const headers = updatedSince === undefined ? {} : { 'If-Modified-Since': new Date(updatedSince).toISOString() }
  return get(path`/api.xro/2.0/${resource}`, { query, headers: { ...tenant(config), ...headers } })
}

export function read(config: Config, resource: Resource, id: string): ProviderRequest {
  return get(path`/api.xro/2.0/${resource}/${id}`, { headers: tenant(config) })
}

/**
 * PUT only creates, where POST would change a record that has the same number or name. Without `summarizeErrors` a
 * record that is refused could hide in an answer of 200.
 * https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export function create(config: Config, resource: Resource, record: JsonObject): ProviderRequest {
  return put(path`/api.xro/2.0/${resource}`, json({ [resource]: [record] }), {
    query: { summarizeErrors: true },
    headers: tenant(config),
  })
}

export function change(config: Config, resource: Resource, id: string, record: JsonObject): ProviderRequest {
  return post(path`/api.xro/2.0/${resource}/${id}`, json({ [resource]: [record] }), { headers: tenant(config) })
}

export function mail(config: Config, id: string): ProviderRequest {
  return post(path`/api.xro/2.0/Invoices/${id}/Email`, json({}), { headers: tenant(config) })
}

export function organisation(config: Config): ProviderRequest {
  return get(path`/api.xro/2.0/Organisation`, { headers: tenant(config) })
}

export function report(config: Config, name: 'ProfitAndLoss', query: Query): ProviderRequest {
  return get(path`/api.xro/2.0/Reports/${name}`, { query, headers: tenant(config) })
}

/** Every call names the organisation whose books it is about. */
function tenant({ tenantId }: Config) {
  return { 'xero-tenant-id': tenantId }
}

export const guid = () => z.uuid()

/** An account's code, or a bank account's id, which may have no code. */
export function accountReference(account: string) {
  return z.uuid().safeParse(account).success ? { AccountID: account } : { Code: account }
}
