import * as z from 'zod'
import { pageInput } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import type { Kit } from './config.ts'
import { EXAMPLE_NEXT_STAGE, EXAMPLE_OWNER, EXAMPLE_PIPELINE, EXAMPLE_STAGE } from './examples.ts'
import { listCursor } from './objects.ts'

/** What the account itself consists of. */
export const accountOperations = ({ read }: Kit) => ({
  'list-pipelines': read({
    name: 'List Pipelines',
    description: 'List the pipelines of deals, each with its stages and their ids',
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/crm/pipelines/guide',
    input: wholeListInput,
    request: () => get(path`/crm/pipelines/2026-09/deals`),
    example: {
      input: {},
      response: () => ({
        results: [
          {
            id: EXAMPLE_PIPELINE,
            label: 'Sales Pipeline',
            displayOrder: 0,
            stages: [
              exampleStage(EXAMPLE_STAGE, 'Appointment Scheduled', 0),
              exampleStage(EXAMPLE_NEXT_STAGE, 'Qualified To Buy', 1),
            ],
            ...neverChanged,
          },
        ],
      }),
    },
    ...pagesOf('results'),
  }),
  'list-owners': read({
    name: 'List Owners',
    description: 'List the users that records can be assigned to',
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/crm/owners/guide',
    input: () => ({ ...pageInput(), ...listCursor(), email: z.email().max(254).optional() }),
    request: ({ limit, cursor, email }) => get(path`/crm/owners/2026-09`, { query: { limit, after: cursor, email } }),
    example: {
      input: { limit: 5 },
      response: () => ({
        results: [
          {
            id: EXAMPLE_OWNER,
            email: 'charles.babbage@example.com',
            type: 'PERSON',
            firstName: 'Charles',
            lastName: 'Babbage',
            userId: 295,
            ...neverChanged,
          },
        ],
      }),
    },
    answer: () =>
      z.looseObject({ paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish() }),
    next: ({ paging }) => paging?.next?.after,
  }),
  'get-account': read({
    name: 'Get Account',
    description: 'Get the id, the type, the currencies and the time zone of the account',
    docs: 'https://developers.hubspot.com/docs/api-reference/latest/account/account-information/guide',
    input: () => ({}),
    request: () => get(path`/account-info/2026-09/details`),
    example: {
      input: {},
      response: () => ({
        portalId: 1_234_567,
        accountType: 'DEVELOPER_TEST',
        timeZone: 'Europe/London',
        companyCurrency: 'USD',
        additionalCurrencies: [],
        utcOffset: '+00:00',
        utcOffsetMilliseconds: 0,
        uiDomain: 'app.hubspot.com',
        dataHostingLocation: 'na1',
      }),
    },
    answer: anything,
  }),
})

const neverChanged = {
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  archived: false,
}

function exampleStage(id: string, label: string, displayOrder: number) {
  return {
    id,
    label,
    displayOrder,
    metadata: { isClosed: 'false', probability: '0.2' },
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    ...neverChanged,
  }
}
