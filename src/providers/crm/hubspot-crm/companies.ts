import * as crm from '../../../contracts/crm.ts'
import { toUtc } from '../../../contracts/time.ts'
import { get, json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_COMPANY } from './examples.ts'
import { exampleRecord, type HubSpotRecord, record, recordId, recordOf, recordsOf } from './objects.ts'

const guide = 'https://developers.hubspot.com/docs/api-reference/latest/crm/objects/companies/guide'

export const companyOperations = ({ read, write }: Kit) => ({
  'create-company': write(crm.createCompany, {
    docs: guide,
    extra: crm.companyDetails,
    request: ({ name, domain, phone }) =>
      post(recordsOf('companies'), json({ properties: { name, domain, phone }, associations: [] })),
    example: {
      input: { name: 'Difference Engines Ltd', domain: 'difference.example.com', phone: '+44 20 7946 0002' },
      response: ({ name, domain, phone }) => exampleRecord('52002', { name, domain, phone }),
    },
    answer: record,
    unify: unifyCompany,
  }),
  'get-company': read(crm.getCompany, {
    docs: guide,
    extra: () => ({ id: recordId() }),
    request: ({ id }) => get(recordOf('companies', id), { query: { properties: 'name,domain,phone' } }),
    example: {
      input: { id: EXAMPLE_COMPANY },
      response: ({ id }) =>
        exampleRecord(id, {
          name: 'Analytical Engines Ltd',
          domain: 'engines.example.com',
          phone: '+44 20 7946 0001',
        }),
    },
    answer: record,
    unify: unifyCompany,
  }),
})

/** A company may have been made from its domain alone, and has no name then until HubSpot finds one. */
function unifyCompany({ id, properties, createdAt, updatedAt }: HubSpotRecord) {
  return {
    id,
    name: properties.name || properties.domain || '',
    domain: properties.domain || null,
    phone: properties.phone || null,
    createdAt: toUtc(createdAt),
    updatedAt: toUtc(updatedAt),
  }
}
