import { empty, type Fields } from '../../http.ts'
import { boolean, group, list, listAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { badRequest, notFound, serial, time } from './answers.ts'
import { bodyOf, type Call, fieldsAt, flag, isWithin, moment, page, paging, queryOf, selected } from './call.ts'
import { listOf } from './lists.ts'
import { type MemberRecord, members, type SegmentRecord, segments } from './records.ts'

const options = group({}, { match: oneOf('any', 'all'), conditions: list(group({})) })

const reach = { include_cleaned: flag, include_transactional: flag, include_unsubscribed: flag }

const listQuery = {
  ...paging,
  ...reach,
  type: text(),
  since_created_at: moment,
  before_created_at: moment,
  since_updated_at: moment,
  before_updated_at: moment,
}

/** `GET /lists/{list_id}/segments`: tags are the static ones. */
export function getSegments(call: Call): Response {
  const query = queryOf(call, listQuery)
  const { id } = listOf(call)
  const found = ofList(call, id).filter(
    (segment) =>
      ['', segment.type].includes(textAt(query, 'type')) &&
      isWithin(query, 'created_at', segment.created_at) &&
      isWithin(query, 'updated_at', segment.updated_at),
  )
  return page(call, query, 'segments', found, (segment) => view(call, segment), { list_id: id })
}

/** `GET /lists/{list_id}/segments/{segment_id}` */
export function getSegment(call: Call): Response {
  queryOf(call, reach)
  return selected(call, view(call, segmentOf(call)))
}

const addBody = group({ name: text(100, 1) }, { static_segment: list(text()), options })

/** `POST /lists/{list_id}/segments`: static where it lists addresses, otherwise saved by its conditions. */
export function addSegment(call: Call): Response {
  const { id } = listOf(call)
  const body = bodyOf(call, addBody)
  const name = textAt(body, 'name')
  const existing = ofList(call, id).find((segment) => segment.name.toLowerCase() === name.toLowerCase())
  if (existing !== undefined && !isReserved(name)) throw badRequest('Sorry, that tag already exists.')
  const isStatic = valueAt(body, 'static_segment') !== undefined
  const segment = existing ?? created(call, id, name, isStatic ? 'static' : 'saved', fieldsAt(body, 'options'))
  segments(call.state).save(segment)
  const emails = listAt(body, 'static_segment').map((email) => String(email).toLowerCase())
  for (const member of members(call.state).all()) {
    if (member.list_id !== id || !emails.includes(member.email_address.toLowerCase())) continue
    members(call.state).save(tagged(call, member, [{ name, isActive: true }]))
  }
  return selected(call, view(call, segment))
}

/** `DELETE /lists/{list_id}/segments/{segment_id}` */
export function deleteSegment(call: Call): Response {
  const segment = segmentOf(call)
  segments(call.state).remove(String(segment.id))
  for (const member of members(call.state).all()) {
    if (member.list_id !== segment.list_id || member.tags.every(({ id }) => id !== segment.id)) continue
    members(call.state).save({ ...member, tags: member.tags.filter(({ id }) => id !== segment.id) })
  }
  return empty()
}

/** `GET /lists/{list_id}/tag-search`: tags whose name begins with `name`. */
export function searchTags(call: Call): Response {
  const query = queryOf(call, { name: text() })
  const { id } = listOf(call)
  const tags = ofList(call, id)
    .filter(({ type, name }) => type === 'static' && name.toLowerCase().startsWith(textAt(query, 'name').toLowerCase()))
    .map((tag) => ({ id: tag.id, name: tag.name }))
  return selected(call, { tags, total_items: tags.length })
}

const tagsBody = group(
  { tags: list(group({ name: text(100, 1), status: oneOf('active', 'inactive') }), 1) },
  { is_syncing: boolean },
)

/** `POST /lists/{list_id}/members/{subscriber_hash}/tags`: a tag that there isn't is created by making it active. */
export function updateTags(call: Call, member: MemberRecord): Response {
  const body = bodyOf(call, tagsBody)
  const changes = listAt(body, 'tags').map((tag) => ({
    name: textAt(tag, 'name'),
    isActive: textAt(tag, 'status') === 'active',
  }))
  members(call.state).save(tagged(call, member, changes))
  return empty()
}

/** `GET /lists/{list_id}/members/{subscriber_hash}/tags` */
export function getTags(call: Call, member: MemberRecord): Response {
  return page(call, queryOf(call, paging), 'tags', member.tags, (tag) => tag)
}

/** A member with some tags more or less; the tags it needs are created. */
export function tagged(
  call: Call,
  member: MemberRecord,
  changes: readonly { readonly name: string; readonly isActive: boolean }[],
): MemberRecord {
  let { tags } = member
  for (const { name, isActive } of changes) {
    const isSame = (tag: { name: string }) => tag.name.toLowerCase() === name.toLowerCase()
    if (!isActive) tags = tags.filter((tag) => !isSame(tag))
    if (!isActive || tags.some(isSame)) continue
    const segment = ofList(call, member.list_id).find(isSame) ?? created(call, member.list_id, name, 'static', {})
    segments(call.state).save(segment)
    tags = [...tags, { id: segment.id, name: segment.name, date_added: time(call.exchange.now) }]
  }
  return { ...member, tags }
}

function created(
  { exchange }: Call,
  listId: string,
  name: string,
  type: SegmentRecord['type'],
  conditions: Fields,
): SegmentRecord {
  const now = time(exchange.now)
  return {
    id: serial(exchange, 7),
    list_id: listId,
    name,
    type,
    options: { match: 'any', conditions: [], ...conditions },
    created_at: now,
    updated_at: now,
  }
}

function ofList({ state }: Call, listId: string): SegmentRecord[] {
  return segments(state)
    .all()
    .filter(({ list_id }) => list_id === listId)
}

function segmentOf(call: Call): SegmentRecord {
  const { id } = listOf(call)
  const segment = segments(call.state).find(call.parameters[1])
  if (segment === undefined || segment.list_id !== id) throw notFound()
  return segment
}

/** Of a saved segment the sandbox counts the members by conditions on texts of merge fields, and no others. */
function view({ state }: Call, segment: SegmentRecord): object {
  const all = members(state)
    .all()
    .filter(({ list_id, status }) => list_id === segment.list_id && status === 'subscribed')
  const count = all.filter((member) =>
    segment.type === 'static' ? member.tags.some(({ id }) => id === segment.id) : matches(segment.options, member),
  ).length
  return {
    id: segment.id,
    name: segment.name,
    member_count: count,
    type: segment.type,
    created_at: segment.created_at,
    updated_at: segment.updated_at,
    options: segment.options,
    list_id: segment.list_id,
    _links: [],
  }
}

function matches(given: Fields, member: MemberRecord): boolean {
  const results = listAt(given, 'conditions').map((condition) => {
    const value = textAt(member.merge_fields, textAt(condition, 'field'))
    return textAt(condition, 'op') === 'is' && value !== '' && value === textAt(condition, 'value')
  })
  return textAt(given, 'match') === 'all' ? results.length > 0 && results.every(Boolean) : results.some(Boolean)
}
