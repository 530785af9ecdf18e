import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  accessToken: secret({
    label: 'Access token',
    help: 'OAuth 2.0 access token with the scope full_access: Sage Developer Self Service, your app. It lives for five minutes.',
    example: 'eyJhbGciOiJIUzUxMiIsImtpZCI6ImZha2UifQ.fakeUpstreamExample.accessToken',
    maxLength: 8_192,
  }),
  businessId: field(z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'is not the id of a business'), {
    label: 'Business',
    help: 'Id of the business, where the user has several: `list-businesses` answers them. The first one, where none is given.',
    example: '8f2e0a4c1b6d4e0f9a3c5d7e9f1b3a5c',
  }).optional(),
  currency: field(currencyCode(), {
    label: 'Base currency',
    help: "The business's own currency: Sage names none with its ledger accounts, prices and other payments.",
    example: 'GBP',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
