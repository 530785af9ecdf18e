import { describe, expect, it } from 'vitest'
import { refresh } from '../../../src/connect/token-endpoint.ts'
import { Secret } from '../../../src/kit/secret.ts'
import { providerNamed } from '../../support/examples.ts'

/** A token endpoint that refuses, in words that repeat what it was sent. */
async function refusalOf(describe: (body: string) => string): Promise<unknown> {
  const provider = providerNamed('quickbooks')
  const { connect } = provider
  if (connect === undefined) throw new Error('accounts of QuickBooks consent')
  const app = { clientId: 'app-of-the-test', clientSecret: new Secret('secret-of-the-app-of-the-test') }
  const granted = { refreshToken: new Secret('refresh-token-of-the-test'), redirectUri: undefined }
  const config = { environment: 'sandbox', realmId: '9341453908059321' }
  const send = async ({ body }: { readonly body: string | undefined }) =>
    Response.json({ error: 'invalid_grant', error_description: describe(body ?? '') }, { status: 400 })
  const outside = { send, now: () => new Date(0) }
  const signal = new AbortController().signal
  return refresh({ provider, connect, config, app }, granted, outside, signal).catch((thrown: unknown) => thrown)
}

describe('the words of a refusal', () => {
  it('are handed on', async () => {
    expect(await refusalOf(() => 'Token expired')).toMatchObject({ code: 'invalid_grant', message: 'Token expired' })
  })

  it('repeat neither the token nor the secret of the app', async () => {
    const refusal = await refusalOf((body) => `No: ${body}, with secret-of-the-app-of-the-test`)
    expect(refusal).toMatchObject({ code: 'invalid_grant', message: expect.stringContaining('No: ') })
    expect(String(refusal)).not.toContain('refresh-token-of-the-test')
    expect(String(refusal)).not.toContain('secret-of-the-app-of-the-test')
  })
})
