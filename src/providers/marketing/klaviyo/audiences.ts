import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { del, get, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { document, nextCursor, paged, pageQuery } from './json-api.ts'

const listResource = once(() =>
  z.looseObject({
    id: z.string(),
    attributes: z.looseObject({ name: z.string().nullish(), created: z.string().nullish() }),
  }),
)

/** Klaviyo counts the profiles of one list only, and only slowly. */
function unifyList({ id, attributes }: z.output<ReturnType<typeof listResource>>) {
  return { id, name: attributes.name ?? '', memberCount: null, createdAt: toUtc(attributes.created) }
}

export const audienceOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-audiences': read(marketing.listAudiences, {
    docs: 'https://developers.klaviyo.com/en/reference/get_lists',
    extra: () => ({ limit: z.int().min(1).max(10).default(10) }),
    request: (page) => get(path`/api/lists`, { query: pageQuery(page) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        data: [exampleList(fixtures.audience, 'Newsletter')],
        links: { self: 'https://a.klaviyo.com/api/lists' },
      }),
    },
    answer: () => z.looseObject({ ...paged(), data: z.array(listResource()) }),
    unify: ({ data }) => ({ items: data.map(unifyList) }),
    next: nextCursor,
  }),
  'create-audience': write(marketing.createAudience, {
    docs: 'https://developers.klaviyo.com/en/reference/create_list',
    extra: () => ({
      /** The account's own way where none is given. */
      opt_in_process: z.enum(['single_opt_in', 'double_opt_in']).optional(),
    }),
    request: (attributes) => post(path`/api/lists`, document({ type: 'list', attributes })),
    example: {
      input: { name: 'Spring visitors' },
      response: ({ name }) => ({ data: exampleList('XyZ123', name) }),
    },
    answer: () => z.looseObject({ data: listResource() }),
    unify: ({ data }) => unifyList(data),
  }),
  'add-to-audience': write(marketing.addToAudience, {
    docs: 'https://developers.klaviyo.com/en/reference/add_profiles_to_list',
    request: ({ audience, id }) =>
      post(path`/api/lists/${audience}/relationships/profiles`, document([{ type: 'profile', id }])),
    example: { input: { audience: fixtures.audience, id: fixtures.otherProfile }, response: () => null },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
  'remove-from-audience': write(marketing.removeFromAudience, {
    docs: 'https://developers.klaviyo.com/en/reference/remove_profiles_from_list',
    request: ({ audience, id }) =>
      del(path`/api/lists/${audience}/relationships/profiles`, { body: document([{ type: 'profile', id }]) }),
    example: { input: { audience: fixtures.audience, id: fixtures.profile }, response: () => null },
    answer: anything,
    unify: (_, { audience, id }) => ({ id, audience, accepted: true as const }),
  }),
})

function exampleList(id: string, name: string) {
  return {
    type: 'list',
    id,
    attributes: { name, created: '2026-01-15T09:00:00+00:00', updated: '2026-01-15T09:00:00+00:00' },
    links: { self: `https://a.klaviyo.com/api/lists/${id}/` },
  }
}
