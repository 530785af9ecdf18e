import { bearer } from '../../../kit/auth.ts'
import { secret } from '../../../kit/config.ts'
import { perDay, perSecond } from '../../../kit/limit.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { get } from '../../../kit/request.ts'
import { fixed } from '../../../kit/server.ts'
import { audienceOperations } from './audiences.ts'
import { connect } from './connect.ts'
import { contactOperations } from './contacts.ts'
import { emailOperations } from './emails.ts'
import { reference } from './reference.ts'
import { refusal } from './refusal.ts'
import { segmentOperations } from './segments.ts'

const limitsPage = 'https://developer.constantcontact.com/api_guide/rate_limits.html'

/** Constant Contact, API v3. An update of a contact replaces it whole there, so `add-contact` is what changes one. */
export const constantContact = defineProvider({
  id: 'constant-contact',
  type: 'marketing',
  name: 'Constant Contact',
  description: 'Constant Contact lists and e-mail campaigns',
  docs: 'https://developer.constantcontact.com/api_reference/index.html',
  apiVersion: 'v3',
  config: () => ({
    accessToken: secret({
      label: 'Access token',
      help: 'From the OAuth 2.0 flow of your application at developer.constantcontact.com, with the scopes account_read, contact_data and campaign_data.',
      example: 'fake-upstream-example-access-token',
    }),
  }),
  server: fixed('https://api.cc.email'),
  auth: bearer('accessToken'),
  connect,
  limits: [perSecond(4, limitsPage), perDay(10_000, limitsPage)],
  refusal,
  check: 'get-account',
  operations: (kit) => ({
    ...audienceOperations(kit),
    ...segmentOperations(kit),
    ...contactOperations(kit),
    ...emailOperations(kit),
    'get-account': kit.read({
      name: 'Get Account',
      description: 'Get the name, the country and the time zone of the account',
      docs: reference('Account_Services', 'getAccountById'),
      input: () => ({}),
      request: () => get(path`/v3/account/summary`),
      example: {
        input: {},
        response: () => ({
          contact_email: 'shop@example.com',
          country_code: 'US',
          encoded_account_id: 'a07e1ikxwuphd',
          first_name: 'Jenny',
          last_name: 'Rosen',
          organization_name: 'Example Shop',
          state_code: 'MA',
          time_zone_id: 'US/Eastern',
          website: 'https://example.com',
        }),
      },
      answer: anything,
    }),
  }),
})
