import * as z from 'zod'
import { AccountRefused, type Connect, type TokenError } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'

/** The code flow, for programs with a secret: its refresh tokens live on, where those of PKCE are used once. */
export const connect: Connect<'accessToken'> = {
  docs: 'https://developer.squareup.com/docs/oauth-api/overview',
  authorize: { path: path`/oauth2/authorize` },
  // https://developer.squareup.com/reference/square/o-auth-api/obtain-token
  token: { path: path`/oauth2/token`, authentication: 'json', expiresAt: 'expires_at', refusal },
  // https://developer.squareup.com/reference/square/o-auth-api/revoke-token
  revoke: { path: path`/oauth2/revoke`, authentication: 'client', token: 'access', parameter: 'access_token' },
  // PKCE stands in for the secret here and not beside it: https://developer.squareup.com/docs/oauth-api/best-practices
  pkce: false,
  scopes: [
    'MERCHANT_PROFILE_READ',
    'PAYMENTS_READ',
    'PAYMENTS_WRITE',
    'CUSTOMERS_READ',
    'CUSTOMERS_WRITE',
    'ORDERS_READ',
    'ORDERS_WRITE',
  ],
  // Who is signed in at Square must be asked, or a browser connects the wrong seller.
  parameters: { session: 'false' },
  refresh: { token: 'stays', accessLife: 2_592_000, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: [],
  learn: ({ token }) => {
    const answer = seller().safeParse(token)
    if (!answer.success) throw new AccountRefused("Square didn't say which seller has consented.")
    return { account: { id: answer.data.merchant_id } }
  },
}

const seller = () => z.object({ merchant_id: z.string().min(1) })

/**
 * `{message, type: 'service.not_authorized'}` with 401, whether the program or its token is refused: see
 * https://developer.squareup.com/forums/t/15379. A secret that was wrong would never have got the refresh token.
 */
function refusal(status: number): TokenError | undefined {
  return status === 401 ? 'invalid_grant' : undefined
}
