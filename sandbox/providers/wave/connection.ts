import { GraphQLError } from 'graphql'

export interface PageArguments {
  readonly page?: number | null
  readonly pageSize?: number | null
}

export interface Connection<View> {
  readonly edges: readonly { readonly node: View }[]
  readonly pageInfo: { readonly currentPage: number; readonly totalPages: number; readonly totalCount: number }
}

/** One page: https://developer.waveapps.com/hc/en-us/articles/360018937431-Pagination */
export function connection<Item, View>(
  records: readonly Item[],
  { page, pageSize }: PageArguments,
  view: (record: Item) => View,
): Connection<View> {
  const number = page ?? 1
  const size = pageSize ?? 10
  if (number < 1 || size < 1) {
    throw new GraphQLError('page and pageSize have to be positive.', { extensions: { code: 'BAD_USER_INPUT' } })
  }
  return {
    edges: records.slice((number - 1) * size, number * size).map((record) => ({ node: view(record) })),
    pageInfo: {
      currentPage: number,
      totalPages: Math.max(1, Math.ceil(records.length / size)),
      totalCount: records.length,
    },
  }
}

/** Orders by keys like `CREATED_AT_ASC`, the first of which counts most. */
export function sorted<Item>(
  records: readonly Item[],
  sort: readonly (string | null)[],
  keys: Readonly<Record<string, (record: Item) => string | number>>,
): Item[] {
  return sort.reduceRight<Item[]>(
    (list, order) => {
      const [, name = '', direction] = /^(.+)_(ASC|DESC)$/.exec(order ?? '') ?? []
      const key = keys[name]
      if (key === undefined) return list
      const sign = direction === 'DESC' ? -1 : 1
      return list.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0))
    },
    [...records],
  )
}
