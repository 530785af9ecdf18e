/**
 * OData filters that a value cannot leave: filter`lastname eq ${name} and statecode eq 0`.
 *
 * A string hole becomes a quoted literal; only what this file made goes in as it is.
 * https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/filter-rows
 */
class Fragment {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get text(): string {
    return this.#text
  }
}

export type Filter = Fragment

export function filter(literals: TemplateStringsArray, ...holes: readonly (string | Filter)[]): Filter {
  let built = literals[0] ?? ''
  holes.forEach((hole, index) => {
    built += (typeof hole === 'string' ? quoted(hole) : hole.text) + (literals[index + 1] ?? '')
  })
  return new Fragment(built)
}

/** The id of a row: it stands unquoted. */
export function guid(id: string): Filter {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new RangeError(`"${id}" isn't a GUID`)
  return new Fragment(id)
}

/** A time in UTC, cut to the whole second; it stands unquoted. */
export function dateTime(time: string): Filter {
  return new Fragment(new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z'))
}

/**
 * The text of `contains`, for which `%`, `_` and `[` stand for other characters unless they are in brackets.
 * https://learn.microsoft.com/en-us/power-apps/developer/data-platform/wildcard-characters
 */
export function literally(part: string): Filter {
  return new Fragment(quoted(part.replace(/[%_[]/g, '[$&]')))
}

/** `a and b`, or nothing where there is no condition. A condition with `or` in it brings its own parentheses. */
export function every(conditions: readonly (Filter | undefined)[]): string | undefined {
  const texts = conditions.flatMap((condition) => (condition === undefined ? [] : [condition.text]))
  return texts.length === 0 ? undefined : texts.join(' and ')
}

/** Two quotes are one, and nothing else is special. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
