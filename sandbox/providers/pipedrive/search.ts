import type { Fields } from '../../http.ts'
import { matching, oneOf, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { invalid, success } from './answers.ts'
import type { Entity, PipedriveRecord } from './entities.ts'
import { findAny, records } from './records.ts'
import { limitOf, pageParameters, parametersOf, positionCursor, positionOf } from './requests.ts'
import { stageOf } from './settings.ts'

/** The fields that each entity can be searched by. */
const searchable: Readonly<Record<Entity['name'], readonly string[]>> = {
  person: ['custom_fields', 'email', 'notes', 'phone', 'name'],
  organization: ['address', 'custom_fields', 'notes', 'name'],
  deal: ['custom_fields', 'notes', 'title'],
}

/** `GET /api/v2/{entity}/search`. Source: https://developers.pipedrive.com/docs/api/v1/Persons#searchPersons */
export function search(exchange: Exchange, state: State, entity: Entity): Response {
  const id = matching(/^[1-9]\d*$/)
  const parameters = parametersOf(
    exchange,
    {
      ...pageParameters,
      fields: matching(/./),
      exact_match: oneOf('true', 'false'),
      include_fields: matching(/./),
      ...(entity.name === 'organization' ? {} : { organization_id: id }),
      ...(entity.name === 'deal' ? { person_id: id, status: oneOf('open', 'won', 'lost') } : {}),
    },
    { term: matching(/./) },
  )
  const isExact = parameters.exact_match === 'true'
  const term = textAt(parameters, 'term').trim().toLowerCase()
  if (term.length < (isExact ? 1 : 2)) throw invalid('term: term must be at least 2 characters')
  const fields = textAt(parameters, 'fields').split(',').filter(Boolean)
  const unknown = fields.find((field) => !searchable[entity.name].includes(field))
  if (unknown !== undefined) {
    throw invalid(`fields: fields must be one of the following values: ${searchable[entity.name].join(', ')}`)
  }

  const found = records(state, entity)
    .all()
    .filter(({ is_deleted }) => is_deleted !== true)
    .filter((record) => isRelated(record, parameters))
    .filter((record) =>
      (fields.length === 0 ? searchable[entity.name] : fields)
        .flatMap((field) => textsOf(record, field))
        .some((value) => (isExact ? value.toLowerCase() === term : value.toLowerCase().includes(term))),
    )
  const start = positionOf(parameters)
  const end = start + limitOf(parameters)
  const items = found.slice(start, end).map((record) => ({ result_score: 0.5, item: itemOf(state, entity, record) }))
  return success({ items }, { next_cursor: end < found.length ? positionCursor(end) : null })
}

function isRelated(record: PipedriveRecord, { organization_id, person_id, status }: Fields): boolean {
  return (
    (organization_id === undefined || String(record.org_id) === organization_id) &&
    (person_id === undefined || String(record.person_id) === person_id) &&
    (status === undefined || record.status === status)
  )
}

function textsOf(record: PipedriveRecord, field: string): string[] {
  switch (field) {
    case 'email':
      return channels(record.emails)
    case 'phone':
      return channels(record.phones)
    case 'address':
      return [textAt(record, 'address', 'value')]
    case 'custom_fields':
      return Object.values(record.custom_fields ?? {}).filter((value) => typeof value === 'string')
    case 'name':
    case 'title':
      return [textAt(record, field)]
    default:
      return []
  }
}

function channels(value: unknown): string[] {
  return Array.isArray(value) ? value.map((channel) => textAt(channel, 'value')) : []
}

function itemOf(state: State, entity: Entity, record: PipedriveRecord) {
  const organization = findAny(state, 'organization', Number(record.org_id))
  const common = {
    id: record.id,
    type: entity.name,
    [entity.title]: record[entity.title],
    visible_to: record.visible_to,
    owner: { id: record.owner_id },
    custom_fields: [],
    notes: [],
  }
  switch (entity.name) {
    case 'person':
      return {
        ...common,
        phones: channels(record.phones),
        emails: channels(record.emails),
        primary_email: channels(record.emails)[0] ?? null,
        organization:
          organization === undefined
            ? null
            : {
                id: organization.id,
                name: organization.name,
                address: valueAt(organization, 'address', 'value') ?? null,
              },
      }
    case 'organization':
      return { ...common, address: valueAt(record, 'address', 'value') ?? null }
    case 'deal': {
      const person = findAny(state, 'person', Number(record.person_id))
      return {
        ...common,
        value: record.value,
        currency: record.currency,
        status: record.status,
        stage: { id: record.stage_id, name: stageOf(Number(record.stage_id))?.name },
        person: person === undefined ? null : { id: person.id, name: person.name },
        organization: organization === undefined ? null : { id: organization.id, name: organization.name },
        is_archived: record.is_archived,
      }
    }
  }
}
