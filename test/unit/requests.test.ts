import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SignedRequest } from '../../src/call/sign.ts'
import { providers } from '../../src/providers/registry.ts'
import { examplePreview, exampleSnapshot } from './support/example-snapshot.ts'

/**
 * What is sent for the example of every operation, one file a provider, in the form that HTTP clients of editors read.
 * A change of a request is a change of these files, to be read before it is accepted.
 */
describe('requests', () => {
  it.each(providers.map((provider) => [provider.id, provider] as const))('of %s', async (id, provider) => {
    const snapshot = exampleSnapshot(provider)
    const requests = [...provider.operations().values()].map(
      (operation) => `### ${operation.id}\n\n${written(examplePreview(snapshot, operation))}`,
    )
    await expect(`${requests.join('\n\n')}\n`).toMatchFileSnapshot(`requests/${id}.http`)
  })

  it('are of providers that there are', () => {
    const known = providers.map(({ id }) => `${id}.http`)
    expect(readdirSync(join(import.meta.dirname, 'requests')).filter((file) => !known.includes(file))).toEqual([])
  })
})

function written(request: SignedRequest): string {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`${request.method} ${request.url}`, ...headers].join('\n')
  const body = bodyOf(request)
  return body === '' ? head : `${head}\n\n${body}`
}

/** JSON is indented, and a form has one pair a line; anything else is as it is sent. */
function bodyOf({ source, body = '' }: SignedRequest): string {
  if (source.kind === 'json') return JSON.stringify(source.value, null, 2)
  if (source.kind === 'form') return body.replaceAll('&', '\n&')
  return body
}
