import { bearer } from '../../../kit/auth.ts'
import { secret } from '../../../kit/config.ts'
import { perDay } from '../../../kit/limit.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { get } from '../../../kit/request.ts'
import { fixed } from '../../../kit/server.ts'
import { audienceOperations } from './audiences.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { emailOperations } from './emails.ts'
import { refusal } from './refusal.ts'

const limitsPage = 'https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines'

/** HubSpot's marketing: contacts, lists, consent and marketing e-mails, each of the dated version 2026-09. */
export const hubspot = defineProvider({
  id: 'hubspot',
  type: 'marketing',
  name: 'HubSpot',
  description: 'HubSpot contacts, lists and marketing e-mail',
  docs: 'https://developers.hubspot.com/docs/api-reference/overview',
  apiVersion: '2026-09',
  config: () => ({
    accessToken: secret({
      label: 'Access token',
      help: 'HubSpot, Settings, Integrations: the access token of a private app, or a service key. It needs the scopes for contacts, lists, marketing e-mail and subscriptions.',
      example: 'pat-na1-fakeUpstreamExampleToken0000000',
    }),
    webhookSecret: secret({
      label: 'Client secret',
      help: "HubSpot, your app, Auth: the client secret, with which HubSpot signs the app's webhooks.",
      example: 'fake-upstream-example-client-secret',
    }).optional(),
  }),
  server: fixed('https://api.hubapi.com'),
  auth: bearer('accessToken'),
  connect,
  // What a private app of a Free or Starter account has; other plans have more.
  limits: [{ limit: 100, window: 10, docs: limitsPage }, perDay(250_000, limitsPage)],
  limitHeaders: {
    scope: 'account',
    counters: [
      { remaining: 'X-HubSpot-RateLimit-Remaining', window: 10 },
      { remaining: 'X-HubSpot-RateLimit-Daily-Remaining', window: 86_400 },
    ],
    docs: limitsPage,
  },
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation',
    header: 'X-HubSpot-Signature-v3',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['method', 'url', 'body', 'timestamp'],
    timestamp: { header: 'X-HubSpot-Request-Timestamp', unit: 'milliseconds' },
    tolerance: 300,
  },
  check: 'get-account',
  operations: (kit) => ({
    ...audienceOperations(kit),
    ...contactOperations(kit),
    ...emailOperations(kit),
    'get-account': kit.read({
      name: 'Get Account',
      description: 'Get the id, the type, the currencies and the time zone of the account',
      docs: 'https://developers.hubspot.com/docs/api-reference/latest/account/account-information/guide',
      input: () => ({}),
      request: () => get(path`/account-info/2026-09/details`),
      example: {
        input: {},
        response: () => ({
          portalId: 1_234_567,
          accountType: 'DEVELOPER_TEST',
          timeZone: 'Europe/Berlin',
          companyCurrency: 'EUR',
          additionalCurrencies: [],
          utcOffset: '+01:00',
          utcOffsetMilliseconds: 3_600_000,
          uiDomain: 'app.hubspot.com',
          dataHostingLocation: 'na1',
        }),
      },
      answer: anything,
    }),
  }),
})
