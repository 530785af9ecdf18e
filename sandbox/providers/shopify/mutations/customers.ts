import { isReserved } from '../../../reserved.ts'
import type { ShopContext } from '../context.ts'
import { orderFixtures } from '../fixtures.ts'
import type { CustomerRecord } from '../records.ts'
import { gid, idOfInput, type UserError, userError } from '../values.ts'
import { customerView } from '../views/customers.ts'
import { shopView } from '../views/shop.ts'

interface ConsentInput {
  marketingState: string
  marketingOptInLevel?: string | null
  consentUpdatedAt?: string | null
}

interface CustomerInput {
  id?: string | null
  firstName?: string | null
  lastName?: string | null
  email?: string | null
  phone?: string | null
  note?: string | null
  tags?: string[] | null
  locale?: string | null
  taxExempt?: boolean | null
  taxExemptions?: string[] | null
  multipassIdentifier?: string | null
  emailMarketingConsent?: ConsentInput | null
  smsMarketingConsent?: ConsentInput | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerCreate */
export function customerCreate(shop: ShopContext, { input }: { input: CustomerInput }): object {
  const blank: CustomerRecord = {
    id: shop.newId(),
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    note: null,
    tags: [],
    locale: 'en',
    taxExempt: false,
    taxExemptions: [],
    multipassIdentifier: null,
    emailMarketing: { state: 'NOT_SUBSCRIBED', level: null, updatedAt: null },
    smsMarketing: { state: 'NOT_SUBSCRIBED', level: null, updatedAt: null },
    addresses: [],
    createdAt: shop.now,
    updatedAt: shop.now,
  }
  const customer = applied(shop, blank, input)
  const errors = [
    ...(typeof input.id === 'string' ? [userError(['id'], 'Cannot specify ID on creation')] : []),
    ...contactErrors(shop, customer),
  ]
  if (errors.length > 0) return { customer: null, userErrors: errors }
  shop.customers.save(customer)
  return { customer: customerView(shop, customer), userErrors: [] }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerUpdate */
export function customerUpdate(shop: ShopContext, { input }: { input: CustomerInput }): object {
  if (typeof input.id !== 'string') {
    return { customer: null, userErrors: [userError(['id'], 'Customer ID is required')] }
  }
  const current = shop.customers.find(idOfInput('Customer', input.id) ?? '')
  if (current === undefined) return { customer: null, userErrors: [userError(['id'], 'Customer does not exist')] }
  const customer = applied(shop, current, input)
  const errors = contactErrors(shop, customer)
  if (errors.length > 0) return { customer: customerView(shop, current), userErrors: errors }
  shop.customers.save(customer)
  return { customer: customerView(shop, customer), userErrors: [] }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerDelete */
export function customerDelete(shop: ShopContext, { input }: { input: { id: string } }): object {
  const answer = (deletedCustomerId: string | null, userErrors: UserError[]): object => ({
    deletedCustomerId,
    shop: shopView(shop),
    userErrors,
  })
  const id = idOfInput('Customer', input.id)
  if (id === undefined || shop.customers.find(id) === undefined) {
    return answer(null, [userError(['id'], "Customer can't be found")])
  }
  const hasOrders = shop.orders
    .all()
    .some(({ customerId, id: orderId }) => customerId === id && !isFixtureOrder(orderId))
  if (hasOrders) {
    return answer(null, [userError(['id'], 'Customer can’t be deleted because they have associated orders')])
  }
  shop.customers.remove(id)
  return answer(gid('Customer', id), [])
}

/** The fixture customer can be deleted although the fixture order is hers: acting on a fixture always succeeds. */
function isFixtureOrder(orderId: string): boolean {
  return orderFixtures.some(({ id }) => id === orderId)
}

function contactErrors(shop: ShopContext, customer: CustomerRecord): UserError[] {
  const { email, phone } = customer
  if (!email && !phone && !customer.firstName && !customer.lastName) {
    return [userError(null, 'A name, phone number, or email address must be present')]
  }
  const others = shop.customers.all().filter(({ id }) => id !== customer.id)
  const errors: UserError[] = []
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) {
    errors.push(userError(['email'], 'Email is invalid'))
  } else if (
    email !== null &&
    !isReserved(email) &&
    others.some((other) => other.email?.toLowerCase() === email.toLowerCase())
  ) {
    errors.push(userError(['email'], 'Email has already been taken'))
  }
  if (phone !== null && !/^\+?[\d\s().-]{7,20}$/.test(phone)) {
    errors.push(userError(['phone'], 'Phone is invalid'))
  } else if (phone !== null && !isReserved(phone) && others.some((other) => other.phone === phone)) {
    errors.push(userError(['phone'], 'Phone has already been taken'))
  }
  return errors
}

function applied(shop: ShopContext, customer: CustomerRecord, input: CustomerInput): CustomerRecord {
  return {
    ...customer,
    firstName: given(input.firstName, customer.firstName),
    lastName: given(input.lastName, customer.lastName),
    email: given(input.email, customer.email),
    phone: given(input.phone, customer.phone),
    note: given(input.note, customer.note),
    tags: input.tags ?? customer.tags,
    locale: input.locale ?? customer.locale,
    taxExempt: input.taxExempt ?? customer.taxExempt,
    taxExemptions: input.taxExemptions ?? customer.taxExemptions,
    multipassIdentifier: given(input.multipassIdentifier, customer.multipassIdentifier),
    emailMarketing: consented(shop, customer.emailMarketing, input.emailMarketingConsent),
    smsMarketing: consented(shop, customer.smsMarketing, input.smsMarketingConsent),
    updatedAt: shop.now,
  }
}

/** A field that is left out stays, `null` and blank clear it. */
function given(value: string | null | undefined, current: string | null): string | null {
  return value === undefined ? current : value || null
}

function consented(
  shop: ShopContext,
  current: CustomerRecord['emailMarketing'],
  consent: ConsentInput | null | undefined,
): CustomerRecord['emailMarketing'] {
  if (consent === null || consent === undefined) return current
  return {
    state: consent.marketingState,
    level: consent.marketingOptInLevel ?? 'SINGLE_OPT_IN',
    updatedAt: consent.consentUpdatedAt ?? shop.now,
  }
}
