import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_CONTACT, EXAMPLE_NOTE } from './examples.ts'
import { exampleWritten, oneRecord, recordId, recordsOf, written } from './records.ts'

const modules = { contact: 'Contacts', company: 'Accounts', deal: 'Deals' } as const

export const noteOperations = ({ write }: Kit) => ({
  'create-note': write(crm.createNote, {
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/create-notes.html',
    extra: () => ({ parent: recordId() }),
    request: ({ parentType, parent, title, body }) =>
      post(
        recordsOf('Notes'),
        oneRecord({
          Parent_Id: { module: { api_name: modules[parentType] }, id: parent },
          Note_Title: title,
          Note_Content: body,
        }),
      ),
    example: {
      input: {
        parentType: 'contact',
        parent: EXAMPLE_CONTACT,
        title: 'First call',
        body: 'Wants to see the mill turn before the spring.',
      },
      response: () => exampleWritten(EXAMPLE_NOTE, 'record added'),
    },
    answer: written,
    unify: ({ data: [{ details }] }, { parent, title = null, body }) => ({
      id: details.id,
      parent,
      title,
      body,
      createdAt: toUtc(details.Created_Time),
    }),
  }),
})
