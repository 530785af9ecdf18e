import type { AuthorizationServer } from '../../authorization/server.ts'
import { errorAnswer } from './answers.ts'

/**
 * The code flow of a program with a secret, whose refresh tokens rotate.
 *
 * Sources: https://developer.constantcontact.com/api_guide/server_flow.html and
 * https://community.constantcontact.com/t5/API-Developer-Support/Refresh-token-expiry/td-p/402882
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Constant Contact',
  account: 'Sandbox Shop',
  authorize: 'authz.constantcontact.com/oauth2/default/v1/authorize',
  token: 'authz.constantcontact.com/oauth2/default/v1/token',
  scopes: {
    known: ['account_read', 'account_update', 'contact_data', 'campaign_data', 'offline_access', 'openid', 'profile'],
    separator: ' ',
    required: true,
  },
  pkce: 'ignored',
  checkRequest: (request) => ((request.get('state') ?? '') === '' ? 'state is missing.' : undefined),
  clientAuthentication: ['basic'],
  lives: { code: 60, access: 86_400, refresh: 15_552_000 },
  refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
  answer: ({ access, refresh, accessLife, scopes }) => ({
    token_type: 'Bearer',
    expires_in: accessLife,
    access_token: access,
    scope: scopes.join(' '),
    ...(scopes.includes('offline_access') ? { refresh_token: refresh } : {}),
  }),
  tokenRefused: () => errorAnswer(401, 'unauthorized', 'The access token used is invalid.'),
}
