import { bearer } from '../../../kit/auth.ts'
import { perDay, perMinute } from '../../../kit/limit.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { bookOperations } from './books.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { expenseOperations } from './expenses.ts'
import { invoiceOperations } from './invoices.ts'
import { paymentOperations } from './payments.ts'
import { refusal } from './refusal.ts'
import { reportOperations } from './reports.ts'

const limits = 'https://developer.xero.com/faq/limits'

/** Xero Accounting API 2.0. A demo company is an organisation like any other, on the same host. */
export const xero = defineProvider({
  id: 'xero',
  type: 'accounting',
  name: 'Xero',
  description: 'Xero accounting',
  docs: 'https://developer.xero.com/documentation/api/accounting/overview',
  apiVersion: '2.0',
  config,
  server: fixed('https://api.xero.com'),
  // Without it Xero answers XML.
  headers: { Accept: 'application/json' },
  auth: bearer('accessToken'),
  connect,
  limits: [perMinute(60, limits), perDay(5_000, limits)],
  concurrency: { limit: 5, docs: limits },
  limitHeaders: {
    scope: 'account',
    counters: [
      { remaining: 'X-MinLimit-Remaining', window: 60 },
      { remaining: 'X-DayLimit-Remaining', window: 86_400 },
    ],
    docs: limits,
  },
  // Up to 128 characters; described with every write: https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_accounting.yaml
  idempotencyHeader: 'Idempotency-Key',
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
    header: 'x-xero-signature',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['body'],
  },
  check: 'get-organisation',
  operations: (kit) => ({
    ...contactOperations(kit),
    ...invoiceOperations(kit),
    ...paymentOperations(kit),
    ...expenseOperations(kit),
    ...bookOperations(kit),
    ...reportOperations(kit),
  }),
})
