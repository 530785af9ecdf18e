import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorized } from '../../../sandbox/authorization/authorized.ts'
import { fieldsOf, textOf } from '../../../sandbox/authorization/client.ts'
import { readToken, writeToken } from '../../../sandbox/authorization/issued-token.ts'
import type { AuthorizationServer } from '../../../sandbox/authorization/server.ts'
import { codeChallenge, hmacSha256, sha256 } from '../../../sandbox/authorization/sha256.ts'
import { bearerToken, empty, json } from '../../../sandbox/http.ts'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { SandboxProvider, State } from '../../../sandbox/provider.ts'
import { exchangeOf, route } from '../../../sandbox/router.ts'
import { send } from './support.ts'

const verifier = 'a-verifier-of-forty-three-characters-or-more-0123'
const redirectUri = 'http://127.0.0.1:8787/upstream/connect/callback'

const api: SandboxProvider = {
  id: 'echo',
  hosts: ['echo.test'],
  authenticate: ({ headers }) => {
    const token = bearerToken(headers)
    return token === undefined ? { refusal: json({ error: 'who are you?' }, 401) } : { account: token }
  },
  handle: () => json({ hello: 'world' }),
  rateLimited: () => json({ error: 'slow down' }, 429),
  outage: () => json({ error: 'sorry' }, 503),
}

const standard: AuthorizationServer = {
  name: 'Echo',
  account: 'Example Shop',
  authorize: 'echo.test/authorize',
  token: 'echo.test/token',
  revocation: {
    place: 'echo.test/revoke',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => textOf(fieldsOf(exchange), 'client_secret') === 'secret',
    answer: (outcome) => (outcome === 'not-allowed' ? empty(401) : json({})),
  },
  scopes: { known: ['read', 'write'], separator: ' ', required: true },
  pkce: 'required',
  clientAuthentication: ['form'],
  lives: { code: 60, access: 3_600, refresh: 86_400 },
  refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
  tokenRefused: (_exchange, why) => json({ error: why }, 401),
}

const start = new Date('2026-11-24T12:00:00Z').getTime()

/** A program that has sent a browser to the server, which keeps its state for every account together. */
function world(changes: Partial<AuthorizationServer> = {}, client = 'client-1') {
  const provider = authorized(api, { ...standard, ...changes })
  const states = new Map<string, State>()
  let now = start

  async function at(
    method: string,
    url: string,
    sent: { form?: Record<string, string>; headers?: Record<string, string> },
  ) {
    const exchange = { ...sent, now: new Date(now) }
    const authentication = provider.authenticate(exchangeOf(arrivalOf(method, url, exchange)))
    const account = 'account' in authentication ? authentication.account : ''
    const state = states.get(account) ?? memoryState()
    states.set(account, state)
    return send(provider, state, method, url, exchange)
  }

  function arrivalOf(
    method: string,
    url: string,
    sent: { form?: Record<string, string>; headers?: Record<string, string> },
  ) {
    const type = sent.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    return {
      method,
      url,
      headers: Object.entries({ ...type, ...sent.headers }),
      body: sent.form === undefined ? '' : new URLSearchParams(sent.form).toString(),
      now,
    }
  }

  const asked = (changed: Record<string, string | undefined> = {}) => {
    const parameters = {
      response_type: 'code',
      client_id: client,
      redirect_uri: redirectUri,
      scope: 'read write',
      state: 'state-1',
      code_challenge: codeChallenge(verifier),
      code_challenge_method: 'S256',
      ...changed,
    }
    const url = new URL('https://echo.test/authorize')
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value)
    return url.href
  }
  const program = { client_id: client, client_secret: 'secret' }
  const decide = async (decision: string, changed?: Record<string, string | undefined>) => {
    const { status, headers } = await at('POST', asked(changed), { form: { decision } })
    return { status, location: new URL(headers.get('location') ?? 'about:blank') }
  }
  const token = (form: Record<string, string>) =>
    at('POST', 'https://echo.test/token', { form: { ...program, ...form } })
  const exchangeCode = (code: string, changed: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...changed })
  const code = async () => (await decide('allow')).location.searchParams.get('code') ?? ''
  return {
    see: (changed?: Record<string, string | undefined>) => at('GET', asked(changed), {}),
    decide,
    code,
    token,
    exchangeCode,
    connect: async () => (await exchangeCode(await code())).body,
    refresh: (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token }),
    revoke: (revoked: string, form = {}) =>
      at('POST', 'https://echo.test/revoke', { form: { ...program, token: revoked, ...form } }),
    call: (access: string, headers = {}) =>
      at('GET', 'https://echo.test/things', { headers: { authorization: `Bearer ${access}`, ...headers } }),
    wait: (seconds: number) => {
      now += seconds * 1_000
    },
  }
}

