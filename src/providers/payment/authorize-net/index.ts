import * as z from 'zod'
import { inBody } from '../../../kit/auth.ts'
import { environment, field, secret } from '../../../kit/config.ts'
import { isJsonObject, type JsonValue } from '../../../kit/json.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { choice } from '../../../kit/server.ts'
import { customerOperations } from './customers.ts'
import { refusal } from './refusal.ts'
import { reportOperations } from './reports.ts'
import { transactionOperations } from './transactions.ts'

/** Authorize.Net, the JSON form of its XML API. */
export const authorizeNet = defineProvider({
  id: 'authorize-net',
  type: 'payment',
  name: 'Authorize.Net',
  description: 'Authorize.Net payment processing',
  docs: 'https://developer.authorize.net/api/reference/index.html',
  apiVersion: 'xml/v1',
  config: () => ({
    apiLoginId: field(z.string().regex(/^[\x21-\x7e]{1,25}$/, "doesn't look like an API Login ID"), {
      label: 'API Login ID',
      help: 'Authorize.Net Merchant Interface, Account, API Credentials & Keys.',
      example: '5FakeLogin9',
    }),
    transactionKey: secret({
      label: 'Transaction Key',
      help: 'Authorize.Net Merchant Interface, Account, API Credentials & Keys.',
      example: '4fakeUpstreamKey',
      maxLength: 16,
    }),
    webhookSecret: secret({
      label: 'Signature Key',
      help: 'Authorize.Net Merchant Interface, Account, API Credentials & Keys: 128 hexadecimal digits.',
      example: 'FA4E0000'.repeat(16),
      pattern: /^[0-9A-Fa-f]{128}$/,
    }).optional(),
    environment: environment('sandbox', 'live'),
  }),
  // The hosts of its own SDKs: https://github.com/AuthorizeNet/sdk-node/blob/master/lib/constants.js
  server: choice('environment', { sandbox: 'https://apitest.authorize.net', live: 'https://api2.authorize.net' }),
  headers: { Accept: 'application/json' },
  auth: inBody(['apiLoginId', 'transactionKey'], (body, credential) =>
    authenticated(body, { name: credential('apiLoginId'), transactionKey: credential('transactionKey') }),
  ),
  // Authorize.Net publishes none.
  limits: [],
  refusal,
  // The key is its 128 digits as text: the delivery shown, with its key, at
  // https://community.developer.cybersource.com/t5/Integration-and-Testing/The-verification-of-the-webhook-signature-is-contingent-on-the/td-p/88640
  // verifies so, and not with the bytes that the digits spell.
  webhook: {
    kind: 'hmac',
    docs: 'https://developer.authorize.net/api/reference/features/webhooks.html',
    header: 'X-ANET-Signature',
    prefix: 'sha512=',
    hash: 'SHA-512',
    encoding: 'hex',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['body'],
  },
  check: 'authenticate-test',
  operations: (kit) => ({ ...transactionOperations(kit), ...reportOperations(kit), ...customerOperations(kit) }),
})

/** Puts the credentials first in the one member that a body has: the schema's sequence begins with them. */
function authenticated(body: JsonValue, merchantAuthentication: JsonValue): JsonValue {
  const [root, ...others] = isJsonObject(body) ? Object.entries(body) : []
  if (root === undefined || others.length > 0) throw new TypeError('a body has exactly one member, the request')
  const [name, members] = root
  if (!isJsonObject(members)) throw new TypeError(`"${name}" is no request`)
  return { [name]: { merchantAuthentication, ...members } }
}
