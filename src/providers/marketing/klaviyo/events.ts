import * as z from 'zod'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { document } from './json-api.ts'

/** What people do, and whose account it is. */
export const eventOperations = ({ read, write }: OperationKit<unknown>) => ({
  'track-event': write({
    name: 'Track Event',
    description: 'Record something that a person did; Klaviyo adds who it does not know yet',
    docs: 'https://developers.klaviyo.com/en/reference/create_event',
    input: () => ({
      email: z.email().max(254),
      /** What happened, such as `Placed Order`. */
      metric: z.string().min(1).max(127),
      properties: z
        .record(z.string().min(1).max(255), z.union([z.string().max(100_000), z.number(), z.boolean()]))
        .default({}),
      /** A number that can be added up, such as the total of an order in `value_currency`. */
      value: z.number().optional(),
      value_currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'is not a three-letter ISO 4217 code in capitals')
        .optional(),
      /** When it happened, if not now. */
      time: z.iso.datetime({ offset: true }).optional(),
      /** Klaviyo records the first event with an id, of the same person and metric, and drops the others. */
      unique_id: z.string().min(1).max(255).optional(),
    }),
    keyed: true,
    request: ({ email, metric, unique_id, ...attributes }, _config, { idempotencyKey }) =>
      post(
        path`/api/events`,
        document({
          type: 'event',
          attributes: {
            ...attributes,
            unique_id: unique_id ?? idempotencyKey,
            metric: { data: { type: 'metric', attributes: { name: metric } } },
            profile: { data: { type: 'profile', attributes: { email } } },
          },
        }),
      ),
    example: {
      input: {
        email: fixtures.profileEmail,
        metric: 'Placed Order',
        properties: { order: '1001' },
        value: 19.9,
        value_currency: 'EUR',
      },
      response: () => null,
    },
    answer: anything,
  }),
  'get-account': read({
    name: 'Get Account',
    description: 'Get the account that the API key belongs to',
    docs: 'https://developers.klaviyo.com/en/reference/get_accounts',
    input: () => ({}),
    request: () => get(path`/api/accounts`),
    example: {
      input: {},
      response: () => ({
        data: [
          {
            type: 'account',
            id: 'AbC123',
            attributes: {
              test_account: true,
              contact_information: {
                default_sender_name: 'Example Shop',
                default_sender_email: 'shop@example.com',
                organization_name: 'Example Shop',
                street_address: {},
              },
              timezone: 'Europe/Berlin',
              preferred_currency: 'EUR',
              public_api_key: 'AbC123',
              locale: 'en-US',
            },
            links: { self: 'https://a.klaviyo.com/api/accounts/AbC123/' },
          },
        ],
        links: { self: 'https://a.klaviyo.com/api/accounts' },
      }),
    },
    answer: anything,
  }),
})
