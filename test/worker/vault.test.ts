import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { expectError } from '../support/answers.ts'
import { deploy } from '../support/deployments.ts'
import { operator } from '../support/operator.ts'
import { caller, type Org, org, resultOf } from '../support/org.ts'
import { stored } from '../support/rows.ts'

const secrets = { apiKey: 'sk_test_51VaultSecretNobodyMaySee00', webhookSecret: 'whsec_VaultSecretNobodyMaySee0000' }

/** The whole database, as text. */
async function everything(): Promise<string> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  ).all<{ name: string }>()
  const contents = await Promise.all(tables.results.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`).all()))
  return JSON.stringify(contents.map(({ results }) => results))
}

const row = z.object({ sealed_secrets: z.string(), data_key: z.string() })

async function rowOf(owner: Org, id: string) {
  return row.parse(
    await env.DB.prepare(
      'SELECT sealed_secrets, data_key FROM integrations JOIN orgs ON orgs.id = org_id WHERE org_id = ? AND integrations.id = ?',
    )
      .bind(owner.id, id)
      .first(),
  )
}

function setSecrets(owner: Org, id: string, sealed: string) {
  return env.DB.prepare('UPDATE integrations SET sealed_secrets = ? WHERE org_id = ? AND id = ?')
    .bind(sealed, owner.id, id)
    .run()
}

/** Another isolate, so that nothing is remembered. */
const fresh = (owner: Org) => owner.by(deploy())

function keyring(...ids: string[]): string {
  const known: Readonly<Record<string, string>> = { first: env.VAULT_KEYS }
  return ids.map((id) => known[id] ?? `${id}:${btoa(id.padEnd(32, '.'))}`).join(',')
}

describe('what is stored', () => {
  test('shows no secret, in whole or in a known encoding', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { config: secrets })
    resultOf(await acme.read(id, 'get-balance'))
    const database = await everything()
    expect(database).toContain(id)
    for (const secret of Object.values(secrets)) {
      for (const form of [secret, btoa(secret), encodeURIComponent(secret), secret.slice(10)]) {
        expect(database).not.toContain(form)
      }
    }
  })

  test('is sealed anew with every save', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { config: secrets })
    const first = await rowOf(acme, id)
    await acme.save('stripe', { id, config: secrets })
    const second = await rowOf(acme, id)
    expect(first.sealed_secrets).toMatch(/^v1\.[A-Za-z0-9+/]+=*$/)
    expect(second.sealed_secrets).not.toBe(first.sealed_secrets)
    expect(second.data_key).toBe(first.data_key)
  })

  test('is keyed for each org apart', async () => {
    const [acme, other] = [await org('acme'), await org('other')]
    const one = await acme.save('stripe', { config: secrets })
    const two = await other.save('stripe', { config: secrets })
    expect((await rowOf(acme, one.id)).data_key).not.toBe((await rowOf(other, two.id)).data_key)
  })

  test('has one data key an org, even where its first saves come at once', async () => {
    const acme = await org('acme')
    const saved = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        acme.by(deploy()).save('stripe', { name: `Stripe ${index}`, config: secrets }),
      ),
    )
    for (const { id } of saved) resultOf(await fresh(acme).read(id, 'get-balance'))
  })
})

describe('sealed secrets open nowhere else:', () => {
  async function expectSealed(owner: Org, id: string): Promise<void> {
    const isolate = fresh(owner)
    expectError(await isolate.read(id, 'get-balance'), 'internal_error', 500, { fault: 'gateway' })
    expectError(await isolate.get(`/get-config/payment/${id}`), 'internal_error', 500)
    expectError(await isolate.test(id, 'get-balance', {}), 'internal_error', 500)
  }

  test('in another org', async () => {
    const [acme, thief] = [await org('acme'), await org('thief')]
    const theirs = await acme.save('stripe', { config: secrets })
    const mine = await thief.save('stripe')
    await setSecrets(thief, mine.id, (await rowOf(acme, theirs.id)).sealed_secrets)
    await expectSealed(thief, mine.id)
  })

  test('in another org, together with the data key', async () => {
    const [acme, thief] = [await org('acme'), await org('thief')]
    const theirs = await acme.save('stripe', { config: secrets })
    const mine = await thief.save('stripe')
    const { sealed_secrets: sealed, data_key: dataKey } = await rowOf(acme, theirs.id)
    await setSecrets(thief, mine.id, sealed)
    await env.DB.prepare('UPDATE orgs SET data_key = ? WHERE id = ?').bind(dataKey, thief.id).run()
    await expectSealed(thief, mine.id)
    const request = { type: 'payment', provider: 'stripe', name: 'Sealed with a stolen key', config: secrets }
    expectError(await fresh(thief).post('/save-integration', request), 'internal_error', 500)
  })

  test('in another integration of the same org', async () => {
    const acme = await org('acme')
    const one = await acme.save('stripe', { name: 'One', config: secrets })
    const two = await acme.save('stripe', { name: 'Two' })
    await setSecrets(acme, two.id, (await rowOf(acme, one.id)).sealed_secrets)
    await expectSealed(acme, two.id)
    resultOf(await fresh(acme).read(one.id, 'get-balance'))
  })

  test('in another version of the same integration', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { config: secrets })
    const old = (await rowOf(acme, id)).sealed_secrets
    await acme.save('stripe', { id, config: secrets })
    await setSecrets(acme, id, old)
    await expectSealed(acme, id)
  })

  test.each([
    [
      'a changed byte',
      (sealed: string) => `${sealed.slice(0, 20)}${sealed[20] === 'A' ? 'B' : 'A'}${sealed.slice(21)}`,
    ],
    ['a cut end', (sealed: string) => sealed.slice(0, -8)],
    ['another version mark', (sealed: string) => `v2.${sealed.slice(3)}`],
    ['nothing', () => ''],
  ])('with %s', async (_, change) => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { config: secrets })
    await setSecrets(acme, id, change((await rowOf(acme, id)).sealed_secrets))
    await expectSealed(acme, id)
  })
})

describe('rotation', () => {
  const rotating = deploy({ VAULT_KEYS: keyring('second', 'first') })

  test('wraps data keys anew while calls go on, and the old key is needed no more', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { config: secrets })
    const before = await rowOf(acme, id)
    expect(before.data_key).toMatch(/^first:/)
    const calls = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? acme : acme.by(rotating)).read(id, 'get-balance'),
    )
    const [rotation, ...answers] = await Promise.all([
      operator.send('POST', '/admin/vault/rotate', undefined, rotating),
      ...calls,
    ])
    expect(rotation.body).toMatchObject({ success: true, rewrapped: expect.any(Number) })
    for (const answer of answers) resultOf(answer)
    const after = await rowOf(acme, id)
    expect(after.data_key).toMatch(/^second:/)
    expect(after.sealed_secrets).toBe(before.sealed_secrets)
    resultOf(await acme.by(deploy({ VAULT_KEYS: keyring('second') })).read(id, 'get-balance'))
    expectError(await acme.by(deploy({ VAULT_KEYS: keyring('first') })).read(id, 'get-balance'), 'internal_error', 500)
  })

  test('done twice changes nothing more', async () => {
    await operator.send('POST', '/admin/vault/rotate', undefined, rotating)
    const again = await operator.send('POST', '/admin/vault/rotate', undefined, rotating)
    expect(again.body).toMatchObject({ success: true, rewrapped: 0 })
  })

  test('is not held up by an org whose data key can not be opened, and names it', async () => {
    const [broken, sound] = [await org('broken'), await org('sound')]
    await broken.save('stripe')
    const { id } = await sound.save('stripe', { config: secrets })
    await env.DB.prepare('UPDATE orgs SET data_key = ? WHERE id = ?').bind('lost:v1.AAAA', broken.id).run()
    const { body } = await operator.send('POST', '/admin/vault/rotate', undefined, rotating)
    expect(body).toMatchObject({ failed: expect.arrayContaining([broken.id]) })
    expect((await rowOf(sound, id)).data_key).toMatch(/^second:/)
  })

  test('goes on page by page where there are many orgs', async () => {
    const trusted = deploy({ AUTH_MODE: 'trusted-header', GATEWAY_SECRET: 'gateway', VAULT_KEYS: keyring('second') })
    const ids = Array.from({ length: 105 }, (_, index) => `page-${String(index).padStart(3, '0')}`)
    await Promise.all(
      ids.map((id) => caller(id, { orgid: id, 'upstream-gateway-secret': 'gateway' }, trusted).save('stripe')),
    )
    const third = deploy({ VAULT_KEYS: keyring('third', 'second', 'first') })
    const page = z.object({ rewrapped: z.int(), next: z.string().optional() })
    // Orgs of the tests above whose data keys were spoilt can never be wrapped again.
    await env.DB.exec("UPDATE orgs SET data_key = NULL WHERE id LIKE 'thief-%' OR id LIKE 'broken-%'")
    let total = 0
    let after: string | undefined = ''
    while (after !== undefined) {
      const answer = await operator.send('POST', `/admin/vault/rotate?after=${after}`, undefined, third)
      const { rewrapped, next } = page.parse(answer.body)
      total += rewrapped
      after = next
    }
    expect(total).toBeGreaterThanOrEqual(ids.length)
    const left = await env.DB.prepare("SELECT COUNT(*) AS n FROM orgs WHERE data_key NOT LIKE 'third:%'").first<{
      n: number
    }>()
    expect(left?.n).toBe(0)
  })
})

describe('without a usable keyring', () => {
  test.each([
    ['none', deploy({}, ['VAULT_KEYS'])],
    ['an empty one', deploy({ VAULT_KEYS: ' ' })],
    ['no pair', deploy({ VAULT_KEYS: 'secret' })],
    ['a key that is too short', deploy({ VAULT_KEYS: `a:${btoa('short')}` })],
    ['an id twice', deploy({ VAULT_KEYS: keyring('x', 'x') })],
  ])('%s: nothing is kept, and nothing half', async (_, deployment) => {
    const acme = await org('acme')
    const before = await stored(acme.id)
    const request = { type: 'payment', provider: 'stripe', name: 'Stripe', config: secrets }
    const details = expectError(await acme.by(deployment).post('/save-integration', request), 'internal_error', 500, {
      fault: 'gateway',
    })
    expect(details.suggestion).toContain('VAULT_KEYS')
    expect(await stored(acme.id)).toBe(before)
    expect((await acme.by(deployment).get('/active')).status).toBe(200)
  })
})
