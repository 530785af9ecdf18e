import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextOffset, offsetCursor, pageQuery } from './pages.ts'

const audienceAnswer = () =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    date_created: z.string().nullish(),
    stats: z.looseObject({ member_count: z.int().nullish() }).nullish(),
  })

/**
 * Audiences, which the API calls lists. Making one takes the postal address and the defaults that the law asks for, so
 * `create-audience` has no equal here.
 */
export const audienceOperations = ({ read }: OperationKit<unknown>) => ({
  'list-audiences': read(marketing.listAudiences, {
    docs: 'https://mailchimp.com/developer/marketing/api/lists/get-lists-info/',
    extra: offsetCursor,
    request: (page) => get(path`/3.0/lists`, { query: pageQuery(page) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        lists: [
          {
            id: fixtures.audience,
            name: 'Newsletter',
            date_created: '2026-01-15T09:00:00+00:00',
            stats: { member_count: 1 },
          },
        ],
        total_items: 1,
        constraints: { may_create: true, max_instances: 5, current_total_instances: 1 },
      }),
    },
    answer: () => z.looseObject({ lists: z.array(audienceAnswer()), total_items: z.number() }),
    unify: ({ lists }) => ({
      items: lists.map(({ id, name, date_created: created, stats }) => ({
        id,
        name,
        memberCount: stats?.member_count ?? null,
        createdAt: toUtc(created),
      })),
    }),
    next: ({ lists, total_items: total }, input) => nextOffset(lists.length, total, input),
  }),
})
