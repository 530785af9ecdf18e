import { json } from '../../http.ts'
import { closed, matching, oneOf, queryFields, text, textAt } from '../../json-shape.ts'
import { checkedQuery, commaList } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { type Account, fixtureTime } from './records.ts'

const extras = 'physical_address|company_logo'

/** `GET /account/summary` */
export function accountSummary({ exchange }: Account): Response {
  const shape = closed({}, { extra_fields: matching(new RegExp(`^(${extras})(, ?(${extras}))*$`)) })
  const query = checkedQuery(queryFields(exchange.url), 'account', shape)
  const wanted = commaList(query, 'extra_fields')
  return json({
    contact_email: fixtures.sender,
    contact_phone: '512-555-0100',
    country_code: 'US',
    encoded_account_id: 'a07e1ilbm7shdg6ikeo',
    first_name: 'Grace',
    last_name: 'Hopper',
    organization_name: 'Sandbox Shop',
    organization_phone: '512-555-0100',
    state_code: 'TX',
    time_zone_id: 'US/Central',
    website: 'https://shop.example.com',
    ...(wanted.includes('physical_address') ? { physical_address: physicalAddress } : {}),
    ...(wanted.includes('company_logo') ? { company_logo: { url: 'https://shop.example.com/logo.png' } } : {}),
  })
}

const physicalAddress = {
  address_line1: '4301 Bull Creek Rd',
  city: 'Austin',
  state_code: 'TX',
  postal_code: '78731',
  country_code: 'US',
}

const addresses = [
  {
    email_address: fixtures.sender,
    email_id: 1,
    confirm_status: 'CONFIRMED',
    confirm_time: fixtureTime,
    confirm_source_type: 'SITE_OWNER',
    roles: ['CONTACT', 'BILLING', 'REPLY_TO', 'OTHER'],
    pending_roles: [],
  },
]

const emailsQuery = closed(
  {},
  {
    confirm_status: oneOf('CONFIRMED', 'C', 'UNCONFIRMED', 'U'),
    role_code: oneOf('CONTACT', 'C', 'BILLING', 'B', 'JOURNALING', 'J', 'REPLY_TO', 'R', 'OTHER', 'O'),
    email_address: text(),
  },
)

/** `GET /account/emails`: the addresses that may send. */
export function accountEmails({ exchange }: Account): Response {
  const query = checkedQuery(queryFields(exchange.url), 'account', emailsQuery)
  const [status, role, address] = ['confirm_status', 'role_code', 'email_address'].map((name) => textAt(query, name))
  const found = addresses.filter(
    ({ confirm_status, roles, email_address }) =>
      confirm_status.startsWith(status ?? '') &&
      roles.some((each) => each.startsWith(role ?? '')) &&
      (address === '' || email_address === address),
  )
  return json(found)
}
