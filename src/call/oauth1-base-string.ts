/** A name and a value, not encoded. */
export type Parameter = readonly [name: string, value: string]

/** The bytes of the texts in order; the encoding leaves nothing but ASCII to compare. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** RFC 5849 section 3.6: everything but the unreserved characters of RFC 3986, in capitals. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * What an OAuth 1.0 signature is made over: RFC 5849 section 3.4.1. `parameters` are those of the header, without the
 * signature itself and the realm, and of a form body; those of the URL's query are added here.
 */
export function baseString(method: string, url: string, parameters: readonly Parameter[]): string {
  const { protocol, host, pathname, searchParams } = new URL(url)
  const all = [...searchParams, ...parameters]
  return [method.toUpperCase(), `${protocol}//${host}${pathname}`, normalized(all)].map(percentEncode).join('&')
}

/** Section 3.4.1.3.2: encoded first, and sorted then, by name and where names are equal by value. */
function normalized(parameters: readonly Parameter[]): string {
  return parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
