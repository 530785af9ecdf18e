import { type Collection, collection } from '../../collection.ts'
import { empty, isFields, json } from '../../http.ts'
import { anything, group, list, listAt, numberAt, oneOf, text, textAt, valueAt, whole } from '../../json-shape.ts'
import { checkedBody, flagParameter, invalid, listParameter, notFound } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { membersOf } from './members.ts'
import { findObjectType } from './object-types.ts'
import { fixtureTime, type Hub, nextId } from './store.ts'

export interface ListRecord {
  readonly listId: string
  readonly name: string
  readonly objectTypeId: string
  readonly processingType: string
  readonly filterBranch: object | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly listVersion: number
  /** Empty while it isn't deleted. */
  readonly deletedAt: string
}

const fixtureLists: readonly ListRecord[] = [
  {
    listId: fixtures.list,
    name: 'Newsletter',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
    filterBranch: null,
    createdAt: fixtureTime,
    updatedAt: fixtureTime,
    listVersion: 1,
    deletedAt: '',
  },
  {
    listId: fixtures.segment,
    name: 'Readers',
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: {
      filterBranchType: 'OR',
      filterBranches: [
        {
          filterBranchType: 'AND',
          filterBranches: [],
          filters: [
            {
              filterType: 'PROPERTY',
              property: 'firstname',
              operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Ada'] },
            },
          ],
        },
      ],
      filters: [],
    },
    createdAt: fixtureTime,
    updatedAt: fixtureTime,
    listVersion: 1,
    deletedAt: '',
  },
]

function lists({ state }: Hub): Collection<ListRecord> {
  return collection(state, 'list', ({ listId }) => listId, fixtureLists)
}

export function listOr404(hub: Hub, listId: string): ListRecord {
  const found = lists(hub).find(listId)
  if (found === undefined || found.deletedAt !== '') {
    throw notFound(`List does not exist with ID ${listId}.`, { context: { listId: [listId] } })
  }
  return found
}

const processingTypes = ['MANUAL', 'DYNAMIC', 'SNAPSHOT'] as const

/** Source: https://developers.hubspot.com/docs/api-reference/latest/crm/lists/guide */
const newList = group(
  { name: text(200, 1), objectTypeId: text(), processingType: oneOf(...processingTypes) },
  {
    filterBranch: group({ filterBranchType: text() }),
    customProperties: group({}),
    listFolderId: whole(),
    listPermissions: group({}),
    membershipSettings: group({}),
  },
)

/** `POST /crm/lists/2026-09`. A name is taken once only if it contains `duplicate`: examples are created repeatedly. */
export function createList(hub: Hub): Response {
  const body = checkedBody(hub.exchange, newList)
  const name = textAt(body, 'name')
  const type = findObjectType(textAt(body, 'objectTypeId'))
  if (type === undefined) throw invalid(`Invalid objectTypeId: ${textAt(body, 'objectTypeId')}`)
  const processingType = textAt(body, 'processingType')
  const filterBranch = valueAt(body, 'filterBranch')
  if (processingType === 'DYNAMIC' && !isFields(filterBranch)) {
    throw invalid('A filterBranch is required for a list of processingType DYNAMIC.')
  }
  if (processingType === 'MANUAL' && isFields(filterBranch)) {
    throw invalid('A list of processingType MANUAL can have no filterBranch.')
  }
  refuseTakenName(hub, name)
  const at = hub.exchange.now.toISOString()
  const record: ListRecord = {
    listId: nextId(hub.state),
    name,
    objectTypeId: type.id,
    processingType,
    filterBranch: isFields(filterBranch) ? filterBranch : null,
    createdAt: at,
    updatedAt: at,
    listVersion: 1,
    deletedAt: '',
  }
  lists(hub).save(record)
  return json({ list: listView(hub, record) })
}

function refuseTakenName(hub: Hub, name: string): void {
  const isTaken = lists(hub)
    .all()
    .some((other) => other.deletedAt === '' && other.name === name)
  if (isTaken && name.includes('duplicate')) throw invalid(`List name ${name} is already in use.`)
}

