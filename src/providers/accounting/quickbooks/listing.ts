import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

export const listCursor = () => ({
  cursor: numberCursor(),
})

/** For the lists that can be asked for changes alone. */
export const changes = () => ({
  /** Only what changed at this time or later. */
  updatedSince: z.iso.datetime({ offset: true }).optional(),
})

/** An empty page has no list at all. */
export function pageOf<Table extends string, RecordSchema extends z.ZodType>(table: Table, record: RecordSchema) {
  const records = z
    .looseObject({ [table]: z.array(record).nullish() })
    .transform((response): readonly z.output<RecordSchema>[] => response[table] ?? [])
  return z.looseObject({ QueryResponse: records })
}
