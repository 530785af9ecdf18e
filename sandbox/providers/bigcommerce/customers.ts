import { empty, type Fields, json } from '../../http.ts'
import {
  anything,
  boolean,
  closed,
  list,
  listAt,
  type Members,
  matching,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { Problem } from './answers.ts'
import { bodyOf, type Call, fieldsOf, isWithin, moment, nextNumber, page, queryOf, sorted, wholes } from './call.ts'
import { type CustomerRecord, customers } from './records.ts'

const address = closed(
  {
    first_name: text(255, 1),
    last_name: text(255, 1),
    address1: text(),
    city: text(100),
    country_code: text(2, 2),
  },
  {
    address2: text(),
    company: text(255),
    state_or_province: text(100),
    postal_code: text(30),
    phone: text(50),
    address_type: oneOf('residential', 'commercial'),
    form_fields: list(anything),
  },
)

const required: Members = {
  email: { kind: 'text', min: 3, max: 250, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
  first_name: text(100, 1),
  last_name: text(100, 1),
}

const optional: Members = {
  company: text(255),
  phone: text(50),
  notes: text(),
  tax_exempt_category: text(255),
  customer_group_id: whole(0),
  authentication: closed({}, { force_password_reset: boolean, new_password: text() }),
  accepts_product_review_abandoned_cart_emails: boolean,
  store_credit_amounts: list(closed({ amount: number(0) })),
  origin_channel_id: whole(1),
  channel_ids: list(whole(1)),
  form_fields: list(anything),
}

/** Source: https://developer.bigcommerce.com/docs/rest-management/customers#create-customers */
const newCustomers = list(
  closed(required, {
    ...optional,
    addresses: list(address, 0, 10),
    attributes: list(closed({ attribute_id: whole(1), attribute_value: text(255) }), 0, 10),
    trigger_account_created_notification: boolean,
  }),
  1,
)

/** Source: https://developer.bigcommerce.com/docs/rest-management/customers#update-customers */
const changes = list(closed({ id: whole(1) }, { ...required, ...optional }), 1)

const inclusions = 'addresses|storecredit|attributes|formfields|shopper_profile_id|segment_ids'

const filters: Members = {
  'id:in': wholes,
  'company:in': text(),
  'customer_group_id:in': wholes,
  date_created: moment,
  'date_created:min': moment,
  'date_created:max': moment,
  date_modified: moment,
  'date_modified:min': moment,
  'date_modified:max': moment,
  'email:in': text(),
  'name:in': text(),
  'name:like': text(),
  'phone:in': text(),
  include: matching(new RegExp(`^(${inclusions})(,(${inclusions}))*$`)),
  sort: matching(/^(date_created|last_name|date_modified):(asc|desc)$/),
}

/** `GET /v3/customers` */
export function getCustomers(call: Call): Response {
  const query = queryOf(call, filters, true)
  const isAmong = (name: string, value: string) =>
    textAt(query, name) === '' || textAt(query, name).toLowerCase().split(',').includes(value.toLowerCase())
  const found = customers(call.state)
    .all()
    .filter((customer) => {
      const { given } = customer
      const name = `${textAt(given, 'first_name')} ${textAt(given, 'last_name')}`
      return (
        isAmong('id:in', String(customer.id)) &&
        isAmong('email:in', textAt(given, 'email')) &&
        isAmong('company:in', textAt(given, 'company')) &&
        isAmong('customer_group_id:in', String(numberAt(given, 'customer_group_id'))) &&
        isAmong('phone:in', textAt(given, 'phone')) &&
        isAmong('name:in', name) &&
        name.toLowerCase().includes(textAt(query, 'name:like').toLowerCase()) &&
        isWithin(customer.date_created, textAt(query, 'date_created:min'), textAt(query, 'date_created:max')) &&
        isWithin(customer.date_modified, textAt(query, 'date_modified:min'), textAt(query, 'date_modified:max'))
      )
    })
  const [field = '', direction = ''] = (textAt(query, 'sort') || 'id:asc').split(':')
  const ordered = sorted(found, field, direction, (customer) => view(customer, ''))
  return page(call, query, ordered, (customer) => view(customer, textAt(query, 'include')))
}

/** `POST /v3/customers`: a list of at most 10. */
export function createCustomers(call: Call): Response {
  queryOf(call)
  const given = listAt(bodyOf(call, newCustomers))
  refuseTooMany(given)
  const taken = new Set(
    customers(call.state)
      .all()
      .map((customer) => textAt(customer.given, 'email').toLowerCase()),
  )
  for (const [index, one] of given.entries()) {
    const email = textAt(one, 'email')
    if (taken.has(email.toLowerCase()) && !isReserved(email)) {
      throw new Problem(422, 'Create customers failed.', {
        [`.customer_create_${index}`]: `Error creating customers: email ${email} already in use`,
      })
    }
    taken.add(email.toLowerCase())
  }
  const now = `${call.exchange.now.toISOString().slice(0, 19)}Z`
  const created = given.map((one): CustomerRecord => {
    const id = nextNumber(call.state, 'customer', 21)
    return { id, given: fieldsOf(one), date_created: now, date_modified: now }
  })
  for (const customer of created) customers(call.state).save(customer)
  return json({ data: created.map((customer) => view(customer, 'addresses,attributes')), meta: {} })
}

/** `PUT /v3/customers`: a list of at most 10, each with its id. */
export function updateCustomers(call: Call): Response {
  queryOf(call)
  const given = listAt(bodyOf(call, changes))
  refuseTooMany(given)
  const now = `${call.exchange.now.toISOString().slice(0, 19)}Z`
  const changed = given.map((one, index): CustomerRecord => {
    const customer = customers(call.state).find(String(numberAt(one, 'id')))
    if (customer === undefined) {
      throw new Problem(422, 'Update customers failed.', { [`.customer_update_${index}`]: 'invalid customer ID' })
    }
    return { ...customer, given: { ...customer.given, ...fieldsOf(one) }, date_modified: now }
  })
  for (const customer of changed) customers(call.state).save(customer)
  return json({ data: changed.map((customer) => view(customer, '')), meta: {} })
}

/** `DELETE /v3/customers?id:in=…` */
export function deleteCustomers(call: Call): Response {
  const query = queryOf(call, { 'id:in': wholes })
  if (textAt(query, 'id:in') === '') throw new Problem(422, 'The filter id:in is required.')
  for (const id of textAt(query, 'id:in').split(',')) customers(call.state).remove(id)
  return empty()
}

function refuseTooMany(given: readonly unknown[]): void {
  if (given.length > 10) throw new Problem(413, 'The maximum number of items allowed in the array is 10.')
}

function view({ given, ...customer }: CustomerRecord, include: string) {
  const parts = include.split(',')
  const addresses = listAt(given, 'addresses')
  const extras: Fields = {
    addresses: addresses.map((one, index) => ({ id: index + 1, customer_id: customer.id, ...fieldsOf(one) })),
    attributes: listAt(given, 'attributes'),
    storecredit: [],
    formfields: [],
  }
  const names: Readonly<Record<string, string>> = { storecredit: 'store_credit_amounts', formfields: 'form_fields' }
  return {
    id: customer.id,
    email: textAt(given, 'email'),
    first_name: textAt(given, 'first_name'),
    last_name: textAt(given, 'last_name'),
    company: textAt(given, 'company'),
    phone: textAt(given, 'phone'),
    registration_ip_address: '',
    notes: textAt(given, 'notes'),
    tax_exempt_category: textAt(given, 'tax_exempt_category'),
    customer_group_id: numberAt(given, 'customer_group_id'),
    date_created: customer.date_created,
    date_modified: customer.date_modified,
    address_count: addresses.length,
    attribute_count: listAt(given, 'attributes').length,
    authentication: { force_password_reset: valueAt(given, 'authentication', 'force_password_reset') === true },
    accepts_product_review_abandoned_cart_emails:
      valueAt(given, 'accepts_product_review_abandoned_cart_emails') === true,
    origin_channel_id: numberAt(given, 'origin_channel_id') || 1,
    channel_ids: listAt(given, 'channel_ids'),
    ...Object.fromEntries(
      Object.entries(extras)
        .filter(([name]) => parts.includes(name))
        .map(([name, value]) => [names[name] ?? name, value]),
    ),
  }
}
