import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { environment, field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  realmId: field(z.string().regex(/^\d{1,20}$/, 'is not a company ID: digits only'), {
    label: 'Company ID',
    help: 'QuickBooks, Settings, Account and settings, Billing & subscription: the Company ID without spaces. Intuit calls it realm ID too.',
    example: '9341453908059321',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'OAuth 2.0 access token of the company, with the scope com.intuit.quickbooks.accounting: Intuit Developer, OAuth 2.0 Playground.',
    example: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0..fakeUpstreamExampleAccessToken',
  }),
  webhookSecret: secret({
    label: 'Verifier token',
    help: 'Intuit Developer, your app, Webhooks: QuickBooks signs its notifications with it.',
    example: 'fa4e0000-fake-4000-8000-upstreamexample',
  }).optional(),
  currency: field(currencyCode(), {
    label: 'Home currency',
    help: "The company's own currency: QuickBooks names none with an item's price, and may leave it out elsewhere.",
    example: 'USD',
  }).optional(),
  environment: environment('sandbox', 'production'),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
