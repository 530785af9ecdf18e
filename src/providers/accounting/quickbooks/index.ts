import { bearer } from '../../../kit/auth.ts'
import { perMinute, perSecond } from '../../../kit/limit.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { choice } from '../../../kit/server.ts'
import { bookOperations } from './books.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { customerOperations } from './customers.ts'
import { expenseOperations } from './expenses.ts'
import { invoiceOperations } from './invoices.ts'
import { paymentOperations } from './payments.ts'
import { refusal } from './refusal.ts'
import { reportOperations } from './reports.ts'
import { minorVersion } from './resources.ts'

const limits = 'https://developer.intuit.com/app/developer/qbo/docs/learn/limits-and-throttles'

/** QuickBooks Online Accounting API, version 3. */
export const quickbooks = defineProvider({
  id: 'quickbooks',
  type: 'accounting',
  name: 'QuickBooks',
  description: 'QuickBooks Online accounting',
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/account',
  apiVersion: `v3, minor version ${minorVersion}`,
  config,
  server: choice('environment', {
    sandbox: 'https://sandbox-quickbooks.api.intuit.com',
    production: 'https://quickbooks.api.intuit.com',
  }),
  headers: { Accept: 'application/json' },
  auth: bearer('accessToken'),
  connect,
  limits: [perSecond(10, limits), perMinute(500, limits)],
  concurrency: {
    limit: 10,
    docs: 'https://blogs.intuit.com/2016/08/08/idg-concurrent-api-use-changes-coming-soon/',
  },
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
    header: 'intuit-signature',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['body'],
  },
  check: 'get-company',
  operations: (kit) => ({
    ...customerOperations(kit),
    ...invoiceOperations(kit),
    ...paymentOperations(kit),
    ...expenseOperations(kit),
    ...bookOperations(kit),
    ...reportOperations(kit),
  }),
})
