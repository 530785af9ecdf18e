import { json } from '../../http.ts'
import { closed, matching, oneOf, textAt } from '../../json-shape.ts'
import { checkedQuery, listQuery, pageOf } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { type Account, fixtureTime } from './records.ts'

interface SegmentRecord {
  readonly name: string
  readonly segment_id: number
  readonly created_at: string
  readonly edited_at: string
}

/** Both are there from the start; the sandbox makes no others. */
const segments: readonly SegmentRecord[] = [
  {
    name: 'Readers',
    segment_id: fixtures.segment,
    created_at: fixtureTime,
    edited_at: fixtureTime,
  },
  {
    name: 'Non-openers',
    segment_id: fixtures.olderSegment,
    created_at: '2025-11-03T09:30:00.000Z',
    edited_at: '2025-11-03T09:30:00.000Z',
  },
]

const queryShape = closed({}, { limit: matching(/^-?\d+$/), sort_by: oneOf('name', 'date') })

/** `GET /segments`: without their criteria, and the one that was edited last comes first unless names decide. */
export function listSegments({ exchange }: Account): Response {
  const listing = listQuery(exchange, 'contacts')
  const query = checkedQuery(listing.query, 'contacts', queryShape)
  const found = segments.toSorted((one, other) =>
    textAt(query, 'sort_by') === 'name'
      ? one.name.localeCompare(other.name)
      : other.edited_at.localeCompare(one.edited_at),
  )
  const { page, links } = pageOf(exchange, 'contacts', found, listing, 1000)
  return json({ segments: page, ...links })
}
