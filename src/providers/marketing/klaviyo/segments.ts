import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextCursor, paged, pageQuery } from './json-api.ts'

const segmentResource = () =>
  z.looseObject({
    id: z.string(),
    attributes: z.looseObject({
      name: z.string().nullish(),
      created: z.string().nullish(),
      updated: z.string().nullish(),
    }),
  })

/** Klaviyo counts the profiles of one segment only, and only slowly. */
export const segmentOperations = ({ read }: OperationKit<unknown>) => ({
  'list-segments': read(marketing.listSegments, {
    docs: 'https://developers.klaviyo.com/en/reference/get_segments',
    extra: () => ({ limit: z.int().min(1).max(10).default(10) }),
    rules: marketing.segmentsOfAccount,
    request: ({ limit, cursor }) => get(path`/api/segments`, { query: pageQuery({ limit, cursor }) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        data: [
          {
            type: 'segment',
            id: fixtures.segment,
            attributes: {
              name: 'Readers',
              definition: {
                condition_groups: [
                  {
                    conditions: [{ type: 'profile-group-membership', is_member: true, group_ids: [fixtures.audience] }],
                  },
                ],
              },
              created: '2026-01-15T09:30:00+00:00',
              updated: '2026-01-15T09:30:00+00:00',
              is_active: true,
              is_processing: false,
              is_starred: false,
            },
            links: { self: `https://a.klaviyo.com/api/segments/${fixtures.segment}/` },
          },
        ],
        links: { self: 'https://a.klaviyo.com/api/segments' },
      }),
    },
    answer: () => z.looseObject({ ...paged(), data: z.array(segmentResource()) }),
    unify: ({ data }) => ({
      items: data.map(({ id, attributes: { name, created, updated } }) => ({
        id,
        name: name ?? '',
        memberCount: null,
        createdAt: toUtc(created),
        updatedAt: toUtc(updated),
      })),
    }),
    next: nextCursor,
  }),
})
