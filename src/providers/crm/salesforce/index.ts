import { clientCredentials, either, jwtBearer } from '../../../kit/auth.ts'
import { perDay } from '../../../kit/limit.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { pattern } from '../../../kit/server.ts'
import { companyOperations } from './companies.ts'
import { config, myDomainHosts } from './config.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { dealOperations } from './deals.ts'
import { noteOperations } from './notes.ts'
import { orgOperations } from './org.ts'
import { refusal } from './refusal.ts'

const tokenPath = path`/services/oauth2/token`

/**
 * No answer has `expires_in`: a token lives as long as a session may be idle, and 15 minutes is the shortest that an org
 * can set. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_profilesessionsetting.htm
 */
const sessionLife = 900

/** Salesforce, REST API v67.0 (Summer '26). Companies are its accounts, deals its opportunities. */
export const salesforce = defineProvider({
  id: 'salesforce',
  type: 'crm',
  name: 'Salesforce',
  description: 'Salesforce Sales Cloud',
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm',
  apiVersion: 'v67.0',
  config,
  server: pattern('instanceUrl', myDomainHosts, (instanceUrl) => instanceUrl),
  // Only the org's own My Domain takes client credentials, login.salesforce.com doesn't:
  // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm&type=5
  auth: either(
    clientCredentials({
      clientId: 'clientId',
      clientSecret: 'clientSecret',
      tokenPath,
      clientAuthentication: 'form',
      defaultLife: sessionLife,
    }),
    // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm&type=5
    jwtBearer({
      issuer: 'clientId',
      subject: 'username',
      privateKey: 'privateKey',
      audience: ({ instanceUrl }) =>
        /\.(?:sandbox|scratch)\.my\.salesforce\.com$/.test(String(instanceUrl))
          ? 'https://test.salesforce.com'
          : 'https://login.salesforce.com',
      // It must be over within three minutes.
      assertionLife: 120,
      tokenPath,
      defaultLife: sessionLife,
    }),
  ),
  connect,
  // What every paid edition has in 24 hours before its licences add to it.
  limits: [
    perDay(
      100_000,
      'https://developer.salesforce.com/docs/platform/salesforce-app-limits-cheatsheet/guide/salesforce-app-limits-platform-api.html',
    ),
  ],
  refusal,
  check: 'get-limits',
  operations: (kit) => ({
    ...contactOperations(kit),
    ...companyOperations(kit),
    ...dealOperations(kit),
    ...noteOperations(kit),
    ...orgOperations(kit),
  }),
})
