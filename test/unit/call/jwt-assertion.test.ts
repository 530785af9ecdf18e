import { createVerify, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signedAssertion, UnreadableKey } from '../../../src/call/jwt-assertion.ts'

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const claims = { iss: 'client', sub: 'ada@acme.example', aud: 'https://login.example.com', exp: 1_795_000_000 }

describe('a signed assertion', () => {
  it('has the claims, and a signature of RS256', async () => {
    const assertion = await signedAssertion(claims, pair.privateKey)
    const [header = '', payload = '', signature = ''] = assertion.split('.')
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
    expect(read(header)).toEqual({ alg: 'RS256', typ: 'JWT' })
    expect(read(payload)).toEqual(claims)
    const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`)
    expect(verifier.verify(pair.publicKey, signature, 'base64url')).toBe(true)
    expect(assertion).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  })

  it('is the same, however the key was written down', async () => {
    const { privateKey } = pair
    const bare = privateKey.replaceAll(/-----.*-----|\n/g, '')
    const forms = [privateKey, privateKey.replaceAll('\n', '\r\n'), privateKey.replaceAll('\n', ' '), bare]
    const assertions = await Promise.all(forms.map((form) => signedAssertion(claims, form)))
    expect(new Set(assertions).size).toBe(1)
  })

  it.each(['', 'AAAA', 'not base64!', '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----'])(
    'needs a key in PKCS #8, and not %j',
    async (privateKey) => {
      await expect(signedAssertion(claims, privateKey)).rejects.toThrow(UnreadableKey)
    },
  )
})
