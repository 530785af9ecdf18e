import * as z from 'zod'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { v1 } from './store-paths.ts'

export const storeOperations = ({ read }: Kit) => ({
  'get-store-configs': read({
    name: 'Get Store Configs',
    description: 'Get the settings of every store view: its currency, locale, timezone and addresses',
    docs: 'https://adobe-commerce.redoc.ly/2.4.7-admin/tag/storestoreConfigs/#operation/GetV1StoreStoreConfigs',
    input: () => ({}),
    request: (_input, config) => get(v1(config, path`/store/storeConfigs`)),
    example: {
      input: {},
      response: () => [
        {
          id: 1,
          code: 'default',
          website_id: 1,
          locale: 'en_US',
          base_currency_code: 'USD',
          default_display_currency_code: 'USD',
          timezone: 'America/Chicago',
          weight_unit: 'kgs',
          base_url: 'https://store.example.com/',
          base_link_url: 'https://store.example.com/',
          base_static_url: 'https://store.example.com/static/',
          base_media_url: 'https://store.example.com/media/',
          secure_base_url: 'https://store.example.com/',
          secure_base_link_url: 'https://store.example.com/',
          secure_base_static_url: 'https://store.example.com/static/',
          secure_base_media_url: 'https://store.example.com/media/',
        },
      ],
    },
    answer: () => z.array(z.looseObject({ code: z.string() })),
  }),
})
