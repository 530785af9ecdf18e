import * as z from 'zod'
import { bearer } from '../../../kit/auth.ts'
import { field, secret } from '../../../kit/config.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { choice } from '../../../kit/server.ts'
import { audienceOperations } from './audiences.ts'
import { campaignOperations } from './campaigns.ts'
import { contactOperations } from './contacts.ts'
import { mailOperations } from './mail.ts'
import { refusal } from './refusal.ts'
import { segmentOperations } from './segments.ts'

/** SendGrid, API v3: its mail, and its marketing campaigns, whose contacts can't be listed beyond a sample of fifty. */
export const sendgrid = defineProvider({
  id: 'sendgrid',
  type: 'marketing',
  name: 'SendGrid',
  description: 'Twilio SendGrid e-mail and marketing campaigns',
  docs: 'https://www.twilio.com/docs/sendgrid/api-reference',
  apiVersion: 'v3',
  config: () => ({
    apiKey: secret({
      label: 'API key',
      help: 'SendGrid, Settings, API Keys. Mail needs the permission Mail Send, everything else Marketing.',
      example: 'SG.fakeUpstreamExample000.fakeUpstreamExampleKey00000000000000000000000',
      pattern: /^SG\.[\w-]+\.[\w-]+$/,
    }),
    region: field(z.enum(['global', 'eu']), {
      label: 'Region',
      help: 'Where the account is: `eu` only for a regional subuser of the EU.',
      example: 'global',
    }).default('global'),
    webhookPublicKey: field(z.string().regex(/^[A-Za-z0-9+/]{80,200}={0,2}$/, "doesn't look like a verification key"), {
      label: 'Verification key',
      help: 'SendGrid, Settings, Mail Settings, Event Webhooks, your webhook, Signature verification: its public key.',
      example:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEDYsjVr8j6tI3UbRw6/FIQki+KYQ1KIXNoWkAUau6YKyQOx+v8fWkvM0xp8jozyaF2G7pzodj4NRcxbaI66v+Tg==',
    }).optional(),
  }),
  // https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api
  server: choice('region', { global: 'https://api.sendgrid.com', eu: 'https://api.eu.sendgrid.com' }),
  auth: bearer('apiKey'),
  // Each path has its own, which only its answers tell.
  limits: [],
  limitHeaders: {
    scope: 'operation',
    counters: [
      {
        remaining: 'X-RateLimit-Remaining',
        window: 60,
        reset: { header: 'X-RateLimit-Reset', unit: 'unix-seconds' },
      },
    ],
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits',
  },
  refusal,
  webhook: {
    kind: 'public-key',
    docs: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
    header: 'X-Twilio-Email-Event-Webhook-Signature',
    algorithm: 'ECDSA-P256-SHA256',
    encoding: 'base64',
    key: 'webhookPublicKey',
    content: ['timestamp', 'body'],
    timestamp: { header: 'X-Twilio-Email-Event-Webhook-Timestamp', unit: 'seconds' },
  },
  // The only read that a key of any permission may make.
  check: 'list-scopes',
  operations: (kit) => ({
    ...mailOperations(kit),
    ...audienceOperations(kit),
    ...segmentOperations(kit),
    ...contactOperations(kit),
    ...campaignOperations(kit),
  }),
})