describe('the consent page', () => {
  it('says who asks for what, without a script, and escapes what it was told', async () => {
    const page = await world({}, '<b>client</b>').see()
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const words of ['Echo', 'Example Shop', '&lt;b&gt;client', 'read', 'write', 'Allow', 'Deny']) {
      expect(page.text).toContain(words)
    }
    expect(page.text).not.toMatch(/<b>|<script/)
  })

  it.each([
    ['an unknown client', { client_id: 'invalid' }],
    ['no client', { client_id: undefined }],
    ['no redirect', { redirect_uri: undefined }],
    ['a redirect over http to somewhere else', { redirect_uri: 'http://shop.example.com/' }],
    ['a redirect that runs', { redirect_uri: 'javascript:alert(1)' }],
    ['a redirect with a fragment', { redirect_uri: `${redirectUri}#x` }],
  ])('never redirects for %s', async (_case, changed) => {
    const page = await world().see(changed)
    expect(page.status).toBe(400)
    expect(page.headers.get('location')).toBeNull()
  })

  it.each([
    ['unsupported_response_type', { response_type: 'token' }],
    ['invalid_scope', { scope: undefined }],
    ['invalid_scope', { scope: 'read everything' }],
    ['invalid_request', { code_challenge: undefined, code_challenge_method: undefined }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge: 'short' }],
  ])('tells the program of %s', async (error, changed) => {
    const answer = await world().see(changed)
    expect(answer.status).toBe(302)
    const { searchParams } = new URL(answer.headers.get('location') ?? '')
    expect(Object.fromEntries(searchParams)).toMatchObject({ error, state: 'state-1' })
  })

  it('answers what the account decided', async () => {
    const { decide } = world()
    const { status, location } = await decide('allow')
    expect(status).toBe(302)
    expect(`${location.origin}${location.pathname}`).toBe(redirectUri)
    expect([...location.searchParams.keys()]).toEqual(['code', 'state'])
    const denied = await decide('deny')
    expect(Object.fromEntries(denied.location.searchParams)).toMatchObject({ error: 'access_denied', state: 'state-1' })
    expect((await decide('perhaps')).status).toBe(400)
  })

  it('needs nothing that the provider doesn’t document', async () => {
    const { decide, exchangeCode } = world({ optional: ['response_type', 'grant_type', 'redirect_uri'] })
    const { location } = await decide('allow', { response_type: undefined })
    const code = location.searchParams.get('code') ?? ''
    const wrong = await exchangeCode(code, { redirect_uri: 'https://elsewhere.example.com/' })
    expect(wrong.body).toMatchObject({ error: 'invalid_grant' })
    expect((await exchangeCode(code, { grant_type: '', redirect_uri: '' })).status).toBe(200)
  })

  it('lets a provider add to its requests and its callbacks', async () => {
    const { see, decide } = world({
      checkRequest: (request) => (request.get('access_type') === 'offline' ? undefined : 'access_type is missing.'),
      callback: (parameters) => ({ ...parameters, realmId: '42' }),
    })
    expect(new URL((await see()).headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request')
    const { location } = await decide('allow', { access_type: 'offline' })
    expect(location.searchParams.get('realmId')).toBe('42')
  })
})

