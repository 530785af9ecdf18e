import { empty, json } from '../../http.ts'
import { group, list, listAt, type Shape, text, textAt } from '../../json-shape.ts'
import { checkedBody, flagParameter, invalid } from './answers.ts'
import type { ObjectType } from './object-types.ts'
import {
  archive,
  type Change,
  checkedNew,
  checkedUpdate,
  commit,
  fieldsAt,
  findRecord,
  newRecord,
  view,
} from './objects.ts'
import { type CrmRecord, type Hub, records, typeOr404 } from './store.ts'

const batchOf = (input: Shape): Shape => group({ inputs: list(input) })

const changedRecord = group({ id: text(), properties: group({}) }, { idProperty: text(), objectWriteTraceId: text() })

/** The inputs of a batch: 1 to 100. */
function inputsOf(body: unknown): readonly unknown[] {
  const inputs = listAt(body, 'inputs')
  if (inputs.length === 0) throw invalid('Batch input provided should have at least one object.')
  if (inputs.length > 100) throw invalid('The maximum number of inputs supported in a batch request is 100.')
  return inputs
}

function complete(
  { exchange }: Hub,
  results: readonly object[],
  status = 200,
  errors: readonly object[] = [],
): Response {
  const at = exchange.now.toISOString()
  const failed = errors.length === 0 ? {} : { numErrors: errors.length, errors }
  return json({ status: 'COMPLETE', results, startedAt: at, completedAt: at, ...failed }, status)
}

/** `POST /crm/objects/2026-09/{objectType}/batch/create`: all of them, or none. */
export function createBatch(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  const inputs = inputsOf(checkedBody(hub.exchange, batchOf(newRecord)))
  const changes = inputs.map((input) => checkedNew(hub, type, input))
  return complete(hub, commitAll(hub, type, changes), 201)
}

function commitAll(hub: Hub, type: ObjectType, changes: readonly Change[]): object[] {
  return changes.map((change) => commit(hub, type, change))
}

/** `POST …/batch/read`; 207 where some of the records are not there. */
export function readBatch(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  const shape = group({ inputs: list(group({ id: text() })) }, { properties: list(text()), idProperty: text() })
  const body = checkedBody(hub.exchange, shape)
  const isArchived = flagParameter(hub.exchange, 'archived')
  const properties = listAt(body, 'properties').map(String)
  const ids = inputsOf(body).map((input) => textAt(input, 'id'))
  const found = ids.map((id) => findRecord(hub, type, id, textAt(body, 'idProperty') || null))
  const results = found.filter((record) => record !== undefined && (record.archivedAt !== '') === isArchived)
  const missing = ids.filter((_, index) => !results.includes(found[index]))
  const errors = missing.length === 0 ? [] : [missingError(type, missing)]
  const views = results.flatMap((record) => (record === undefined ? [] : [view(hub, type, record, properties)]))
  return complete(hub, views, errors.length === 0 ? 200 : 207, errors)
}

function missingError({ singular }: ObjectType, ids: readonly string[]) {
  const kind = singular.toUpperCase()
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${kind} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
    errors: [],
    links: {},
  }
}

/** `POST …/batch/update` */
export function updateBatch(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  const inputs = inputsOf(checkedBody(hub.exchange, batchOf(changedRecord)))
  const targets = inputs.map((input) => ({ input, record: targetOf(hub, type, input) }))
  const missing = targets.filter(({ record }) => record === undefined).map(({ input }) => textAt(input, 'id'))
  if (missing.length > 0) throw invalid(missingError(type, missing).message, { context: { ids: missing } })
  const changes = targets.flatMap(({ input, record }) =>
    record === undefined ? [] : [checkedUpdate(hub, type, record, fieldsAt(input, 'properties'))],
  )
  return complete(hub, commitAll(hub, type, changes))
}

/** `POST …/batch/upsert`: by the unique property that each input names. */
export function upsertBatch(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  const inputs = inputsOf(checkedBody(hub.exchange, batchOf(changedRecord)))
  if (inputs.some((input) => textAt(input, 'idProperty') === '')) {
    throw invalid('idProperty is required for every input of an upsert.')
  }
  const changes = inputs.map((input) => {
    const record = targetOf(hub, type, input)
    const properties = fieldsAt(input, 'properties')
    if (record !== undefined) return { isNew: false, change: checkedUpdate(hub, type, record, properties) }
    const keyed = { [textAt(input, 'idProperty')]: textAt(input, 'id'), ...properties }
    return { isNew: true, change: checkedNew(hub, type, { properties: keyed }) }
  })
  return complete(
    hub,
    changes.map(({ isNew, change }) => ({ ...commit(hub, type, change), new: isNew })),
  )
}

function targetOf(hub: Hub, type: ObjectType, input: unknown): CrmRecord | undefined {
  const record = findRecord(hub, type, textAt(input, 'id'), textAt(input, 'idProperty') || null)
  return record?.archivedAt === '' ? record : undefined
}

/** `POST …/batch/archive` */
export function archiveBatch(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  for (const input of inputsOf(checkedBody(hub.exchange, batchOf(group({ id: text() }))))) {
    const record = records(hub, type).find(textAt(input, 'id'))
    if (record !== undefined) archive(hub, type, record)
  }
  return empty()
}
