import * as z from 'zod'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { numberCursor } from '../../../kit/contract.ts'
import type { JsonObject } from '../../../kit/json.ts'
import { path } from '../../../kit/path.ts'
import { json, type ProviderRequest, post } from '../../../kit/request.ts'

/**
 * A request to the one endpoint there is. Variables that are `undefined` are left out.
 * https://developer.waveapps.com/hc/en-us/articles/360018856171-Clients
 */
export function ask(document: string, variables: JsonObject): ProviderRequest {
  return post(path`/graphql/public`, json({ query: document.trim(), variables }))
}

/** The envelope of a query, around what the business answered. */
export function ofBusiness<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject({ data: z.looseObject({ business: z.looseObject(shape) }) })
}

/** The envelope of a mutation; a refused one is told by `refusal`. */
export function answered<Root extends z.ZodRawShape>(root: Root) {
  return z.looseObject({ data: z.looseObject(root) })
}

const pageInfo = () => z.looseObject({ currentPage: z.number(), totalPages: z.number().nullish() })

export function connection<Node extends z.ZodType>(node: Node) {
  return z.looseObject({ pageInfo: pageInfo(), edges: z.array(z.looseObject({ node: node.nullish() })) })
}

/** An edge whose node couldn't be read has none. */
export function nodesOf<Node>({ edges }: { readonly edges: readonly { readonly node?: Node | null | undefined }[] }) {
  return edges.flatMap(({ node }) => (node === null || node === undefined ? [] : [node]))
}

/** Wave counts pages from one; a cursor is the number of the next. */
export const pageCursor = () => ({
  cursor: numberCursor(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageVariables({ limit, cursor }: Page) {
  return { page: cursor === undefined ? 1 : Number(cursor), pageSize: limit }
}

export function nextPage({ pageInfo: info }: { readonly pageInfo: z.output<ReturnType<typeof pageInfo>> }) {
  return info.currentPage < (info.totalPages ?? 0) ? String(info.currentPage + 1) : undefined
}

export function examplePage(node: JsonObject) {
  return { pageInfo: { currentPage: 1, totalPages: 1 }, edges: [{ node }] }
}

export const currencyAnswer = () => z.looseObject({ code: z.string() }).nullish()

export function codeOf(currency: z.output<ReturnType<typeof currencyAnswer>>): string | null {
  return currencyOf(currency?.code)
}

/** Decimals come as text, or as numbers. */
export const decimalAnswer = () => z.union([z.string(), z.number()]).nullish()

export const moneyAnswer = () => z.looseObject({ minorUnitValue: decimalAnswer() }).nullish()

/** Wave counts in minor units by itself; a part of one is no amount. */
export function minorOfMoney(money: z.output<ReturnType<typeof moneyAnswer>>): number | null {
  const value = money?.minorUnitValue
  const minor = value === null || value === undefined || value === '' ? Number.NaN : Number(value)
  return Number.isSafeInteger(minor) ? minor : null
}
