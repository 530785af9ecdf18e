import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { publicAddress } from '../../../kit/public-host.ts'

/** The four credentials are those that Magento shows for an active integration, under the names that it gives them. */
export const config = () => ({
  storeUrl: field(publicAddress(), {
    label: 'Store URL',
    help: 'The secure base URL of the store: Magento admin, Stores, Configuration, General, Web.',
    example: 'https://store.example.com',
  }),
  storeCode: field(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, 'is not the code of a store view'), {
    label: 'Store view code',
    help: 'Which store view is read and written: Magento admin, Stores, All Stores. "all" stands for all of them.',
    example: 'default',
  }).default('default'),
  consumerKey: secret({
    label: 'Consumer key',
    help: 'Magento admin, System, Extensions, Integrations: activate the integration, which needs access to catalog, sales, customers, inventory and stores.',
    example: 'fake0upstream0example0consumer00',
  }),
  consumerSecret: secret({
    label: 'Consumer secret',
    help: 'Shown beside the consumer key.',
    example: 'fake0upstream0example0consumersec',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'Shown beside the consumer key.',
    example: 'fake0upstream0example0access0tok',
  }),
  accessTokenSecret: secret({
    label: 'Access token secret',
    help: 'Shown beside the access token.',
    example: 'fake0upstream0example0access0sec',
  }),
  currency: field(currencyCode(), {
    label: 'Base currency',
    help: "Stores, Configuration, General, Currency setup. A product's price names no currency; without this it isn't counted in the unified view.",
    example: 'USD',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
