import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import { closed, faultsOf } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { failed, invalid, notFound, success, wording } from './answers.ts'
import {
  detailParameters,
  type Entity,
  entities,
  idParameter,
  listParameters,
  type PipedriveRecord,
} from './entities.ts'
import { bodyOf, page, parametersOf, sortParameters } from './requests.ts'
import { stageOf, stages } from './settings.ts'

/** The first id that is given to what is created, above those of the fixtures. */
const firstId = 10_001

export function records(state: State, entity: Entity): Collection<PipedriveRecord> {
  return collection(state, entity.name, ({ id }) => String(id), entity.fixtures)
}

/** `GET /api/v2/{entity}` */
export function list(exchange: Exchange, state: State, entity: Entity): Response {
  const more = entity.name === 'person' ? { deal_id: idParameter } : {}
  const parameters = parametersOf(exchange, { ...listParameters, ...sortParameters, ...entity.filters, ...more })
  // No company of the sandbox has saved filters.
  if (parameters.filter_id !== undefined) throw failed(404, 'Filter not found')
  const ids = typeof parameters.ids === 'string' ? parameters.ids.split(',').map(Number) : undefined
  const wantsDeleted = String(parameters.status ?? '').includes('deleted')
  const deal = parameters.deal_id === undefined ? undefined : findAny(state, 'deal', Number(parameters.deal_id))
  const found = records(state, entity)
    .all()
    .filter((record) => record.is_deleted !== true || wantsDeleted)
    .filter(({ id }) => ids?.includes(id) ?? true)
    .filter(({ id }) => parameters.deal_id === undefined || id === deal?.person_id)
    .filter((record) => Object.keys(entity.filters).every((name) => isWanted(record, name, parameters[name])))
    .filter((record) => isBetween(record, parameters))
  return page(found, parameters)
}

function isWanted(record: PipedriveRecord, field: string, wanted: unknown): boolean {
  if (typeof wanted !== 'string') return true
  const value = field === 'status' && record.is_deleted === true ? 'deleted' : record[field]
  return wanted.split(',').includes(String(value))
}

/** Since is inclusive, until is not. */
function isBetween({ update_time }: PipedriveRecord, { updated_since, updated_until }: Fields): boolean {
  const time = Date.parse(String(update_time))
  if (typeof updated_since === 'string' && time < Date.parse(updated_since)) return false
  return typeof updated_until !== 'string' || time < Date.parse(updated_until)
}

/** `GET /api/v2/{entity}/{id}`; what was deleted is kept for thirty days, and says that it is. */
export function read(exchange: Exchange, state: State, entity: Entity, id: string): Response {
  parametersOf(exchange, detailParameters)
  return success(existing(state, entity, id))
}

/** `POST /api/v2/{entity}` */
export function create(exchange: Exchange, state: State, entity: Entity): Response {
  const given = checked(bodyOf(exchange), state, entity, undefined)
  const now = timeOf(exchange.now)
  const id = nextId(state)
  const moved = entity.name === 'deal' ? { stage_change_time: now } : {}
  const record = settled(entity, { ...entity.blank, ...moved, add_time: now, update_time: now, ...given, id }, {}, now)
  records(state, entity).save(record)
  return success(record)
}

/** `PATCH /api/v2/{entity}/{id}` */
export function update(exchange: Exchange, state: State, entity: Entity, id: string): Response {
  const current = existing(state, entity, id)
  const given = checked(bodyOf(exchange), state, entity, current)
  if (current.is_deleted === true && given.is_deleted !== false) throw notFound()
  const now = timeOf(exchange.now)
  const record = settled(entity, { ...current, update_time: now, ...given, id: current.id }, current, now)
  records(state, entity).save(record)
  return success(record)
}

/** `DELETE /api/v2/{entity}/{id}` */
export function remove(exchange: Exchange, state: State, entity: Entity, id: string): Response {
  const current = existing(state, entity, id)
  if (current.is_deleted === true) throw notFound()
  records(state, entity).save({ ...current, is_deleted: true, update_time: timeOf(exchange.now) })
  return success({ id: current.id })
}

