import { basic } from '../../../kit/auth.ts'
import { anything } from '../../../kit/operation.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { choice } from '../../../kit/server.ts'
import { config } from './config.ts'
import * as documents from './documents.ts'
import { fixtures } from './examples.ts'
import { ask } from './graphql.ts'
import { refusal } from './refusal.ts'
import { transactionOperations } from './transactions.ts'
import { vaultOperations } from './vault.ts'

/**
 * Braintree, GraphQL API. Ids are its global ids, not the legacy ids of its SDKs. A `clientMutationId` is only echoed:
 * nothing drops a repeated write.
 */
export const braintree = defineProvider({
  id: 'braintree',
  type: 'payment',
  name: 'Braintree',
  description: 'Braintree payment processing',
  docs: 'https://developer.paypal.com/braintree/graphql/reference',
  apiVersion: '2019-01-01',
  config,
  // https://developer.paypal.com/braintree/graphql/guides/making_api_calls
  server: choice('environment', {
    sandbox: 'https://payments.sandbox.braintree-api.com',
    production: 'https://payments.braintree-api.com',
  }),
  headers: { 'Braintree-Version': '2019-01-01' },
  auth: basic({ field: 'publicKey' }, { field: 'privateKey' }),
  // Braintree publishes none.
  limits: [],
  refusal,
  // The page leaves the signature to the SDKs:
  // https://github.com/braintree/braintree_node/blob/master/lib/braintree/webhook_notification_gateway.js
  webhook: {
    kind: 'hmac',
    docs: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
    formField: 'bt_signature',
    hash: 'SHA-1',
    encoding: 'hex',
    key: { field: 'privateKey', encoding: 'sha1' },
    content: [{ formField: 'bt_payload' }],
    prefix: { signer: 'publicKey', delimiter: '|' },
    separator: '&',
  },
  check: 'get-merchant',
  operations: (kit) => ({
    ...transactionOperations(kit),
    ...vaultOperations(kit),
    'get-merchant': kit.read({
      name: 'Get Merchant',
      description: 'Get the merchant whose keys these are, with its merchant accounts and their currencies',
      docs: 'https://developer.paypal.com/braintree/graphql/reference/types/merchant',
      input: () => ({}),
      request: () => ask(documents.getMerchant),
      example: {
        input: {},
        response: () => ({
          data: {
            viewer: {
              merchant: {
                id: fixtures.merchant,
                companyName: 'Example Store',
                timezone: 'America/Chicago',
                merchantAccounts: {
                  edges: [
                    {
                      node: { id: fixtures.merchantAccount, currencyCode: 'USD', status: 'ACTIVE', isDefault: true },
                    },
                  ],
                },
              },
            },
          },
        }),
      },
      answer: anything,
    }),
  }),
})
