import { recordId, select } from './resources.ts'
import { type Soql, soql, where } from './soql.ts'

interface PageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * A page of records, oldest id first. Salesforce's own batches have 200 records at least
 * (https://developer.salesforce.com/docs/platform/api-rest/guide/headers-queryoptions.html) and OFFSET ends at 2,000, so a
 * page ends by LIMIT, and the next one starts after its last id: nothing is skipped or repeated when records come and go
 * in between.
 */
export function page(fields: Soql, conditions: readonly (Soql | undefined)[], { limit, cursor }: PageInput) {
  const after = cursor === undefined ? undefined : soql`Id > ${cursor}`
  return select(soql`${fields}${where([...conditions, after])} ORDER BY Id LIMIT ${limit}`)
}

/** The cursor after a page. A full page may have been the last; the one after it is empty then. */
export function lastId(
  { records }: { readonly records: readonly { readonly Id: string }[] },
  { limit }: PageInput,
): string | undefined {
  return records.length < limit ? undefined : records.at(-1)?.Id
}

/** A cursor of these pages is a record id. */
export const listCursor = () => ({ cursor: recordId().optional() })
