import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleConfig } from '../../scripts/example-config.ts'
import { isJsonObject } from '../../src/kit/json.ts'
import type { Provider } from '../../src/kit/provider.ts'
import { providers } from '../../src/providers/registry.ts'
import { forget, orgAt, type Program, start } from './program.ts'

let program: Program

beforeAll(async () => {
  await mkdir('.wrangler', { recursive: true })
  program = await start()
}, 90_000)

afterAll(async () => {
  await program.interrupt()
  await forget(program.state)
})

/** What the sandbox does where a text of the request says so, and how the caller is told. */
const faults = [
  ['sandbox-rate-limited', [429], 'rate_limited', { source: 'provider', outcome: 'rejected', retriable: true }],
  ['sandbox-outage', [502, 503, 504], 'integration_unavailable', { fault: 'provider', outcome: 'uncertain' }],
  ['sandbox-html', [502], 'integration_unavailable', { fault: 'provider', outcome: 'uncertain' }],
  ['sandbox-truncated', [502], 'integration_error', { fault: 'provider', outcome: 'uncertain' }],
] as const

describe.each(providers.map((provider) => [provider.id, provider] as const))('a fault of %s', (id, provider) => {
  // One integration a fault: a provider that has asked to be left alone is, whatever it would say next.
  it.each(faults)('is told as what it is: %s', async (word, statuses, code, details) => {
    const org = orgAt(program.url, id)
    const config = exampleConfig(provider)
    const saved = await org.post('/save-integration', { type: provider.type, provider: id, name: word, config })
    expect(saved).toMatchObject({ status: 200 })
    const { operation, input } = carrying(provider, word)
    const { status, body } = await org.post(`/call/${word}/${operation}`, input)
    expect(body).toMatchObject({ error: { code, details } })
    expect(statuses).toContain(status)
  })
})

/** An example that says the word in one of its texts, where the operation takes any text. */
function carrying(provider: Provider, word: string): { readonly operation: string; readonly input: unknown } {
  for (const operation of provider.operations().values()) {
    if (!isJsonObject(operation.exampleInput)) continue
    for (const field of Object.keys(operation.input().shape)) {
      for (const text of [word, `${word}@example.com`]) {
        const input = { ...operation.exampleInput, [field]: text }
        if (operation.prepare(input).ok) return { operation: operation.id, input }
      }
    }
  }
  throw new Error(`${provider.id} takes no free text`)
}
