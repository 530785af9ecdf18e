import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { numberCursor, once, pageInput } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextAfter, paged } from './pages.ts'

const guide = 'https://developers.hubspot.com/docs/api-reference/latest/crm/lists/guide'

/** Lists can be of any object; these are of contacts. */
const contactObject = '0-1'

const listAnswer = once(() =>
  z.looseObject({
    listId: z.string(),
    name: z.string(),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
    additionalProperties: z.record(z.string(), z.string().nullish()).nullish(),
  }),
)

function unifyList({ listId, name, createdAt, additionalProperties }: z.output<ReturnType<typeof listAnswer>>) {
  const size = additionalProperties?.hs_list_size
  return {
    id: listId,
    name,
    memberCount: size !== null && size !== undefined && /^\d{1,12}$/.test(size) ? Number(size) : null,
    createdAt: toUtc(createdAt),
  }
}

const offsetCursor = () => ({
  cursor: numberCursor(),
})

const searchAnswer = once(() => z.looseObject({ lists: z.array(listAnswer()), hasMore: z.boolean(), offset: z.int() }))

function search(page: { readonly limit: number; readonly cursor?: string | undefined }, processingTypes: string[]) {
  return post(
    path`/crm/lists/2026-09/search`,
    json({
      objectTypeId: contactObject,
      additionalProperties: ['hs_list_size'],
      listIds: [],
      processingTypes,
      count: page.limit,
      offset: page.cursor === undefined ? 0 : Number(page.cursor),
    }),
  )
}

function nextOffset({ hasMore, offset }: z.output<ReturnType<typeof searchAnswer>>): string | undefined {
  return hasMore && offset > 0 ? String(offset) : undefined
}

/**
 * Audiences, which HubSpot calls lists, or segments. Only those of the kinds MANUAL and SNAPSHOT let their members be
 * changed; those of the kind DYNAMIC are segments here too.
 */
export const audienceOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-audiences': read(marketing.listAudiences, {
    docs: guide,
    extra: offsetCursor,
    request: (page) => search(page, []),
    example: {
      input: { limit: 3 },
      response: () => ({
        lists: [{ ...exampleList(fixtures.audience, 'Newsletter'), additionalProperties: { hs_list_size: '1' } }],
        hasMore: false,
        offset: 1,
        total: 1,
      }),
    },
    answer: searchAnswer,
    unify: ({ lists }) => ({ items: lists.map(unifyList) }),
    next: nextOffset,
  }),
  'list-segments': read(marketing.listSegments, {
    docs: guide,
    extra: offsetCursor,
    rules: marketing.segmentsOfAccount,
    request: (page) => search(page, ['DYNAMIC']),
    example: {
      input: { limit: 3 },
      response: () => ({
        lists: [
          {
            ...exampleList(fixtures.segment, 'Readers'),
            processingType: 'DYNAMIC',
            additionalProperties: { hs_list_size: '1' },
          },
        ],
        hasMore: false,
        offset: 1,
        total: 1,
      }),
    },
    answer: searchAnswer,
    unify: ({ lists }) => ({
      items: lists.map((list) => ({ ...unifyList(list), updatedAt: toUtc(list.updatedAt) })),
    }),
    next: nextOffset,
  }),
  'create-audience': write(marketing.createAudience, {
    docs: guide,
    request: ({ name }) =>
      post(path`/crm/lists/2026-09`, json({ name, objectTypeId: contactObject, processingType: 'MANUAL' })),
    example: { input: { name: 'Spring visitors' }, response: ({ name }) => ({ list: exampleList('47', name) }) },
    answer: () => z.looseObject({ list: listAnswer() }),
    unify: ({ list }) => ({ ...unifyList(list), memberCount: 0 }),
  }),
  'list-audience-members': read({
    name: 'List Audience Members',
    description: 'List the ids of the contacts of an audience; `get-contact` says who they are',
    docs: guide,
    input: () => ({ audience: identifier(), ...pageInput() }),
    request: ({ audience, limit, cursor }) =>
      get(path`/crm/lists/2026-09/${audience}/memberships`, { query: { limit, after: cursor } }),
    example: {
      input: { audience: fixtures.audience, limit: 3 },
      response: () => ({
        results: [{ recordId: fixtures.contact, membershipTimestamp: '2026-01-15T09:00:00.000Z' }],
        total: 1,
      }),
    },
    answer: () => z.looseObject(paged()),
    next: nextAfter,
  }),
  'add-to-audience': write(marketing.addToAudience, {
    docs: guide,
    request: ({ audience, id }) => put(path`/crm/lists/2026-09/${audience}/memberships/add`, json([id])),
    example: {
      input: { audience: fixtures.audience, id: fixtures.otherContact },
      response: ({ id }) => ({ recordsIdsAdded: [id], recordIdsRemoved: [], recordIdsMissing: [] }),
    },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
  'remove-from-audience': write(marketing.removeFromAudience, {
    docs: guide,
    request: ({ audience, id }) => put(path`/crm/lists/2026-09/${audience}/memberships/remove`, json([id])),
    example: {
      input: { audience: fixtures.audience, id: fixtures.contact },
      response: ({ id }) => ({ recordsIdsAdded: [], recordIdsRemoved: [id], recordIdsMissing: [] }),
    },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
})

function exampleList(listId: string, name: string) {
  return {
    listId,
    name,
    listVersion: 1,
    objectTypeId: contactObject,
    processingType: 'MANUAL',
    processingStatus: 'COMPLETE',
    createdAt: '2026-01-15T09:00:00.000Z',
  }
}
