/** What the sandbox keeps of a shop. Ids are the numbers in `gid://shopify/<Type>/<number>`, amounts are cents. */

export interface ProductRecord {
  id: string
  title: string
  handle: string
  descriptionHtml: string
  vendor: string
  productType: string
  status: string
  tags: string[]
  templateSuffix: string | null
  seo: { title: string | null; description: string | null }
  giftCard: boolean
  requiresSellingPlan: boolean
  options: OptionRecord[]
  media: MediaRecord[]
  variants: VariantRecord[]
  createdAt: string
  updatedAt: string
}

export interface OptionRecord {
  id: string
  name: string
  values: { id: string; name: string }[]
}

export interface MediaRecord {
  id: string
  alt: string | null
  type: string
  source: string
  createdAt: string
}

export interface VariantRecord {
  id: string
  /** The chosen value of each option, in the order of the product's options. */
  values: string[]
  sku: string | null
  barcode: string | null
  price: number
  compareAtPrice: number | null
  inventoryPolicy: string
  taxable: boolean
  requiresComponents: boolean
  showUnitPrice: boolean
  item: InventoryItemRecord
  createdAt: string
  updatedAt: string
}

export interface InventoryItemRecord {
  id: string
  tracked: boolean
  requiresShipping: boolean
  cost: string | null
  countryCodeOfOrigin: string | null
  provinceCodeOfOrigin: string | null
  harmonizedSystemCode: string | null
  weight: { unit: string; value: number } | null
  /** By location id, by the name of the quantity (`available`, `on_hand`, …). */
  levels: Record<string, Record<string, number>>
}

export interface AddressRecord {
  id: string
  firstName: string | null
  lastName: string | null
  company: string | null
  address1: string | null
  address2: string | null
  city: string | null
  provinceCode: string | null
  countryCode: string | null
  zip: string | null
  phone: string | null
}

export interface CustomerRecord {
  id: string
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  note: string | null
  tags: string[]
  locale: string
  taxExempt: boolean
  taxExemptions: string[]
  multipassIdentifier: string | null
  emailMarketing: { state: string; level: string | null; updatedAt: string | null }
  smsMarketing: { state: string; level: string | null; updatedAt: string | null }
  addresses: AddressRecord[]
  createdAt: string
  updatedAt: string
}

export interface OrderRecord {
  id: string
  number: number
  name: string
  email: string | null
  phone: string | null
  note: string | null
  poNumber: string | null
  tags: string[]
  test: boolean
  attributes: { key: string; value: string }[]
  currency: string
  customerId: string | null
  billingAddress: AddressRecord | null
  shippingAddress: AddressRecord | null
  lines: LineRecord[]
  shippingLines: ShippingLineRecord[]
  taxLines: TaxLineRecord[]
  taxesIncluded: boolean
  discount: { code: string; amount: number } | null
  sourceName: string | null
  sourceIdentifier: string | null
  /** Stands where no payment says otherwise: `PENDING`, `EXPIRED`, `VOIDED`. */
  unpaidStatus: string
  transactions: TransactionRecord[]
  fulfillmentOrder: FulfillmentOrderRecord
  fulfillments: FulfillmentRecord[]
  refunds: RefundRecord[]
  cancelledAt: string | null
  cancelReason: string | null
  staffNote: string | null
  closedAt: string | null
  processedAt: string
  createdAt: string
  updatedAt: string
}

export interface LineRecord {
  id: string
  title: string
  variantTitle: string | null
  sku: string | null
  vendor: string | null
  quantity: number
  price: number
  productId: string | null
  variantId: string | null
  requiresShipping: boolean
  taxable: boolean
  giftCard: boolean
  attributes: { key: string; value: string }[]
  taxLines: TaxLineRecord[]
}

export interface TaxLineRecord {
  title: string
  rate: number
  amount: number
  channelLiable: boolean
}

export interface ShippingLineRecord {
  id: string
  title: string
  code: string | null
  source: string | null
  price: number
  taxLines: TaxLineRecord[]
}

export interface TransactionRecord {
  id: string
  kind: string
  status: string
  amount: number
  gateway: string
  parentId: string | null
  test: boolean
  createdAt: string
}

/** Every order here has one fulfilment order, at the first location. */
export interface FulfillmentOrderRecord {
  id: string
  locationId: string
  /** By line: how much of it is still to be shipped. */
  lines: { id: string; lineId: string; total: number; remaining: number }[]
}

export interface FulfillmentRecord {
  id: string
  lines: { id: string; lineId: string; quantity: number }[]
  company: string | null
  tracking: { number: string | null; url: string | null }[]
  createdAt: string
}

export interface RefundRecord {
  id: string
  note: string | null
  lines: { id: string; lineId: string; quantity: number; restockType: string; locationId: string | null }[]
  transactionIds: string[]
  createdAt: string
}
