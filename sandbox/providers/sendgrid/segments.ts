import { empty, json } from '../../http.ts'
import { group, list, listAt, text, textAt } from '../../json-shape.ts'
import { invalid, notFound, time, uuid } from './answers.ts'
import { bodyOf, type Call, queryOf, uuidShape } from './call.ts'
import { contacts, lists, type SegmentRecord, segments } from './records.ts'
import { parseQuery } from './sgql.ts'

/** `GET /v3/marketing/segments/2.0` */
export function getSegments(call: Call): Response {
  const query = queryOf(call, { ids: text(), parent_list_ids: text(), no_parent_list_id: text() })
  const named = (name: string) =>
    textAt(query, name)
      .split(',')
      .filter((id) => id !== '')
  const parents = named('parent_list_ids')
  const ids = named('ids')
  const wantsOrphans = textAt(query, 'no_parent_list_id') === 'true'
  const found = segments(call.state)
    .all()
    .filter(
      ({ id, parent_list_ids }) =>
        (ids.length === 0 || ids.includes(id)) &&
        ((parents.length === 0 && !wantsOrphans) ||
          (wantsOrphans && parent_list_ids.length === 0) ||
          parent_list_ids.some((parent) => parents.includes(parent))),
    )
  return json({ results: found.map((segment) => summary(call, segment)), _metadata: { self: call.exchange.url.href } })
}

const createBody = group(
  { name: text(100, 1), query_dsl: text(undefined, 1) },
  { parent_list_ids: list(uuidShape, 0, 1) },
)

/** `POST /v3/marketing/segments/2.0` */
export function createSegment(call: Call): Response {
  const { exchange, state } = call
  const body = bodyOf(call, createBody)
  const query = textAt(body, 'query_dsl')
  if (!/^\s*select\s/i.test(query)) throw invalid('query_dsl', 'query_dsl must be a SELECT statement')
  const parents = listAt(body, 'parent_list_ids').map(String)
  if (parents.some((id) => lists(state).find(id) === undefined)) throw invalid('parent_list_ids', 'list does not exist')
  const now = time(exchange.now)
  const segment: SegmentRecord = {
    id: uuid(exchange),
    name: textAt(body, 'name'),
    query_dsl: query,
    parent_list_ids: parents,
    created_at: now,
    updated_at: now,
  }
  segments(state).save(segment)
  return json(view(call, segment), 201)
}

/** `GET /v3/marketing/segments/2.0/{segment_id}` */
export function getSegment(call: Call): Response {
  return json(view(call, segmentOf(call)))
}

/** `DELETE /v3/marketing/segments/2.0/{segment_id}` */
export function deleteSegment(call: Call): Response {
  segments(call.state).remove(segmentOf(call).id)
  return empty(202)
}

function segmentOf({ state, parameter }: Call): SegmentRecord {
  const segment = segments(state).find(parameter)
  if (segment === undefined) throw notFound()
  return segment
}

/** Who is counted: the sandbox knows of conditions on a contact's own fields; others count nobody. */
function members({ state }: Call, { query_dsl, parent_list_ids }: SegmentRecord) {
  const where = /\swhere\s([\s\S]+)$/i.exec(query_dsl)?.[1]
  const matches = where === undefined ? () => true : parseQuery(where)
  return contacts(state)
    .all()
    .filter((contact) => matches?.(contact) ?? false)
    .filter(({ list_ids }) => parent_list_ids.length === 0 || list_ids.some((id) => parent_list_ids.includes(id)))
}

function summary(call: Call, segment: SegmentRecord) {
  return {
    id: segment.id,
    name: segment.name,
    contacts_count: members(call, segment).length,
    created_at: segment.created_at,
    updated_at: segment.updated_at,
    sample_updated_at: segment.updated_at,
    next_sample_update: segment.updated_at,
    parent_list_ids: segment.parent_list_ids,
    query_version: '2',
    status: { query_validation: 'VALID' },
    _metadata: { self: `${call.exchange.url.origin}/v3/marketing/segments/2.0/${segment.id}` },
  }
}

function view(call: Call, segment: SegmentRecord): object {
  return {
    ...summary(call, segment),
    query_dsl: segment.query_dsl,
    contacts_sample: [],
    refreshes_used: 0,
    max_refreshes: 2,
    last_refreshed_at: segment.updated_at,
  }
}
