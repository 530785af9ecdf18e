import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleConfig } from '../../scripts/example-config.ts'
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

describe.each(providers.map((provider) => [provider.id, provider] as const))(
  'credentials that %s refuses',
  (id, provider) => {
    it('are told as such, with what to do', async () => {
      const org = orgAt(program.url, `refused-${id}`)
      const config = refusedConfig(provider)
      const saved = await org.post('/save-integration', {
        type: provider.type,
        provider: id,
        name: provider.name,
        config,
      })
      expect(saved).toMatchObject({ status: 200 })
      const called = await org.post(
        `/call/${id}/${provider.check}`,
        provider.operations().get(provider.check)?.exampleInput,
      )
      expect(called).toMatchObject({
        status: 502,
        body: {
          error: {
            code: 'integration_error',
            message: 'Failed to connect to integration service',
            details: { reason: 'Authentication failed', suggestion: 'Check your API credentials', fault: 'caller' },
          },
        },
      })
    })
  },
)

/** The example config with a secret that the sandbox refuses as the provider would a wrong one, and that has its form. */
function refusedConfig(provider: Provider): Record<string, string> {
  const config = exampleConfig(provider)
  for (const { name, secret, example } of provider.configFields()) {
    if (!secret || name === 'webhookSecret') continue
    for (const value of wrongForms(example)) {
      const tried = { ...config, [name]: value }
      if (provider.configSchema().safeParse(tried).success) return tried
    }
  }
  throw new Error(`no secret of ${provider.id} can be wrong in the right form`)
}

function* wrongForms(example: string): Generator<string> {
  const word = 'invalid'
  yield example + word
  for (let end = example.length; end >= word.length; end -= 1) {
    yield example.slice(0, end - word.length) + word + example.slice(end)
  }
}
