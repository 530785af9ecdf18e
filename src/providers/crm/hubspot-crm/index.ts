import { bearer } from '../../../kit/auth.ts'
import { perDay } from '../../../kit/limit.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { accountOperations } from './account.ts'
import { companyOperations } from './companies.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { dealOperations } from './deals.ts'
import { noteOperations } from './notes.ts'
import { refusal } from './refusal.ts'

const limitsPage = 'https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines'

/** HubSpot's CRM: contacts, companies, deals and notes, each of the dated version 2026-09. */
export const hubspotCrm = defineProvider({
  id: 'hubspot-crm',
  type: 'crm',
  name: 'HubSpot CRM',
  description: 'HubSpot contacts, companies and deals',
  docs: 'https://developers.hubspot.com/docs/api-reference/overview',
  apiVersion: '2026-09',
  config,
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
    ...contactOperations(kit),
    ...companyOperations(kit),
    ...dealOperations(kit),
    ...noteOperations(kit),
    ...accountOperations(kit),
  }),
})
