/**
 * Shopify's search syntax, as its list queries take it in their `query` argument. Values are quoted, and in quotes only
 * the quote itself and the backslash mean something, so that no value can add a term of its own.
 *
 * Source: https://shopify.dev/docs/api/usage/search-syntax
 */

export type Comparator = ':' | ':>='

/** One term: `sku:"A-1"`. Undefined where there is no value to look for. */
export function term(field: string, comparator: Comparator, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${field}${comparator}${quoted(value)}`
}

/** All terms that there are, joined by AND; undefined, which filters nothing, where there are none. */
export function allOf(...terms: readonly (string | undefined)[]): string | undefined {
  const present = terms.filter((one) => one !== undefined)
  return present.length === 0 ? undefined : present.join(' AND ')
}

export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
