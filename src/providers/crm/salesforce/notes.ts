import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_CONTACT, EXAMPLE_NOTE } from './examples.ts'
import { recordId, recordsOf } from './resources.ts'

/** Notes. Fields: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_note.htm */
export const noteOperations = ({ write }: Kit) => ({
  'create-note': write(crm.createNote, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html',
    extra: () => ({ parent: recordId(), title: z.string().min(1).max(80) }),
    // A record's id tells its object, so the parent's type isn't sent.
    request: ({ parent, title, body }) => post(recordsOf('Note'), json({ ParentId: parent, Title: title, Body: body })),
    example: {
      input: {
        parentType: 'contact',
        parent: EXAMPLE_CONTACT,
        title: 'First call',
        body: 'Wants to see the mill turn before the spring.',
      },
      response: () => answers.exampleSaved(EXAMPLE_NOTE),
    },
    answer: answers.saved,
    unify: ({ id }, { parent, title, body }) => ({ id, parent, title, body, createdAt: null }),
  }),
})
