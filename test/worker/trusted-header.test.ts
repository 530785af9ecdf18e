import { beforeAll, describe, expect, test } from 'vitest'
import { checked, expectError, issuePaths } from '../support/answers.ts'
import { type Deployment, deploy } from '../support/deployments.ts'
import { send } from '../support/operator.ts'
import { caller, type Org, org } from '../support/org.ts'
import { integrationCount } from '../support/rows.ts'

const mode = { AUTH_MODE: 'trusted-header' }
const GATEWAY_SECRET = 'shared-with-the-gateway-in-front'

async function from(deployment: Deployment, origin: string, headers: Record<string, string>) {
  return checked('GET', '/active', await deployment.fetch('/upstream/active', { headers }, origin))
}

describe('on one machine', () => {
  const local = deploy({ ...mode, LOCAL_MODE: 'true' })

  test.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'http://[::1]:8787'])(
    '%s is trusted',
    async (origin) => {
      expect((await from(local, origin, { orgid: 'acme' })).status).toBe(200)
    },
  )

  test.each([
    'https://gateway.test',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://0.0.0.0',
  ])('%s is not', async (origin) => {
    expectError(await from(local, origin, { orgid: 'acme' }), 'unauthorized', 401, { fault: 'gateway' })
  })
})

test('loopback proves nothing anywhere else', async () => {
  for (const deployment of [deploy({ ...mode, LOCAL_MODE: '' }), deploy(mode, ['LOCAL_MODE'])]) {
    expectError(await from(deployment, 'http://127.0.0.1', { orgid: 'acme' }), 'unauthorized', 401, {
      fault: 'gateway',
    })
  }
})

describe('behind a gateway', () => {
  const deployment = deploy({ ...mode, LOCAL_MODE: '', GATEWAY_SECRET })

  test('its secret is needed', async () => {
    for (const secret of [undefined, '', 'guess', GATEWAY_SECRET.slice(0, -1), `${GATEWAY_SECRET}x`]) {
      const headers: Record<string, string> = secret === undefined ? {} : { 'upstream-gateway-secret': secret }
      expectError(
        await send(deployment, 'GET', '/active', { headers: { orgid: 'acme', ...headers } }),
        'unauthorized',
        401,
      )
    }
    const headers = { orgid: 'acme', 'upstream-gateway-secret': GATEWAY_SECRET }
    expect((await send(deployment, 'GET', '/active', { headers })).status).toBe(200)
  })

  test('loopback does not replace it', async () => {
    const both = deploy({ ...mode, LOCAL_MODE: 'true', GATEWAY_SECRET })
    expectError(await from(both, 'http://127.0.0.1', { orgid: 'acme' }), 'unauthorized', 401)
  })

  test.each(['a b', '', '.hidden', 'a|b', 'a/b', 'ä', 'x'.repeat(65), "a'--"])('"%s" is no org', async (orgid) => {
    const headers = { 'upstream-gateway-secret': GATEWAY_SECRET, orgid: encodeURI(orgid) }
    expect(
      issuePaths(expectError(await send(deployment, 'GET', '/active', { headers }), 'invalid_request', 400)),
    ).toEqual(['header.orgid'])
  })

  test('a request without an org is refused', async () => {
    const headers = { 'upstream-gateway-secret': GATEWAY_SECRET }
    expectError(await send(deployment, 'GET', '/active', { headers }), 'invalid_request', 400)
  })
})

describe('an org never seen before', () => {
  let fresh: Org

  beforeAll(() => {
    fresh = caller(
      'fresh',
      { orgid: 'fresh', 'upstream-gateway-secret': GATEWAY_SECRET },
      deploy({ ...mode, GATEWAY_SECRET }),
    )
  })

  test('is empty, and comes into being with its first save', async () => {
    expect((await fresh.get('/active')).body).toEqual({ integrations: [] })
    expectError(await fresh.get('/get-config'), 'integration_not_found', 404)
    expectError(await fresh.read('stripe', 'get-balance'), 'integration_not_found', 404)
    await fresh.save('stripe')
    expect((await fresh.read('stripe', 'get-balance')).status).toBe(200)
  })

  test('also with a draft', async () => {
    const other = caller('drafty', { ...fresh.headers, orgid: 'drafty' }, deploy({ ...mode, GATEWAY_SECRET }))
    expect((await other.get('/get-config/payment?create=true')).status).toBe(201)
    expect(await integrationCount('drafty')).toBe(1)
  })

  test('may not administer keys', async () => {
    expectError(await fresh.get('/admin/orgs/fresh/keys'), 'forbidden', 403)
    expectError(await fresh.post('/admin/orgs/fresh/keys', { name: 'x', scopes: ['call'] }), 'forbidden', 403)
  })
})

describe.each(['', 'none', 'API-KEY', 'api-key ', 'trusted_header'])('the unknown mode "%s"', (unknown) => {
  test('refuses everybody', async () => {
    const acme = await org('acme')
    const closed = deploy({ AUTH_MODE: unknown, GATEWAY_SECRET })
    for (const path of ['/active', '/integration-types', '/get-config', '/call/stripe/get-balance']) {
      expectError(await acme.by(closed).get(path), 'unauthorized', 401, { fault: 'gateway' })
      const headers = { orgid: acme.id, 'upstream-gateway-secret': GATEWAY_SECRET }
      expectError(await send(closed, 'GET', path, { headers }), 'unauthorized', 401, { fault: 'gateway' })
    }
  })
})

test('a missing mode refuses everybody', async () => {
  const acme = await org('acme')
  expectError(await acme.by(deploy({}, ['AUTH_MODE'])).get('/active'), 'unauthorized', 401, { fault: 'gateway' })
})
