import { headerKey } from '../../../kit/auth.ts'
import { secret } from '../../../kit/config.ts'
import { perMinute, perSecond } from '../../../kit/limit.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { audienceOperations } from './audiences.ts'
import { campaignOperations } from './campaigns.ts'
import { connect } from './connect.ts'
import { consentOperations } from './consent.ts'
import { contactOperations } from './contacts.ts'
import { eventOperations } from './events.ts'
import { mediaType } from './json-api.ts'
import { refusal } from './refusal.ts'
import { segmentOperations } from './segments.ts'

const revision = '2026-07-15'
const limitsPage = 'https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling'

/**
 * Klaviyo, revision 2026-07-15. Its profiles belong to the account, lists name some of them, and consent is a profile's
 * own.
 */
export const klaviyo = defineProvider({
  id: 'klaviyo',
  type: 'marketing',
  name: 'Klaviyo',
  description: 'Klaviyo profiles, lists, events and e-mail campaigns',
  docs: 'https://developers.klaviyo.com/en/reference/api_overview',
  apiVersion: revision,
  config: () => ({
    apiKey: secret({
      label: 'Private API key',
      help: 'Klaviyo, your account, Settings, API keys: with access to accounts, campaigns, events, lists, profiles and subscriptions.',
      example: 'pk_fakeupstreamexamplekey0000000000',
      pattern: /^pk_\w+$/,
    }),
    webhookSecret: secret({
      label: 'Webhook secret',
      help: 'Klaviyo, Integrations, Webhooks, your webhook: the secret that it was made with.',
      example: 'fake-upstream-example-webhook-secret',
    }).optional(),
  }),
  server: fixed('https://a.klaviyo.com'),
  headers: { revision, Accept: mediaType },
  auth: headerKey('Authorization', 'apiKey', 'Klaviyo-API-Key '),
  connect,
  // Every path has its own; these are the ones of profiles and lists, which are called most.
  limits: [perSecond(75, limitsPage), perMinute(750, limitsPage)],
  limitHeaders: {
    scope: 'operation',
    counters: [{ remaining: 'RateLimit-Remaining', window: 60, reset: { header: 'RateLimit-Reset', unit: 'seconds' } }],
    docs: limitsPage,
  },
  refusal,
  // The code on that page hashes the body and then the text of the time, with nothing between them.
  webhook: {
    kind: 'hmac',
    docs: 'https://developers.klaviyo.com/en/docs/working_with_system_webhooks',
    header: 'Klaviyo-Signature',
    hash: 'SHA-256',
    encoding: 'hex',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['body', 'timestamp'],
    timestamp: { header: 'Klaviyo-Timestamp', unit: 'date' },
  },
  check: 'get-account',
  operations: (kit) => ({
    ...audienceOperations(kit),
    ...segmentOperations(kit),
    ...contactOperations(kit),
    ...consentOperations(kit),
    ...campaignOperations(kit),
    ...eventOperations(kit),
  }),
})
