import * as z from 'zod'
import { type Path, path } from '../../../kit/path.ts'
import { get, type ProviderRequest } from '../../../kit/request.ts'
import type { Soql } from './soql.ts'

/** Summer '26. Version numbers are part of every path. */
const version = 'v67.0'

/** All records of an object: where one is created. */
export function recordsOf(object: string): Path {
  return path`/services/data/${version}/sobjects/${object}`
}

export function recordOf(object: string, id: string): Path {
  return path`/services/data/${version}/sobjects/${object}/${id}`
}

export function recordByExternalId(object: string, field: string, value: string): Path {
  return path`/services/data/${version}/sobjects/${object}/${field}/${value}`
}

export function descriptionOf(object: string): Path {
  return path`/services/data/${version}/sobjects/${object}/describe`
}

export function limits(): Path {
  return path`/services/data/${version}/limits`
}

/** Runs a query: https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html */
export function query(text: string, headers: Readonly<Record<string, string>> = {}): ProviderRequest {
  return get(path`/services/data/${version}/query`, { query: { q: text }, headers })
}

export function nextOf(locator: string, headers: Readonly<Record<string, string>> = {}): ProviderRequest {
  return get(path`/services/data/${version}/query/${locator}`, { headers })
}

/** Runs a query that this provider wrote. */
export function select(built: Soql): ProviderRequest {
  return query(built.text)
}

/**
 * A record's id, of 15 or 18 characters. Nothing else may stand where a path has an id, since Salesforce keeps other
 * resources (`describe`, `deleted`, `listviews`) in the same place.
 */
export const recordId = () => z.string().regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/, 'is not a record id')

/** The API name of an object or a field, such as `Contact` or `Legacy_Id__c`. */
export const apiName = () =>
  z
    .string()
    .max(80)
    .regex(/^[A-Za-z]\w*$/, 'is not an API name')
