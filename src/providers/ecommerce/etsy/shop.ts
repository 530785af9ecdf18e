import * as z from 'zod'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'

export const shopOperations = ({ read }: Kit) => ({
  'get-current-user': read({
    name: 'Get Current User',
    description: 'Get the numbers of the user that the access token belongs to, and of their shop',
    docs: 'https://developers.etsy.com/documentation/reference#operation/getMe',
    input: () => ({}),
    request: () => get(path`/v3/application/users/me`),
    example: {
      input: {},
      response: () => ({ user_id: Number(fixtures.user), shop_id: Number(fixtures.shop) }),
    },
    answer: () => z.looseObject({ user_id: z.int() }),
  }),
  'list-shipping-profiles': read({
    name: 'List Shipping Profiles',
    description: 'List the shipping profiles of the shop, one of which every physical product has',
    docs: 'https://developers.etsy.com/documentation/reference#operation/getShopShippingProfiles',
    input: wholeListInput,
    request: (_input, { shopId }) => get(path`/v3/application/shops/${shopId}/shipping-profiles`),
    example: {
      input: {},
      response: () => ({
        count: 1,
        results: [
          {
            shipping_profile_id: Number(fixtures.shippingProfile),
            title: 'Letter',
            user_id: Number(fixtures.user),
            origin_country_iso: 'CA',
            is_deleted: false,
          },
        ],
      }),
    },
    ...pagesOf('results'),
  }),
})
