import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextOffset, offsetCursor, pageQuery } from './pages.ts'

const campaignAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    status: z.string(),
    create_time: z.string().nullish(),
    send_time: z.string().nullish(),
    settings: z.looseObject({ title: z.string().nullish(), subject_line: z.string().nullish() }).nullish(),
  }),
)

const statuses: Readonly<Record<string, marketing.CampaignStatus>> = {
  save: 'draft',
  paused: 'paused',
  schedule: 'scheduled',
  sending: 'sending',
  sent: 'sent',
  canceled: 'canceled',
  canceling: 'canceled',
}

function unifyCampaign({ id, status, settings, ...times }: z.output<ReturnType<typeof campaignAnswer>>) {
  return {
    id,
    name: settings?.title ?? '',
    subject: settings?.subject_line ?? null,
    status: statuses[status] ?? 'unknown',
    nativeStatus: status,
    // Before it is sent, this is the time that it is scheduled for.
    sentAt: status === 'sent' ? toUtc(times.send_time) : null,
    createdAt: toUtc(times.create_time),
    updatedAt: null,
  }
}

export const campaignOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-campaigns': read(marketing.listCampaigns, {
    docs: 'https://mailchimp.com/developer/marketing/api/campaigns/list-campaigns/',
    extra: () => ({
      ...offsetCursor(),
      status: z.enum(['save', 'paused', 'schedule', 'sending', 'sent']).optional(),
    }),
    request: ({ status, ...page }) => get(path`/3.0/campaigns`, { query: { ...pageQuery(page), status } }),
    example: {
      input: { limit: 3 },
      response: () => ({ campaigns: [exampleCampaign({ name: 'Spring', subject: 'Spring is here' })], total_items: 1 }),
    },
    answer: () => z.looseObject({ campaigns: z.array(campaignAnswer()), total_items: z.number() }),
    unify: ({ campaigns }) => ({ items: campaigns.map(unifyCampaign) }),
    next: ({ campaigns, total_items: total }, input) => nextOffset(campaigns.length, total, input),
  }),
  'create-campaign': write(marketing.createCampaign, {
    docs: 'https://mailchimp.com/developer/marketing/api/campaigns/add-campaign/',
    extra: () => ({ preview_text: z.string().min(1).max(150).optional() }),
    request: ({ name, subject, audience, fromName, replyTo, preview_text }) =>
      post(
        path`/3.0/campaigns`,
        json({
          type: 'regular',
          recipients: audience === undefined ? undefined : { list_id: audience },
          settings: { title: name, subject_line: subject, preview_text, from_name: fromName, reply_to: replyTo },
        }),
      ),
    example: {
      input: {
        name: 'Spring',
        subject: 'Spring is here',
        audience: fixtures.audience,
        fromName: 'Example Shop',
        replyTo: 'shop@example.com',
      },
      response: (input) => exampleCampaign(input),
    },
    answer: campaignAnswer,
    unify: unifyCampaign,
  }),
  'set-campaign-content': write({
    name: 'Set Campaign Content',
    description: 'Give a campaign that is a draft its content, which it needs before it is sent',
    docs: 'https://mailchimp.com/developer/marketing/api/campaign-content/set-campaign-content/',
    input: () => ({
      id: identifier(),
      html: z.string().min(1).max(1_000_000),
      /** Mailchimp makes one of the HTML where none is given. */
      plain_text: z.string().min(1).max(1_000_000).optional(),
    }),
    request: ({ id, ...content }) => put(path`/3.0/campaigns/${id}/content`, json(content)),
    example: {
      input: { id: fixtures.campaign, html: '<p>Spring is here. <a href="*|UNSUB|*">Unsubscribe</a></p>' },
      response: ({ html, plain_text = '' }) => ({ html, plain_text, archive_html: html }),
    },
    answer: anything,
  }),
  'send-campaign': write(marketing.sendCampaign, {
    docs: 'https://mailchimp.com/developer/marketing/api/campaigns/send-campaign/',
    request: ({ id }) => post(path`/3.0/campaigns/${id}/actions/send`),
    example: { input: { id: fixtures.campaign }, response: () => null },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
})

function exampleCampaign({ name, subject }: { readonly name: string; readonly subject: string }) {
  return {
    id: fixtures.campaign,
    type: 'regular',
    status: 'save',
    create_time: '2026-01-15T09:00:00+00:00',
    settings: { title: name, subject_line: subject },
  }
}
