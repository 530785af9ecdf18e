import * as z from 'zod'

export const listCursor = () => ({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'is not a cursor that an answer gave')
    .optional(),
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
