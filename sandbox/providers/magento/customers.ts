import { isFields, json } from '../../http.ts'
import { anything, closed, group, list, listAt, type Members, numberAt, text, textAt, whole } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { noEntity, stamp, WebapiError } from './answers.ts'
import { bodyOf, type Call, nextNumber } from './call.ts'
import { type CustomerRecord, customers } from './records.ts'
import { named, search } from './search.ts'

const address = closed(
  {},
  {
    id: whole(),
    customer_id: whole(),
    region: anything,
    region_id: whole(),
    country_id: text(),
    street: list(text()),
    company: text(),
    telephone: text(),
    fax: text(),
    postcode: text(),
    city: text(),
    firstname: text(),
    lastname: text(),
    middlename: text(),
    prefix: text(),
    suffix: text(),
    vat_id: text(),
    default_shipping: anything,
    default_billing: anything,
    extension_attributes: group({}),
    custom_attributes: list(anything),
  },
)

const required: Members = { email: text(255, 1), firstname: text(255, 1), lastname: text(255, 1) }

/** Source: `customer-data-customer-interface` of https://developer.adobe.com/commerce/webapi/rest/quick-reference */
const customer = closed(required, {
  id: whole(),
  group_id: whole(),
  default_billing: text(),
  default_shipping: text(),
  confirmation: text(),
  created_at: text(),
  updated_at: text(),
  created_in: text(),
  dob: text(),
  middlename: text(),
  prefix: text(),
  suffix: text(),
  gender: whole(0),
  store_id: whole(),
  taxvat: text(),
  website_id: whole(),
  addresses: list(address),
  disable_auto_group_change: whole(0, 1),
  extension_attributes: group({}),
  custom_attributes: list(anything),
})

const searchable = {
  ...named('email', 'firstname', 'lastname', 'group_id', 'created_at', 'updated_at', 'website_id'),
  entity_id: 'id',
}

/** `GET /V1/customers/search` */
export function searchCustomers(call: Call): Response {
  return search(call, customers(call.state).all().map(view).toReversed(), searchable)
}

/** `GET /V1/customers/{customerId}` */
export function getCustomer(call: Call): Response {
  return json(view(customerOf(call)))
}

/** `POST /V1/customers` */
export function createCustomer(call: Call): Response {
  const { customer: given } = bodyOf(call, group({ customer }, { password: text(), redirect_url: text() }))
  refuseEmail(call, textAt(given, 'email'), 0)
  const now = stamp(call.exchange.now)
  const created: CustomerRecord = {
    id: nextNumber(call.state, 'customer'),
    given: isFields(given) ? given : {},
    created_at: now,
    updated_at: now,
  }
  customers(call.state).save(created)
  return json(view(created))
}

/** `PUT /V1/customers/{customerId}`: wants the email address and both names again. */
export function updateCustomer(call: Call): Response {
  const before = customerOf(call)
  const { customer: given } = bodyOf(call, group({ customer }, { password_hash: text() }))
  refuseEmail(call, textAt(given, 'email'), before.id)
  const changed: CustomerRecord = {
    ...before,
    given: { ...before.given, ...(isFields(given) ? given : {}) },
    updated_at: stamp(call.exchange.now),
  }
  customers(call.state).save(changed)
  return json(view(changed))
}

/** `DELETE /V1/customers/{customerId}` */
export function deleteCustomer(call: Call): Response {
  customers(call.state).remove(String(customerOf(call).id))
  return json(true)
}

function customerOf({ state, parameters }: Call): CustomerRecord {
  const found = customers(state).find(parameters[0])
  if (found === undefined) throw noEntity('customerId', Number(parameters[0]))
  return found
}

function refuseEmail({ state }: Call, email: string, id: number): void {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new WebapiError(400, '"Email" is not a valid email address.')
  }
  const isTaken = customers(state)
    .all()
    .some((one) => one.id !== id && textAt(one.given, 'email').toLowerCase() === email.toLowerCase())
  if (!isTaken || isReserved(email)) return
  throw new WebapiError(400, 'A customer with the same email address already exists in an associated website.')
}

function view({ id, given, created_at, updated_at }: CustomerRecord) {
  return {
    id,
    group_id: numberAt(given, 'group_id') || 1,
    created_at,
    updated_at,
    created_in: 'Default Store View',
    email: textAt(given, 'email'),
    firstname: textAt(given, 'firstname'),
    lastname: textAt(given, 'lastname'),
    store_id: numberAt(given, 'store_id') || 1,
    website_id: numberAt(given, 'website_id') || 1,
    addresses: listAt(given, 'addresses').map((one, index) => ({
      id: index + 1,
      customer_id: id,
      ...(isFields(one) ? one : {}),
    })),
    disable_auto_group_change: numberAt(given, 'disable_auto_group_change'),
    extension_attributes: { is_subscribed: false },
  }
}
