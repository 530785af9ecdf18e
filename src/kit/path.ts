declare const safe: unique symbol

/** A path in which every hole is percent-encoded: no parameter can add a segment, a query or a host. */
export type Path = string & { readonly [safe]: true }

/** Thrown when a parameter cannot stand in a path; the call answers it as `invalid_request`. */
export class UnsafePathSegment extends Error {
  readonly value: string

  constructor(value: string) {
    super(`"${value}" can't be part of a path`)
    this.name = 'UnsafePathSegment'
    this.value = value
  }
}

/**
 * Builds a path: path`/v1/charges/${id}/capture`.
 *
 * Holes are percent-encoded whole, `/` included. `""`, `.` and `..` are refused because a URL parser would drop them,
 * and with them the segment before; so are lone surrogates, which have no encoding.
 */
export function path(literals: TemplateStringsArray, ...holes: readonly (string | number)[]): Path {
  let built = literals[0] ?? ''
  holes.forEach((hole, index) => {
    built += segment(String(hole)) + (literals[index + 1] ?? '')
  })
  return asPath(built)
}

/** One path below another, for APIs that have more than one root: `/test` and `/orders` make `/test/orders`. */
export function under(root: Path, rest: Path): Path {
  return asPath(root + rest)
}

function segment(value: string): string {
  if (value === '' || value === '.' || value === '..' || !value.isWellFormed()) throw new UnsafePathSegment(value)
  return encodeURIComponent(value)
}

function asPath(value: string): Path {
  if (!isPath(value)) throw new TypeError(`a path starts with "/": ${value}`)
  return value
}

function isPath(value: string): value is Path {
  return value.startsWith('/') && !value.startsWith('//')
}
