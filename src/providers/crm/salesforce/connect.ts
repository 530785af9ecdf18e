import * as z from 'zod'
import { bearer } from '../../../kit/auth.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { pattern } from '../../../kit/server.ts'
import { isMyDomain, myDomainHosts } from './config.ts'

/** Where no org is configured, the one that its user signs in to at Salesforce's own address for production orgs. */
const login = pattern('instanceUrl', myDomainHosts, (instanceUrl) => instanceUrl, 'https://login.salesforce.com')

/** Consent by a user, in whose name calls are made then. */
export const connect: Connect<'clientId' | 'clientSecret' | 'username' | 'privateKey' | 'instanceUrl'> = {
  docs: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm&type=5',
  authorize: { server: login, path: path`/services/oauth2/authorize` },
  token: { server: login, path: path`/services/oauth2/token`, authentication: 'form' },
  // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm&type=5
  revoke: { server: login, path: path`/services/oauth2/revoke`, authentication: 'none', token: 'refresh' },
  pkce: true,
  scopes: ['api', 'refresh_token'],
  // Used ones live on, unless the app was set to rotate them:
  // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm&type=5
  // The life of an access token is the session's, of which no answer tells; 15 minutes is the shortest that there is.
  refresh: { token: 'stays', accessLife: 900, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['clientId', 'clientSecret', 'username', 'privateKey'],
  learned: ['instanceUrl'],
  learn: ({ token, config }) => {
    const { data } = org().safeParse(token)
    if (data === undefined) throw new AccountRefused("Salesforce didn't say which org has consented.")
    const { instance_url: instanceUrl, id } = data
    if (config.instanceUrl !== undefined && config.instanceUrl !== instanceUrl) {
      throw new AccountRefused(`The org at ${instanceUrl} has consented, and not ${String(config.instanceUrl)}.`)
    }
    return { account: { id, name: instanceUrl.replace(/^https:\/\//, '') }, config: { instanceUrl } }
  },
  auth: bearer('accessToken'),
}

const org = () =>
  z.object({
    instance_url: z.string().regex(isMyDomain),
    /** `https://login.salesforce.com/id/<org>/<user>` */
    id: z
      .string()
      .regex(/\/id\/00D[A-Za-z0-9]{12,15}\/005[A-Za-z0-9]{12,15}$/)
      .transform((identity) => identity.split('/').at(-2) ?? ''),
  })
