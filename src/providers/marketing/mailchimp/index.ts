import * as z from 'zod'
import { basic } from '../../../kit/auth.ts'
import { field, secret } from '../../../kit/config.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { pattern } from '../../../kit/server.ts'
import { audienceOperations } from './audiences.ts'
import { campaignOperations } from './campaigns.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { refusal } from './refusal.ts'
import { segmentOperations } from './segments.ts'

/** Mailchimp, Marketing API 3.0. An account lives in one data centre, which its keys name and its host too. */
export const mailchimp = defineProvider({
  id: 'mailchimp',
  type: 'marketing',
  name: 'Mailchimp',
  description: 'Mailchimp audiences and e-mail campaigns',
  docs: 'https://mailchimp.com/developer/marketing/api/',
  apiVersion: '3.0',
  config: () => ({
    apiKey: secret({
      label: 'API key',
      help: 'Mailchimp, your profile, Extras, API keys.',
      example: '0fake0upstream0example0key000000-us19',
      pattern: /^\w{10,64}-[a-z]{2,4}\d{1,3}$/,
    }),
    server: field(z.string().regex(/^[a-z]{2,4}\d{1,3}$/, "doesn't look like a data center"), {
      label: 'Data center',
      help: 'What stands after the dash in your API key, and in front of admin.mailchimp.com when you are signed in.',
      example: 'us19',
    }),
    webhookSecret: secret({
      label: 'Webhook secret',
      help: 'Mailchimp signs nothing: make up a long random text and put it into the URL of your webhook, as ?secret=…',
      example: 'fake-upstream-example-webhook-secret',
    }).optional(),
  }),
  server: pattern(
    'server',
    /^[a-z]{2,4}\d{1,3}\.api\.mailchimp\.com$/,
    (server) => `https://${server}.api.mailchimp.com`,
  ),
  // Any user name will do: https://mailchimp.com/developer/marketing/docs/fundamentals/
  auth: basic({ literal: 'upstream' }, { field: 'apiKey' }),
  connect,
  // What Mailchimp limits is how many connections are open at once, and not how many there are in a time.
  limits: [],
  concurrency: { limit: 10, docs: 'https://mailchimp.com/developer/marketing/docs/fundamentals/' },
  refusal,
  webhook: {
    kind: 'token',
    docs: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
    place: 'query',
    name: 'secret',
    field: 'webhookSecret',
  },
  check: 'list-audiences',
  operations: (kit) => ({
    ...audienceOperations(kit),
    ...segmentOperations(kit),
    ...contactOperations(kit),
    ...campaignOperations(kit),
  }),
})
