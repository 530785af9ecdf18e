/**
 * How many items of each order a page of orders has room for.
 *
 * A query may cost 1,000 points: 2 for a list, 1 for every object that it may answer, and all of it as often as the list
 * around it is long. An order and what belongs to it costs 5, its list of items 2, an item 4.
 *
 * Source: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
export function itemsPerOrder(orders: number): number {
  const pointsPerOrder = (1_000 - 2) / orders
  return Math.min(100, Math.max(0, Math.floor((pointsPerOrder - 5 - 2) / 4)))
}
