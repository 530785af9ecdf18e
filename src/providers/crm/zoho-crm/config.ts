import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

/** An account lives in one data centre, and only there: https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html */
export const origins = {
  com: 'https://www.zohoapis.com',
  eu: 'https://www.zohoapis.eu',
  in: 'https://www.zohoapis.in',
  'com.au': 'https://www.zohoapis.com.au',
  jp: 'https://www.zohoapis.jp',
  ca: 'https://www.zohoapis.ca',
  'com.cn': 'https://www.zohoapis.com.cn',
} as const

export const config = () => ({
  dataCentre: field(z.enum(['com', 'eu', 'in', 'com.au', 'jp', 'ca', 'com.cn']), {
    label: 'Data centre',
    help: 'The end of the address at which you sign in: `eu` where that is accounts.zoho.eu (`ca` for accounts.zohocloud.ca).',
    example: 'com',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'An OAuth token of the same data centre, with the scopes ZohoCRM.modules.ALL, ZohoCRM.settings.fields.READ, ZohoCRM.coql.READ and ZohoCRM.org.READ. It lives for an hour.',
    example: '1000.fake0upstream0example00000000000.access0token00000000000000000000',
  }),
  currency: field(z.union([z.literal('multiple'), currencyCode()]), {
    label: 'Currency',
    help: 'The home currency (Zoho CRM, Setup, Company details, Currencies), or `multiple` where several are in use: only then does a deal say in which one it is.',
    example: 'USD',
  }).optional(),
  webhookSecret: secret({
    label: 'Notification token',
    help: 'The `token` with which notifications were enabled; every notification repeats it.',
    example: 'fake-upstream-example-notification-token',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
