/** Shop, products and variants. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const catalog = /* GraphQL */ `
type Shop implements Node {
  id: ID!
  name: String!
  email: String!
  contactEmail: String!
  myshopifyDomain: String!
  primaryDomain: Domain!
  plan: ShopPlan!
  currencyCode: CurrencyCode!
  weightUnit: WeightUnit!
  unitSystem: UnitSystem!
  ianaTimezone: String!
  timezoneAbbreviation: String!
  timezoneOffset: String!
  timezoneOffsetMinutes: Int!
  shopAddress: ShopAddress!
  shopOwnerName: String!
  description: String
  setupRequired: Boolean!
  taxesIncluded: Boolean!
  taxShipping: Boolean!
  url: URL!
  createdAt: DateTime!
  updatedAt: DateTime!
  enabledPresentmentCurrencies: [CurrencyCode!]!
  shipsToCountries: [CountryCode!]!
}

type ShopPlan {
  displayName: String! @deprecated
  publicDisplayName: String!
  partnerDevelopment: Boolean!
  shopifyPlus: Boolean!
}

type Domain implements Node {
  id: ID!
  host: String!
  sslEnabled: Boolean!
  url: URL!
}

type ShopAddress implements Node {
  id: ID!
  address1: String
  address2: String
  city: String
  company: String
  coordinatesValidated: Boolean!
  country: String
  countryCodeV2: CountryCode
  formatted(withCompany: Boolean = true): [String!]!
  formattedArea: String
  latitude: Float
  longitude: Float
  phone: String
  province: String
  provinceCode: String
  zip: String
}

type Product implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  title: String!
  handle: String!
  description(truncateAt: Int): String!
  descriptionHtml: HTML!
  vendor: String!
  productType: String!
  status: ProductStatus!
  tags: [String!]!
  templateSuffix: String
  seo: SEO!
  isGiftCard: Boolean!
  hasOnlyDefaultVariant: Boolean!
  hasOutOfStockVariants: Boolean!
  totalInventory: Int!
  tracksInventory: Boolean!
  options(first: Int): [ProductOption!]!
  priceRangeV2: ProductPriceRangeV2!
  featuredMedia: Media
  media(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    sortKey: ProductMediaSortKeys = POSITION
  ): MediaConnection!
  mediaCount: Count
  variants(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false,
    sortKey: ProductVariantSortKeys = POSITION
  ): ProductVariantConnection!
  variantsCount: Count
  onlineStoreUrl: URL
  onlineStorePreviewUrl: URL
  publishedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  defaultCursor: String!
  requiresSellingPlan: Boolean!
}

type ProductOption implements Node {
  id: ID!
  name: String!
  position: Int!
  values: [String!]!
  optionValues: [ProductOptionValue!]!
}

type ProductOptionValue implements Node {
  id: ID!
  name: String!
  hasVariants: Boolean!
}

type SelectedOption {
  name: String!
  value: String!
  optionValue: ProductOptionValue!
}

type SEO {
  title: String
  description: String
}

type ProductPriceRangeV2 {
  minVariantPrice: MoneyV2!
  maxVariantPrice: MoneyV2!
}

type MediaImage implements Media & Node {
  id: ID!
  alt: String
  image: Image
  mediaContentType: MediaContentType!
  mimeType: String
  preview: MediaPreviewImage
  status: MediaStatus!
  fileStatus: FileStatus!
  createdAt: DateTime!
  updatedAt: DateTime!
  mediaErrors: [MediaError!]!
  mediaWarnings: [MediaWarning!]!
  fileErrors: [FileError!]!
}

type MediaPreviewImage {
  image: Image
  status: MediaPreviewImageStatus!
}

type Image {
  id: ID
  altText: String
  url(transform: ImageTransformInput): URL!
  width: Int
  height: Int
}

type MediaError {
  code: MediaErrorCode!
  details: String
  message: String!
}

type MediaWarning {
  code: MediaWarningCode!
  message: String
}

type FileError {
  code: FileErrorCode!
  details: String
  message: String!
}

type ProductVariant implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  title: String!
  displayName: String!
  sku: String
  barcode: String
  price: Money!
  compareAtPrice: Money
  position: Int!
  availableForSale: Boolean!
  inventoryItem: InventoryItem!
  inventoryPolicy: ProductVariantInventoryPolicy!
  inventoryQuantity: Int
  selectedOptions: [SelectedOption!]!
  sellableOnlineQuantity: Int!
  taxable: Boolean!
  product: Product!
  requiresComponents: Boolean!
  showUnitPrice: Boolean!
  createdAt: DateTime!
  updatedAt: DateTime!
  defaultCursor: String!
}

type Count {
  count: Int!
  precision: CountPrecision!
}

type Job {
  id: ID!
  done: Boolean!
}

type PageInfo {
  startCursor: String
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
}
`
