import { decodeBase64, encodeBase64Url, type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { closed, faultsOf, type Members, matching, oneOf, queryFields, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { type Failure, failed, invalid, success, wording } from './answers.ts'
import type { PipedriveRecord } from './entities.ts'

const defaultLimit = 100
const largestLimit = 500

/** The JSON object of a body. */
export function bodyOf({ headers, body }: Exchange): Fields {
  const value = mediaType(headers) === 'application/json' ? parseJson(body) : undefined
  if (!isFields(value)) throw failed(400, 'Bad request', 'The request body is not a JSON object.')
  return value
}

/** The parameters of a query that are all known and of the right form. */
export function parametersOf({ url }: Exchange, optional: Members, required: Members = {}): Fields {
  const parameters = queryFields(url)
  // The token may be a parameter too: https://pipedrive.readme.io/docs/core-api-concepts-authentication
  const faults = faultsOf(closed(required, { ...optional, api_token: matching(/./) }), parameters)
  if (faults.length > 0) throw invalid(...faults.map(wording))
  return parameters
}

export const pageParameters: Members = { limit: matching(/^\d+$/), cursor: matching(/./) }

export const sortParameters: Members = {
  ...pageParameters,
  sort_by: oneOf('id', 'update_time', 'add_time'),
  sort_direction: oneOf('asc', 'desc'),
}

export function limitOf(parameters: Fields): number {
  const limit = parameters.limit === undefined ? defaultLimit : Number(parameters.limit)
  if (limit < 1 || limit > largestLimit) throw invalid(`limit: limit must be between 1 and ${largestLimit}`)
  return limit
}

/**
 * One page of records in the wanted order. The cursor names the first record of the next page by its sort key, so that
 * records which are added meanwhile shift nothing. Source: https://pipedrive.readme.io/docs/core-api-concepts-pagination
 */
export function page(records: readonly PipedriveRecord[], parameters: Fields): Response {
  const cursor = parameters.cursor === undefined ? undefined : decoded(textAt(parameters, 'cursor'))
  const field = textAt(cursor ?? {}, 'field') || textAt(parameters, 'sort_by') || 'id'
  const direction = textAt(cursor ?? {}, 'sortDirection') || textAt(parameters, 'sort_direction') || 'asc'
  const order = (left: PipedriveRecord, right: PipedriveRecord): number => {
    const ascending = compare(left[field], right[field]) || left.id - right.id
    return direction === 'desc' ? -ascending : ascending
  }
  const sorted = records.toSorted(order)
  const first =
    cursor === undefined
      ? 0
      : sorted.findIndex((record) => order(record, { id: Number(cursor.id), [field]: cursor.fieldValue }) >= 0)
  const start = first < 0 ? sorted.length : first
  const end = start + limitOf(parameters)
  const next = sorted[end]
  return success(sorted.slice(start, end), {
    next_cursor:
      next === undefined
        ? null
        : encodeBase64Url(JSON.stringify({ field, fieldValue: next[field], sortDirection: direction, id: next.id })),
  })
}

/** The position that a cursor of a search stands for. */
export function positionOf(parameters: Fields): number {
  if (parameters.cursor === undefined) return 0
  const { position } = decoded(textAt(parameters, 'cursor'))
  if (typeof position !== 'number') throw badCursor()
  return position
}

export function positionCursor(position: number): string {
  return encodeBase64Url(JSON.stringify({ position }))
}

function decoded(cursor: string): Fields {
  const value = parseJson(decodeBase64(cursor) ?? '')
  if (!isFields(value)) throw badCursor()
  return value
}

function badCursor(): Failure {
  return invalid('cursor: The provided cursor is not valid')
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return String(left).localeCompare(String(right), 'en')
}
