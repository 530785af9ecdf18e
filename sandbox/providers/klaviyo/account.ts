import { notFound } from './answers.ts'
import type { Call } from './call.ts'
import { fixtures } from './fixtures.ts'
import { answerList, answerOne, type Reading, type Resource } from './reading.ts'

const account: Resource & { readonly id: string } = {
  type: 'account',
  id: fixtures.account,
  attributes: {
    test_account: true,
    contact_information: {
      default_sender_name: 'Example Shop',
      default_sender_email: 'shop@example.com',
      website_url: 'https://shop.example.com',
      organization_name: 'Example Shop',
      street_address: {
        address1: '4301 Bull Creek Rd',
        address2: null,
        city: 'Austin',
        region: 'TX',
        country: 'US',
        zip: '78731',
      },
    },
    industry: 'Ecommerce',
    timezone: 'US/Central',
    preferred_currency: 'USD',
    public_api_key: fixtures.account,
    locale: 'en-US',
  },
  relationships: {},
}

const reading: Reading = { fields: { account: Object.keys(account.attributes) } }

/** `GET /api/accounts`: the one that the key belongs to. */
export function getAccounts(call: Call): Response {
  return answerList(
    call,
    reading,
    [account],
    () => null,
    (resource) => resource,
  )
}

/** `GET /api/accounts/{id}` */
export function getAccount(call: Call): Response {
  if (call.parameter !== account.id) throw notFound('account', call.parameter)
  return answerOne(call, reading, account)
}
