import { headerKey } from '../../../kit/auth.ts'
import { perDay } from '../../../kit/limit.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { choice } from '../../../kit/server.ts'
import { companyOperations } from './companies.ts'
import { config, origins } from './config.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { dealOperations } from './deals.ts'
import { noteOperations } from './notes.ts'
import { organizationOperations } from './organization.ts'
import { refusal } from './refusal.ts'

/** Zoho CRM, API v8, of each data centre. Companies are its accounts. */
export const zohoCrm = defineProvider({
  id: 'zoho-crm',
  type: 'crm',
  name: 'Zoho CRM',
  description: 'Zoho contacts, accounts and deals',
  docs: 'https://www.zoho.com/crm/developer/docs/api/v8/',
  apiVersion: 'v8',
  config,
  server: choice('dataCentre', origins),
  auth: headerKey('Authorization', 'accessToken', 'Zoho-oauthtoken '),
  connect,
  // What every paid edition has in 24 hours before its users add to it; a call costs one credit, some cost more.
  limits: [perDay(50_000, 'https://www.zoho.com/crm/developer/docs/api/v8/api-limits.html')],
  refusal,
  webhook: {
    kind: 'token',
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html',
    place: 'body',
    name: 'token',
    field: 'webhookSecret',
  },
  check: 'get-organization',
  operations: (kit) => ({
    ...contactOperations(kit),
    ...companyOperations(kit),
    ...dealOperations(kit),
    ...noteOperations(kit),
    ...organizationOperations(kit),
  }),
})
