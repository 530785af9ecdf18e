import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  accessToken: secret({
    label: 'Access token',
    help: 'HubSpot, Settings, Integrations: the access token of a private app, or a service key. It needs the scopes to read and write contacts, companies and deals, and to read owners.',
    example: 'pat-na1-fakeUpstreamExampleToken0000000',
  }),
  currency: field(currencyCode(), {
    label: 'Company currency',
    help: "HubSpot, Settings, Account defaults, Currency. Amounts of deals that name no currency of their own are counted in it; without it they aren't counted.",
    example: 'USD',
  }).optional(),
  webhookSecret: secret({
    label: 'Client secret',
    help: "HubSpot, your app, Auth: the client secret, with which HubSpot signs the app's webhooks.",
    example: 'fake-upstream-example-client-secret',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
