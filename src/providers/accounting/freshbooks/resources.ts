import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { path } from '../../../kit/path.ts'
import { get, json, type ProviderRequest, post, put, type Query } from '../../../kit/request.ts'
import type { Config } from './config.ts'

/** Where the accounting API keeps its records: a section, and the records in it. https://www.freshbooks.com/api */
const sections = {
  clients: 'users',
  invoices: 'invoices',
  payments: 'payments',
  expenses: 'expenses',
  categories: 'expenses',
  items: 'items',
  journal_entry_accounts: 'journal_entry_accounts',
} as const

type Resource = keyof typeof sections

export function list({ accountId }: Config, resource: Resource, query: Query): ProviderRequest {
  return get(path`/accounting/account/${accountId}/${sections[resource]}/${resource}`, { query })
}

export function read({ accountId }: Config, resource: Resource, id: string, query: Query = {}): ProviderRequest {
  return get(path`/accounting/account/${accountId}/${sections[resource]}/${resource}/${id}`, { query })
}

export function create(
  { accountId }: Config,
  resource: Resource,
  body: JsonObject,
  query: Query = {},
): ProviderRequest {
  return post(path`/accounting/account/${accountId}/${sections[resource]}/${resource}`, json(body), { query })
}

/** An update names the fields that change, or an action; deleting is one too. */
export function update(
  { accountId }: Config,
  resource: Resource,
  id: string,
  body: JsonObject,
  query: Query = {},
): ProviderRequest {
  return put(path`/accounting/account/${accountId}/${sections[resource]}/${resource}/${id}`, json(body), { query })
}

export function report({ accountId }: Config, name: 'profitloss_entity', query: Query): ProviderRequest {
  return get(path`/accounting/account/${accountId}/reports/accounting/${name}`, { query })
}

export function identity(): ProviderRequest {
  return get(path`/auth/api/v1/users/me`)
}

/** Ids are numbers. */
export const recordId = () => z.string().regex(/^\d{1,15}$/, 'is not an id of FreshBooks')

/** Lines are left out of invoices unless they are asked for. https://www.freshbooks.com/api/parameters */
export const withLines: Query = { 'include[]': 'lines' }
