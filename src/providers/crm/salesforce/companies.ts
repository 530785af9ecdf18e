import * as z from 'zod'
import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT } from './examples.ts'
import { recordId, recordOf, recordsOf } from './resources.ts'

/** Companies are accounts. Fields: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_account.htm */
export const companyOperations = ({ read, write }: Kit) => ({
  'create-company': write(crm.createCompany, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html',
    extra: crm.companyDetails,
    request: ({ name, domain, phone }) =>
      post(recordsOf('Account'), json({ Name: name, Website: domain, Phone: phone })),
    example: {
      input: { name: 'Analytical Engines Ltd', domain: 'engines.example.com', phone: '+44 20 7946 0001' },
      response: () => answers.exampleSaved(EXAMPLE_ACCOUNT),
    },
    answer: answers.saved,
    unify: ({ id }, { name, domain = null, phone = null }) => ({
      id,
      name,
      domain,
      phone,
      createdAt: null,
      updatedAt: null,
    }),
  }),
  'get-company': read(crm.getCompany, {
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-get-field-values.html',
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('Account', id)),
    example: {
      input: { id: EXAMPLE_ACCOUNT },
      response: ({ id }) => ({
        ...answers.attributes('Account', id),
        Name: 'Analytical Engines Ltd',
        Website: 'https://www.engines.example.com/',
        Phone: '+44 20 7946 0001',
        CreatedDate: '2026-01-10T08:00:00.000+0000',
        LastModifiedDate: '2026-01-10T08:00:00.000+0000',
      }),
    },
    answer: () =>
      z.looseObject({
        Id: z.string(),
        Name: z.string(),
        Website: z.string().nullish(),
        Phone: z.string().nullish(),
        CreatedDate: z.string().nullish(),
        LastModifiedDate: z.string().nullish(),
      }),
    unify: (native) => ({
      id: native.Id,
      name: native.Name,
      domain: domainOf(native.Website),
      phone: native.Phone ?? null,
      createdAt: toUtc(native.CreatedDate),
      updatedAt: toUtc(native.LastModifiedDate),
    }),
  }),
})

/** People type all sorts of things into Website, with and without a scheme; null for what has no host in it. */
export function domainOf(website: string | null | undefined): string | null {
  const typed = website?.trim() ?? ''
  const url = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(url)) return null
  return new URL(url).hostname.replace(/^www\./, '')
}
