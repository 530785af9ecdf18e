import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { json, post } from '../../../kit/request.ts'
import { EXAMPLE_NOTE, EXAMPLE_PERSON, EXAMPLE_USER } from './examples.ts'
import { dataOf, recordId } from './resources.ts'

const parents = { contact: 'person_id', company: 'org_id', deal: 'deal_id' } as const

/** Notes are HTML, and still of v1. */
export const noteOperations = ({ write }: OperationKit<unknown>) => ({
  'create-note': write(crm.createNote, {
    docs: 'https://developers.pipedrive.com/docs/api/v1/Notes#addNote',
    extra: () => ({ parent: recordId() }),
    request: ({ parentType, parent, ...note }) =>
      post(path`/v1/notes`, json({ content: crm.noteAsHtml(note), [parents[parentType]]: Number(parent) })),
    example: {
      input: {
        parentType: 'contact',
        parent: EXAMPLE_PERSON,
        title: 'First call',
        body: 'Wants to see the mill turn before the spring.',
      },
      response: ({ parentType, parent, ...note }) => ({
        success: true,
        data: {
          id: Number(EXAMPLE_NOTE),
          content: crm.noteAsHtml(note),
          [parents[parentType]]: Number(parent),
          user_id: Number(EXAMPLE_USER),
          active_flag: true,
          add_time: '2026-02-03 10:00:00',
          update_time: '2026-02-03 10:00:00',
        },
      }),
    },
    answer: () => dataOf(z.looseObject({ id: z.int(), add_time: z.string().nullish() })),
    unify: ({ data }, { parent, title = null, body }) => ({
      id: String(data.id),
      parent,
      title,
      body,
      createdAt: ofFirstVersion(data.add_time),
    }),
  }),
})

/** v1 writes times in UTC without saying so: `2019-12-09 13:59:21`. https://pipedrive.readme.io/docs/core-api-concepts-date-format */
function ofFirstVersion(time: string | null | undefined): string | null {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(time ?? '') ? toUtc(`${time?.replace(' ', 'T')}Z`) : null
}
