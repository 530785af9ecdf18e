import * as z from 'zod'
import { clientCredentials } from '../../../kit/auth.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { get } from '../../../kit/request.ts'
import { choice } from '../../../kit/server.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import { orderOperations } from './orders.ts'
import { paymentOperations } from './payments.ts'
import { payoutOperations } from './payouts.ts'
import { refusal } from './refusal.ts'
import { reportingOperations } from './reporting.ts'

/** PayPal: orders v2, payments v2, and the v1 APIs of payouts, reporting and webhooks. */
export const paypal = defineProvider({
  id: 'paypal',
  type: 'payment',
  name: 'PayPal',
  description: 'PayPal payment processing',
  docs: 'https://developer.paypal.com/api/rest/',
  apiVersion: 'Orders v2, Payments v2',
  config: () => ({
    clientId: field(z.string().regex(/^[\w-]{16,200}$/, "doesn't look like a Client ID"), {
      label: 'Client ID',
      help: 'PayPal Developer Dashboard, Apps & Credentials, your app.',
      example: 'AfakeUpstreamExampleClientId0000000000000000000000000000000000000000000000000000',
    }),
    clientSecret: secret({
      label: 'Secret key',
      help: 'PayPal Developer Dashboard, Apps & Credentials, your app, beside the Client ID.',
      example: 'EfakeUpstreamExampleClientSecret000000000000000000000000000000000000000000000000',
    }),
    webhookId: field(z.string().regex(/^[A-Za-z0-9]{1,50}$/, "doesn't look like a Webhook ID"), {
      label: 'Webhook ID',
      help: "PayPal Developer Dashboard, your app, Webhooks: what PayPal's signatures are bound to.",
      example: '0EH40505U7160970P',
    }).optional(),
    environment: environment('sandbox', 'live'),
  }),
  server: choice('environment', {
    sandbox: 'https://api-m.sandbox.paypal.com',
    live: 'https://api-m.paypal.com',
  }),
  headers: { Accept: 'application/json' },
  // https://developer.paypal.com/api/rest/authentication/
  auth: clientCredentials({
    clientId: 'clientId',
    clientSecret: 'clientSecret',
    tokenPath: path`/v1/oauth2/token`,
    clientAuthentication: 'basic',
    defaultLife: 32_400,
  }),
  // PayPal publishes none.
  limits: [],
  // https://developer.paypal.com/api/rest/reference/idempotency/
  idempotencyHeader: 'PayPal-Request-Id',
  refusal,
  // What is signed is built so in PayPal's own SDK too:
  // https://github.com/paypal/PayPal-Python-SDK/blob/master/paypalrestsdk/notifications.py
  webhook: {
    kind: 'certificate',
    docs: 'https://developer.paypal.com/api/rest/webhooks/rest/',
    header: 'PAYPAL-TRANSMISSION-SIG',
    algorithm: 'RSASSA-PKCS1-v1_5-SHA256',
    encoding: 'base64',
    certificateHeader: 'PAYPAL-CERT-URL',
    certificateHosts: ['api.paypal.com', 'api-m.paypal.com', 'api.sandbox.paypal.com', 'api-m.sandbox.paypal.com'],
    content: [
      { header: 'PAYPAL-TRANSMISSION-ID' },
      { literal: '|' },
      { header: 'PAYPAL-TRANSMISSION-TIME' },
      { literal: '|' },
      { field: 'webhookId' },
      { literal: '|' },
      'crc32',
    ],
  },
  // Needs no feature that an app has to be given, as the reports do.
  check: 'list-webhooks',
  operations: (kit) => ({
    ...orderOperations(kit),
    ...paymentOperations(kit),
    ...reportingOperations(kit),
    ...payoutOperations(kit),
    'list-webhooks': kit.read({
      name: 'List Webhooks',
      description: "List the app's webhooks, with their ids and the events they are sent",
      docs: 'https://developer.paypal.com/docs/api/webhooks/v1/#webhooks_list',
      input: wholeListInput,
      request: () => get(path`/v1/notifications/webhooks`),
      example: {
        input: {},
        response: () => ({
          webhooks: [
            {
              id: '0EH40505U7160970P',
              url: 'https://example.com/webhooks/paypal',
              event_types: [{ name: 'PAYMENT.CAPTURE.COMPLETED' }],
            },
          ],
        }),
      },
      ...pagesOf('webhooks'),
    }),
  }),
})
