import { describe, expect, test } from 'vitest'
import { expectError } from '../support/answers.ts'
import { rememberSecret } from '../support/known-secrets.ts'
import { org, resultOf, savedOf } from '../support/org.ts'

/** Access tokens by a signed assertion (RFC 7523), with Salesforce as the sandbox plays it. */

const app = { instanceUrl: 'https://sandbox.my.salesforce.com', clientId: '3MVG9appOfTheAssertionTests' }
const username = 'integration@acme.example'

async function privateKey(): Promise<string> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 }
  const pair = await crypto.subtle.generateKey({ ...algorithm, publicExponent: new Uint8Array([1, 0, 1]) }, true, [
    'sign',
    'verify',
  ])
  if (!('privateKey' in pair)) throw new TypeError('no pair')
  const der = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
  if (!(der instanceof ArrayBuffer)) throw new TypeError('no DER')
  const encoded = btoa(String.fromCharCode(...new Uint8Array(der)))
  rememberSecret(encoded)
  return `-----BEGIN PRIVATE KEY-----\n${encoded.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}

async function saving(config: Readonly<Record<string, unknown>>) {
  const acme = await org('acme')
  const answer = await acme.post('/save-integration', { type: 'crm', provider: 'salesforce', name: 'sf', config })
  return { acme, answer }
}

describe('a private key', () => {
  test('stands in for a secret', async () => {
    const { acme, answer } = await saving({ ...app, username, privateKey: await privateKey() })
    expect(savedOf(answer).status).toBe('active')
    expect(resultOf(await acme.read('sf', 'get-limits'))).toBeDefined()
    expect(resultOf(await acme.read('sf', 'get-limits'))).toBeDefined()
  })

  test('is shown by its mask alone, and kept when that is saved', async () => {
    const { acme, answer } = await saving({ ...app, username, privateKey: await privateKey() })
    const { id } = savedOf(answer)
    const shown = await acme.get(`/get-config/crm/${id}`)
    expect(shown.body).toMatchObject({ config: { ...app, username, privateKey: '...' } })
    const config = { ...app, username: 'other@acme.example', privateKey: '...' }
    await acme.post('/save-integration', { id, type: 'crm', provider: 'salesforce', name: 'sf', config })
    expect(resultOf(await acme.read('sf', 'get-limits'))).toBeDefined()
  })

  test('that is none is told before anything is sent', async () => {
    const { acme } = await saving({ ...app, username, privateKey: 'AAAA' })
    const details = expectError(await acme.read('sf', 'get-limits'), 'integration_error', 502)
    expect(details).toMatchObject({ fault: 'caller', outcome: 'not_sent', reason: expect.stringContaining('PKCS #8') })
  })

  test('of a user whom nobody has approved is refused in the words of the provider', async () => {
    const { acme } = await saving({ ...app, username: 'invalid@acme.example', privateKey: await privateKey() })
    const details = expectError(await acme.read('sf', 'get-limits'), 'integration_error', 502)
    expect(details).toMatchObject({
      providerCode: 'invalid_grant',
      providerMessage: "user hasn't approved this consumer",
    })
  })
})

describe('a config with half of a way to sign', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a private key without its user', { privateKey: 'AAAA' }, 'config.username'],
    ['a user without a key', { username }, 'config.privateKey'],
  ])('is refused: %s', async (_, half, missing) => {
    const { answer } = await saving({ ...app, ...half })
    const details = expectError(answer, 'invalid_request', 400)
    expect(details.issues).toEqual([{ path: missing, message: 'Is missing' }])
  })

  test('that may be an app for a consent is a draft', async () => {
    const { answer } = await saving(app)
    expect(savedOf(answer).status).toBe('draft')
  })
})
