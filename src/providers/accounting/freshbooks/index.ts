import { bearer } from '../../../kit/auth.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { bookOperations } from './books.ts'
import { clientOperations } from './clients.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { expenseOperations } from './expenses.ts'
import { invoiceOperations } from './invoices.ts'
import { paymentOperations } from './payments.ts'
import { refusal } from './refusal.ts'
import { reportOperations } from './reports.ts'

/** FreshBooks accounting API. */
export const freshbooks = defineProvider({
  id: 'freshbooks',
  type: 'accounting',
  name: 'FreshBooks',
  description: 'FreshBooks accounting',
  docs: 'https://www.freshbooks.com/api/start',
  apiVersion: 'alpha',
  config,
  server: fixed('https://api.freshbooks.com'),
  headers: { 'Api-Version': 'alpha', Accept: 'application/json' },
  auth: bearer('accessToken'),
  connect,
  // FreshBooks publishes none.
  limits: [],
  refusal,
  // How the form is written as JSON: https://freshbooks-python-sdk.readthedocs.io/en/latest/user_guide/webhooks.html
  webhook: {
    kind: 'hmac',
    docs: 'https://www.freshbooks.com/api/webhooks',
    header: 'X-FreshBooks-Hmac-SHA256',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['form-as-json'],
  },
  check: 'get-identity',
  operations: (kit) => ({
    ...clientOperations(kit),
    ...invoiceOperations(kit),
    ...paymentOperations(kit),
    ...expenseOperations(kit),
    ...bookOperations(kit),
    ...reportOperations(kit),
  }),
})
