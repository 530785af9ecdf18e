import * as z from 'zod'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  accountId: field(z.string().regex(/^[A-Za-z0-9]{1,20}$/, 'is not an account ID'), {
    label: 'Account ID',
    help: 'The `account_id` of the business: GET https://api.freshbooks.com/auth/api/v1/users/me with the access token, business_memberships.',
    example: 'zDmNq',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'OAuth 2.0 access token: FreshBooks, Settings, Developer Portal, your app. It lives for 12 hours.',
    example: 'fake0000upstream0000example0000access0000token0000',
  }),
  webhookSecret: secret({
    label: 'Webhook verifier',
    help: "The `verifier` that FreshBooks sent to the webhook's address when the webhook was registered.",
    example: 'fakeUpstreamExampleVerifier000000',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
