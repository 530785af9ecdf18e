import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextToken, paged, pageQuery } from './pages.ts'

const listAnswer = () => z.looseObject({ id: z.string(), name: z.string(), contact_count: z.int().nullish() })

function unifyList({ id, name, contact_count: count }: z.output<ReturnType<typeof listAnswer>>) {
  return { id, name, memberCount: count ?? null, createdAt: null }
}

export const audienceOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-audiences': read(marketing.listAudiences, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/lists/get-all-lists',
    request: (page) => get(path`/v3/marketing/lists`, { query: pageQuery(page) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        result: [{ id: fixtures.audience, name: 'Newsletter', contact_count: 1 }],
        _metadata: { self: 'https://api.sendgrid.com/v3/marketing/lists?page_size=3&page_token=', count: 1 },
      }),
    },
    answer: () => z.looseObject({ ...paged(), result: z.array(listAnswer()) }),
    unify: ({ result }) => ({ items: result.map(unifyList) }),
    next: nextToken,
  }),
  'create-audience': write(marketing.createAudience, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/lists/create-list',
    request: ({ name }) => post(path`/v3/marketing/lists`, json({ name })),
    example: {
      input: { name: 'Spring visitors' },
      response: ({ name }) => ({ id: 'ca1cc0fd-2b9a-4f0d-9f3b-2d6d5a8a4c1e', name, contact_count: 0 }),
    },
    answer: listAnswer,
    unify: unifyList,
  }),
})
