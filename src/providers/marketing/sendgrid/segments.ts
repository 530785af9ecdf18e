import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { cut, cutCursor, nextCut } from './pages.ts'

const segmentAnswer = () =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    contacts_count: z.int().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  })

/** What is left of an answer after a page is cut out of it is the JSON that it was. */
const anyJson = once(() => z.json())

export const segmentOperations = ({ read }: OperationKit<unknown>) => ({
  'list-segments': read(marketing.listSegments, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/segmenting-contacts-v2/get-list-of-segments',
    extra: cutCursor,
    request: ({ audience }) => get(path`/v3/marketing/segments/2.0`, { query: { parent_list_ids: audience } }),
    example: {
      input: { limit: 3 },
      response: () => ({
        results: [
          {
            id: '1d3f8e4c-5f0a-4f6e-9a55-4b1b1e1c7a02',
            name: 'Named Ada',
            contacts_count: 1,
            created_at: '2026-01-15T09:00:00Z',
            updated_at: '2026-01-15T09:00:00Z',
            sample_updated_at: '2026-01-15T09:00:00Z',
            next_sample_update: '2026-01-15T10:00:00Z',
            parent_list_ids: [fixtures.audience],
            query_version: '2',
            status: { query_validation: 'VALID' },
          },
        ],
      }),
    },
    answer: () => z.looseObject({ results: z.array(segmentAnswer()) }),
    result: ({ results, ...envelope }, page) => anyJson().parse({ ...envelope, results: cut(results, page) }),
    unify: ({ results }, page) => ({
      items: cut(results, page).map(
        ({ id, name, contacts_count: count, created_at: created, updated_at: updated }) => ({
          id,
          name,
          memberCount: count ?? null,
          createdAt: toUtc(created),
          updatedAt: toUtc(updated),
        }),
      ),
    }),
    next: ({ results }, page) => nextCut(results, page),
  }),
})
