import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { linkCursor, nextQuery, paged, pageQuery } from './pages.ts'
import { reference } from './reference.ts'

const listAnswer = once(() =>
  z.looseObject({
    list_id: z.string(),
    name: z.string(),
    created_at: z.string().nullish(),
    membership_count: z.int().nullish(),
  }),
)

function unifyList({ list_id: id, name, created_at, membership_count }: z.output<ReturnType<typeof listAnswer>>) {
  return { id, name, memberCount: membership_count ?? null, createdAt: toUtc(created_at) }
}

/** Members change by activities, which are queued; an id that isn't one is refused before. */
const uuids = () => ({ audience: z.guid(), id: z.guid() })

export const audienceOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-audiences': read(marketing.listAudiences, {
    docs: reference('Contact_Lists', 'getLists'),
    extra: linkCursor,
    request: ({ limit, cursor }) =>
      get(path`/v3/contact_lists`, { query: pageQuery(cursor, { limit, include_membership_count: 'all' }) }),
    example: {
      input: { limit: 3 },
      response: () => ({ lists: [{ ...exampleList(fixtures.audience, 'Newsletter'), membership_count: 1 }] }),
    },
    answer: () => z.looseObject({ ...paged(), lists: z.array(listAnswer()) }),
    unify: ({ lists }) => ({ items: lists.map(unifyList) }),
    next: nextQuery,
  }),
  'create-audience': write(marketing.createAudience, {
    docs: reference('Contact_Lists', 'createList'),
    extra: () => ({ description: z.string().min(1).max(255).optional() }),
    request: (list) => post(path`/v3/contact_lists`, json(list)),
    example: {
      input: { name: 'Spring visitors' },
      response: ({ name }) => exampleList('17b9ff05-5028-11ea-a812-fa163e56c9b0', name),
    },
    answer: listAnswer,
    unify: (list) => ({ ...unifyList(list), memberCount: 0 }),
  }),
  'add-to-audience': write(marketing.addToAudience, {
    docs: reference('Bulk_Activities', 'postListAddContact'),
    extra: uuids,
    request: ({ audience, id }) =>
      post(path`/v3/activities/add_list_memberships`, json({ source: { contact_ids: [id] }, list_ids: [audience] })),
    example: { input: { audience: fixtures.audience, id: fixtures.otherContact }, response: exampleActivity },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
  'remove-from-audience': write(marketing.removeFromAudience, {
    docs: reference('Bulk_Activities', 'postListRemoveContact'),
    extra: uuids,
    request: ({ audience, id }) =>
      post(path`/v3/activities/remove_list_memberships`, json({ source: { contact_ids: [id] }, list_ids: [audience] })),
    example: { input: { audience: fixtures.audience, id: fixtures.contact }, response: exampleActivity },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
})

function exampleList(id: string, name: string) {
  return {
    list_id: id,
    name,
    favorite: false,
    created_at: '2026-01-15T09:00:00Z',
    updated_at: '2026-01-15T09:00:00Z',
  }
}

function exampleActivity() {
  const id = '04fe9a97-a579-43c5-bb1a-58ed29bf0a6a'
  return {
    activity_id: id,
    state: 'initialized',
    created_at: '2026-01-15T09:00:00Z',
    updated_at: '2026-01-15T09:00:00Z',
    percent_done: 0,
    activity_errors: [],
    status: { items_total_count: 1, items_completed_count: 0, list_count: 1 },
    _links: { self: { href: `/v3/activities/${id}` } },
  }
}
