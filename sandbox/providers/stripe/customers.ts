import type { Fields } from '../../http.ts'
import { cardFromToken, cardReference, cardRefusal } from './charges.ts'
import type { Answer, Context } from './context.ts'
import type { Ledger } from './ledger.ts'
import { page, paging } from './listing.ts'
import { type Customer, customerObject } from './objects.ts'
import {
  anyHash,
  boolean,
  clearable,
  email,
  expandable,
  hash,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  oneOf,
  optional,
  type Parse,
  parameters,
  text,
} from './parameters.ts'
import { missing } from './refusal.ts'

/** https://docs.stripe.com/api/customers */
export function customers(method: string, path: readonly string[], context: Context): Answer {
  const [id, action] = path
  if (action !== undefined) return undefined
  if (id === undefined) {
    if (method === 'POST') return createCustomer(context)
    return method === 'GET' ? listCustomers(context) : undefined
  }
  if (method === 'GET') return getCustomer(id, context)
  if (method === 'POST') return updateCustomer(id, context)
  return method === 'DELETE' ? deleteCustomer(id, context) : undefined
}

const addressParts = {
  city: optional(clearable()),
  country: optional(clearable()),
  line1: optional(clearable()),
  line2: optional(clearable()),
  postal_code: optional(clearable()),
  state: optional(clearable()),
}

/** An address, whole: parts that are not given are `null`. An empty string unsets it. */
function address(): Parse<Fields | null> {
  return (value, name) => {
    if (value === '') return null
    const parts = hash(addressParts)(value, name)
    return Object.fromEntries(
      Object.keys(addressParts).map((part) => [part, parts[part as keyof typeof parts] ?? null]),
    )
  }
}

function unsettable(parse: Parse<Fields>): Parse<Fields | null> {
  return (value, name) => (value === '' ? null : parse(value, name))
}

function unsettableEmail(): Parse<string | null> {
  return (value, name) => (value === '' ? null : email()(value, name))
}

const common = {
  ...expandable,
  address: optional(address()),
  balance: optional(integer()),
  business_name: optional(clearable(150)),
  cash_balance: optional(anyHash()),
  description: optional(clearable()),
  email: optional(unsettableEmail()),
  individual_name: optional(clearable(150)),
  invoice_prefix: optional(text(12)),
  invoice_settings: optional(anyHash()),
  metadata: optional(metadata()),
  name: optional(clearable(256)),
  next_invoice_sequence: optional(integer()),
  phone: optional(clearable(20)),
  preferred_locales: optional(listOf(text())),
  shipping: optional(unsettable(hash({ address: address(), name: text(), phone: optional(text()) }))),
  source: optional(cardReference),
  tax: optional(anyHash()),
  tax_exempt: optional(oneOf('none', 'exempt', 'reverse', '')),
  validate: optional(boolean()),
}

type Common = { [K in keyof typeof common]: ReturnType<(typeof common)[K]> }

function createCustomer({ ledger, fields }: Context): Customer {
  const given = parameters(fields, {
    ...common,
    payment_method: optional(text()),
    tax_id_data: optional(listOf(anyHash())),
    test_clock: optional(text()),
  })
  const origin = ledger.origin('cus')
  // Stripe's customer ids are shorter than its other ids: `cus_QXg1o8vcGmoR32`.
  const id = origin.id.slice(0, 'cus_'.length + 14)
  const blank = customerObject(
    { ...origin, id },
    {
      address: null,
      balance: 0,
      default_source: null,
      description: null,
      email: null,
      invoice_prefix: id.slice(-8).toUpperCase(),
      metadata: {},
      name: null,
      next_invoice_sequence: 1,
      phone: null,
      preferred_locales: [],
      shipping: null,
      tax_exempt: 'none',
    },
  )
  const customer = changed(ledger, blank, given)
  ledger.customers.save(customer)
  ledger.record('customer.created', customer)
  return customer
}

function changed(ledger: Ledger, customer: Customer, given: Common): Customer {
  const kept = <T>(value: T | undefined, current: T): T => (value === undefined ? current : value)
  return {
    ...customer,
    address: kept(given.address, customer.address),
    balance: kept(given.balance, customer.balance),
    default_source: given.source === undefined ? customer.default_source : savedCard(ledger, customer.id, given.source),
    description: kept(given.description, customer.description),
    email: kept(given.email, customer.email),
    invoice_prefix: kept(given.invoice_prefix, customer.invoice_prefix),
    metadata: mergeMetadata(customer.metadata, given.metadata),
    name: kept(given.name, customer.name),
    next_invoice_sequence: kept(given.next_invoice_sequence, customer.next_invoice_sequence),
    phone: kept(given.phone, customer.phone),
    preferred_locales: kept(given.preferred_locales, customer.preferred_locales),
    shipping: kept(given.shipping, customer.shipping),
    tax_exempt: given.tax_exempt === '' ? 'none' : kept(given.tax_exempt, customer.tax_exempt),
  }
}

/** Saves the card of a token with a customer; a card that is declined when charged is mostly declined here too. */
function savedCard(ledger: Ledger, customer: string, token: string): string {
  const { card, testCard } = cardFromToken(ledger, token, customer)
  if (testCard.outcome.kind === 'declined' && testCard.outcome.onAttach) throw cardRefusal(testCard.outcome, {})
  ledger.cards.save(card)
  return card.id
}

function findCustomer(ledger: Ledger, id: string): Customer {
  const customer = ledger.customers.find(id)
  if (customer === undefined) throw missing('customer', id, 'id')
  return customer
}

function getCustomer(id: string, { ledger, fields }: Context): object {
  parameters(fields, expandable)
  return ledger.isBuried(id) ? { id, object: 'customer', deleted: true } : findCustomer(ledger, id)
}

function listCustomers({ ledger, fields }: Context): object {
  const query = parameters(fields, { ...paging, email: optional(text(512)), test_clock: optional(text()) })
  return page(ledger.customers, 'customer', '/v1/customers', query, (customer) => {
    return query.email === undefined || customer.email === query.email
  })
}

function updateCustomer(id: string, { ledger, fields }: Context): Customer {
  const given = parameters(fields, { ...common, default_source: optional(text()) })
  const customer = findCustomer(ledger, id)
  const next = changed(ledger, customer, given)
  if (given.default_source !== undefined) {
    if (ledger.cards.find(given.default_source)?.customer !== id) {
      throw missing('source', given.default_source, 'default_source', 400)
    }
    next.default_source = given.default_source
  }
  ledger.customers.save(next)
  ledger.record('customer.updated', next)
  return next
}

function deleteCustomer(id: string, { ledger, fields }: Context): object {
  parameters(fields, expandable)
  const customer = findCustomer(ledger, id)
  ledger.customers.remove(id)
  if (ledger.customers.find(id) === undefined) ledger.bury(id)
  ledger.record('customer.deleted', customer)
  return { id, object: 'customer', deleted: true }
}
