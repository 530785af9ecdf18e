import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { path } from '../../../kit/path.ts'
import { json, type ProviderRequest, post } from '../../../kit/request.ts'

/**
 * A request to the GraphQL Admin API. `document` is one of the constants of this folder: what callers say travels in the
 * variables and is never part of the document. Variables that are `undefined` are left out.
 *
 * Source: https://shopify.dev/docs/api/admin-graphql/2026-10
 */
export function ask(document: string, variables: JsonObject = {}): ProviderRequest {
  return post(path`/admin/api/2026-10/graphql.json`, json({ query: document.trim(), variables }))
}

/** The envelope of an answer, around what its one root field answered. */
export function answered<Root extends z.ZodRawShape>(root: Root) {
  return z.looseObject({ data: z.looseObject(root) })
}

export const pageInfo = () => z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })

/** A connection: a page of nodes and where the next one starts. */
export function connection<Node extends z.ZodType>(node: Node) {
  return z.looseObject({ nodes: z.array(node), pageInfo: pageInfo() })
}

/** The cursor of the page after this one. Source: https://shopify.dev/docs/api/usage/pagination-graphql */
export function nextCursor(page: { readonly pageInfo: z.output<ReturnType<typeof pageInfo>> }): string | undefined {
  const { hasNextPage, endCursor } = page.pageInfo
  return hasNextPage ? (endCursor ?? undefined) : undefined
}

export const money = () => z.looseObject({ amount: z.string(), currencyCode: z.string() })

export const moneyBag = () => z.looseObject({ shopMoney: money() })
