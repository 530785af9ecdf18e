import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { linkCursor, nextQuery, paged, pageQuery } from './pages.ts'

const segmentAnswer = () =>
  z.looseObject({
    segment_id: z.int(),
    name: z.string(),
    created_at: z.string().nullish(),
    edited_at: z.string().nullish(),
  })

export const segmentOperations = ({ read }: OperationKit<unknown>) => ({
  'list-segments': read(marketing.listSegments, {
    docs: 'https://developer.constantcontact.com/api_guide/segment_get_all.html',
    extra: linkCursor,
    rules: marketing.segmentsOfAccount,
    request: ({ limit, cursor }) => get(path`/v3/segments`, { query: pageQuery(cursor, { limit }) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        segments: [
          {
            name: 'Readers',
            segment_id: 30,
            created_at: '2026-01-15T09:30:00.000Z',
            edited_at: '2026-01-15T09:30:00.000Z',
          },
        ],
      }),
    },
    answer: () => z.looseObject({ ...paged(), segments: z.array(segmentAnswer()) }),
    unify: ({ segments }) => ({
      items: segments.map(({ segment_id: id, name, created_at: created, edited_at: edited }) => ({
        id: String(id),
        name,
        memberCount: null,
        createdAt: toUtc(created),
        updatedAt: toUtc(edited),
      })),
    }),
    next: nextQuery,
  }),
})
