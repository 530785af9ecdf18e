import { empty, type Fields } from '../../http.ts'
import { boolean, closed, group, matching, number, numberAt, oneOf, text, textAt } from '../../json-shape.ts'
import { invalid, notFound, time, uuid } from './answers.ts'
import { bodyOf, type Call, fieldsAt } from './call.ts'
import { checkIdentifiers, findProfile, newProfile, withAttributes } from './profile-store.ts'
import { profileFields, profileView } from './profile-view.ts'
import { profileAttributes, profileMeta } from './profiles.ts'
import { answerList, answerOne, asksFor, checkQuery, type Reading, type Resource, type Valued } from './reading.ts'
import { type EventRecord, events, type MetricRecord, metrics, type ProfileRecord, profiles } from './records.ts'

const moment = matching(/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/)

const metric = closed({
  data: closed({
    type: oneOf('metric'),
    attributes: closed({ name: text(127, 1) }, { service: text() }),
  }),
})

const profile = closed({
  data: closed(
    {
      type: oneOf('profile'),
      attributes: closed({}, { ...profileAttributes, anonymous_id: text(), _kx: text(), meta: profileMeta }),
    },
    { id: text() },
  ),
})

const attributes = closed(
  { properties: group({}), metric, profile },
  { time: moment, value: number(), value_currency: matching(/^[A-Z]{3}$/), unique_id: text(), backfill: boolean },
)

const createBody = closed({ data: closed({ type: oneOf('event'), attributes }) })

const longestAhead = 366 * 86_400_000

/**
 * `POST /api/events`: makes or changes the profile too. The same `unique_id` for a profile and a metric counts once.
 */
export function createEvent(call: Call): Response {
  const { exchange, state } = call
  checkQuery(call, {})
  const given = fieldsAt(bodyOf(call, createBody), 'data', 'attributes')
  const at = textAt(given, 'time') === '' ? exchange.now : new Date(textAt(given, 'time'))
  if (at.getTime() > exchange.now.getTime() + longestAhead) {
    throw invalid('/data/attributes/time', 'The time can be at most a year in the future.')
  }
  const owner = ownerOf(call, given, time(at))
  profiles(state).save(owner)
  const kind = metricNamed(call, textAt(given, 'metric', 'data', 'attributes', 'name'))
  const unique = textAt(given, 'unique_id') || String(Math.floor(at.getTime() / 1000))
  const id = textAt(given, 'unique_id') === '' ? exchange.randomId(6) : `${kind.id}-${owner.id}-${unique}`
  if (events(state).find(id) !== undefined) return empty(202)
  const value = given.value === undefined ? {} : { $value: numberAt(given, 'value') }
  const currency = textAt(given, 'value_currency')
  events(state).save({
    id,
    uuid: uuid(exchange),
    profile: owner.id,
    metric: kind.id,
    properties: {
      ...fieldsAt(given, 'properties'),
      ...value,
      ...(currency === '' ? {} : { $currency_code: currency }),
      $event_id: unique,
    },
    datetime: time(at),
  })
  return empty(202)
}

function ownerOf(call: Call, given: Fields, at: string): ProfileRecord {
  const pointer = '/data/attributes/profile/data/attributes'
  const id = textAt(given, 'profile', 'data', 'id')
  const {
    meta: _meta,
    anonymous_id: anonymous,
    _kx: token,
    ...known
  } = fieldsAt(given, 'profile', 'data', 'attributes')
  checkIdentifiers(known, pointer)
  const names = [id, anonymous, token, known.email, known.phone_number, known.external_id]
  if (names.every((name) => name === undefined || name === null || name === '')) {
    throw invalid(pointer, 'At least one profile identifier is required.')
  }
  const owner = withAttributes(call, findProfile(call, known, id) ?? newProfile(call), known)
  return { ...owner, last_event_date: at }
}

function metricNamed({ exchange, state }: Call, name: string): MetricRecord {
  const existing: MetricRecord | undefined = metrics(state)
    .all()
    .find((candidate) => candidate.name === name)
  const record = existing ?? { id: exchange.randomId(6), name, created: time(exchange.now) }
  metrics(state).save(record)
  return record
}

const eventFields = ['timestamp', 'event_properties', 'datetime', 'uuid']

const metricFields = ['name', 'created', 'updated', 'integration']

const ordered = ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'] as const

const one: Reading = {
  fields: { event: eventFields, metric: metricFields, profile: profileFields, attribution: [] },
  include: ['attributions', 'metric', 'profile'],
}

const many: Reading = {
  ...one,
  sort: ['datetime', 'timestamp'],
  filter: {
    metric_id: ['equals'],
    profile_id: ['equals'],
    profile: ['has'],
    metric: ['has'],
    datetime: ordered,
    timestamp: ordered,
  },
  size: { usual: 200, most: 1000 },
}

const eventValue: Valued<EventRecord> = (event, field) => {
  if (field === 'metric_id' || field === 'metric') return event.metric
  if (field === 'profile_id' || field === 'profile') return event.profile
  return field === 'timestamp' ? Date.parse(event.datetime) / 1000 : event.datetime
}

/** `GET /api/events`, the newest first. */
export function getEvents(call: Call): Response {
  const all = events(call.state).all()
  return answerList(call, many, all, eventValue, view, (page) => related(call, page))
}

/** `GET /api/events/{id}` */
export function getEvent(call: Call): Response {
  const event = events(call.state).find(call.parameter)
  if (event === undefined) throw notFound('event', call.parameter)
  return answerOne(call, one, view(event), { included: related(call, [event]) })
}

/** `GET /api/metrics` */
export function getMetrics(call: Call): Response {
  const reading: Reading = {
    fields: { metric: metricFields, flow: ['name'] },
    include: ['flow-triggers'],
    filter: { 'integration.name': ['equals'], 'integration.category': ['equals'] },
    size: { usual: 200, most: 200 },
  }
  const value: Valued<MetricRecord> = (_metric, field) =>
    field === 'integration.name' ? integration.name : integration.category
  return answerList(call, reading, metrics(call.state).all(), value, metricView)
}

const integration = { object: 'integration', id: '0eMvjm', key: 'api', name: 'API', category: 'API' }

function related(call: Call, page: readonly EventRecord[]): Resource[] {
  const { state } = call
  const found = <T extends { id: string }>(all: readonly T[], ids: readonly string[]) =>
    all.filter(({ id }) => ids.includes(id))
  const ofMetrics = asksFor(call, 'include', 'metric')
    ? found(
        metrics(state).all(),
        page.map(({ metric: id }) => id),
      ).map(metricView)
    : []
  const ofProfiles = asksFor(call, 'include', 'profile')
    ? found(
        profiles(state).all(),
        page.map(({ profile: id }) => id),
      ).map((record) => profileView(call, record))
    : []
  return [...ofMetrics, ...ofProfiles]
}

function view(event: EventRecord): Resource {
  return {
    type: 'event',
    id: event.id,
    attributes: {
      timestamp: Date.parse(event.datetime) / 1000,
      event_properties: event.properties,
      datetime: event.datetime,
      uuid: event.uuid,
    },
    relationships: {
      profile: { data: { type: 'profile', id: event.profile } },
      metric: { data: { type: 'metric', id: event.metric } },
      attributions: { data: [] },
    },
  }
}

function metricView({ id, name, created }: MetricRecord): Resource {
  return {
    type: 'metric',
    id,
    attributes: { name, created, updated: created, integration },
    relationships: { 'flow-triggers': {} },
  }
}
