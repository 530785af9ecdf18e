import * as z from 'zod'
import { anything } from '../../../kit/operation.ts'
import { get, json, patch } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_CONTACT, EXAMPLE_EXTERNAL_ID } from './examples.ts'
import { apiName, descriptionOf, limits, nextOf, query, recordByExternalId } from './resources.ts'
import { onlySelects } from './select.ts'

/** What Salesforce has for every object, custom ones included. */
export const orgOperations = ({ read, write }: Kit) => ({
  query: read({
    name: 'Query',
    description: 'Run a SOQL query; the next page takes the same query and the cursor',
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html',
    input: () => ({
      soql: z
        .string()
        .min(1)
        .max(12_000)
        .refine(onlySelects, 'is not a SELECT, or has a clause with an effect (FOR VIEW, FOR REFERENCE, FOR UPDATE)'),
      /** Records in a page; Salesforce may send fewer. */
      batchSize: z.int().min(200).max(2_000).optional(),
      cursor: z.string().regex(locator, 'is not a query locator').optional(),
    }),
    request: ({ soql, batchSize, cursor }) => {
      const headers: Record<string, string> =
        batchSize === undefined ? {} : { 'Sforce-Query-Options': `batchSize=${batchSize}` }
      return cursor === undefined ? query(soql, headers) : nextOf(cursor, headers)
    },
    example: {
      input: { soql: "SELECT Id, Name FROM Account WHERE Name LIKE 'Analytical%'" },
      response: () =>
        answers.examplePage({ ...answers.attributes('Account', EXAMPLE_ACCOUNT), Name: 'Analytical Engines Ltd' }),
    },
    answer: () => z.looseObject({ nextRecordsUrl: z.string().regex(nextUrl).nullish() }),
    next: ({ nextRecordsUrl }) => nextRecordsUrl?.match(nextUrl)?.[1],
  }),
  'upsert-record': write({
    name: 'Upsert Record',
    description: 'Create a record of any object, or change the one that has this external id',
    docs: 'https://developer.salesforce.com/docs/platform/api-rest/guide/dome-upsert.html',
    input: () => ({
      object: apiName(),
      externalIdField: apiName(),
      externalId: z.string().min(1).max(255),
      fields: z.record(apiName(), z.union([z.string().max(131_072), z.number(), z.boolean(), z.null()])),
    }),
    request: ({ object, externalIdField, externalId, fields }) =>
      patch(recordByExternalId(object, externalIdField, externalId), json(fields)),
    example: {
      input: {
        object: 'Contact',
        externalIdField: 'External_Id__c',
        externalId: EXAMPLE_EXTERNAL_ID,
        fields: { LastName: 'Lovelace', Email: 'ada.lovelace@example.com' },
      },
      response: () => ({ ...answers.exampleSaved(EXAMPLE_CONTACT), created: false }),
    },
    answer: anything,
  }),
  'describe-object': read({
    name: 'Describe Object',
    description: 'Get the fields, picklists and relationships of an object',
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm',
    input: () => ({ object: apiName() }),
    request: ({ object }) => get(descriptionOf(object)),
    example: {
      input: { object: 'Opportunity' },
      response: ({ object }) => ({
        name: object,
        label: object,
        createable: true,
        fields: [{ name: 'Name', label: 'Name', type: 'string', length: 120, nillable: false }],
      }),
    },
    answer: anything,
  }),
  'get-limits': read({
    name: 'Get Limits',
    description: "Get the org's allocations and what is left of them",
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm',
    input: () => ({}),
    request: () => get(limits()),
    example: {
      input: {},
      response: () => ({ DailyApiRequests: { Max: 100_000, Remaining: 99_998 } }),
    },
    answer: anything,
  }),
})

/** What comes after `/query/` in `nextRecordsUrl`: an id, and the number of the record that the page starts with. */
const locator = /^[A-Za-z0-9]{15,40}-\d{1,10}$/
const nextUrl = /^\/services\/data\/v\d{2,3}\.0\/query\/([A-Za-z0-9]{15,40}-\d{1,10})$/
