import * as z from 'zod'
import type { PublicConfig } from '../../../kit/config.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import type { OperationKit } from '../../../kit/operation.ts'

/** https://developer.paypal.com/braintree/graphql/guides/making_api_calls#api-keys */
export const config = () => ({
  // A colon would end the user name of Basic authentication.
  publicKey: field(z.string().regex(/^[\x21-\x39\x3b-\x7e]{8,64}$/, "doesn't look like a public key"), {
    label: 'Public key',
    help: 'Braintree Control Panel, the gear, API, API Keys.',
    example: 'fakeupstreamkey0',
  }),
  privateKey: secret({
    label: 'Private key',
    help: 'Braintree Control Panel, the gear, API, API Keys, View, beside the public key.',
    example: 'fa4e00000000000000000000fa4e0000',
  }),
  currency: field(z.string().regex(/^[A-Z]{3}$/, 'is not a three-letter ISO 4217 code in capitals'), {
    label: 'Currency',
    help: 'The currency of the merchant account below, or of the default one: payments take it from there.',
    example: 'USD',
  }),
  merchantAccountId: field(z.string().regex(/^[\w-]{1,64}$/, "doesn't look like a merchant account ID"), {
    label: 'Merchant account ID',
    help: 'Braintree Control Panel, the gear, Business, Merchant Accounts; the default one where none is given.',
    example: 'upstream_usd',
  }).optional(),
  environment: environment('sandbox', 'production'),
})

export type Config = PublicConfig<ReturnType<typeof config>>

export type Kit = OperationKit<Config>
