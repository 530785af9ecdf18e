import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, post } from '../../../kit/request.ts'
import { equals } from './filter.ts'
import { fixtures } from './fixtures.ts'
import { document, nextCursor, paged, pageQuery } from './json-api.ts'

const campaignResource = once(() =>
  z.looseObject({
    id: z.string(),
    attributes: z.looseObject({
      name: z.string(),
      status: z.string(),
      created_at: z.string().nullish(),
      updated_at: z.string().nullish(),
      send_time: z.string().nullish(),
    }),
    relationships: z
      .looseObject({
        'campaign-messages': z.looseObject({ data: z.array(z.looseObject({ id: z.string() })).nullish() }).nullish(),
      })
      .nullish(),
  }),
)

/** Of what is included, only messages of e-mail have a definition with a subject. */
const includedResource = () => z.looseObject({ id: z.string(), attributes: z.unknown() })

const messageAttributes = once(() =>
  z.looseObject({ definition: z.looseObject({ content: z.looseObject({ subject: z.string() }) }) }),
)

const campaignList = once(() =>
  z.looseObject({ ...paged(), data: z.array(campaignResource()), included: z.array(includedResource()).nullish() }),
)

const statuses: Readonly<Record<string, marketing.CampaignStatus>> = {
  Draft: 'draft',
  'Preparing to schedule': 'scheduled',
  Scheduled: 'scheduled',
  'Queued without Recipients': 'scheduled',
  'Preparing to send': 'sending',
  'Adding Recipients': 'sending',
  Sending: 'sending',
  'Sending Segments': 'sending',
  'Variations Sent': 'sending',
  Sent: 'sent',
}

function statusOf(native: string): marketing.CampaignStatus {
  return native.startsWith('Cancelled') ? 'canceled' : (statuses[native] ?? 'unknown')
}

function unifyCampaign({ id, attributes }: z.output<ReturnType<typeof campaignResource>>, subject: string | null) {
  return {
    id,
    name: attributes.name,
    subject,
    status: statusOf(attributes.status),
    nativeStatus: attributes.status,
    sentAt: attributes.status === 'Sent' ? toUtc(attributes.send_time) : null,
    createdAt: toUtc(attributes.created_at),
    updatedAt: toUtc(attributes.updated_at),
  }
}

function unifyCampaigns({ data, included }: z.output<ReturnType<typeof campaignList>>) {
  const subjects = new Map(
    (included ?? []).flatMap(({ id, attributes }) => {
      const message = messageAttributes().safeParse(attributes)
      return message.success ? [[id, message.data.definition.content.subject] as const] : []
    }),
  )
  return data.map((campaign) => {
    const [message] = campaign.relationships?.['campaign-messages']?.data ?? []
    return unifyCampaign(campaign, (message && subjects.get(message.id)) ?? null)
  })
}

export const campaignOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-campaigns': read(marketing.listCampaigns, {
    docs: 'https://developers.klaviyo.com/en/reference/get_campaigns',
    // Klaviyo wants one channel named.
    request: (page) =>
      get(path`/api/campaigns`, {
        query: { filter: equals('messages.channel', 'email'), include: 'campaign-messages', ...pageQuery(page) },
      }),
    example: { input: { limit: 3 }, response: exampleCampaigns },
    answer: campaignList,
    unify: (answer) => ({ items: unifyCampaigns(answer) }),
    next: nextCursor,
  }),
  'create-campaign': write(marketing.createCampaign, {
    docs: 'https://developers.klaviyo.com/en/reference/create_campaign',
    extra: () => ({
      /** A list or a segment. */
      audience: identifier(),
      /** The account's own address where none is given. */
      from_email: z.email().max(254).optional(),
      preview_text: z.string().min(1).max(150).optional(),
    }),
    request: ({ name, subject, audience, fromName, replyTo, ...shown }) =>
      post(
        path`/api/campaigns`,
        document({
          type: 'campaign',
          attributes: {
            name,
            audiences: { included: [audience] },
            'campaign-messages': {
              data: [
                {
                  type: 'campaign-message',
                  attributes: {
                    definition: {
                      channel: 'email',
                      label: name,
                      content: { ...shown, subject, from_label: fromName, reply_to_email: replyTo },
                    },
                  },
                },
              ],
            },
          },
        }),
      ),
    example: {
      input: { name: 'Spring', subject: 'Spring is here', audience: fixtures.audience, fromName: 'Example Shop' },
      response: ({ name, audience }) => ({ data: exampleCampaign(name, audience) }),
    },
    answer: () => z.looseObject({ data: campaignResource() }),
    // The message has the subject, and isn't part of this answer.
    unify: ({ data }, { subject }) => unifyCampaign(data, subject),
  }),
  'send-campaign': write(marketing.sendCampaign, {
    docs: 'https://developers.klaviyo.com/en/reference/send_campaign',
    request: ({ id }) => post(path`/api/campaign-send-jobs`, document({ type: 'campaign-send-job', id })),
    example: {
      input: { id: fixtures.campaign },
      response: ({ id }) => ({
        data: {
          type: 'campaign-send-job',
          id,
          attributes: { status: 'queued' },
          links: { self: `https://a.klaviyo.com/api/campaign-send-jobs/${id}/` },
        },
      }),
    },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
})

const message = { type: 'campaign-message', id: '01GDDKASAP8TKDDA2GRZDSVP4M' }

function exampleCampaign(name: string, audience: string) {
  return {
    type: 'campaign',
    id: fixtures.campaign,
    attributes: {
      name,
      status: 'Draft',
      archived: false,
      audiences: { included: [audience], excluded: [] },
      send_options: { use_smart_sending: true },
      send_strategy: { method: 'immediate' },
      created_at: '2026-01-15T09:00:00+00:00',
      updated_at: '2026-01-15T09:00:00+00:00',
      scheduled_at: null,
      send_time: null,
    },
    relationships: { 'campaign-messages': { data: [message] } },
    links: { self: `https://a.klaviyo.com/api/campaigns/${fixtures.campaign}/` },
  }
}

function exampleCampaigns() {
  return {
    data: [exampleCampaign('Spring', fixtures.audience)],
    included: [
      {
        ...message,
        attributes: { definition: { channel: 'email', label: 'Spring', content: { subject: 'Spring is here' } } },
        links: { self: `https://a.klaviyo.com/api/campaign-messages/${message.id}/` },
      },
    ],
    links: { self: 'https://a.klaviyo.com/api/campaigns' },
  }
}
