import { connection, type PageArguments } from '../connection.ts'
import type { ShopContext } from '../context.ts'
import type { AddressRecord, CustomerRecord, OrderRecord } from '../records.ts'
import { gid, moneyV2 } from '../values.ts'
import { netPaid } from './money.ts'
import { orderView } from './orders.ts'
import { shopCurrency } from './shop.ts'

export function displayName(customer: CustomerRecord): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ')
  return name || customer.email || customer.phone || ''
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Customer */
export function customerView(shop: ShopContext, customer: CustomerRecord): object {
  const orders = (): OrderRecord[] =>
    shop.orders
      .all()
      .toReversed()
      .filter(({ customerId }) => customerId === customer.id)
  const addressOf = (address: AddressRecord): object => addressView(address)
  return {
    __typename: 'Customer',
    id: gid('Customer', customer.id),
    legacyResourceId: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: displayName(customer),
    email: customer.email,
    phone: customer.phone,
    defaultEmailAddress: () => emailView(shop, customer),
    defaultPhoneNumber: () => phoneView(customer),
    defaultAddress: () => (customer.addresses[0] === undefined ? null : addressOf(customer.addresses[0])),
    addresses: () => customer.addresses.map(addressOf),
    addressesV2: (page: PageArguments) => connection(customer.addresses, page, addressOf),
    amountSpent: () =>
      moneyV2(
        orders().reduce((sum, order) => sum + netPaid(order), 0),
        shopCurrency,
      ),
    numberOfOrders: () => String(orders().length),
    lastOrder: () => {
      const last = orders().at(-1)
      return last === undefined ? null : orderView(shop, last)
    },
    orders: (page: PageArguments) => connection(orders(), page, (order) => orderView(shop, order)),
    note: customer.note,
    tags: customer.tags,
    state: 'DISABLED',
    locale: customer.locale,
    taxExempt: customer.taxExempt,
    taxExemptions: customer.taxExemptions,
    verifiedEmail: customer.email !== null,
    canDelete: () => orders().length === 0,
    dataSaleOptOut: false,
    lifetimeDuration: 'less than a minute',
    multipassIdentifier: customer.multipassIdentifier,
    productSubscriberStatus: 'NEVER_SUBSCRIBED',
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
  }
}

function emailView(shop: ShopContext, customer: CustomerRecord): object | null {
  if (customer.email === null) return null
  return {
    emailAddress: customer.email,
    marketingState: customer.emailMarketing.state,
    marketingOptInLevel: customer.emailMarketing.level,
    marketingUpdatedAt: customer.emailMarketing.updatedAt,
    marketingUnsubscribeUrl: `https://${shop.domain}/account/unsubscribe/${customer.id}`,
    openTrackingLevel: 'UNKNOWN',
    openTrackingUrl: `https://${shop.domain}/account/open_tracking/${customer.id}`,
    validFormat: true,
  }
}

function phoneView(customer: CustomerRecord): object | null {
  if (customer.phone === null) return null
  return {
    phoneNumber: customer.phone,
    marketingState: customer.smsMarketing.state,
    marketingOptInLevel: customer.smsMarketing.level,
    marketingUpdatedAt: customer.smsMarketing.updatedAt,
    marketingCollectedFrom: null,
  }
}

/** Names of the countries that examples use most; any other shows its code. */
const countries: Readonly<Record<string, string>> = {
  AU: 'Australia',
  CA: 'Canada',
  DE: 'Germany',
  FR: 'France',
  GB: 'United Kingdom',
  US: 'United States',
}

export function addressView(address: AddressRecord): object {
  const name = [address.firstName, address.lastName].filter(Boolean).join(' ') || null
  const country = address.countryCode === null ? null : (countries[address.countryCode] ?? address.countryCode)
  const area = [address.city, address.provinceCode, address.zip].filter(Boolean).join(' ')
  return {
    __typename: 'MailingAddress',
    id: `${gid('MailingAddress', address.id)}?model_name=CustomerAddress`,
    firstName: address.firstName,
    lastName: address.lastName,
    name,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.provinceCode,
    provinceCode: address.provinceCode,
    country,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    formatted: ({ withName, withCompany }: { withName: boolean; withCompany: boolean }) =>
      [withName && name, withCompany && address.company, address.address1, address.address2, area, country].filter(
        Boolean,
      ),
    formattedArea: [address.city, address.provinceCode, country].filter(Boolean).join(', ') || null,
    coordinatesValidated: false,
    latitude: null,
    longitude: null,
    timeZone: null,
  }
}
