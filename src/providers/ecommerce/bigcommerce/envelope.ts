import * as z from 'zod'
import { pageOf } from './inputs.ts'

/** What every answer of v3 has around its data. */
export function dataOf<Data extends z.ZodType>(data: Data) {
  return z.looseObject({ data })
}

/** https://developer.bigcommerce.com/docs/start/best-practices/integration-design */
export function pageOfData<Item extends z.ZodType>(item: Item) {
  return z.looseObject({
    data: z.array(item),
    meta: z.looseObject({ pagination: z.looseObject({ total_pages: z.int().nullish() }).nullish() }).nullish(),
  })
}

interface PageAnswer {
  readonly meta?:
    | { readonly pagination?: { readonly total_pages?: number | null | undefined } | null | undefined }
    | null
    | undefined
}

export function nextPage({ meta }: PageAnswer, { cursor }: { readonly cursor?: string | undefined }) {
  const page = pageOf(cursor)
  return page < (meta?.pagination?.total_pages ?? 0) ? String(page + 1) : undefined
}

export function examplePage<Item>(item: Item, limit: number) {
  const pagination = { total: 1, count: 1, per_page: limit, current_page: 1, total_pages: 1 }
  return { data: [item], meta: { pagination } }
}
