import { bearer } from '../../../kit/auth.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { bookOperations } from './books.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { customerOperations } from './customers.ts'
import { expenseOperations } from './expenses.ts'
import { invoiceOperations } from './invoices.ts'
import { paymentOperations } from './payments.ts'
import { refusal } from './refusal.ts'

/** Wave, public GraphQL API. It has no reports, lists no transactions and signs nothing that it would deliver. */
export const wave = defineProvider({
  id: 'wave',
  type: 'accounting',
  name: 'Wave',
  description: 'Wave accounting',
  docs: 'https://developer.waveapps.com/hc/en-us/articles/360019968212-API-Reference',
  apiVersion: 'public',
  config,
  server: fixed('https://gql.waveapps.com'),
  headers: { Accept: 'application/json' },
  auth: bearer('accessToken'),
  connect,
  // Wave publishes none.
  limits: [],
  refusal,
  check: 'get-business',
  operations: (kit) => ({
    ...customerOperations(kit),
    ...invoiceOperations(kit),
    ...paymentOperations(kit),
    ...expenseOperations(kit),
    ...bookOperations(kit),
  }),
})
