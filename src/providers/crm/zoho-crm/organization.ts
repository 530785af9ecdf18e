import * as z from 'zod'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_ACCOUNT, EXAMPLE_NEXT_STAGE, EXAMPLE_ORGANIZATION, EXAMPLE_STAGE } from './examples.ts'

/** What Zoho CRM has for every module, and the organization itself. */
export const organizationOperations = ({ read }: Kit) => ({
  query: read({
    name: 'Query',
    description: 'Run a COQL query; more than its first records are asked for by its own LIMIT and OFFSET',
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/Get-Records-through-COQL-Query.html',
    // COQL has SELECT, and nothing else.
    input: () => ({
      coql: z
        .string()
        .min(1)
        .max(12_000)
        .regex(/^\s*select\s/i, 'is not a SELECT'),
    }),
    request: ({ coql }) => post(path`/crm/v8/coql`, json({ select_query: coql })),
    example: {
      input: { coql: "select Account_Name from Accounts where Account_Name like 'Analytical%' limit 10" },
      response: () => ({
        data: [{ Account_Name: 'Analytical Engines Ltd', id: EXAMPLE_ACCOUNT }],
        info: { count: 1, more_records: false },
      }),
    },
    answer: anything,
  }),
  'list-fields': read({
    name: 'List Fields',
    description: 'List the fields of a module, with the values that each picklist has, such as the stages of deals',
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html',
    input: () => ({
      ...wholeListInput(),
      module: z.string().regex(/^[A-Za-z]\w{0,99}$/, 'is not the API name of a module'),
    }),
    request: ({ module }) => get(path`/crm/v8/settings/fields`, { query: { module } }),
    example: {
      input: { module: 'Deals' },
      response: () => ({
        fields: [
          {
            id: '5725767000000002565',
            api_name: 'Stage',
            field_label: 'Stage',
            data_type: 'picklist',
            system_mandatory: true,
            pick_list_values: [EXAMPLE_STAGE, EXAMPLE_NEXT_STAGE].map((value) => ({
              display_value: value,
              actual_value: value,
            })),
          },
        ],
      }),
    },
    ...pagesOf('fields', { absentWhenEmpty: true }),
  }),
  'get-organization': read({
    name: 'Get Organization',
    description: 'Get the name, the home currency, the time zone and the licence of the organization',
    docs: 'https://www.zoho.com/crm/developer/docs/api/v8/get-org-data.html',
    input: () => ({}),
    request: () => get(path`/crm/v8/org`),
    example: {
      input: {},
      response: () => ({
        org: [
          {
            id: EXAMPLE_ORGANIZATION,
            company_name: 'Example Company',
            currency: 'US Dollar - USD',
            iso_code: 'USD',
            time_zone: 'Europe/London',
            country_code: 'GB',
            primary_email: 'charles.babbage@example.com',
            type: 'Developer',
          },
        ],
      }),
    },
    answer: anything,
  }),
})
