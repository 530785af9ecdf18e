import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { path } from '../../../kit/path.ts'
import { json, type ProviderRequest, post } from '../../../kit/request.ts'

/**
 * A request to the one endpoint there is. Variables that are `undefined` are left out.
 * https://developer.paypal.com/braintree/graphql/guides/making_api_calls
 */
export function ask(document: string, variables: JsonObject = {}): ProviderRequest {
  return post(path`/graphql`, json({ query: document.trim(), variables }))
}

/** The envelope of an answer; a refused one is told by `refusal`. */
export function answered<Root extends z.ZodRawShape>(root: Root) {
  return z.looseObject({ data: z.looseObject(root) })
}

/** https://developer.paypal.com/braintree/graphql/guides/connections */
export function connection<Node extends z.ZodType>(node: Node) {
  return z.looseObject({
    edges: z.array(z.looseObject({ node: node.nullish() }).nullish()).nullish(),
    pageInfo: pageInfo(),
  })
}

const pageInfo = () => z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })

export function nextPage({ pageInfo: info }: { readonly pageInfo: z.output<ReturnType<typeof pageInfo>> }) {
  return info.hasNextPage ? (info.endCursor ?? undefined) : undefined
}

export function examplePage(node: JsonObject) {
  return { edges: [{ node }], pageInfo: { hasNextPage: false, endCursor: 'MQ' } }
}

/** The reference has a page for each mutation. */
export function mutation(page: string): string {
  return `https://developer.paypal.com/braintree/graphql/reference/mutations/${page}`
}
