/**
 * SOQL that a value cannot leave: soql`SELECT Id FROM Contact WHERE LastName = ${lastName} LIMIT ${limit}`.
 *
 * A string hole becomes a quoted literal and a number hole its digits; only what this file made goes in as it is.
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

export type Soql = Fragment

export function soql(literals: TemplateStringsArray, ...holes: readonly (string | number | Soql)[]): Soql {
  let built = literals[0] ?? ''
  holes.forEach((hole, index) => {
    built += written(hole) + (literals[index + 1] ?? '')
  })
  return new Fragment(built)
}

/** A date literal, `2026-10-08`: dates stand unquoted. */
export function date(day: string): Soql {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`"${day}" isn't a day`)
  return new Fragment(day)
}

/**
 * A dateTime literal in UTC, cut to the whole second: the documented forms have no fraction.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 */
export function dateTime(time: string): Soql {
  return new Fragment(new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z'))
}

/**
 * A LIKE pattern for texts that have `part` somewhere in them. In a pattern `%` and `_` stand for other characters
 * unless a backslash precedes them, and that backslash is the literal's own, so it can't be part of an ordinary hole.
 */
export function containing(part: string): Soql {
  return new Fragment(`'%${escaped(part).replace(/[%_]/g, '\\$&')}%'`)
}

/** ` WHERE a AND b`, or nothing where there is no condition. A condition with OR in it brings its own parentheses. */
export function where(conditions: readonly (Soql | undefined)[]): Soql {
  const texts = conditions.flatMap((condition) => (condition === undefined ? [] : [condition.text]))
  return new Fragment(texts.length === 0 ? '' : ` WHERE ${texts.join(' AND ')}`)
}

function written(hole: string | number | Soql): string {
  if (hole instanceof Fragment) return hole.text
  if (typeof hole === 'string') return `'${escaped(hole)}'`
  const digits = String(hole)
  if (!/^-?\d+(\.\d+)?$/.test(digits)) throw new RangeError(`SOQL has no way to write ${digits}`)
  return digits
}

/**
 * The escape sequences of a quoted string:
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 * Quote and backslash are reserved; control characters, line separators and halves of a surrogate pair are written as
 * sequences too, so that none of them reaches the request's URL.
 */
function escaped(text: string): string {
  return text.replace(/['\\\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => named[character] ?? unicode(character))
}

const named: Readonly<Record<string, string>> = { "'": "\\'", '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
