/**
 * The filter that a field is exactly a text: `equals(email,"ada@example.com")`. Klaviyo documents no way to write a
 * quotation mark inside of one, so no text with one becomes a filter; no address has any.
 * https://developers.klaviyo.com/en/docs/filtering_
 */
export function equals(field: string, text: string): string {
  if (/["\\]/.test(text)) throw new RangeError('a filter can hold neither a quotation mark nor a backslash')
  return `equals(${field},"${text}")`
}
