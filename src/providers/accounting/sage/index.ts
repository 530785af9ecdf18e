import { bearer } from '../../../kit/auth.ts'
import { perMinute } from '../../../kit/limit.ts'
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

/** Sage Business Cloud Accounting API 3.1. It has no report of profit and loss, mails no invoice and calls nobody back. */
export const sage = defineProvider({
  id: 'sage',
  type: 'accounting',
  name: 'Sage',
  description: 'Sage Business Cloud Accounting',
  docs: 'https://developer.sage.com/accounting/reference',
  apiVersion: '3.1',
  config,
  server: fixed('https://api.accounting.sage.com'),
  headers: { Accept: 'application/json' },
  auth: bearer('accessToken'),
  connect,
  limits: [perMinute(100, 'https://github.com/chrisjohnleah/sage-business-cloud-accounting-api#readme')],
  refusal,
  check: 'list-businesses',
  operations: (kit) => ({
    ...contactOperations(kit),
    ...invoiceOperations(kit),
    ...paymentOperations(kit),
    ...expenseOperations(kit),
    ...bookOperations(kit),
  }),
})
