import * as z from 'zod'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  businessId: field(z.string().regex(/^[A-Za-z0-9+/_=-]{1,255}$/, 'is not the id of a business'), {
    label: 'Business ID',
    help: 'Id of the business, as the API answers it: query { businesses { edges { node { id name } } } }.',
    example: 'QnVzaW5lc3M6NWRmZGNlNzgtZmFrZS00MDAwLTgwMDAtMDAwMDAwMDAwMDAx',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'OAuth 2.0 access token, or a full access token of your own account: developer.waveapps.com, Manage Applications.',
    example: 'fakeUpstreamExampleFullAccessToken00000000',
  }),
})

type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
