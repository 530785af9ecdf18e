import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextOffset, offsetCursor, pageQuery } from './pages.ts'

const segmentAnswer = () =>
  z.looseObject({
    id: z.int(),
    name: z.string(),
    member_count: z.int().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  })

export const segmentOperations = ({ read }: OperationKit<unknown>) => ({
  'list-segments': read(marketing.listSegments, {
    docs: 'https://mailchimp.com/developer/marketing/api/list-segments/list-segments/',
    extra: () => ({
      ...offsetCursor(),
      audience: identifier(),
      /** `saved` have conditions; `static` are the audience's tags, which contacts are given one by one. */
      type: z.enum(['saved', 'static', 'fuzzy']).default('saved'),
    }),
    request: ({ audience, type, ...page }) =>
      get(path`/3.0/lists/${audience}/segments`, { query: { ...pageQuery(page), type } }),
    example: {
      input: { audience: fixtures.audience, limit: 3 },
      response: ({ audience, type }) => ({
        segments: [
          {
            id: 17_002,
            name: 'Named Ada',
            member_count: 1,
            type,
            created_at: '2026-01-15T09:00:00+00:00',
            updated_at: '2026-01-15T09:00:00+00:00',
            list_id: audience,
          },
        ],
        list_id: audience,
        total_items: 1,
      }),
    },
    answer: () => z.looseObject({ segments: z.array(segmentAnswer()), total_items: z.number() }),
    unify: ({ segments }) => ({
      items: segments.map(({ id, name, member_count: count, created_at: created, updated_at: updated }) => ({
        id: String(id),
        name,
        memberCount: count ?? null,
        createdAt: toUtc(created),
        updatedAt: toUtc(updated),
      })),
    }),
    next: ({ segments, total_items: total }, input) => nextOffset(segments.length, total, input),
  }),
})