/** A record that is there and not deleted. */
export function findAny(state: State, name: Entity['name'], id: number): PipedriveRecord | undefined {
  const entity = entities.find((one) => one.name === name)
  const record = entity === undefined ? undefined : records(state, entity).find(String(id))
  return record?.is_deleted === true ? undefined : record
}

export function nextId(state: State): number {
  const id = state.get<{ next: number }>('sequence', 'id')?.next ?? firstId
  state.put('sequence', 'id', { next: id + 1 })
  return id
}

/** `2026-11-24T12:00:00Z` */
export function timeOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

function existing(state: State, entity: Entity, id: string): PipedriveRecord {
  if (!/^[1-9]\d*$/.test(id)) throw invalid('id: id must be a valid integer')
  const record = records(state, entity).find(id)
  if (record === undefined) throw notFound()
  return record
}

/** The values to write; throws what is wrong with them, by their form and then by what they refer to. */
function checked(given: Fields, state: State, entity: Entity, current: PipedriveRecord | undefined): Fields {
  const { [entity.title]: title, ...optional } = entity.fields
  const required = title === undefined ? {} : { [entity.title]: title }
  const shape = current === undefined ? closed(required, optional) : closed({}, entity.fields)
  const problems = faultsOf(shape, given).map(wording)
  if (problems.length > 0) throw invalid(...problems)

  const { org_id, person_id, pipeline_id, stage_id } = given
  if (typeof org_id === 'number' && findAny(state, 'organization', org_id) === undefined) throw unknown('org_id')
  if (typeof person_id === 'number' && findAny(state, 'person', person_id) === undefined) throw unknown('person_id')
  if (typeof pipeline_id === 'number' && stages.every((stage) => stage.pipeline_id !== pipeline_id)) {
    throw unknown('pipeline_id')
  }
  const stage = typeof stage_id === 'number' ? stageOf(stage_id) : undefined
  if (typeof stage_id === 'number' && stage === undefined) throw unknown('stage_id')
  const status = given.status ?? current?.status ?? 'open'
  if (typeof given.lost_reason === 'string' && status !== 'lost') {
    throw invalid('lost_reason: lost_reason can only be set if deal status is lost')
  }
  if (typeof given.won_time === 'string' && status !== 'won') {
    throw invalid('won_time: won_time can only be set if deal status is won')
  }
  if (typeof given.lost_time === 'string' && status !== 'lost') {
    throw invalid('lost_time: lost_time can only be set if deal status is lost')
  }
  return stage === undefined ? given : { ...given, pipeline_id: stage.pipeline_id }
}

function unknown(name: string) {
  return invalid(`${name}: The ${name} provided does not exist or is not accessible`)
}

/** Fills what follows from other fields: the parts of a name, and the times at which a deal moved or ended. */
function settled(entity: Entity, record: PipedriveRecord, before: Fields, now: string): PipedriveRecord {
  if (entity.name === 'person') {
    const [first = '', ...rest] = String(record.name).trim().split(/\s+/)
    return { ...record, first_name: first, last_name: rest.length === 0 ? null : rest.join(' ') }
  }
  if (entity.name !== 'deal') return record
  const moved = before.stage_id !== undefined && before.stage_id !== record.stage_id ? { stage_change_time: now } : {}
  return { ...record, ...moved, ...ending(record, now) }
}

function ending({ status, won_time, lost_time, close_time, lost_reason }: PipedriveRecord, now: string): Fields {
  const none = { won_time: null, lost_time: null, local_won_date: null, local_lost_date: null, lost_reason: null }
  if (status === 'open') return { ...none, close_time: null, local_close_date: null }
  const time = String((status === 'won' ? won_time : lost_time) ?? close_time ?? now)
  const close = { close_time: time, local_close_date: time.slice(0, 10) }
  return status === 'won'
    ? { ...none, ...close, won_time: time, local_won_date: time.slice(0, 10) }
    : { ...none, ...close, lost_time: time, local_lost_date: time.slice(0, 10), lost_reason: lost_reason ?? null }
}
