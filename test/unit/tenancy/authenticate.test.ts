import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import {
  type AuthenticationOptions,
  authenticate,
  type Credentials,
  isOperator,
  isOrgId,
} from '../../../src/tenancy/authenticate.ts'
import { newKey } from '../../../src/tenancy/key.ts'
import { covers, isScope, scopes, trustedScopes } from '../../../src/tenancy/scopes.ts'

const key = newKey((length) => crypto.getRandomValues(new Uint8Array(length)))
const nobody: Credentials = {
  authorization: undefined,
  orgid: undefined,
  gatewaySecret: undefined,
  host: 'upstream.example',
}
const byKey: AuthenticationOptions = {
  mode: 'api-key',
  findKey: async (text) => (text === key ? { org: 'acme', scopes: ['call'] } : undefined),
  gatewaySecret: undefined,
  local: false,
}
const byHeader: AuthenticationOptions = { ...byKey, mode: 'trusted-header', gatewaySecret: 'gateway-secret' }
const gateway: Credentials = { ...nobody, orgid: 'acme', gatewaySecret: 'gateway-secret' }

async function codeOf(credentials: Partial<Credentials>, options: AuthenticationOptions): Promise<string> {
  try {
    return `caller of ${(await authenticate({ ...nobody, ...credentials }, options)).org}`
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return thrown.code
    throw thrown
  }
}

describe('a mode', () => {
  it.each([undefined, '', 'none', 'API-KEY', 'api-key '])('%j refuses everybody', async (mode) => {
    const credentials = { ...gateway, authorization: `Bearer ${key}` }
    expect(await codeOf(credentials, { ...byHeader, mode })).toBe('unauthorized')
    expect(await codeOf({ ...credentials, host: 'localhost' }, { ...byHeader, mode, local: true })).toBe('unauthorized')
  })
})

describe('a key', () => {
  it.each([`Bearer ${key}`, `bearer ${key}`, `Bearer  ${key}`])('is taken as %s', async (authorization) => {
    expect(await codeOf({ authorization }, byKey)).toBe('caller of acme')
    expect(await codeOf({ authorization, orgid: 'acme' }, byKey)).toBe('caller of acme')
  })

  it.each([
    undefined,
    '',
    key,
    `Basic ${key}`,
    `Bearer ${key} x`,
    'Bearer ',
    `Bearer ${key.slice(0, -1)}`,
    `Bearer upk_${'a'.repeat(43)}`,
  ])('is not seen in %j', async (authorization) => {
    expect(await codeOf({ authorization }, byKey)).toBe('unauthorized')
  })

  it('does not open another org', async () => {
    for (const orgid of ['other', 'ACME', ''])
      expect(await codeOf({ authorization: `Bearer ${key}`, orgid }, byKey)).toBe('forbidden')
  })

  it('is needed, whatever a gateway in front would say', async () => {
    expect(await codeOf(gateway, { ...byKey, gatewaySecret: 'gateway-secret' })).toBe('unauthorized')
  })
})

describe('a trusted header', () => {
  it('is believed with the secret of the gateway', async () => {
    expect(await authenticate(gateway, byHeader)).toEqual({ org: 'acme', scopes: trustedScopes })
  })

  it.each([undefined, '', 'gateway-secre', 'gateway-secret ', 'other'])(
    'is not believed with %j',
    async (gatewaySecret) => {
      expect(await codeOf({ ...gateway, gatewaySecret }, byHeader)).toBe('unauthorized')
      expect(await codeOf({ ...gateway, gatewaySecret, host: 'localhost' }, { ...byHeader, local: true })).toBe(
        'unauthorized',
      )
    },
  )

  it('is believed without a secret on loopback in local mode alone', async () => {
    const open = { ...byHeader, gatewaySecret: undefined }
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(await codeOf({ orgid: 'acme', host }, { ...open, local: true })).toBe('caller of acme')
    expect(await codeOf({ orgid: 'acme', host: 'localhost' }, open)).toBe('unauthorized')
    for (const host of ['upstream.example', 'localhost.evil.example', '127.0.0.1.evil.example', '0.0.0.0', ''])
      expect(await codeOf({ orgid: 'acme', host }, { ...open, local: true })).toBe('unauthorized')
    expect(await codeOf({ orgid: 'acme', gatewaySecret: '' }, { ...open, gatewaySecret: '' })).toBe('unauthorized')
  })

  it.each([undefined, '', ' ', 'a b', 'a|b', 'a/b', '-a', '.a', 'é', 'a\n', 'a'.repeat(65)])(
    'names no org with %j',
    async (orgid) => {
      expect(await codeOf({ ...gateway, orgid }, byHeader)).toBe('invalid_request')
      expect(isOrgId(orgid ?? '')).toBe(false)
    },
  )

  it.each(['a', 'acme', 'Acme_1.eu-west', 'a'.repeat(64), '0'])('names an org with %j', (orgid) => {
    expect(isOrgId(orgid)).toBe(true)
  })
})

describe('scopes', () => {
  it('cover themselves, `call` covers `call:read`, and nothing else covers another', () => {
    for (const held of scopes) {
      for (const needed of scopes)
        expect(covers([held], needed)).toBe(held === needed || (held === 'call' && needed === 'call:read'))
    }
    expect(covers([], 'call')).toBe(false)
  })

  it('are told from anything else, and a trusted gateway administers nothing', () => {
    for (const value of ['', 'Call', '__proto__', undefined, null, 1, ['call']]) expect(isScope(value)).toBe(false)
    expect(trustedScopes).not.toContain('admin')
  })
})

describe('an operator', () => {
  it('is who holds the token, and nobody while there is none', async () => {
    expect(await isOperator('Bearer token', 'token')).toBe(true)
    for (const given of [undefined, '', 'token', 'Bearer tokem', 'Bearer ', 'Basic token'])
      expect(await isOperator(given, 'token')).toBe(false)
    for (const token of [undefined, '']) expect(await isOperator('Bearer token', token)).toBe(false)
  })
})
