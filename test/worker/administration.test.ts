import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { expectError, issuePaths } from '../support/answers.ts'
import { deploy } from '../support/deployments.ts'
import { operator, send } from '../support/operator.ts'
import { org } from '../support/org.ts'

const routes = [
  ['POST', '/admin/orgs'],
  ['POST', '/admin/orgs/acme/keys'],
  ['GET', '/admin/orgs/acme/keys'],
  ['POST', '/admin/orgs/acme/keys/key_1/revoke'],
  ['POST', '/admin/vault/rotate'],
] as const

describe.each(routes)('%s %s', (method, path) => {
  test.each<[string, Record<string, string>]>([
    ['nobody', {}],
    ['a wrong token', { Authorization: 'Bearer upa_wrong' }],
    ['part of the token', { Authorization: `Bearer ${env.ADMIN_TOKEN.slice(0, -1)}` }],
    ['the token in another scheme', { Authorization: `Basic ${env.ADMIN_TOKEN}` }],
    ['nothing as a token', { Authorization: 'Bearer ' }],
  ])('is refused to %s', async (_, headers) => {
    expectError(await send(deploy(), method, path, { headers }), 'unauthorized', 401)
  })

  test.each([deploy({}, ['ADMIN_TOKEN']), deploy({ ADMIN_TOKEN: '' })])(
    'is refused to everybody while no token is set',
    async (unset) => {
      for (const token of [env.ADMIN_TOKEN, '', 'undefined']) {
        const headers = { Authorization: `Bearer ${token}` }
        expectError(await send(unset, method, path, { headers }), 'unauthorized', 401)
      }
    },
  )
})

describe('an org', () => {
  test('is made once', async () => {
    const answer = await operator.send('POST', '/admin/orgs', { id: 'Made.once-1_2', name: 'Made' })
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      success: true,
      org: { id: 'Made.once-1_2', name: 'Made', createdAt: expect.stringMatching(/Z$/) },
    })
    expectError(await operator.send('POST', '/admin/orgs', { id: 'Made.once-1_2', name: 'Again' }), 'conflict', 409)
  })

  test.each(['', '.', '-a', 'a b', 'a|b', 'a/b', 'ä', 'x'.repeat(65)])('can not be called "%s"', async (id) => {
    const answer = await operator.send('POST', '/admin/orgs', { id, name: 'X' })
    expect(issuePaths(expectError(answer, 'invalid_request', 400))).toEqual(['id'])
  })
})

describe('a key', () => {
  test('is of an org that there is', async () => {
    expectError(
      await operator.send('POST', '/admin/orgs/nobody/keys', { name: 'x', scopes: ['call'] }),
      'not_found',
      404,
    )
    expectError(await operator.send('GET', '/admin/orgs/nobody/keys'), 'not_found', 404)
  })

  test.each<[string, unknown, string]>([
    ['without scopes', { name: 'x', scopes: [] }, 'scopes'],
    ['with an unknown scope', { name: 'x', scopes: ['call', 'root'] }, 'scopes.1'],
    ['without a name', { name: ' ', scopes: ['call'] }, 'name'],
    ['with a key of the caller’s choice', { name: 'x', scopes: ['call'], key: 'upk_mine' }, 'key'],
  ])('%s is refused', async (_, body, path) => {
    const { id } = await org('acme')
    const answer = await operator.send('POST', `/admin/orgs/${id}/keys`, body)
    expect(issuePaths(expectError(answer, 'invalid_request', 400))).toEqual([path])
  })

  test('with the scope admin administers its own org, and to it there is no other', async () => {
    const acme = await org('acme')
    const other = await org('other')
    const { id } = await operator.createKey(other.id)
    expect((await acme.post(`/admin/orgs/${acme.id}/keys`, { name: 'x', scopes: ['call'] })).status).toBe(201)
    for (const target of [other.id, 'nobody']) {
      expectError(await acme.post(`/admin/orgs/${target}/keys`, { name: 'x', scopes: ['call'] }), 'not_found', 404)
      expectError(await acme.get(`/admin/orgs/${target}/keys`), 'not_found', 404)
      expectError(await acme.post(`/admin/orgs/${target}/keys/${id}/revoke`), 'not_found', 404)
    }
    expect((await other.get('/active')).status).toBe(200)
  })

  test('is not revoked by way of another org', async () => {
    const acme = await org('acme')
    const { id } = await operator.createKey((await org('other')).id)
    expectError(await operator.revoke(acme.id, id), 'not_found', 404)
  })
})
