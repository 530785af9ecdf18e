import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/app.ts'
import { pathsOf } from '../../src/routes/route.ts'
import { type Scope, scopes } from '../../src/tenancy/scopes.ts'
import { type Answer, expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { operator, send } from '../support/operator.ts'
import { caller, type Org, org } from '../support/org.ts'

let acme: Org

beforeAll(async () => {
  acme = await org('acme')
  await acme.save('stripe')
})

afterEach(() => clock.release())

const api = routes.filter(({ access }) => access !== 'public' && access !== 'operator' && access !== 'admin')
const paths = api.map(({ method, path }) => ({ method, path: (pathsOf(path)[0] ?? '').replaceAll(/:\w+/g, 'x') }))

describe.each(paths)('$method $path', ({ method, path }) => {
  test.each<[string, Record<string, string>]>([
    ['without a key', { orgid: 'acme-1' }],
    ['with an unknown key', { Authorization: `Bearer upk_${'a'.repeat(43)}` }],
    ['with what is no key', { Authorization: 'Bearer letmein' }],
    ['with a key in another scheme', { Authorization: `Basic ${btoa('upk_x:')}` }],
    ['with an empty key', { Authorization: 'Bearer ' }],
    ['with the token of the operator', { Authorization: `Bearer ${env.ADMIN_TOKEN}` }],
    ['with the header of the other mode', { orgid: 'acme-1', 'upstream-gateway-secret': 'x' }],
  ])('%s is unauthorized', async (_, headers) => {
    expectError(await send(deploy(), method, path, { headers }), 'unauthorized', 401)
  })

  test('with a key of another org is forbidden', async () => {
    expectError(await acme.send(method, path, { headers: { orgid: 'somebody-else' } }), 'forbidden', 403)
  })
})

test('the header orgid may be left out, since the key says it', async () => {
  const { Authorization = '' } = acme.headers
  expect((await send(deploy(), 'GET', '/active', { headers: { Authorization } })).status).toBe(200)
})

test('an empty orgid names another org than the key does', async () => {
  expectError(await acme.get('/active', { headers: { orgid: '' } }), 'forbidden', 403)
})

describe('a key', () => {
  test('is shown once and stored as its SHA-256', async () => {
    const { id, key } = await operator.createKey(acme.id)
    expect(key).toMatch(/^upk_[A-Za-z0-9]{43}$/)
    const { results } = await env.DB.prepare('SELECT * FROM api_keys WHERE id = ?').bind(id).all()
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(results).toMatchObject([{ id, org_id: acme.id, hash }])
    expect(JSON.stringify(results)).not.toContain(key.slice(4))
    const listed = await operator.send('GET', `/admin/orgs/${acme.id}/keys`)
    expect(JSON.stringify(listed.body)).toContain(id)
    expect(JSON.stringify(listed.body)).not.toMatch(/upk_|[0-9a-f]{64}/)
  })

  test('that was revoked works no more, at once in this isolate', async () => {
    const { id, key } = await operator.createKey(acme.id)
    const isolate = deploy()
    const program = caller(acme.id, { Authorization: `Bearer ${key}` }, isolate)
    expect((await program.get('/active')).status).toBe(200)
    const revocation = await operator.send('POST', `/admin/orgs/${acme.id}/keys/${id}/revoke`, undefined, isolate)
    expect(revocation.status).toBe(200)
    expectError(await program.get('/active'), 'unauthorized', 401)
  })

  test('that was revoked works no more within ten seconds in every other one', async () => {
    clock.stop()
    const { id, key } = await operator.createKey(acme.id)
    const program = caller(acme.id, { Authorization: `Bearer ${key}` }, deploy())
    expect((await program.get('/active')).status).toBe(200)
    await operator.revoke(acme.id, id)
    clock.advance(10_001)
    expectError(await program.get('/active'), 'unauthorized', 401)
  })

  test('is revoked once', async () => {
    const { id } = await operator.createKey(acme.id)
    expect((await operator.revoke(acme.id, id)).status).toBe(200)
    expectError(await operator.revoke(acme.id, id), 'not_found', 404)
    expectError(await operator.revoke(acme.id, 'key_nowhere'), 'not_found', 404)
  })
})

/** What a key of one scope alone may do. */
const attempts: readonly {
  readonly what: string
  readonly by: readonly Scope[]
  readonly run: (org: Org) => Promise<Answer>
}[] = [
  { what: 'read the catalog', by: ['catalog:read'], run: (org) => org.get('/integration-types') },
  { what: 'read a config', by: ['config:read'], run: (org) => org.get('/get-config/crm') },
  { what: 'list', by: ['config:read'], run: (org) => org.get('/active') },
  { what: 'list details', by: ['config:read'], run: (org) => org.get('/active/detail') },
  { what: 'get', by: ['config:read'], run: (org) => org.post('/get-integration', { id: 'x' }) },
  { what: 'save', by: ['config:write'], run: (org) => org.post('/save-integration', { id: 'x' }) },
  { what: 'shut down', by: ['config:write'], run: (org) => org.shutdown('x') },
  { what: 'call by POST', by: ['call'], run: (org) => org.call('stripe', 'create-payment', payment) },
  { what: 'call by GET', by: ['call', 'call:read'], run: (org) => org.read('stripe', 'get-balance') },
  { what: 'test', by: ['call', 'call:read'], run: (org) => org.test('stripe', 'create-payment', payment) },
  {
    what: 'make keys',
    by: ['admin'],
    run: (org) => org.post(`/admin/orgs/${org.id}/keys`, { name: 'x', scopes: ['call'] }),
  },
  { what: 'list keys', by: ['admin'], run: (org) => org.get(`/admin/orgs/${org.id}/keys`) },
]

describe.each(attempts)('to $what', ({ by, run }) => {
  test.each(scopes)('with the scope %s alone', async (scope) => {
    const { key } = await operator.createKey(acme.id, [scope])
    const answer = await run(caller(acme.id, { Authorization: `Bearer ${key}` }, deploy()))
    if (by.includes(scope)) expect([401, 403]).not.toContain(answer.status)
    else expect(expectError(answer, 'forbidden', 403).reason).toContain('scope')
  })
})

test('a draft is written, so it needs config:write beside config:read', async () => {
  const reader = await org('reader', { scopes: ['config:read'] })
  expectError(await reader.get('/get-config/payment?create=true'), 'forbidden', 403)
  const both = await org('both', { scopes: ['config:read', 'config:write'] })
  expect((await both.get('/get-config/payment?create=true')).status).toBe(201)
})

test('no key makes an org, whatever its scopes', async () => {
  expectError(await acme.post('/admin/orgs', { id: 'new', name: 'New' }), 'unauthorized', 401)
  expectError(await acme.post('/admin/vault/rotate'), 'unauthorized', 401)
})
