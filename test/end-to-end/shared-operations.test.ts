import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleConfig } from '../../scripts/example-config.ts'
import { isJsonObject } from '../../src/kit/json.ts'
import { providers } from '../../src/providers/registry.ts'
import { forget, orgAt, type Program, start } from './program.ts'

/**
 * What a caller says is the same for every provider of a type: these inputs go to all of them. What a caller can only have
 * from the provider (ids, tokens, an account's stages) is added from the provider's own example.
 */
const sameInputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'payment create-payment': { amount: 1234, currency: 'USD' },
  'payment list-payments': { limit: 2 },
  'payment create-customer': { email: 'grace.hopper@example.com', name: 'Grace Hopper' },
  'payment get-balance': {},
  'ecommerce list-products': { limit: 2 },
  'ecommerce create-product': { title: 'Example shirt', price: 4900, currency: 'USD' },
  'ecommerce list-orders': { limit: 2 },
  'ecommerce list-customers': { limit: 2 },
  'marketing list-audiences': { limit: 2 },
  'marketing list-segments': { limit: 2 },
  'marketing list-campaigns': { limit: 2 },
  'marketing add-contact': { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
  'marketing find-contact': { email: 'ada.lovelace@example.com' },
  'crm create-contact': { firstName: 'Grace', lastName: 'Hopper', email: 'grace.hopper@example.com' },
  'crm list-contacts': { limit: 2 },
  'crm search-contacts': { query: 'Lovelace', limit: 2 },
  'crm create-company': { name: 'Example Engines' },
  'crm create-deal': { name: 'Example deal', closeDate: '2026-12-31' },
  'crm list-deals': { limit: 2 },
  'accounting create-customer': { name: 'Example Engines', email: 'grace.hopper@example.com' },
  'accounting list-customers': { limit: 2 },
  'accounting list-invoices': { limit: 2 },
  'accounting list-accounts': { limit: 2 },
  'accounting list-items': { limit: 2 },
  'accounting get-profit-and-loss': { from: '2026-01-01', to: '2026-06-30' },
}

/** A page of FreshBooks counts accounts, and each of them brings its sub-accounts along. */
const longerPages = ['freshbooks list-accounts']

/** Every shared operation, with the providers that list it. */
const shared = Map.groupBy(
  providers.flatMap((provider) =>
    [...provider.operations().values()]
      .filter((operation) => operation.shared !== undefined)
      .map((operation) => ({ provider, operation, name: `${provider.type} ${operation.id}` })),
  ),
  ({ name }) => name,
)

let program: Program

beforeAll(async () => {
  await mkdir('.wrangler', { recursive: true })
  program = await start()
  for (const provider of providers) {
    await orgAt(program.url, 'everybody').post('/save-integration', {
      type: provider.type,
      provider: provider.id,
      name: provider.name,
      config: exampleConfig(provider),
    })
  }
}, 90_000)

afterAll(async () => {
  await program.interrupt()
  await forget(program.state)
})

describe.each([...shared])('%s means the same everywhere', (name, users) => {
  it.each(users.map(({ provider, operation }) => [provider.id, operation] as const))('at %s', async (id, operation) => {
    const same = sameInputs[name] ?? {}
    const input = { ...(isJsonObject(operation.exampleInput) ? operation.exampleInput : {}), ...same }
    const { body } = await orgAt(program.url, 'everybody').post(`/call/${id}/${operation.id}?view=unified`, input)
    expect(body).toMatchObject({ success: true })
    expect(operation.shared?.output().safeParse(body.result).error?.issues ?? []).toEqual([])
    expect(echoed(body.result, same)).toEqual(same)
    if (!longerPages.includes(`${id} ${operation.id}`))
      expect(lengthOf(body.result)).toBeLessThanOrEqual(Number(same.limit ?? 100))
  })
})

/** Of what was said, what the unified answer says again. */
function echoed(result: unknown, same: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (!isJsonObject(result)) return {}
  const again = Object.entries(same).map(([field, value]) => [field, result[field] ?? value] as const)
  return Object.fromEntries(again)
}

function lengthOf(result: unknown): number {
  return isJsonObject(result) && Array.isArray(result.items) ? result.items.length : 0
}
