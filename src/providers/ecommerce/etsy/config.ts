import * as z from 'zod'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  shopId: field(z.string().regex(/^[1-9]\d{0,14}$/, 'is not a shop ID: digits only'), {
    label: 'Shop ID',
    help: "The shop's number, which get-current-user answers as shop_id.",
    example: '51234567',
  }),
  apiKey: secret({
    label: 'API key',
    help: 'Etsy developers, Your apps: the keystring and the shared secret of your app, joined by a colon.',
    example: 'fake0upstream0example0key:fakesecret',
    pattern: /^[^:]+:[^:]+$/,
  }),
  accessToken: secret({
    label: 'Access token',
    help: "OAuth 2.0 access token of the shop's owner, with the scopes listings_r, listings_w, transactions_r, transactions_w and shops_r.",
    example: '812345678.fake-upstream-example-access-token',
    pattern: /^\d+\../,
  }),
})

type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