/** `GET /crm/lists/2026-09`: of the ids that are asked for, those that are there. */
export function readLists(hub: Hub): Response {
  const wanted = listParameter(hub.exchange, 'listIds')
  const found = wanted.flatMap((id) => lists(hub).find(id) ?? []).filter(({ deletedAt }) => deletedAt === '')
  return json({ lists: found.map((record) => listView(hub, record)) })
}

/** `GET /crm/lists/2026-09/{listId}` */
export function readList(hub: Hub, listId: string): Response {
  return json({ list: listView(hub, listOr404(hub, listId)) })
}

/** `GET /crm/lists/2026-09/object-type-id/{objectTypeId}/name/{listName}` */
export function readListByName(hub: Hub, objectTypeId: string, name: string): Response {
  const found = lists(hub)
    .all()
    .find((each) => each.deletedAt === '' && each.objectTypeId === objectTypeId && each.name === name)
  if (found === undefined) throw notFound(`List does not exist with name ${name}.`)
  return json({ list: listView(hub, found) })
}

/** `PUT …/{listId}/update-list-name?listName=` */
export function renameList(hub: Hub, listId: string): Response {
  const record = listOr404(hub, listId)
  const name = hub.exchange.url.searchParams.get('listName') ?? ''
  if (name === '') throw invalid('The query parameter listName is required.')
  refuseTakenName(hub, name)
  const renamed = { ...record, name, updatedAt: hub.exchange.now.toISOString(), listVersion: record.listVersion + 1 }
  lists(hub).save(renamed)
  return json({ updatedList: listView(hub, renamed) })
}

/** `DELETE …/{listId}`; it can be restored for 90 days. */
export function deleteList(hub: Hub, listId: string): Response {
  lists(hub).save({ ...listOr404(hub, listId), deletedAt: hub.exchange.now.toISOString() })
  return empty()
}

/** `PUT …/{listId}/restore` */
export function restoreList(hub: Hub, listId: string): Response {
  const record = lists(hub).find(listId)
  if (record === undefined) throw notFound(`List does not exist with ID ${listId}.`)
  lists(hub).save({ ...record, deletedAt: '' })
  return empty()
}

/** All of it may be left out, as the guide does. */
const searchRequest = group(
  {},
  {
    additionalProperties: list(text()),
    count: whole(1, 500),
    listIds: list(text()),
    objectTypeId: text(),
    offset: whole(0),
    processingTypes: list(oneOf(...processingTypes)),
    query: text(),
    sort: anything,
  },
)

/** `POST /crm/lists/2026-09/search` */
export function searchLists(hub: Hub): Response {
  const body = checkedBody(hub.exchange, searchRequest)
  const ids = listAt(body, 'listIds')
  const types = listAt(body, 'processingTypes')
  const query = textAt(body, 'query').toLowerCase()
  const objectTypeId = textAt(body, 'objectTypeId')
  const found = lists(hub)
    .all()
    .filter(
      (each) =>
        each.deletedAt === '' &&
        (ids.length === 0 || ids.includes(each.listId)) &&
        (types.length === 0 || types.includes(each.processingType)) &&
        (objectTypeId === '' || each.objectTypeId === objectTypeId) &&
        each.name.toLowerCase().includes(query),
    )
  const start = numberAt(body, 'offset')
  const end = start + (numberAt(body, 'count') || 20)
  const page = found.slice(start, end)
  const additional = listAt(body, 'additionalProperties')
  return json({
    lists: page.map((record) => {
      const { size, ...view } = listView(hub, record)
      const known: Record<string, string> = { hs_list_size: String(size), hs_list_reference_count: '0' }
      const shown = Object.entries(known).filter(([name]) => additional.includes(name))
      return { ...view, additionalProperties: Object.fromEntries(shown) }
    }),
    hasMore: end < found.length,
    offset: start + page.length,
    total: found.length,
  })
}

function listView(hub: Hub, { deletedAt, filterBranch, ...record }: ListRecord) {
  return {
    ...record,
    processingStatus: 'COMPLETE',
    createdById: '550010',
    updatedById: '550010',
    filtersUpdatedAt: record.updatedAt,
    size: membersOf(hub, record.listId).length,
    ...(filterBranch !== null && flagParameter(hub.exchange, 'includeFilters') ? { filterBranch } : {}),
  }
}
