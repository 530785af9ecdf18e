import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import { day, type Fault, faultsOf, group, type Members, matching, text, whole } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { type Failure, failed, success } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { findAny, nextId } from './records.ts'
import { bodyOf, parametersOf } from './requests.ts'
import { author } from './settings.ts'

/** A note of v1, without what it shows of the records that it is attached to. */
export type Note = { id: number } & Record<string, unknown>

const targets = ['lead_id', 'deal_id', 'person_id', 'org_id', 'project_id', 'task_id'] as const
const pins = ['lead', 'deal', 'organization', 'person', 'project', 'task'].map((kind) => `pinned_to_${kind}_flag`)

const blank = {
  active_flag: true,
  last_update_user_id: null,
  user_id: fixtures.user,
  ...Object.fromEntries(targets.map((name) => [name, null])),
  ...Object.fromEntries(pins.map((name) => [name, false])),
}

const fixtureNotes: readonly Note[] = [
  {
    ...blank,
    id: fixtures.note,
    content: 'Likes mathematics.',
    person_id: fixtures.person,
    add_time: '2026-01-15 09:30:00',
    update_time: '2026-01-15 09:30:00',
  },
]

/** Source: https://developers.pipedrive.com/docs/api/v1/Notes#addNote */
const noteFields: Members = {
  content: text(100_000, 1),
  ...Object.fromEntries(targets.map((name) => [name, name === 'lead_id' ? text(36, 36) : whole(1)])),
  user_id: whole(1),
  add_time: matching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  ...Object.fromEntries(pins.map((name) => [name, whole(0, 1)])),
}

function notes(state: State): Collection<Note> {
  return collection(state, 'note', ({ id }) => String(id), fixtureNotes)
}

/** `POST /v1/notes` */
export function createNote(exchange: Exchange, state: State): Response {
  const given = checked(exchange, state)
  if (given.content === undefined) throw failed(400, 'Note content must be given.')
  if (targets.every((name) => given[name] === undefined)) {
    throw failed(400, 'Note must be associated with a deal, person, organization, lead, project or task.')
  }
  const now = noteTime(exchange.now)
  const note: Note = { ...blank, add_time: now, update_time: now, ...given, id: nextId(state) }
  notes(state).save(note)
  return success(shown(state, note))
}

/** `PUT /v1/notes/{id}` */
export function updateNote(exchange: Exchange, state: State, id: string): Response {
  const current = existing(state, id)
  const changes = { ...checked(exchange, state), update_time: noteTime(exchange.now) }
  const note: Note = { ...current, ...changes, last_update_user_id: fixtures.user, id: current.id }
  notes(state).save(note)
  return success(shown(state, note))
}

export function readNote(_exchange: Exchange, state: State, id: string): Response {
  return success(shown(state, existing(state, id)))
}

export function deleteNote(_exchange: Exchange, state: State, id: string): Response {
  notes(state).remove(String(existing(state, id).id))
  return success(true)
}

/** `GET /v1/notes`, by the offsets of v1. */
export function listNotes(exchange: Exchange, state: State): Response {
  const digits = matching(/^\d+$/)
  const parameters = parametersOf(exchange, {
    ...Object.fromEntries([...targets, 'user_id', 'start', 'limit', ...pins].map((name) => [name, digits])),
    lead_id: text(36, 36),
    sort: matching(/^[a-z_]+ (ASC|DESC)(, ?[a-z_]+ (ASC|DESC))*$/i),
    start_date: day,
    end_date: day,
    updated_since: matching(/^\d{4}-\d{2}-\d{2}T/),
  })
  const start = Number(parameters.start ?? 0)
  const limit = Math.min(500, Number(parameters.limit ?? 100))
  const all = notes(state)
    .all()
    .filter((note) => [...targets, 'user_id'].every((name) => isValue(note[name], parameters[name])))
    .filter((note) => pins.every((name) => isValue(note[name] === true ? 1 : 0, parameters[name])))
    .filter(({ add_time }) => isWithin(String(add_time).slice(0, 10), parameters.start_date, parameters.end_date))
    .filter(({ update_time }) => isWithin(String(update_time).replace(' ', 'T'), parameters.updated_since, undefined))
  const hasMore = start + limit < all.length
  return success(
    all.slice(start, start + limit).map((note) => shown(state, note)),
    {
      pagination: {
        start,
        limit,
        more_items_in_collection: hasMore,
        ...(hasMore ? { next_start: start + limit } : {}),
      },
    },
  )
}

function isValue(value: unknown, wanted: unknown): boolean {
  return wanted === undefined || String(value) === wanted
}

function isWithin(value: string, from: unknown, to: unknown): boolean {
  return (typeof from !== 'string' || value >= from) && (typeof to !== 'string' || value <= to)
}

function existing(state: State, id: string): Note {
  const note = notes(state).find(id)
  if (note === undefined) throw failed(404, 'Note not found.')
  return note
}

/** The values to write. v1 ignores what it does not know, unlike v2. */
function checked(exchange: Exchange, state: State): Fields {
  const body = bodyOf(exchange)
  const [fault] = faultsOf(group({}, noteFields), body)
  if (fault !== undefined) throw faulty(fault)
  const given = Object.fromEntries(
    Object.entries(body).filter(([name, value]) => name in noteFields && value !== undefined && value !== null),
  )
  const { person_id, org_id, deal_id } = given
  if (typeof person_id === 'number' && findAny(state, 'person', person_id) === undefined) {
    throw failed(404, 'Person not found')
  }
  if (typeof org_id === 'number' && findAny(state, 'organization', org_id) === undefined) {
    throw failed(404, 'Organization not found')
  }
  if (typeof deal_id === 'number' && findAny(state, 'deal', deal_id) === undefined) throw failed(404, 'Deal not found')
  const flags = Object.keys(given).filter((name) => pins.includes(name))
  return { ...given, ...Object.fromEntries(flags.map((name) => [name, given[name] === 1])) }
}

function faulty({ path, shape }: Fault): Failure {
  return failed(400, `Parameter ${path.join('.')} is not a valid ${shape.kind === 'number' ? 'integer' : 'value'}.`)
}

function shown(state: State, note: Note) {
  const person = findAny(state, 'person', Number(note.person_id))
  const organization = findAny(state, 'organization', Number(note.org_id))
  const deal = findAny(state, 'deal', Number(note.deal_id))
  return {
    ...note,
    person: person === undefined ? null : { name: person.name },
    organization: organization === undefined ? null : { name: organization.name },
    deal: deal === undefined ? null : { title: deal.title },
    project: null,
    user: author,
  }
}

/** `2019-12-09 13:59:21` */
function noteTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}
