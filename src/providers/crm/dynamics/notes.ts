import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_CONTACT, EXAMPLE_NOTE } from './examples.ts'
import { create, etag, reference } from './rows.ts'

const parents = {
  contact: { lookup: 'objectid_contact@odata.bind', set: 'contacts' },
  company: { lookup: 'objectid_account@odata.bind', set: 'accounts' },
  deal: { lookup: 'objectid_opportunity@odata.bind', set: 'opportunities' },
} as const

/** Notes are annotations: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/reference/entities/annotation */
export const noteOperations = ({ write }: Kit) => ({
  'create-note': write(crm.createNote, {
    docs: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/annotation-note-entity',
    extra: () => ({ parent: z.guid() }),
    request: ({ parentType, parent, title, body }) => {
      const { lookup, set } = parents[parentType]
      return create(
        'annotations',
        { subject: title, notetext: body, [lookup]: reference(set, parent) },
        { $select: 'annotationid,subject,notetext,createdon' },
      )
    },
    example: {
      input: {
        parentType: 'contact',
        parent: EXAMPLE_CONTACT,
        title: 'First call',
        body: 'Wants to see the mill turn before the spring.',
      },
      response: ({ title, body }) => ({
        ...etag(EXAMPLE_NOTE),
        annotationid: EXAMPLE_NOTE,
        subject: title ?? null,
        notetext: body,
        createdon: '2026-02-03T10:00:00Z',
      }),
    },
    answer: () => z.looseObject({ annotationid: z.string(), createdon: z.string().nullish() }),
    unify: ({ annotationid, createdon }, { parent, title = null, body }) => ({
      id: annotationid,
      parent,
      title,
      body,
      createdAt: toUtc(createdon),
    }),
  }),
})
