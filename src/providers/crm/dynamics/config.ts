import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

/**
 * Hosts of environments, `crm` for North America and a number for every other region, with and without `api` in between:
 * https://learn.microsoft.com/en-us/power-platform/admin/new-datacenter-regions
 */
export const environmentHosts = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.(?:api\.)?crm(?:[1-9]\d?)?\.dynamics\.com$/

export const config = () => ({
  environmentUrl: field(
    z
      .string()
      .regex(
        new RegExp(`^https://${environmentHosts.source.slice(1)}`),
        'is not an environment URL such as https://acme.crm4.dynamics.com (lower case, nothing after the host)',
      ),
    {
      label: 'Environment URL',
      help: 'Power Platform admin centre, Environments, your environment, Environment URL, with https:// in front.',
      example: 'https://acme.crm.dynamics.com',
    },
  ),
  tenantId: field(z.guid(), {
    label: 'Directory (tenant) ID',
    help: 'Microsoft Entra admin centre, App registrations, your app, Overview.',
    example: '7e4a0001-0b6f-4c5c-9d8e-2f1a3b4c5d6e',
  }),
  clientId: field(z.guid(), {
    label: 'Application (client) ID',
    help: 'Beside the tenant ID. The app needs an application user with a security role in the environment.',
    example: '7e4a0002-0b6f-4c5c-9d8e-2f1a3b4c5d6e',
  }),
  clientSecret: secret({
    label: 'Client secret',
    help: 'Microsoft Entra admin centre, App registrations, your app, Certificates and secrets: the value, not the ID.',
    example: 'fake~UpstreamExampleClientSecret0000000000',
  }),
  currency: field(currencyCode(), {
    label: 'Base currency',
    help: 'What the environment counts in (Power Platform admin centre, your environment, Currency): a deal in it needs not say so.',
    example: 'USD',
  }),
  webhookSecret: secret({
    label: 'Webhook key',
    help: 'The value that the webhook was registered with in the Plug-in Registration tool, under the authentication WebhookKey.',
    example: 'fake-upstream-example-webhook-key',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
