import { empty } from '../../http.ts'
import { closed, text, textAt } from '../../json-shape.ts'
import { invalid, notFound, uuid } from './answers.ts'
import { bodyOf, type Call, changedObject, identifier, newObject } from './call.ts'
import { fixtures } from './fixtures.ts'
import { answerList, answerOne, asksFor, type Reading, type Resource, type Valued } from './reading.ts'
import { type TagRecord, tags } from './records.ts'

const one: Reading = {
  fields: { tag: ['name'], 'tag-group': ['name', 'exclusive', 'default'] },
  include: ['tag-group'],
}

const many: Reading = {
  ...one,
  sort: ['id', 'name'],
  filter: { name: ['contains', 'ends-with', 'equals', 'starts-with'] },
  size: { usual: 50, most: 50 },
}

const tagValue: Valued<TagRecord> = (tag, field) => (field === 'id' ? tag.id : tag.name)

/** `GET /api/tags` */
export function getTags(call: Call): Response {
  return answerList(call, many, tags(call.state).all(), tagValue, view, () => included(call))
}

/** `GET /api/tags/{id}` */
export function getTag(call: Call): Response {
  return answerOne(call, one, view(tagOf(call)), { included: included(call) })
}

const name = closed({ name: text(255, 1) })

const createBody = newObject('tag', name, closed({}, { 'tag-group': closed({ data: identifier('tag-group') }) }))

/** `POST /api/tags`: in the default group, which is the only one here. */
export function createTag(call: Call): Response {
  const body = bodyOf(call, createBody)
  const group = textAt(body, 'data', 'relationships', 'tag-group', 'data', 'id') || fixtures.tagGroup
  if (group !== fixtures.tagGroup) throw notFound('tag-group', group, '/data/relationships/tag-group/data/id')
  const tag: TagRecord = { id: uuid(call.exchange), name: textAt(body, 'data', 'attributes', 'name'), group }
  tags(call.state).save(tag)
  return answerOne(call, { fields: { tag: ['name'] } }, view(tag), { status: 201 })
}

/** `PATCH /api/tags/{id}` answers without a body. */
export function updateTag(call: Call): Response {
  const body = bodyOf(call, changedObject('tag', name))
  const before = tagOf(call)
  if (textAt(body, 'data', 'id') !== before.id) throw invalid('/data/id', 'The id must be the id of the path.')
  tags(call.state).save({ ...before, name: textAt(body, 'data', 'attributes', 'name') || before.name })
  return empty()
}

/** `DELETE /api/tags/{id}` */
export function deleteTag(call: Call): Response {
  tags(call.state).remove(tagOf(call).id)
  return empty()
}

function tagOf({ state, parameter }: Call): TagRecord {
  const tag = tags(state).find(parameter)
  if (tag === undefined) throw notFound('tag', parameter)
  return tag
}

function included(call: Call): Resource[] {
  if (!asksFor(call, 'include', 'tag-group')) return []
  const attributes = { name: 'Campaigns', exclusive: false, default: true }
  return [{ type: 'tag-group', id: fixtures.tagGroup, attributes, relationships: { tags: {} } }]
}

function view({ id, name: attribute, group }: TagRecord): Resource {
  return {
    type: 'tag',
    id,
    attributes: { name: attribute },
    relationships: {
      'tag-group': { data: { type: 'tag-group', id: group } },
      lists: {},
      segments: {},
      campaigns: {},
      flows: {},
    },
  }
}
