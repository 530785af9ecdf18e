import type { AddressRecord, CustomerRecord, OrderRecord, ProductRecord } from './records.ts'

/**
 * Objects that every shop of the sandbox has from the start. Reading them and acting on them always succeeds; what is
 * done to them is not stored.
 */
export const fixtures = {
  /** Active, with one variant of which 25 are available at `location`. */
  product: 'gid://shopify/Product/9130041770221',
  variant: 'gid://shopify/ProductVariant/47104551526637',
  inventoryItem: 'gid://shopify/InventoryItem/49201826529517',
  /** How many of `inventoryItem` are available at `location`: what `changeFromQuantity` compares with. */
  inventoryAvailable: 25,
  location: 'gid://shopify/Location/88112054509',
  secondLocation: 'gid://shopify/Location/88112087277',
  customer: 'gid://shopify/Customer/8427110596845',
  /** Paid (49.98 USD by `saleTransaction`) and not yet shipped. */
  order: 'gid://shopify/Order/6310827327725',
  lineItem: 'gid://shopify/LineItem/15629904101613',
  saleTransaction: 'gid://shopify/OrderTransaction/7661329580269',
  /** The fulfilment order of `order`: open, both pieces still to be shipped. */
  fulfillmentOrder: 'gid://shopify/FulfillmentOrder/7218843943149',
  fulfillmentOrderLineItem: 'gid://shopify/FulfillmentOrderLineItem/15188403618029',
} as const

const created = '2026-01-15T09:30:00Z'

const address: AddressRecord = {
  id: '9855236604141',
  firstName: 'Ada',
  lastName: 'Lovelace',
  company: null,
  address1: '123 Elm Street',
  address2: null,
  city: 'Ottawa',
  provinceCode: 'ON',
  countryCode: 'CA',
  zip: 'K1H 7A8',
  phone: '+16135550142',
}

export const productFixtures: readonly ProductRecord[] = [
  {
    id: '9130041770221',
    title: 'Organic Cotton T-Shirt',
    handle: 'organic-cotton-t-shirt',
    descriptionHtml: '<p>A t-shirt of organic cotton.</p>',
    vendor: 'Upstream Sandbox',
    productType: 'Shirts',
    status: 'ACTIVE',
    tags: ['cotton', 'summer'],
    templateSuffix: null,
    seo: { title: null, description: null },
    giftCard: false,
    requiresSellingPlan: false,
    options: [{ id: '11523540844781', name: 'Title', values: [{ id: '4861102194925', name: 'Default Title' }] }],
    media: [],
    variants: [
      {
        id: '47104551526637',
        values: ['Default Title'],
        sku: 'TSHIRT-ORG-1',
        barcode: null,
        price: 2499,
        compareAtPrice: null,
        inventoryPolicy: 'DENY',
        taxable: true,
        requiresComponents: false,
        showUnitPrice: false,
        item: {
          id: '49201826529517',
          tracked: true,
          requiresShipping: true,
          cost: '9.50',
          countryCodeOfOrigin: 'CA',
          provinceCodeOfOrigin: null,
          harmonizedSystemCode: null,
          weight: { unit: 'KILOGRAMS', value: 0.2 },
          levels: { '88112054509': { available: 25, on_hand: 27, committed: 2 } },
        },
        createdAt: created,
        updatedAt: created,
      },
    ],
    createdAt: created,
    updatedAt: created,
  },
]

export const customerFixtures: readonly CustomerRecord[] = [
  {
    id: '8427110596845',
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'ada@example.com',
    phone: '+16135550142',
    note: null,
    tags: ['wholesale'],
    locale: 'en',
    taxExempt: false,
    taxExemptions: [],
    multipassIdentifier: null,
    emailMarketing: { state: 'SUBSCRIBED', level: 'SINGLE_OPT_IN', updatedAt: created },
    smsMarketing: { state: 'NOT_SUBSCRIBED', level: null, updatedAt: null },
    addresses: [address],
    createdAt: created,
    updatedAt: created,
  },
]

export const orderFixtures: readonly OrderRecord[] = [
  {
    id: '6310827327725',
    number: 1001,
    name: '#1001',
    email: 'ada@example.com',
    phone: null,
    note: null,
    poNumber: null,
    tags: [],
    test: true,
    attributes: [],
    currency: 'USD',
    customerId: '8427110596845',
    billingAddress: address,
    shippingAddress: address,
    lines: [
      {
        id: '15629904101613',
        title: 'Organic Cotton T-Shirt',
        variantTitle: null,
        sku: 'TSHIRT-ORG-1',
        vendor: 'Upstream Sandbox',
        quantity: 2,
        price: 2499,
        productId: '9130041770221',
        variantId: '47104551526637',
        requiresShipping: true,
        taxable: true,
        giftCard: false,
        attributes: [],
        taxLines: [],
      },
    ],
    shippingLines: [],
    taxLines: [],
    taxesIncluded: false,
    discount: null,
    sourceName: 'web',
    sourceIdentifier: null,
    unpaidStatus: 'PENDING',
    transactions: [
      {
        id: '7661329580269',
        kind: 'SALE',
        status: 'SUCCESS',
        amount: 4998,
        gateway: 'bogus',
        parentId: null,
        test: true,
        createdAt: created,
      },
    ],
    fulfillmentOrder: {
      id: '7218843943149',
      locationId: '88112054509',
      lines: [{ id: '15188403618029', lineId: '15629904101613', total: 2, remaining: 2 }],
    },
    fulfillments: [],
    refunds: [],
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    closedAt: null,
    processedAt: created,
    createdAt: created,
    updatedAt: created,
  },
]

/** The two places of every shop: https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Location */
export const locations = [
  { id: '88112054509', name: 'Main warehouse', address1: '150 Elgin Street', city: 'Ottawa', zip: 'K2P 1L4' },
  { id: '88112087277', name: 'Second warehouse', address1: '90 Sparks Street', city: 'Ottawa', zip: 'K1P 5B4' },
] as const
