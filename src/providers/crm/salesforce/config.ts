import * as z from 'zod'
import { currencyCode } from '../../../contracts/money.ts'
import { field, type PublicConfig, privateKey, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

/**
 * Hosts of My Domain login URLs: production orgs, and the partitioned ones of every other kind of org.
 * https://help.salesforce.com/s/articleView?id=xcloud.domain_name_app_url_changes.htm&type=5
 */
export const myDomainHosts =
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?:sandbox|develop|scratch|demo|patch|trailblaze|free))?\.my\.salesforce\.com$/

/** The URL of one, as it is configured. */
export const isMyDomain = new RegExp(`^https://${myDomainHosts.source.slice(1)}`)

export const config = () => ({
  instanceUrl: field(
    z
      .string()
      .regex(
        isMyDomain,
        'is not a My Domain URL such as https://acme.my.salesforce.com (lower case, nothing after the host)',
      ),
    {
      label: 'My Domain URL',
      help: 'Salesforce Setup, My Domain, Current My Domain URL, with https:// in front.',
      example: 'https://acme.my.salesforce.com',
    },
  ),
  clientId: field(
    z
      .string()
      .min(1)
      .max(1_024)
      .regex(/^[\x21-\x7e]+$/, 'has a space, a line break or another character that no key has'),
    {
      label: 'Consumer key',
      help: 'Salesforce Setup, External Client App Manager, your app, Settings, OAuth Settings, Consumer Key and Secret. The app needs the client credentials flow and a user to run as, or the JWT bearer flow.',
      example: '3MVG9fakeUpstreamExampleConsumerKey000000000000',
    },
  ),
  clientSecret: secret({
    label: 'Consumer secret',
    help: 'Beside the consumer key, for the client credentials flow.',
    example: 'FAKE0UPSTREAM0EXAMPLE0CONSUMER0SECRET00000000000000000000000000A',
  }).optional(),
  username: field(
    z
      .string()
      .max(80)
      .regex(/^[^\s@]+@[^\s@]+$/, 'is not a username, which has the form of an e-mail address'),
    {
      label: 'Username',
      help: 'For the JWT bearer flow, in place of the consumer secret: the user to act as, whom an administrator has approved for the app.',
      example: 'integration@acme.example',
    },
  ).optional(),
  privateKey: privateKey({
    label: 'Private key',
    help: 'For the JWT bearer flow: the private key of the certificate that was uploaded to the app (Use digital signatures), in PKCS #8.',
    example: 'MIIFAKEUPSTREAMEXAMPLEPRIVATEKEYMIIFAKEUPSTREAMEXAMPLEPRIVATEKEY',
  }).optional(),
  currency: field(z.union([z.literal('multiple'), currencyCode()]), {
    label: 'Currency',
    help: "The org's currency (Setup, Company Information), or `multiple` where it has several. Salesforce names the currency of a deal only in orgs with several.",
    example: 'USD',
  }).optional(),
})

export type Config = PublicConfig<ReturnType<typeof config>>
export type Kit = OperationKit<Config>
