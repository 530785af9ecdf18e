import * as z from 'zod'
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

function unifyCampaigns({ data, included }: z.output<ReturnType<typeof campaignList>>) {
  const subjects = new Map(
    (included ?? []).flatMap(({ id, attributes }) => {
      const message = messageAttributes().safeParse(attributes)
      return message.success ? [[id, message.data.definition.content.subject] as const] : []
    }),
  )
  return data.map(({ id, attributes, relationships }) => {
    const [message] = relationships?.['campaign-messages']?.data ?? []
    return {
      id,
      name: attributes.name,
      subject: (message && subjects.get(message.id)) ?? null,
      status: statusOf(attributes.status),
      nativeStatus: attributes.status,
      sentAt: attributes.status === 'Sent' ? toUtc(attributes.send_time) : null,
      createdAt: toUtc(attributes.created_at),
      updatedAt: toUtc(attributes.updated_at),
    }
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

function exampleCampaigns() {
  const message = { type: 'campaign-message', id: '01GDDKASAP8TKDDA2GRZDSVP4M' }
  return {
    data: [
      {
        type: 'campaign',
        id: fixtures.campaign,
        attributes: {
          name: 'Spring',
          status: 'Draft',
          archived: false,
          audiences: { included: [fixtures.audience], excluded: [] },
          send_options: { use_smart_sending: true },
          send_strategy: { method: 'immediate' },
          created_at: '2026-01-15T09:00:00+00:00',
          updated_at: '2026-01-15T09:00:00+00:00',
          scheduled_at: null,
          send_time: null,
        },
        relationships: { 'campaign-messages': { data: [message] } },
        links: { self: `https://a.klaviyo.com/api/campaigns/${fixtures.campaign}/` },
      },
    ],
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
