import * as z from 'zod'
import { pageInput } from '../../../kit/contract.ts'
import { path } from '../../../kit/path.ts'
import { get } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { examplePage, nextPage, pageOfData } from './envelope.ts'
import { fixtures } from './examples.ts'
import { pageCursor, pageQuery } from './inputs.ts'
import { v2, v3 } from './store-paths.ts'

export const storeOperations = ({ read }: Kit) => ({
  'get-store': read({
    name: 'Get Store',
    description: 'Get the store itself: its name, domain, currency, units and plan',
    docs: 'https://developer.bigcommerce.com/docs/rest-management/store-information#get-store-information',
    input: () => ({}),
    request: (_input, config) => get(v2(config, path`/store`)),
    example: {
      input: {},
      response: () => ({
        id: 'fk3up5tr34',
        domain: 'acme.example.com',
        secure_url: 'https://acme.example.com',
        status: 'live',
        name: 'Acme',
        currency: 'USD',
        weight_units: 'KGS',
        plan_name: 'Standard',
      }),
    },
    answer: () => z.looseObject({ id: z.string() }),
  }),
  'list-locations': read({
    name: 'List Locations',
    description: 'List the places where the store keeps stock, as set-inventory names them',
    docs: 'https://developer.bigcommerce.com/docs/rest-management/inventory/locations#list-locations',
    input: () => ({ ...pageInput(), ...pageCursor() }),
    request: (page, config) => get(v3(config, path`/inventory/locations`), { query: pageQuery(page) }),
    example: {
      input: { limit: 10 },
      response: ({ limit }) =>
        examplePage({ id: Number(fixtures.location), code: 'BIGC-1', label: 'Main warehouse', enabled: true }, limit),
    },
    answer: () => pageOfData(z.looseObject({ id: z.int() })),
    next: nextPage,
  }),
})
