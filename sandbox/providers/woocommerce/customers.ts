import { type Fields, json } from '../../http.ts'
import { group, list, listAt, type Members, matching, oneOf, text, textAt, valueAt, whole } from '../../json-shape.ts'
import { isReserved } from '../../reserved.ts'
import { RestError, times } from './answers.ts'
import { bodyOf, type Call, changedMeta, isListed, listQuery, nextNumber, page } from './call.ts'
import { type CustomerRecord, customers, orders } from './records.ts'

export const email = matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)

const place: Members = {
  first_name: text(),
  last_name: text(),
  company: text(),
  address_1: text(),
  address_2: text(),
  city: text(),
  state: text(),
  postcode: text(),
  country: text(),
  phone: text(),
}

export const addresses: Members = {
  billing: group({}, { ...place, email: matching(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/) }),
  shipping: group({}, place),
}

export const metaData: Members = { meta_data: list(group({}, { id: whole(), key: text() })) }

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#customer-properties */
const members: Members = {
  first_name: text(),
  last_name: text(),
  username: text(),
  password: text(),
  ...addresses,
  ...metaData,
}

const roles = ['all', 'administrator', 'editor', 'author', 'contributor', 'subscriber', 'customer', 'shop_manager']

const filters: Members = {
  orderby: oneOf('id', 'include', 'name', 'registered_date'),
  email,
  role: oneOf(...roles),
}

/** `GET /wc/v3/customers` */
export function getCustomers(call: Call): Response {
  const query = listQuery(call, filters)
  const isEveryRole = ['', 'all', 'customer'].includes(textAt(query, 'role'))
  const wanted = textAt(query, 'email').toLowerCase()
  const found = customers(call.state)
    .all()
    .filter((customer) => {
      const { given } = customer
      const searched = ['email', 'first_name', 'last_name', 'username'].map((name) => textAt(given, name)).join(' ')
      const isSame = wanted === '' || textAt(given, 'email').toLowerCase() === wanted
      return isEveryRole && isSame && isListed(query, customer, searched)
    })
  const keys: Readonly<Record<string, (customer: CustomerRecord) => string | number>> = {
    id: ({ id }) => id,
    registered_date: ({ created }) => created,
  }
  const key = keys[textAt(query, 'orderby')] ?? (({ given }) => textAt(given, 'username'))
  return page(call, query, found, key, (customer) => view(call, customer), 'asc')
}

/** `GET /wc/v3/customers/{id}` */
export function getCustomer(call: Call): Response {
  return json(view(call, customerOf(call)))
}

/** `POST /wc/v3/customers` */
export function createCustomer(call: Call): Response {
  const given = bodyOf(call, group({ email }, members))
  refuseTaken(call, given, 0)
  const customer: CustomerRecord = {
    id: nextNumber(call.state, 'user'),
    given: { ...given, username: textAt(given, 'username') || (textAt(given, 'email').split('@')[0] ?? '') },
    meta: changedMeta(call.state, [], listAt(given, 'meta_data')),
    created: call.exchange.now.toISOString(),
    modified: '',
  }
  customers(call.state).save(customer)
  return json(view(call, customer), 201)
}

/** `PUT /wc/v3/customers/{id}` */
export function updateCustomer(call: Call): Response {
  const customer = customerOf(call)
  const { username: _fixed, ...given } = bodyOf(call, group({}, { ...members, email }))
  refuseTaken(call, given, customer.id)
  const changed: CustomerRecord = {
    ...customer,
    given: { ...customer.given, ...given },
    meta: changedMeta(call.state, customer.meta, listAt(given, 'meta_data')),
    modified: call.exchange.now.toISOString(),
  }
  customers(call.state).save(changed)
  return json(view(call, changed))
}

/** `DELETE /wc/v3/customers/{id}`: there is no trash for customers. */
export function deleteCustomer(call: Call): Response {
  const customer = customerOf(call)
  if (call.exchange.url.searchParams.get('force') !== 'true') {
    throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Customers do not support trashing.')
  }
  customers(call.state).remove(String(customer.id))
  return json(view(call, customer))
}

function customerOf({ state, parameters }: Call): CustomerRecord {
  const customer = customers(state).find(parameters[0])
  if (customer === undefined) throw new RestError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.')
  return customer
}

function refuseTaken({ state }: Call, given: Fields, id: number): void {
  const address = textAt(given, 'email').toLowerCase()
  if (address === '' || isReserved(address)) return
  const others = customers(state)
    .all()
    .filter((customer) => customer.id !== id)
  if (others.every((customer) => textAt(customer.given, 'email').toLowerCase() !== address)) return
  const message = `An account is already registered with ${address}. Please log in or use a different email address.`
  throw new RestError(400, 'registration-error-email-exists', message)
}

const emptyAddress = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
}

/** The billing or the shipping address that was given, with an empty text for what it lacks. */
export function addressView(given: Fields, kind: 'billing' | 'shipping'): object {
  const empty = kind === 'billing' ? { ...emptyAddress, email: '' } : emptyAddress
  return Object.fromEntries(Object.keys(empty).map((name) => [name, textAt(valueAt(given, kind), name)]))
}

function view({ state }: Call, { id, given, meta, created, modified }: CustomerRecord): object {
  const paid = orders(state)
    .all()
    .filter((order) => order.paid !== '' && valueAt(order.given, 'customer_id') === id)
  return {
    id,
    ...times('date_created', created),
    ...times('date_modified', modified),
    email: textAt(given, 'email'),
    first_name: textAt(given, 'first_name'),
    last_name: textAt(given, 'last_name'),
    role: 'customer',
    username: textAt(given, 'username'),
    billing: addressView(given, 'billing'),
    shipping: addressView(given, 'shipping'),
    is_paying_customer: paid.length > 0,
    avatar_url: 'https://secure.gravatar.com/avatar/?s=96',
    meta_data: meta,
  }
}
