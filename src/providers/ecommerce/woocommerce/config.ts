import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { publicAddress } from '../../../kit/public-host.ts'

export const config = () => ({
  storeUrl: field(publicAddress(), {
    label: 'Store URL',
    help: 'The address of the WordPress site, as in WordPress, Settings, General. Its permalinks have to be other than the plain ones.',
    example: 'https://shop.example.com',
  }),
  consumerKey: secret({
    label: 'Consumer key',
    help: 'WooCommerce, Settings, Advanced, REST API, Add key, with Read/Write permissions.',
    example: 'ck_00fake00upstream00example00key0000000000',
    pattern: /^ck_./,
  }),
  consumerSecret: secret({
    label: 'Consumer secret',
    help: 'Shown once, beside the consumer key.',
    example: 'cs_00fake00upstream00example00secret0000000',
    pattern: /^cs_./,
  }),
  webhookSecret: secret({
    label: 'Webhook secret',
    help: 'WooCommerce, Settings, Advanced, Webhooks: the secret of the webhook.',
    example: 'fake-upstream-example-webhook-secret',
  }).optional(),
  currency: field(currencyCode(), {
    label: 'Store currency',
    help: "WooCommerce, Settings, General. A product's price names no currency; without this it isn't counted in the unified view.",
    example: 'USD',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
