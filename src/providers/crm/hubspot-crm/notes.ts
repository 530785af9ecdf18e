import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { json, post } from '../../../kit/request.ts'
import { association } from './associations.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_CONTACT, EXAMPLE_NOTE } from './examples.ts'
import { exampleRecord, record, recordId, recordsOf } from './objects.ts'

const toParent = { contact: 'noteToContact', company: 'noteToCompany', deal: 'noteToDeal' } as const

/** Notes are HTML. */
export const noteOperations = ({ write }: Kit) => ({
  'create-note': write(crm.createNote, {
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/crm/activities/notes/guide',
    extra: () => ({
      parent: recordId(),
      /** Where the note stands on the timeline of what it is on. */
      timestamp: z.iso.datetime({ offset: true }),
    }),
    request: ({ parentType, parent, timestamp, ...note }) =>
      post(
        recordsOf('notes'),
        json({ properties: propertiesOf(timestamp, note), associations: [association(toParent[parentType], parent)] }),
      ),
    example: {
      input: {
        parentType: 'contact',
        parent: EXAMPLE_CONTACT,
        title: 'First call',
        body: 'Wants to see the mill turn before the spring.',
        timestamp: '2026-02-03T10:00:00Z',
      },
      response: ({ timestamp, title, body }) => exampleRecord(EXAMPLE_NOTE, propertiesOf(timestamp, { title, body })),
    },
    answer: record,
    unify: ({ id, createdAt }, { parent, title = null, body }) => ({
      id,
      parent,
      title,
      body,
      createdAt: toUtc(createdAt),
    }),
  }),
})

function propertiesOf(timestamp: string, note: Parameters<typeof crm.noteAsHtml>[0]) {
  return { hs_timestamp: new Date(timestamp).toISOString(), hs_note_body: crm.noteAsHtml(note) }
}
