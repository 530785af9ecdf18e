import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

export const config = () => ({
  tenantId: field(z.uuid(), {
    label: 'Tenant ID',
    help: 'The `tenantId` of the organisation: GET https://api.xero.com/connections with the access token lists them.',
    example: '45e4708e-d862-4111-ab3a-dd8cd03913e1',
  }),
  accessToken: secret({
    label: 'Access token',
    help: 'OAuth 2.0 access token with the scopes accounting.contacts, accounting.invoices, accounting.payments, accounting.banktransactions, accounting.settings.read and accounting.reports.profitandloss.read.',
    example: 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImZha2UifQ.fakeUpstreamExample.accessToken',
    maxLength: 8_192,
  }),
  webhookSecret: secret({
    label: 'Webhooks key',
    help: 'Xero Developer, your app, Webhooks: Xero signs its notifications with it.',
    example: 'fakeUpstreamExampleWebhooksKey0000000000000000000000000000000000==',
  }).optional(),
  currency: field(currencyCode(), {
    label: 'Base currency',
    help: "The organisation's own currency: Xero names none in its reports, nor with an item's price.",
    example: 'USD',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
