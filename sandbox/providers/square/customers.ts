import { type Fields, json } from '../../http.ts'
import { boolean, closed, list, matching, oneOf, text, valueAt, whole } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { once } from './idempotency.ts'
import { pageOf } from './listing.ts'
import { address, bodyOf, given, queryOf, textOf, time } from './parameters.ts'
import type { Customer } from './records.ts'
import { invalid, notFound, SquareRefusal, squareError } from './refusal.ts'
import { customersOf } from './store.ts'

/** Lengths of https://developer.squareup.com/reference/square/customers-api/create-customer */
const profile = {
  given_name: text(300),
  family_name: text(300),
  company_name: text(500),
  nickname: text(100),
  email_address: text(254),
  address,
  phone_number: text(),
  reference_id: text(100),
  note: text(),
  birthday: matching(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  tax_ids: closed({}, { eu_vat: text(20) }),
}

const names = Object.keys(profile)

const createRequest = closed({}, { ...profile, idempotency_key: text() })

/**
 * `POST /v2/customers`: https://developer.squareup.com/reference/square/customers-api/create-customer
 *
 * Square lets many customers have the same address.
 */
export function createCustomer(exchange: Exchange, state: State): Response {
  const request = bodyOf(exchange, createRequest)
  return once(exchange, state, textOf(request, 'idempotency_key'), () => {
    const identifying = ['given_name', 'family_name', 'company_name', 'email_address', 'phone_number'] as const
    if (!identifying.some((name) => (textOf(request, name) ?? '') !== '')) {
      const detail = `At least one of ${identifying.map((name) => `\`${name}\``).join(', ')} is required.`
      throw invalid('BAD_REQUEST', detail)
    }
    assertReachable(request)
    const now = exchange.now.toISOString()
    const customer: Customer = {
      id: exchange.randomId(26).toUpperCase(),
      created_at: now,
      updated_at: now,
      ...profileOf(request),
      preferences: { email_unsubscribed: false },
      creation_source: 'THIRD_PARTY',
      version: 0,
    }
    customersOf(state).save(customer)
    return { status: 200, body: { customer } }
  })
}

function profileOf(fields: Fields): Partial<Customer> {
  const birthday = textOf(fields, 'birthday')
  return {
    ...given(fields, names),
    // A birthday without its year is shown as of the year 0000.
    ...(birthday === undefined ? {} : { birthday: birthday.length === 5 ? `0000-${birthday}` : birthday }),
  }
}

function assertReachable(fields: Fields): void {
  const email = textOf(fields, 'email_address')
  if (email !== undefined && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    throw invalid('INVALID_EMAIL_ADDRESS', 'Expected email_address to be a valid email address.', 'email_address')
  }
  const phone = textOf(fields, 'phone_number')
  if (phone !== undefined && !/^\+?(?:[ ().-]*\d){9,16}$/.test(phone)) {
    throw invalid('INVALID_PHONE_NUMBER', 'Expected phone_number to be a valid phone number.', 'phone_number')
  }
}

/** `GET /v2/customers/{customer_id}`: https://developer.squareup.com/reference/square/customers-api/retrieve-customer */
export function getCustomer(_exchange: Exchange, state: State, id: string): Response {
  return json({ customer: find(state, id) })
}

function find(state: State, id: string): Customer {
  const customer = customersOf(state).find(id)
  if (customer === undefined) throw notFound(`Customer with ID \`${id}\` not found.`)
  return customer
}

const updateRequest = closed({}, { ...profile, version: whole(0) })

/** `PUT /v2/customers/{customer_id}`: https://developer.squareup.com/reference/square/customers-api/update-customer */
export function updateCustomer(exchange: Exchange, state: State, id: string): Response {
  const customer = find(state, id)
  const request = bodyOf(exchange, updateRequest)
  assertVersion(customer, request.version)
  assertReachable(request)
  const updated: Customer = {
    ...customer,
    // `null` takes a field away.
    ...Object.fromEntries(names.filter((name) => request[name] === null).map((name) => [name, undefined])),
    ...profileOf(request),
    updated_at: exchange.now.toISOString(),
    version: customer.version + 1,
  }
  customersOf(state).save(updated)
  return json({ customer: updated })
}

function assertVersion(customer: Customer, version: unknown): void {
  if (version === undefined || version === customer.version) return
  const detail = `The customer has the version ${customer.version}, not ${String(version)}.`
  throw new SquareRefusal(409, [squareError('CONFLICT', detail, 'version')])
}

/** `DELETE /v2/customers/{customer_id}`: https://developer.squareup.com/reference/square/customers-api/delete-customer */
export function deleteCustomer(exchange: Exchange, state: State, id: string): Response {
  const query = queryOf(exchange, closed({}, { version: matching(/^\d+$/) }))
  assertVersion(find(state, id), query.version === undefined ? undefined : Number(query.version))
  customersOf(state).remove(id)
  return json({})
}

const listQuery = closed(
  {},
  {
    cursor: text(),
    limit: matching(/^-?\d+$/),
    sort_field: oneOf('DEFAULT', 'CREATED_AT'),
    sort_order: oneOf('ASC', 'DESC'),
    count: oneOf('true', 'false'),
  },
)

/** `GET /v2/customers`: https://developer.squareup.com/reference/square/customers-api/list-customers */
export function listCustomers(exchange: Exchange, state: State): Response {
  const query = queryOf(exchange, listQuery)
  const sort = { field: query.sort_field ?? 'DEFAULT', order: query.sort_order ?? 'ASC' }
  const limit = Number(query.limit ?? 100)
  return listed(customersOf(state).all(), sort, limit, textOf(query, 'cursor'), query.count === 'true')
}

const exactOrFuzzy = closed({}, { exact: text(), fuzzy: text() })
const range = closed({}, { start_at: time, end_at: time })
const someOf = closed({}, { all: list(text()), any: list(text()), none: list(text()) })

const searchRequest = closed(
  {},
  {
    cursor: text(),
    limit: whole(1, 100),
    count: boolean,
    query: closed(
      {},
      {
        filter: closed(
          {},
          {
            creation_source: closed({}, { values: list(text()), rule: oneOf('INCLUDE', 'EXCLUDE') }),
            created_at: range,
            updated_at: range,
            email_address: exactOrFuzzy,
            phone_number: exactOrFuzzy,
            reference_id: exactOrFuzzy,
            group_ids: someOf,
            segment_ids: someOf,
          },
        ),
        sort: closed({}, { field: oneOf('DEFAULT', 'CREATED_AT'), order: oneOf('ASC', 'DESC') }),
      },
    ),
  },
)

/**
 * `POST /v2/customers/search`: https://developer.squareup.com/reference/square/customers-api/search-customers
 *
 * Customers of the sandbox are in no group and no segment.
 */
export function searchCustomers(exchange: Exchange, state: State): Response {
  const request = bodyOf(exchange, searchRequest)
  const filter = valueAt(request, 'query', 'filter')
  const found = customersOf(state)
    .all()
    .filter((customer) => matches(customer, filter))
  const sort = {
    field: valueAt(request, 'query', 'sort', 'field') ?? 'DEFAULT',
    order: valueAt(request, 'query', 'sort', 'order') ?? 'ASC',
  }
  return listed(found, sort, Number(request.limit ?? 100), textOf(request, 'cursor'), request.count === true)
}

function matches(customer: Customer, filter: unknown): boolean {
  const isText = (['email_address', 'phone_number', 'reference_id'] as const).every((name) => {
    const has = (customer[name] ?? '').toLowerCase()
    const exact = valueAt(filter, name, 'exact')
    const fuzzy = valueAt(filter, name, 'fuzzy')
    return (
      (typeof exact !== 'string' || has === exact.toLowerCase()) &&
      (typeof fuzzy !== 'string' || has.includes(fuzzy.toLowerCase()))
    )
  })
  const isTime = (['created_at', 'updated_at'] as const).every((name) => {
    const start = valueAt(filter, name, 'start_at')
    const end = valueAt(filter, name, 'end_at')
    const at = Date.parse(customer[name])
    return (typeof start !== 'string' || at >= Date.parse(start)) && (typeof end !== 'string' || at <= Date.parse(end))
  })
  const sources = valueAt(filter, 'creation_source', 'values')
  const isListed = !Array.isArray(sources) || sources.includes(customer.creation_source)
  const isSource = valueAt(filter, 'creation_source', 'rule') === 'EXCLUDE' ? !isListed : isListed
  const isGrouped = (['group_ids', 'segment_ids'] as const).some((name) =>
    ['all', 'any'].some((rule) => valueAt(filter, name, rule) !== undefined),
  )
  return isText && isTime && isSource && !isGrouped
}

function listed(
  customers: readonly Customer[],
  sort: { field: unknown; order: unknown },
  limit: number,
  cursor: string | undefined,
  isCounted: boolean,
): Response {
  if (limit < 1) throw invalid('VALUE_TOO_LOW', '`limit` must be greater than or equal to 1.', 'limit')
  if (limit > 100) throw invalid('VALUE_TOO_HIGH', '`limit` must be less than or equal to 100.', 'limit')
  const keyOf = (customer: Customer): string =>
    sort.field === 'CREATED_AT'
      ? customer.created_at
      : `${customer.given_name ?? ''} ${customer.family_name ?? ''} ${customer.company_name ?? ''}`.toLowerCase()
  const ascending = customers.toSorted((left, right) => keyOf(left).localeCompare(keyOf(right)))
  const { page, cursor: next } = pageOf(sort.order === 'DESC' ? ascending.toReversed() : ascending, cursor, limit)
  return json({
    ...(page.length > 0 ? { customers: page } : {}),
    ...(next === undefined ? {} : { cursor: next }),
    ...(isCounted ? { count: customers.length } : {}),
  })
}
