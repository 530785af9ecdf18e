import * as z from 'zod'
import * as marketing from '../../../contracts/marketing.ts'
import { toUtc } from '../../../contracts/time.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { linkCursor, nextQuery, paged, pageQuery } from './pages.ts'
import { reference } from './reference.ts'

const campaignAnswer = () =>
  z.looseObject({
    campaign_id: z.string(),
    name: z.string().nullish(),
    current_status: z.string().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  })

/** Done is a campaign that went out. Of Error and Removed nobody can say how far they came. */
const statuses: Readonly<Record<string, marketing.CampaignStatus>> = {
  draft: 'draft',
  scheduled: 'scheduled',
  executing: 'sending',
  done: 'sent',
}

/** Custom code, the one format whose content a request can carry. */
const customCode = 5

/** What an e-mail needs, all of it: an update replaces it whole. */
const content = () => ({
  subject: z.string().min(1).max(200),
  fromName: z.string().min(1).max(100),
  /** Both addresses have to be confirmed ones of the account. */
  fromEmail: z.email().max(80),
  replyTo: z.email().max(80),
  /** HTML with `[[trackingImage]]` in its body, without which nobody knows who opened it. */
  html: z.string().min(1).max(150_000),
  preheader: z.string().min(1).max(200).optional(),
})

interface Content {
  readonly subject: string
  readonly fromName: string
  readonly fromEmail: string
  readonly replyTo: string
  readonly html: string
  readonly preheader?: string | undefined
}

function activityOf({ subject, fromName, fromEmail, replyTo, html, preheader }: Content) {
  return {
    from_name: fromName,
    from_email: fromEmail,
    reply_to_email: replyTo,
    subject,
    preheader,
    html_content: html,
  }
}

const exampleContent = {
  subject: 'Spring is here',
  fromName: 'Example Shop',
  fromEmail: fixtures.sender,
  replyTo: fixtures.sender,
  html: '<html><body>[[trackingImage]]<p>Spring is here.</p></body></html>',
}

/**
 * A campaign is a name and some activities; the one that is called primary_email has the subject, the content and the
 * recipients, and is what is sent. So `create-campaign` and `send-campaign` have no equals here.
 */
export const emailOperations = ({ read, write }: OperationKit<unknown>) => ({
  'list-campaigns': read(marketing.listCampaigns, {
    docs: reference('Email_Campaigns', 'retrieveEmailCampaignsUsingGET'),
    extra: linkCursor,
    request: ({ limit, cursor }) => get(path`/v3/emails`, { query: pageQuery(cursor, { limit }) }),
    example: { input: { limit: 3 }, response: () => ({ campaigns: [exampleCampaign('Spring')] }) },
    answer: () => z.looseObject({ ...paged(), campaigns: z.array(campaignAnswer()) }),
    unify: ({ campaigns }) => ({
      items: campaigns.map(({ campaign_id: id, name, current_status: status, ...times }) => ({
        id,
        name: name ?? '',
        subject: null,
        status: statuses[status?.toLowerCase() ?? ''] ?? 'unknown',
        nativeStatus: status ?? 'unknown',
        sentAt: null,
        createdAt: toUtc(times.created_at),
        updatedAt: toUtc(times.updated_at),
      })),
    }),
    next: nextQuery,
  }),
  'create-email-draft': write({
    name: 'Create Email Draft',
    description: 'Create an e-mail campaign as a draft; its answer has the id of the activity that is set up and sent',
    docs: reference('Email_Campaigns', 'createEmailCampaignUsingPOST'),
    input: () => ({
      /** No two campaigns of an account have the same. */
      name: z.string().min(1).max(80),
      ...content(),
    }),
    request: ({ name, ...email }) =>
      post(
        path`/v3/emails`,
        json({ name, email_campaign_activities: [{ format_type: customCode, ...activityOf(email) }] }),
      ),
    example: {
      input: { name: 'Spring 2026', ...exampleContent },
      response: ({ name }) => ({
        ...exampleCampaign(name),
        campaign_activities: [{ campaign_activity_id: fixtures.activity, role: 'primary_email' }],
      }),
    },
    answer: anything,
  }),
  'set-up-email-draft': write({
    name: 'Set Up Email Draft',
    description: 'Give the e-mail of a campaign its recipients, and its content anew, before it is sent',
    docs: reference('Email_Campaigns', 'updateEmailCampaignActivityUsingPUT'),
    input: () => ({
      /** The activity that is called primary_email. */
      activity: z.guid(),
      audiences: z.array(z.guid()).min(1).max(50),
      ...content(),
    }),
    request: ({ activity, audiences, ...email }) =>
      put(path`/v3/emails/activities/${activity}`, json({ ...activityOf(email), contact_list_ids: audiences })),
    example: {
      input: { activity: fixtures.activity, audiences: [fixtures.audience], ...exampleContent },
      response: ({ activity, audiences, ...email }) => ({
        ...activityOf(email),
        campaign_activity_id: activity,
        campaign_id: fixtures.campaign,
        role: 'primary_email',
        current_status: 'DRAFT',
        contact_list_ids: audiences,
      }),
    },
    answer: anything,
  }),
  'send-email-draft': write({
    name: 'Send Email Draft',
    description: 'Send the e-mail of a campaign that has content and recipients, now or at a time',
    docs: reference('Email_Scheduling', 'scheduleEmailCampaignActivityUsingPOST'),
    input: () => ({
      /** The activity that is called primary_email. */
      activity: z.guid(),
      /** Now, where no time is given. */
      at: z.iso.datetime({ offset: true }).optional(),
    }),
    // The text "0" is the time that stands for now.
    request: ({ activity, at = '0' }) =>
      post(path`/v3/emails/activities/${activity}/schedules`, json({ scheduled_date: at })),
    example: {
      input: { activity: fixtures.activity },
      response: ({ at }) => (at === undefined ? [] : [{ scheduled_date: at }]),
    },
    answer: anything,
  }),
})

function exampleCampaign(name: string) {
  return {
    campaign_id: fixtures.campaign,
    name,
    current_status: 'Draft',
    type: 'NEWSLETTER',
    type_code: 10,
    created_at: '2026-01-15T09:00:00.000Z',
    updated_at: '2026-01-15T09:00:00.000Z',
  }
}
