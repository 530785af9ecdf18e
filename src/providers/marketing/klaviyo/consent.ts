import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as marketing from '../../../contracts/marketing.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { document } from './json-api.ts'

/** Consent is given and withdrawn by jobs, which answer with nothing before they are done. */
export const consentOperations = ({ write }: OperationKit<unknown>) => ({
  'subscribe-contact': write({
    name: 'Subscribe Contact',
    description: 'Record that a person agreed to marketing e-mail, or ask them to confirm it where the list wants that',
    docs: 'https://developers.klaviyo.com/en/reference/bulk_subscribe_profiles',
    input: () => ({
      email: z.email().max(254),
      /** The list that they join, and whose way of opting in is used. */
      audience: identifier().optional(),
      /** Where the consent comes from, in your own words. */
      custom_source: z.string().min(1).max(255).optional(),
    }),
    request: ({ email, audience, custom_source }) =>
      post(
        path`/api/profile-subscription-bulk-create-jobs`,
        document({
          type: 'profile-subscription-bulk-create-job',
          attributes: { custom_source, profiles: { data: [consenting(email, 'SUBSCRIBED')] } },
          relationships: listRelationship(audience),
        }),
      ),
    example: {
      input: { email: 'grace.hopper@example.com', audience: fixtures.audience, custom_source: 'Checkout' },
      response: () => null,
    },
    answer: anything,
  }),
  'unsubscribe-contact': write(marketing.unsubscribeContact, {
    docs: 'https://developers.klaviyo.com/en/reference/bulk_unsubscribe_profiles',
    rules: ({ audience }) =>
      audience === undefined
        ? []
        : [
            {
              path: 'audience',
              message:
                'Klaviyo keeps consent by profile, and with a list it would unsubscribe who is not on it from everything: use `remove-from-audience`',
            },
          ],
    request: ({ email }) =>
      post(
        path`/api/profile-subscription-bulk-delete-jobs`,
        document({
          type: 'profile-subscription-bulk-delete-job',
          attributes: { profiles: { data: [consenting(email, 'UNSUBSCRIBED')] } },
        }),
      ),
    example: { input: { email: fixtures.profileEmail }, response: () => null },
    answer: anything,
    unify: (_, { email }) => ({ email, accepted: true as const }),
  }),
})

function consenting(email: string, consent: 'SUBSCRIBED' | 'UNSUBSCRIBED') {
  return { type: 'profile', attributes: { email, subscriptions: { email: { marketing: { consent } } } } }
}

function listRelationship(audience: string | undefined) {
  return audience === undefined ? undefined : { list: { data: { type: 'list', id: audience } } }
}
