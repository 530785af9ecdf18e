import { headerKey } from '../../../kit/auth.ts'
import { secret } from '../../../kit/config.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { companyOperations } from './companies.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { dealOperations } from './deals.ts'
import { noteOperations } from './notes.ts'
import { refusal } from './refusal.ts'
import { settingOperations } from './settings.ts'

/** Pipedrive, API v2, and v1 for what has no v2 yet: notes and users. Contacts are its persons, companies its organizations. */
export const pipedrive = defineProvider({
  id: 'pipedrive',
  type: 'crm',
  name: 'Pipedrive',
  description: 'Pipedrive sales pipelines',
  docs: 'https://developers.pipedrive.com/docs/api/v1',
  apiVersion: 'v2',
  config: () => ({
    apiToken: secret({
      label: 'API token',
      help: 'Pipedrive, your account name, Company settings, Personal preferences, API. It sees what its user sees.',
      example: 'fake0upstream0example0api0token00000000',
    }),
    webhookSecret: secret({
      label: 'Webhook credentials',
      help: 'The HTTP auth username and password that the webhook was made with, as username:password.',
      example: 'upstream:fake-upstream-example-password',
    }).optional(),
  }),
  server: fixed('https://api.pipedrive.com'),
  auth: headerKey('x-api-token', 'apiToken'),
  connect,
  // What a token of the smallest plan may burst to; larger plans have more. What a day's calls may cost depends on the
  // plan and its seats, and each request has a price of its own.
  limits: [{ limit: 20, window: 2, docs: 'https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting' }],
  limitHeaders: {
    scope: 'account',
    counters: [
      { remaining: 'x-ratelimit-remaining', window: 2, reset: { header: 'x-ratelimit-reset', unit: 'seconds' } },
    ],
    docs: 'https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting',
  },
  refusal,
  webhook: {
    kind: 'shared-secret',
    docs: 'https://developers.pipedrive.com/docs/api/v1/Webhooks#addWebhook',
    header: 'Authorization',
    encoding: 'basic',
    field: 'webhookSecret',
  },
  check: 'get-current-user',
  operations: (kit) => ({
    ...contactOperations(kit),
    ...companyOperations(kit),
    ...dealOperations(kit),
    ...noteOperations(kit),
    ...settingOperations(kit),
  }),
})
