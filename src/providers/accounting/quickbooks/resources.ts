import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import type { RequestContext } from '../../../kit/operation.ts'
import { type Path, path } from '../../../kit/path.ts'
import { get, json, type ProviderRequest, post, type Query } from '../../../kit/request.ts'
import type { Config } from './config.ts'

/**
 * The one version of the API that is still answered.
 * https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/minor-versions
 */
export const minorVersion = '75'

const pinned = { minorversion: minorVersion }

type Entity = 'customer' | 'invoice' | 'payment' | 'purchase'

function entities({ realmId }: Config, entity: Entity): Path {
  return path`/v3/company/${realmId}/${entity}`
}

export function read(config: Config, entity: Entity, id: string): ProviderRequest {
  return get(path`/v3/company/${config.realmId}/${entity}/${id}`, { query: pinned })
}

/** Creates, or with `operation` acts on what the body names. */
export function save(
  config: Config,
  entity: Entity,
  body: JsonObject,
  context: RequestContext,
  operation?: 'void',
): ProviderRequest {
  return post(entities(config, entity), json(body), { query: { operation, ...writing(context) } })
}

/** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#send-an-invoice */
export function send(config: Config, id: string, to: string | undefined, context: RequestContext): ProviderRequest {
  return post(path`/v3/company/${config.realmId}/invoice/${id}/send`, undefined, {
    query: { sendTo: to, ...writing(context) },
    headers: { 'Content-Type': 'application/octet-stream' },
  })
}

export function company({ realmId }: Config): ProviderRequest {
  return get(path`/v3/company/${realmId}/companyinfo/${realmId}`, { query: pinned })
}

export function report({ realmId }: Config, name: 'ProfitAndLoss', query: Query): ProviderRequest {
  return get(path`/v3/company/${realmId}/reports/${name}`, { query: { ...query, ...pinned } })
}

export function query({ realmId }: Config, statement: string): ProviderRequest {
  return get(path`/v3/company/${realmId}/query`, { query: { query: statement, ...pinned } })
}

/**
 * QuickBooks answers a repeated `requestid` with what it answered first; it may have 50 characters.
 * https://developer.intuit.com/app/developer/qbo/docs/learn/learn-basic-field-definitions
 */
function writing({ idempotencyKey }: RequestContext): Query {
  return { requestid: idempotencyKey, ...pinned }
}

/** Ids are numbers, counted for each company and kind of entity. */
export const entityId = () => z.string().regex(/^\d{1,20}$/, 'is not an id of QuickBooks')

export function reference(value: string): { readonly value: string }
export function reference(value: string | undefined): { readonly value: string } | undefined
export function reference(value: string | undefined) {
  return value === undefined ? undefined : { value }
}
