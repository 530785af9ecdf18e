import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { nextAfter, paged } from './pages.ts'

const guide = 'https://developers.hubspot.com/docs/api-reference/latest/marketing/marketing-emails/guide'

const emailAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    name: z.string().nullish(),
    subject: z.string().nullish(),
    state: z.string().nullish(),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
    publishedAt: z.string().nullish(),
  }),
)

function unifyEmail(native: z.output<ReturnType<typeof emailAnswer>>) {
  const status = statusOf(native.state ?? '')
  return {
    id: native.id,
    name: native.name ?? '',
    subject: native.subject ?? null,
    status,
    nativeStatus: native.state ?? 'unknown',
    sentAt: status === 'sent' ? toUtc(native.publishedAt) : null,
    createdAt: toUtc(native.createdAt),
    updatedAt: toUtc(native.updatedAt),
  }
}

/**
 * Of two dozen states, those of e-mails that go out once. Automated ones are sent again and again, whenever a workflow
 * says so, and PUBLISHED_OR_SCHEDULED leaves it open which of the two.
 */
function statusOf(state: string): marketing.CampaignStatus {
  if (/(^|_)DRAFT(_|$)/.test(state)) return 'draft'
  if (/^SCHEDULED(_AB)?$/.test(state)) return 'scheduled'
  if (/^(PRE_)?PROCESSING$/.test(state)) return 'sending'
  return /^PUBLISHED(_AB|_AB_VARIANT)?$/.test(state) ? 'sent' : 'unknown'
}

/** Campaigns are marketing e-mails here; what HubSpot calls a campaign groups e-mails, pages and posts of one theme. */
export const emailOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-campaigns': read(marketing.listCampaigns, {
    docs: guide,
    request: ({ limit, cursor }) => get(path`/marketing/emails/2026-09`, { query: { limit, after: cursor } }),
    example: {
      input: { limit: 3 },
      response: () => ({ total: 1, results: [exampleEmail({ name: 'Spring', subject: 'Spring is here' })] }),
    },
    answer: () => z.looseObject({ ...paged(), results: z.array(emailAnswer()) }),
    unify: ({ results }) => ({ items: results.map(unifyEmail) }),
    next: nextAfter,
  }),
  'create-campaign': write(marketing.createCampaign, {
    docs: guide,
    extra: () => ({
      /** Where the template of the content is, such as `@hubspot/email/dnd/welcome.html`. */
      templatePath: z.string().min(1).max(500).optional(),
      /** The subscription type that the recipients agreed to; needed before it is sent. */
      subscriptionId: z
        .string()
        .regex(/^\d{1,20}$/, 'is not an id of HubSpot')
        .optional(),
    }),
    request: ({ name, subject, audience, fromName, replyTo, templatePath, subscriptionId }) =>
      post(
        path`/marketing/emails/2026-09`,
        json({
          name,
          subject,
          from: fromName === undefined && replyTo === undefined ? undefined : { fromName, replyTo },
          to: audience === undefined ? undefined : { contactIlsLists: { include: [audience] } },
          content: templatePath === undefined ? undefined : { templatePath },
          subscriptionDetails: subscriptionId === undefined ? undefined : { subscriptionId },
          // Publishing sends it, where nothing else is said.
          sendOnPublish: true,
        }),
      ),
    example: {
      input: {
        name: 'Spring',
        subject: 'Spring is here',
        audience: fixtures.audience,
        templatePath: '@hubspot/email/dnd/welcome.html',
      },
      response: (input) => ({ ...exampleEmail(input), id: '92491375199' }),
    },
    answer: emailAnswer,
    unify: unifyEmail,
  }),
  'send-campaign': write(marketing.sendCampaign, {
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/marketing/marketing-emails/emails/publish-email',
    request: ({ id }) => post(path`/marketing/emails/2026-09/${id}/publish`),
    example: { input: { id: fixtures.campaign }, response: () => null },
    answer: anything,
    unify: (_, { id }) => ({ id, accepted: true as const }),
  }),
  'send-email': write({
    name: 'Send Email',
    description: 'Send a published transactional e-mail to one person; needs the transactional add-on',
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/marketing/transactional-emails/create-transactional-email',
    input: () => ({
      /** The e-mail, by the id in its address in HubSpot. */
      emailId: z.int().min(1),
      to: z.email().max(254),
      /** A name and an address, such as `Example Shop <shop@example.com>`. */
      from: z.string().min(3).max(320).optional(),
      replyTo: z.array(z.email().max(254)).max(10).default([]),
      cc: z.array(z.email().max(254)).max(50).default([]),
      bcc: z.array(z.email().max(254)).max(50).default([]),
      /** Set on the contact, and filled in where the e-mail says `contact.…`. */
      contactProperties: z.record(z.string().min(1).max(100), z.string().max(65_536)).default({}),
      /** Filled in where the e-mail says `custom.…`. */
      customProperties: z.record(z.string().min(1).max(100), z.string().max(65_536)).default({}),
    }),
    keyed: true,
    // HubSpot sends once for each `sendId`.
    request: ({ emailId, contactProperties, customProperties, ...message }, _config, { idempotencyKey }) =>
      post(
        path`/marketing/transactional/2026-09/single-email/send`,
        json({ emailId, contactProperties, customProperties, message: { ...message, sendId: idempotencyKey } }),
      ),
    example: {
      input: { emailId: fixtures.transactionalEmail, to: 'grace.hopper@example.com', customProperties: { order: '1' } },
      response: () => ({
        statusId: 'wJZ1dEV0fbHMcHVEPb5Yd1hK',
        status: 'PENDING',
        requestedAt: '2026-01-15T09:00:00.000Z',
      }),
    },
    answer: anything,
  }),
})

function exampleEmail({ name, subject }: { readonly name: string; readonly subject: string }) {
  return {
    id: fixtures.campaign,
    name,
    subject,
    state: 'DRAFT',
    isAb: false,
    createdAt: '2026-01-15T09:00:00.000Z',
    updatedAt: '2026-01-15T09:00:00.000Z',
  }
}
