import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import { type ConnectFailureCode, connectFailures } from '../../src/connect/failure.ts'
import { errorAnswer } from '../support/answers.ts'
import { ask, type Return } from '../support/callback.ts'
import { clock } from '../support/clock.ts'
import { type Deployment, deploy } from '../support/deployments.ts'
import { rememberSecret } from '../support/known-secrets.ts'
import { type Org, org, savedOf } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { json, refuse, stubProvider, text } from '../support/stub-provider.ts'

/** Every way in which a consent doesn't come about; none of them leaves anything behind. */

afterEach(() => clock.release())

const path = '/v3/public/oauth/token'
const tokens = { access_token: 'access-token-of-nobody', refresh_token: 'refresh-token-of-nobody' }
const issued = json({ ...tokens, token_type: 'Bearer', expires_in: 3_600 }, { path })
const me = json({ user_id: 812345678, shop_id: 51234567 }, { path: '/v3/application/users/me' })
const isNo = (status: number, error: string) => json({ error, error_description: 'no' }, { path, status })

for (const token of Object.values(tokens)) rememberSecret(token)

interface Draft {
  readonly at: Deployment
  readonly acme: Org
  readonly id: string
}

/** An integration that waits for its account, and whose provider answers this. */
async function draft(answers: readonly Scripted[], provider: 'etsy' | 'shopify' = 'etsy'): Promise<Draft> {
  const stub = await stubProvider(...answers)
  const at = deploy({ UPSTREAM_EGRESS: stub.egress, CONNECT_RETURN_URLS: 'https://app.acme.test/' })
  const acme = (await org('acme')).by(at)
  const config = {
    etsy: { apiKey: 'keystringOfTheTests:sharedSecretOfTheTests' },
    shopify: { shop: 'acme', clientId: 'clientIdOfTheTests', clientSecret: 'clientSecretOfTheTests' },
  }[provider]
  const saved = await acme.post('/save-integration', { type: 'ecommerce', provider, name: 'Shop of mine', config })
  return { at, acme, id: savedOf(saved).id }
}

const answering =
  (...answers: Scripted[]) =>
  async () => {
    const made = await draft(answers)
    return { made, returned: await (await ask(made.acme, made.id, made.at)).comeBack({ code: 'code' }) }
  }

const comingBack = (parameters: Readonly<Record<string, string>>, provider?: 'shopify') => async () => {
  const made = await draft([], provider)
  return { made, returned: await (await ask(made.acme, made.id, made.at)).comeBack(parameters) }
}

type Way = () => Promise<{ readonly made: Draft; readonly returned: Return }>

