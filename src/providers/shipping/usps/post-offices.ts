import * as z from 'zod'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { postalAddress } from './addresses.ts'

/** How many offices come before the page. */
export const offsetCursor = () => z.string().regex(/^[1-9]\d{0,5}$/, 'is not a cursor of this list')

interface Search {
  readonly zipCode?: string | undefined
  readonly city?: string | undefined
  readonly state?: string | undefined
  readonly radius: number
  readonly type?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** https://developers.usps.com/locationsv3 */
export function officesQuery({ zipCode, city, state, radius, type, limit, cursor }: Search) {
  return { ZIPCode: zipCode, city, state, radius, postOfficeType: type, limit, offset: offsetOf(cursor) }
}

function offsetOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor)
}

export const officesAnswer = once(() =>
  z.looseObject({
    locations: z.array(z.unknown()).nullish(),
    metadata: z.looseObject({ totalCount: z.number().nullish() }).nullish(),
  }),
)

export function nextOffset(
  { locations, metadata }: z.output<ReturnType<typeof officesAnswer>>,
  { cursor, limit }: Search,
): string | undefined {
  const end = offsetOf(cursor) + (locations?.length ?? 0)
  const total = metadata?.totalCount
  const hasMore = typeof total === 'number' ? end < total : (locations?.length ?? 0) >= limit
  return hasMore && end > 0 ? String(end) : undefined
}

export function streetQuery(address: Address) {
  return postalAddress(address)
}

export function exampleOffices({ limit, cursor, zipCode = '10463' }: Search) {
  return {
    locations: [
      {
        facilityName: 'KINGSBRIDGE',
        facilityType: 'POST_OFFICE',
        distance: 0.4,
        address: { streetAddress: '5517 BROADWAY', city: 'BRONX', state: 'NY', ZIPCode: zipCode },
      },
    ],
    metadata: { totalCount: 1, page: 1, totalPages: 1, limit, offset: offsetOf(cursor) },
  }
}
