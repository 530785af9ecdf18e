/**
 * QuickBooks' query language, with values that can't leave their quotes:
 * where`CustomerRef = ${customer} AND TxnDate >= ${day}`.
 *
 * Every value stands in single quotes, numbers too, as in the documentation's own examples. In quotes only the quote and
 * the backslash mean something, and a backslash takes that meaning away.
 *
 * Source: https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
 */
class Condition {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get text(): string {
    return this.#text
  }
}

export function where(literals: TemplateStringsArray, ...values: readonly string[]): Condition {
  let built = literals[0] ?? ''
  values.forEach((value, index) => {
    built += quoted(value) + (literals[index + 1] ?? '')
  })
  return new Condition(built)
}

/** Halves of a surrogate pair have no place in a URL, so none is left. */
export function quoted(value: string): string {
  return `'${value.toWellFormed().replace(/['\\]/g, '\\$&')}'`
}

export type Table = 'Customer' | 'Invoice' | 'Purchase' | 'Account' | 'Item'

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** A page of a table, oldest id first, with the conditions that there are. */
export function select(table: Table, conditions: readonly (Condition | undefined)[], page: Page): string {
  const texts = conditions.flatMap((condition) => (condition === undefined ? [] : [condition.text]))
  const filter = texts.length === 0 ? '' : ` WHERE ${texts.join(' AND ')}`
  return `SELECT * FROM ${table}${filter} ORDERBY Id STARTPOSITION ${startOf(page)} MAXRESULTS ${page.limit}`
}

/** Positions count from one; a cursor is the position that the next page starts at. */
function startOf({ cursor }: Page): number {
  return cursor === undefined ? 1 : Number(cursor)
}

/** The cursor after a page. A full page may have been the last; the one after it is empty then. */
export function nextPosition(records: readonly unknown[], page: Page): string | undefined {
  return records.length < page.limit ? undefined : String(startOf(page) + records.length)
}