describe('a code', () => {
  it('becomes tokens, with which the API is called', async () => {
    const { code, exchangeCode, call } = world()
    const { status, body, headers } = await exchangeCode(await code())
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.any(String),
      scope: 'read write',
    })
    expect((await call(body.access_token)).body).toEqual({ hello: 'world' })
  })

  it('is used once', async () => {
    const { code, exchangeCode } = world()
    const issued = await code()
    await exchangeCode(issued)
    expect(await exchangeCode(issued)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  it('expires', async () => {
    const { code, exchangeCode, wait } = world()
    const issued = await code()
    wait(60)
    expect((await exchangeCode(issued)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it.each([
    ['with another verifier', { code_verifier: verifier.toUpperCase() }, 'invalid_grant'],
    ['without a verifier', { code_verifier: '' }, 'invalid_grant'],
    ['for another redirect', { redirect_uri: 'https://elsewhere.example.com/' }, 'invalid_grant'],
    ['without a redirect', { redirect_uri: '' }, 'invalid_grant'],
    ['by another program', { client_id: 'client-2' }, 'invalid_grant'],
    ['with a wrong secret', { client_secret: 'invalid' }, 'invalid_client'],
    ['without a secret', { client_secret: '' }, 'invalid_client'],
    ['without a code', { code: '' }, 'invalid_request'],
    ['by no grant', { grant_type: '' }, 'invalid_request'],
    ['by another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('is refused %s, and good for who it was made for yet', async (_case, changed, error) => {
    const { code, exchangeCode } = world()
    const issued = await code()
    expect((await exchangeCode(issued, changed)).body).toMatchObject({ error })
    expect((await exchangeCode(issued)).status).toBe(200)
  })

  it('is exchanged with what else the provider wants', async () => {
    const checkExchange: AuthorizationServer['checkExchange'] = (exchange) =>
      textOf(fieldsOf(exchange), 'expiring') === '1' ? undefined : 'expiring is missing.'
    const { code, exchangeCode } = world({ checkExchange })
    const issued = await code()
    expect((await exchangeCode(issued)).body).toMatchObject({ error: 'invalid_request' })
    expect((await exchangeCode(issued, { expiring: '1' })).status).toBe(200)
  })

  it('leaves the place to grants of the provider’s own', async () => {
    const { token } = world({ otherGrants: ['client_credentials'] })
    expect((await token({ grant_type: 'client_credentials' })).body).toEqual({ error: 'who are you?' })
  })

  it('is exchanged as the provider documents only: not by Basic where it wants a form', async () => {
    const provider = authorized(api, standard)
    const headers = { authorization: `Basic ${btoa('client-1:secret')}` }
    const form = { grant_type: 'authorization_code', code: 'x' }
    const answer = await send(provider, memoryState(), 'POST', 'https://echo.test/token', { headers, form })
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })
})

describe('an access token', () => {
  it('expires', async () => {
    const { connect, call, wait } = world()
    const { access_token } = await connect()
    wait(3_599)
    expect((await call(access_token)).status).toBe(200)
    wait(1)
    expect(await call(access_token)).toMatchObject({ status: 401, body: { error: 'expired' } })
  })

  it('lives for two seconds where the program wants to see it refreshed', async () => {
    const { connect, call, wait } = world({}, 'sandbox-short-lived')
    const { access_token, expires_in } = await connect()
    expect(expires_in).toBe(2)
    wait(2)
    expect((await call(access_token)).status).toBe(401)
  })

  it('is for whom it was issued, where a provider tells accounts apart by more than the program', async () => {
    const { connect, call } = world({ isFor: (_token, { headers }) => headers.get('x-shop') === 'own' })
    const { access_token } = await connect()
    expect(await call(access_token)).toMatchObject({ status: 401, body: { error: 'foreign' } })
    expect((await call(access_token, { 'x-shop': 'own' })).status).toBe(200)
  })

  it('is worth nothing where it was made up', async () => {
    const { call } = world()
    const account = 'client client-1'
    expect(await call(writeToken({ consent: 'none', account, until: null }, ''))).toMatchObject({ status: 401 })
  })
})

describe('a refresh token', () => {
  it('that rotates is used once', async () => {
    const { connect, refresh, call } = world()
    const first = await connect()
    const second = (await refresh(first.refresh_token)).body
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(second.access_token).not.toBe(first.access_token)
    expect((await call(second.access_token)).status).toBe(200)
    expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect((await refresh(second.refresh_token)).status).toBe(200)
  })

  it('that overlaps works for a while yet', async () => {
    const { connect, refresh, wait } = world({ refresh: { kind: 'rotates', grace: 60, reuse: 'refused' } })
    const { refresh_token } = await connect()
    await refresh(refresh_token)
    wait(59)
    expect((await refresh(refresh_token)).status).toBe(200)
    wait(1)
    expect((await refresh(refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('that yields works until its successor was used', async () => {
    const { connect, refresh } = world({ refresh: { kind: 'rotates', grace: 60, reuse: 'refused', yields: true } })
    const { refresh_token } = await connect()
    await refresh(refresh_token)
    const successor = (await refresh(refresh_token)).body.refresh_token
    expect((await refresh(successor)).status).toBe(200)
    expect((await refresh(refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('that is used again can cost the consent', async () => {
    const { connect, refresh, call } = world({ refresh: { kind: 'rotates', grace: 0, reuse: 'ends-consent' } })
    const first = await connect()
    const second = (await refresh(first.refresh_token)).body
    await refresh(first.refresh_token)
    expect((await refresh(second.refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
    expect((await call(second.access_token)).body).toEqual({ error: 'revoked' })
  })

  it('that stays is answered again', async () => {
    const { connect, refresh } = world({ refresh: { kind: 'stays' } })
    const { refresh_token } = await connect()
    for (const _time of [1, 2]) expect((await refresh(refresh_token)).body).toMatchObject({ refresh_token })
  })

  it('expires', async () => {
    const { connect, refresh, wait } = world()
    const { refresh_token } = await connect()
    wait(86_400)
    expect((await refresh(refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('is not answered where there is none', async () => {
    const { connect, refresh } = world({ refresh: { kind: 'none' } })
    expect(await connect()).not.toHaveProperty('refresh_token')
    expect((await refresh('any')).body).toMatchObject({ error: 'unsupported_grant_type' })
  })

  it('is of no use as an access token’s stand-in, nor the other way round', async () => {
    const { connect, refresh } = world()
    const { access_token } = await connect()
    expect((await refresh(access_token)).body).toMatchObject({ error: 'invalid_grant' })
  })
})

describe('revocation', () => {
  it.each(['access_token', 'refresh_token'])('by the %s ends the consent', async (which) => {
    const { connect, revoke, refresh, call } = world()
    const tokens = await connect()
    expect((await revoke(tokens[which], { client_secret: 'wrong' })).status).toBe(401)
    expect((await call(tokens.access_token)).status).toBe(200)
    expect((await revoke(tokens[which])).status).toBe(200)
    expect(await call(tokens.access_token)).toMatchObject({ status: 401, body: { error: 'revoked' } })
    expect((await refresh(tokens.refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('of what nobody issued changes nothing', async () => {
    expect((await world().revoke('unknown')).status).toBe(200)
  })
})

describe('what tokens are made of', () => {
  it('is what Node makes of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 100 }), (text, key) => {
        expect(Buffer.from(sha256(new TextEncoder().encode(text)))).toEqual(createHash('sha256').update(text).digest())
        expect(codeChallenge(text)).toBe(createHash('sha256').update(text).digest('base64url'))
        expect(hmacSha256(key, text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
      }),
    )
  })

  it('is read back, whatever a provider puts around it', () => {
    const token = { consent: 'consent-1', account: 'client client-1', until: 1 }
    for (const [prefix, suffix] of [
      ['', ''],
      ['EAAA', ''],
      ['812345678.', ''],
      ['head.', '.tail'],
    ]) {
      expect(readToken(`${prefix}${writeToken(token, 'serial')}${suffix}`)).toEqual(token)
    }
    for (const other of ['', 'EAAAfake', 'eyJzYW5kYm94', 'eyJzYW5kYm94***']) expect(readToken(other)).toBeUndefined()
  })
})

describe('a browser', () => {
  const provider = authorized(api, standard)
  const browse = (path: string, init?: RequestInit) =>
    route(
      new Request(`http://127.0.0.1:40123${path}`, init),
      new Date(start),
      [provider],
      (chosen, _account, arrival) => chosen.handle(exchangeOf(arrival), memoryState()),
    )
  const query = `client_id=sandbox-outage&response_type=code&scope=read&state=s&code_challenge_method=S256&code_challenge=${codeChallenge(verifier)}&redirect_uri=${encodeURIComponent(redirectUri)}`

  it('is sent to the page by its address alone, and its form comes back to the same one', async () => {
    const page = await browse(`/browse/echo.test/authorize?${query}`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<form method="post">')
    const decided = await browse(`/browse/echo.test/authorize?${query}`, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'allow' }),
    })
    expect(decided.status).toBe(302)
    expect(decided.headers.get('location')).toContain(`${redirectUri}?code=`)
  })

  it('finds only what the sandbox plays', async () => {
    for (const path of ['/browse/', '/browse/unknown.test/', '/browse/a@b/', '/browse/echo.test:81/authorize']) {
      expect((await browse(path)).status).toBe(404)
    }
    expect((await browse(`/browse/echo.test/authorize?${query}`, { method: 'DELETE' })).status).toBe(404)
  })

  it('meets the faults that its program is called for at the token endpoint alone', async () => {
    const headers = { 'x-forwarded-host': 'echo.test', authorization: `Basic ${btoa('sandbox-outage:secret')}` }
    const body = new URLSearchParams({ grant_type: 'refresh_token' })
    expect((await browse('/token', { method: 'POST', headers, body })).status).toBe(503)
  })
})
