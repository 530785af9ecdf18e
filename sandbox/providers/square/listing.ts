import { decodeBase64, encodeBase64Url } from '../../http.ts'
import { invalid } from './refusal.ts'

/**
 * One page of what a query found, and the cursor to the rest where there is one.
 * Source: https://developer.squareup.com/docs/build-basics/common-api-patterns/pagination
 */
export function pageOf<T extends { id: string }>(
  found: readonly T[],
  cursor: string | undefined,
  size: number,
): { page: readonly T[]; cursor?: string } {
  const start = cursor === undefined ? 0 : positionAfter(found, cursor)
  const page = found.slice(start, start + size)
  const last = page.at(-1)
  const isLast = last === undefined || start + size >= found.length
  return { page, ...(isLast ? {} : { cursor: encodeBase64Url(`after:${last.id}`) }) }
}

function positionAfter(found: readonly { id: string }[], cursor: string): number {
  const id = /^after:(.+)$/.exec(decodeBase64(cursor) ?? '')?.[1]
  const index = found.findIndex((one) => one.id === id)
  if (index < 0) throw invalid('INVALID_CURSOR', 'The cursor is not valid for this query.', 'cursor')
  return index + 1
}

/** Whether a time lies in a range whose ends may be open; both ends count as inside. */
export function isWithin(moment: string, begin: string | undefined, end: string | undefined): boolean {
  const at = Date.parse(moment)
  return (begin === undefined || at >= Date.parse(begin)) && (end === undefined || at <= Date.parse(end))
}

/** Refuses a range that ends before it begins. */
export function assertRange(begin: string | undefined, end: string | undefined, field: string): void {
  if (begin !== undefined && end !== undefined && Date.parse(begin) > Date.parse(end)) {
    throw invalid('INVALID_TIME_RANGE', 'The start of the time range is after its end.', field)
  }
}

/** Sorts by a time, newest first unless asked otherwise. */
export function byTime<T>(found: readonly T[], timeOf: (one: T) => string, order: string): T[] {
  // Stable: what has the same time stays newest first.
  const newestFirst = found.toSorted((left, right) => Date.parse(timeOf(right)) - Date.parse(timeOf(left)))
  return order === 'ASC' ? newestFirst.reverse() : newestFirst
}
