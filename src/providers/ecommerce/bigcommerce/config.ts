import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  storeHash: field(z.string().regex(/^[a-z0-9]{1,32}$/, 'is not a store hash: small letters and digits only'), {
    label: 'Store hash',
    help: "The part of the API path after /stores/, and of the control panel's address after store-: store-{hash}.mybigcommerce.com.",
    example: 'fk3up5tr34',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'BigCommerce, Settings, Store-level API accounts. It needs the scopes to modify products, orders, customers and store inventory, and to read information and settings.',
    example: 'fake0upstream0example0token0000',
  }),
  webhookSecret: secret({
    label: 'Client secret',
    help: 'The client secret of the same API account: BigCommerce signs webhooks with it.',
    example: 'fake0upstream0example0client0secret00000000000000000000000000000',
  }).optional(),
  currency: field(currencyCode(), {
    label: 'Default currency',
    help: "BigCommerce, Settings, Currencies. A product's price names no currency; without this it isn't counted in the unified view.",
    example: 'USD',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
