import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextToken, paged, pageQuery } from './pages.ts'

const singleSendAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    status: z.string(),
    send_at: z.string().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
    email_config: z.looseObject({ subject: z.string().nullish() }).nullish(),
  }),
)

const statuses: Readonly<Record<string, marketing.CampaignStatus>> = {
  draft: 'draft',
  scheduled: 'scheduled',
  triggered: 'sent',
}

/** Lists have the single sends without their subjects. */
function unifySingleSend({ id, name, status, email_config: email, ...times }: SingleSend) {
  return {
    id,
    name,
    subject: email?.subject ?? null,
    status: statuses[status] ?? 'unknown',
    nativeStatus: status,
    // Before it is triggered, this is the time that it is scheduled for.
    sentAt: status === 'triggered' ? toUtc(times.send_at) : null,
    createdAt: toUtc(times.created_at),
    updatedAt: toUtc(times.updated_at),
  }
}

type SingleSend = z.output<ReturnType<typeof singleSendAnswer>>

/** Campaigns, which the API calls single sends. */
export const campaignOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-campaigns': read(marketing.listCampaigns, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/single-sends/get-all-single-sends',
    request: (page) => get(path`/v3/marketing/singlesends`, { query: pageQuery(page) }),
    example: {
      input: { limit: 3 },
      response: () => ({
        result: [
          { ...exampleSingleSend(fixtures.campaign, 'Spring'), abtest: null, is_abtest: false, categories: ['spring'] },
        ],
        _metadata: { self: 'https://api.sendgrid.com/v3/marketing/singlesends?page_size=3&page_token=', count: 1 },
      }),
    },
    answer: () => z.looseObject({ ...paged(), result: z.array(singleSendAnswer()) }),
    unify: ({ result }) => ({ items: result.map(unifySingleSend) }),
    next: nextToken,
  }),
  'create-campaign': write(marketing.createCampaign, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/single-sends/create-single-send',
    extra: () => ({
      audience: z.guid().optional(),
      /** A verified sender, which has the name, the address and the address for replies; needed before it is sent. */
      sender_id: z.int().min(1).optional(),
      html_content: z.string().min(1).max(1_000_000).optional(),
      /** Made of the HTML where none is given. */
      plain_content: z.string().min(1).max(1_000_000).optional(),
      /** How the recipients unsubscribe: one of these two is needed before it is sent. */
      suppression_group_id: z.int().min(1).optional(),
      custom_unsubscribe_url: z.url({ protocol: /^https?$/ }).optional(),
      categories: z.array(z.string().min(1).max(255)).max(10).optional(),
    }),
    rules: (input) =>
      (['fromName', 'replyTo'] as const).flatMap((name) =>
        input[name] === undefined
          ? []
          : [{ path: name, message: 'SendGrid takes it from a verified sender: give `sender_id`' }],
      ),
    request: ({ name, subject, audience, categories, plain_content, ...email }) =>
      post(
        path`/v3/marketing/singlesends`,
        json({
          name,
          categories,
          send_to: audience === undefined ? undefined : { list_ids: [audience] },
          email_config: {
            subject,
            sender_id: email.sender_id,
            html_content: email.html_content,
            plain_content,
            generate_plain_content: plain_content === undefined,
            suppression_group_id: email.suppression_group_id,
            custom_unsubscribe_url: email.custom_unsubscribe_url,
          },
        }),
      ),
    example: {
      input: {
        name: 'Spring',
        subject: 'Spring is here',
        audience: fixtures.audience,
        sender_id: fixtures.senderId,
        html_content: '<p>Spring is here.</p>',
        suppression_group_id: fixtures.suppressionGroup,
      },
      response: ({ name, subject }) => ({
        ...exampleSingleSend('3b7a4f0e-6a0b-4a6e-8d6a-90c53f1d7b52', name),
        email_config: { subject },
      }),
    },
    answer: singleSendAnswer,
    unify: unifySingleSend,
  }),
  'send-campaign': write(marketing.sendCampaign, {
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/single-sends/schedule-single-send',
    request: ({ id }) => put(path`/v3/marketing/singlesends/${id}/schedule`, json({ send_at: 'now' })),
    example: {
      input: { id: fixtures.campaign },
      response: () => ({ send_at: '2026-01-15T09:00:00Z', status: 'scheduled' }),
    },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
})

function exampleSingleSend(id: string, name: string) {
  return {
    id,
    name,
    status: 'draft',
    created_at: '2026-01-15T09:00:00Z',
    updated_at: '2026-01-15T09:00:00Z',
  }
}
