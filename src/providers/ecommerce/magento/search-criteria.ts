import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'
import type { Query } from '../../../kit/request.ts'

/** Pages are counted from one; a cursor is the number of the next. */
export const pageCursor = () => ({
  cursor: numberCursor(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Filter {
  readonly field: string
  readonly condition: 'eq' | 'gteq'
  /** Undefined where nothing is looked for. */
  readonly value: string | undefined
}

interface Sorting {
  readonly field: string
  readonly direction: 'ASC' | 'DESC'
}

/**
 * A page of a list. Every filter is a group of its own, since groups are what is joined by AND.
 *
 * Source: https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/
 */
export function searchCriteria({ limit, cursor }: Page, sorting: Sorting, ...filters: readonly Filter[]): Query {
  const groups = filters
    .filter(({ value }) => value !== undefined)
    .flatMap(({ field, condition, value }, index) => {
      const group = `searchCriteria[filterGroups][${index}][filters][0]`
      return [
        [`${group}[field]`, field],
        [`${group}[value]`, value],
        [`${group}[conditionType]`, condition],
      ] as const
    })
  return {
    ...Object.fromEntries(groups),
    'searchCriteria[sortOrders][0][field]': sorting.field,
    'searchCriteria[sortOrders][0][direction]': sorting.direction,
    'searchCriteria[pageSize]': limit,
    'searchCriteria[currentPage]': pageOf(cursor),
  }
}

/** What every list answers. */
export function resultsOf<Item extends z.ZodType>(item: Item) {
  return z.looseObject({ items: z.array(item), total_count: z.int() })
}

/** Counted by the total, because a page behind the last is answered as the last. */
export function nextPage(
  { total_count }: { readonly total_count: number },
  { limit, cursor }: Page,
): string | undefined {
  const page = pageOf(cursor)
  return page * limit < total_count ? String(page + 1) : undefined
}

function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

export function exampleResults<Item>(item: Item, { limit, cursor }: Page) {
  const search_criteria = { filter_groups: [], page_size: limit, current_page: pageOf(cursor) }
  return { items: [item], search_criteria, total_count: 1 }
}
