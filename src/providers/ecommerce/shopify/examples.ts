/** Ids that the examples name; every shop of the local sandbox has them. */
export const fixtures = {
  product: 'gid://shopify/Product/9130041770221',
  variant: 'gid://shopify/ProductVariant/47104551526637',
  inventoryItem: 'gid://shopify/InventoryItem/49201826529517',
  location: 'gid://shopify/Location/88112054509',
  customer: 'gid://shopify/Customer/8427110596845',
  order: 'gid://shopify/Order/6310827327725',
  lineItem: 'gid://shopify/LineItem/15629904101613',
  saleTransaction: 'gid://shopify/OrderTransaction/7661329580269',
  fulfillmentOrder: 'gid://shopify/FulfillmentOrder/7218843943149',
  fulfillmentOrderLineItem: 'gid://shopify/FulfillmentOrderLineItem/15188403618029',
} as const
