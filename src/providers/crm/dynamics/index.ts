import { clientCredentials } from '../../../kit/auth.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { get } from '../../../kit/request.ts'
import { fixed, pattern } from '../../../kit/server.ts'
import { companyOperations } from './companies.ts'
import { config, environmentHosts } from './config.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { dealOperations } from './deals.ts'
import { EXAMPLE_BUSINESS_UNIT, EXAMPLE_ORGANIZATION, EXAMPLE_USER } from './examples.ts'
import { noteOperations } from './notes.ts'
import { refusal } from './refusal.ts'

/** Dynamics 365 Sales, through the Dataverse Web API v9.2. Companies are its accounts, deals its opportunities. */
export const dynamics = defineProvider({
  id: 'dynamics',
  type: 'crm',
  name: 'Microsoft Dynamics',
  description: 'Microsoft Dynamics 365 Sales',
  docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/overview',
  apiVersion: 'v9.2',
  config,
  server: pattern('environmentUrl', environmentHosts, (environmentUrl) => environmentUrl),
  // https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
  auth: clientCredentials({
    clientId: 'clientId',
    clientSecret: 'clientSecret',
    tokenServer: fixed('https://login.microsoftonline.com'),
    tokenPath: ({ tenantId }) => path`/${String(tenantId)}/oauth2/v2.0/token`,
    clientAuthentication: 'form',
    defaultLife: 3_599,
    parameters: ({ environmentUrl }) => ({ scope: `${String(environmentUrl)}/.default` }),
  }),
  connect,
  headers: { 'OData-MaxVersion': '4.0', 'OData-Version': '4.0' },
  // For each user and each web server of the environment; there may be several.
  limits: [
    {
      limit: 6_000,
      window: 300,
      docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/api-limits',
    },
  ],
  concurrency: {
    limit: 52,
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/api-limits',
  },
  refusal,
  webhook: {
    kind: 'token',
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/register-web-hook',
    place: 'query',
    name: 'code',
    field: 'webhookSecret',
  },
  check: 'who-am-i',
  operations: (kit) => ({
    ...contactOperations(kit),
    ...companyOperations(kit),
    ...dealOperations(kit),
    ...noteOperations(kit),
    'who-am-i': kit.read({
      name: 'Who Am I',
      description: 'Get the ids of the application user, its business unit and the organization',
      docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/use-web-api-functions',
      input: () => ({}),
      request: () => get(path`/api/data/v9.2/WhoAmI`),
      example: {
        input: {},
        response: () => ({
          BusinessUnitId: EXAMPLE_BUSINESS_UNIT,
          UserId: EXAMPLE_USER,
          OrganizationId: EXAMPLE_ORGANIZATION,
        }),
      },
      answer: anything,
    }),
  }),
})
