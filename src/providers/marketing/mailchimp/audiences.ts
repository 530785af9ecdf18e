import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextOffset, offsetCursor, pageQuery } from './pages.ts'

const audienceAnswer = () =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    date_created: z.string().nullish(),
    stats: z.looseObject({ member_count: z.int().nullish() }).nullish(),
  })

/** What the footer of every campaign says, as laws against spam want it. */
const contact = () =>
  z.strictObject({
    company: z.string().min(1).max(255),
    address1: z.string().min(1).max(255),
    address2: z.string().min(1).max(255).optional(),
    city: z.string().min(1).max(255),
    state: z.string().min(1).max(255).optional(),
    zip: z.string().min(1).max(20).optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'is not a two-letter ISO 3166-1 code in upper case'),
    phone: z.string().min(1).max(50).optional(),
  })

/** What a campaign for the audience begins with. */
const campaignDefaults = () =>
  z.strictObject({
    from_name: z.string().min(1).max(100),
    from_email: z.email().max(254),
    subject: z.string().min(1).max(150),
    /** Of the forms, such as `en`. */
    language: z.string().min(2).max(10),
  })

/** Audiences, which the API calls lists. */
export const audienceOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-audiences': read(marketing.listAudiences, {
    docs: 'https://mailchimp.com/developer/marketing/api/lists/get-lists-info/',
    extra: offsetCursor,
    request: (page) => get(path`/3.0/lists`, { query: pageQuery(page) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        lists: [exampleAudience(fixtures.audience, 'Newsletter', 1)],
        total_items: 1,
        constraints: { may_create: true, max_instances: 5, current_total_instances: 1 },
      }),
    },
    answer: () => z.looseObject({ lists: z.array(audienceAnswer()), total_items: z.number() }),
    unify: ({ lists }) => ({ items: lists.map(unifyAudience) }),
    next: ({ lists, total_items: total }, input) => nextOffset(lists.length, total, input),
  }),
  'create-audience': write(marketing.createAudience, {
    docs: 'https://mailchimp.com/developer/marketing/api/lists/add-list/',
    extra: () => ({
      contact: contact(),
      /** Why its members get these e-mails. */
      permission_reminder: z.string().min(1).max(1_000),
      campaign_defaults: campaignDefaults(),
      /** Whether members choose between HTML and plain text; otherwise they get HTML. */
      email_type_option: z.boolean().default(false),
      double_optin: z.boolean().optional(),
    }),
    request: (list) => post(path`/3.0/lists`, json(list)),
    example: {
      input: {
        name: 'Spring visitors',
        contact: {
          company: 'Example Shop',
          address1: '675 Ponce de Leon Ave NE',
          city: 'Atlanta',
          state: 'GA',
          zip: '30308',
          country: 'US',
        },
        permission_reminder: 'You signed up on our website.',
        campaign_defaults: {
          from_name: 'Example Shop',
          from_email: 'shop@example.com',
          subject: 'News of the shop',
          language: 'en',
        },
      },
      response: ({ name }) => exampleAudience('8d21e8b45f', name, 0),
    },
    answer: audienceAnswer,
    unify: unifyAudience,
  }),
})

function unifyAudience({ id, name, date_created: created, stats }: z.output<ReturnType<typeof audienceAnswer>>) {
  return { id, name, memberCount: stats?.member_count ?? null, createdAt: toUtc(created) }
}

function exampleAudience(id: string, name: string, memberCount: number) {
  return { id, name, date_created: '2026-01-15T09:00:00+00:00', stats: { member_count: memberCount } }
}
