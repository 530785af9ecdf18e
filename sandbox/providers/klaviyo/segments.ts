import { notFound } from './answers.ts'
import { type Call, fieldsAt } from './call.ts'
import { fixtures } from './fixtures.ts'
import { answerList, answerOne, type Reading, type Resource, type Valued } from './reading.ts'

/** The one segment: who is on the list of the fixtures. */
const segment: Resource = {
  type: 'segment',
  id: fixtures.segment,
  attributes: {
    name: 'Readers',
    definition: {
      condition_groups: [
        {
          conditions: [{ type: 'profile-group-membership', is_member: true, group_ids: [fixtures.audience] }],
        },
      ],
    },
    created: '2026-01-15T09:30:00+00:00',
    updated: '2026-01-15T09:30:00+00:00',
    is_active: true,
    is_processing: false,
    is_starred: false,
  },
  relationships: { profiles: {}, tags: {}, 'flow-triggers': {} },
}

const one: Reading = {
  fields: {
    segment: Object.keys(segment.attributes),
    tag: ['name'],
    flow: ['archived', 'created', 'name', 'status', 'trigger_type', 'updated'],
  },
  include: ['flow-triggers', 'tags'],
}

const many: Reading = {
  ...one,
  sort: ['created', 'id', 'name', 'updated'],
  filter: {
    name: ['any', 'equals'],
    id: ['any', 'equals'],
    created: ['greater-than'],
    updated: ['greater-than'],
    is_active: ['any', 'equals'],
    is_starred: ['equals'],
  },
  size: { usual: 10, most: 10 },
}

const segmentValue: Valued<Resource> = (resource, field) => {
  const value = field === 'id' ? resource.id : fieldsAt(resource, 'attributes')[field]
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

/** `GET /api/segments` */
export function getSegments(call: Call): Response {
  return answerList(call, many, [segment], segmentValue, (resource) => resource)
}

/** `GET /api/segments/{id}` */
export function getSegment(call: Call): Response {
  if (call.parameter !== segment.id) throw notFound('segment', call.parameter)
  return answerOne(call, one, segment)
}