const ways: Readonly<Record<Exclude<ConnectFailureCode, 'return_url_refused'>, readonly (readonly [string, Way])[]>> = {
  state_invalid: [
    ['the state is empty', comingBack({ state: '', code: 'code' })],
    ['the state is made up', comingBack({ state: 'bm90aGluZw.bm90aGluZw', code: 'code' })],
    [
      'the state is of another org',
      async () => {
        const [made, other] = [await draft([]), await draft([])]
        const asked = await ask(made.acme, made.id, made.at)
        const { state } = await ask(other.acme, other.id, other.at)
        const [whom] = state.split('.')
        return {
          made,
          returned: await asked.comeBack({ state: asked.state.replace(/^[^.]+/, whom ?? ''), code: 'code' }),
        }
      },
    ],
  ],
  state_used: [
    [
      'the callback comes a second time',
      async () => {
        const made = await draft([isNo(400, 'invalid_grant')])
        const asked = await ask(made.acme, made.id, made.at)
        await asked.comeBack({ code: 'code' })
        return { made, returned: await asked.comeBack({ code: 'code' }) }
      },
    ],
  ],
  state_expired: [
    [
      'the account takes a quarter of an hour',
      async () => {
        clock.stop()
        const made = await draft([issued, me])
        const asked = await ask(made.acme, made.id, made.at)
        clock.advance(15 * 60_000)
        return { made, returned: await asked.comeBack({ code: 'code' }) }
      },
    ],
  ],
  browser_mismatch: [
    [
      'the browser is another one',
      async () => {
        const made = await draft([issued, me])
        const { state } = await ask(made.acme, made.id, made.at)
        const other = await ask(made.acme, made.id, made.at)
        return { made, returned: await other.comeBack({ state, code: 'code' }) }
      },
    ],
  ],
  issuer_mismatch: [['`iss` is another server’s', comingBack({ code: 'code', iss: 'https://attacker.test' })]],
  signature_invalid: [
    ['the signature is missing', comingBack({ code: 'code', shop: 'acme.myshopify.com' }, 'shopify')],
    ['the signature is wrong', comingBack({ code: 'code', hmac: '0'.repeat(64) }, 'shopify')],
  ],
  consent_denied: [['the account says no', comingBack({ error: 'access_denied' })]],
  provider_error: [
    ['the provider fails', comingBack({ error: 'server_error', error_description: 'try later' })],
    ['there is no code', comingBack({})],
  ],
  integration_changed: [
    [
      'the integration is saved meanwhile',
      async () => {
        const made = await draft([issued, me])
        const asked = await ask(made.acme, made.id, made.at)
        await made.acme.post('/save-integration', { id: made.id, name: 'Another name' })
        return { made, returned: await asked.comeBack({ code: 'code' }) }
      },
    ],
  ],
  code_refused: [
    ['the code is no good', answering(isNo(400, 'invalid_grant'))],
    ['the code is no good in the provider’s own words', answering(isNo(400, 'invalid_request'))],
  ],
  app_refused: [
    ['the app is unknown', answering(isNo(401, 'invalid_client'))],
    ['the app may not', answering(isNo(400, 'unauthorized_client'))],
  ],
  token_unreadable: [
    ['the token endpoint answers HTML', answering(text('<!doctype html>', 'text/html', { path }))],
    ['the token endpoint answers HTML with 403', answering(text('<html>', 'text/html', { path, status: 403 }))],
    ['the token endpoint answers nothing', answering(json({}, { path }))],
    ['the token endpoint answers too much', answering(text('x'.repeat(200_000), 'application/json', { path }))],
  ],
  token_unavailable: [
    ['the token endpoint fails', answering(isNo(503, 'temporarily_unavailable'))],
    ['the token endpoint wants to be left alone', answering(isNo(429, 'slow_down'))],
    ['nobody listens', answering(refuse)],
  ],
  account_refused: [
    ['the account has no shop', answering(issued, json({ user_id: 1 }, { path: '/v3/application/users/me' }))],
    ['the API doesn’t take the token', answering(issued, json({}, { path: '/v3/application/users/me', status: 401 }))],
  ],
}

const table = Object.entries(ways).flatMap(([code, all]) => all.map(([what, way]) => [what, code, way] as const))

describe('nothing comes of a consent where', () => {
  test.each(table)('%s: %s', async (_what, code, way) => {
    const { made, returned } = await way()
    expect(told(returned)).toBe(code)
    expect((await made.acme.post('/get-integration', { id: made.id })).body).toMatchObject({ status: 'draft' })
    expect(await keptTokens(made)).toEqual([])
  })
})

test('the browser is told in words, and the org’s page gets the integration with them', async () => {
  const { made, returned } = await comingBack({ error: 'access_denied' })()
  expect(returned.parameters).toEqual({
    connect: 'failed',
    integration: made.id,
    error: 'consent_denied',
    reason: connectFailures.consent_denied,
  })
})

/** The code by which the page of the org is told, or whoever is at the browser where there is no such page. */
function told({ parameters, body }: Return): string | undefined {
  return body === undefined ? parameters.error : errorAnswer.parse(body).error.details.connectError
}

function keptTokens({ acme, id }: Draft): Promise<readonly string[]> {
  const stub = env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(`${acme.id}|${id}`))
  return runInDurableObject(stub, (_object, state) =>
    ['tokens', 'candidate', 'token-owner'].filter((key) => state.storage.kv.get(key) !== undefined),
  )
}
