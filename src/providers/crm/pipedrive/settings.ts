import * as z from 'zod'
import { pageInput } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { EXAMPLE_NEXT_STAGE, EXAMPLE_PIPELINE, EXAMPLE_STAGE, EXAMPLE_USER } from './examples.ts'
import { listCursor, listOf, nextCursor, recordId } from './resources.ts'

/** What the Pipedrive company itself consists of. */
export const settingOperations = ({ read }: OperationKit<unknown>) => ({
  'list-stages': read({
    name: 'List Stages',
    description: 'List the stages that deals go through, of one pipeline or of all',
    docs: 'https://developers.pipedrive.com/docs/api/v1/Stages#getStages',
    input: () => ({ ...pageInput(), ...listCursor(), pipeline: recordId().optional() }),
    request: ({ pipeline, limit, cursor }) =>
      get(path`/api/v2/stages`, { query: { pipeline_id: pipeline, limit, cursor } }),
    example: {
      input: { limit: 5, pipeline: EXAMPLE_PIPELINE },
      response: () => ({
        success: true,
        data: [exampleStage(EXAMPLE_STAGE, 'Qualified', 1), exampleStage(EXAMPLE_NEXT_STAGE, 'Contact Made', 2)],
      }),
    },
    answer: () => listOf(z.unknown()),
    next: nextCursor,
  }),
  'get-current-user': read({
    name: 'Get Current User',
    description: 'Get the user that the API token belongs to, and the company',
    docs: 'https://developers.pipedrive.com/docs/api/v1/Users#getCurrentUser',
    input: () => ({}),
    request: () => get(path`/v1/users/me`),
    example: {
      input: {},
      response: () => ({
        success: true,
        data: {
          id: Number(EXAMPLE_USER),
          name: 'Charles Babbage',
          default_currency: 'USD',
          email: 'charles.babbage@example.com',
          activated: true,
          active_flag: true,
          is_you: true,
          timezone_name: 'Europe/London',
          company_id: 54_235_233,
          company_name: 'Example Company',
          company_domain: 'example-company',
        },
      }),
    },
    answer: anything,
  }),
})

function exampleStage(id: string, name: string, order: number) {
  return {
    id: Number(id),
    order_nr: order,
    name,
    is_deleted: false,
    deal_probability: 100,
    pipeline_id: Number(EXAMPLE_PIPELINE),
    is_deal_rot_enabled: false,
    days_to_rotten: null,
    add_time: '2026-01-01T00:00:00Z',
    update_time: '2026-01-01T00:00:00Z',
  }
}
