import { createHash, createHmac } from 'node:crypto'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { State } from '../../../sandbox/provider.ts'
import { providers as played } from '../../../sandbox/registry.ts'
import { exchangeOf, route } from '../../../sandbox/router.ts'
import { exampleConfig } from '../../../scripts/example-config.ts'
import { realCredentials, type SignedRequest, sign, type UnsignedRequest } from '../../../src/call/sign.ts'
import { splitConfig } from '../../../src/integrations/config-values.ts'
import { chooseAuth } from '../../../src/kit/auth-choice.ts'
import type { Connect, Endpoint, Parameters, RevocationEndpoint } from '../../../src/kit/connect.ts'
import { isJsonObject } from '../../../src/kit/json.ts'
import type { Provider } from '../../../src/kit/provider.ts'
import { json, none } from '../../../src/kit/request.ts'
import { Secret } from '../../../src/kit/secret.ts'
import { originOf, type PublicValues, urlOf } from '../../../src/kit/server.ts'
import { providers } from '../../../src/providers/registry.ts'
import { exampleRequest, exampleSnapshot } from '../support/example-snapshot.ts'

/** Every provider whose accounts consent. */
export const connected = providers.flatMap((provider) =>
  provider.connect === undefined ? [] : [[provider.id, provider, provider.connect] as const],
)

const verifier = 'a-verifier-of-forty-three-characters-or-more-0123'
const redirectUri = 'http://127.0.0.1:8787/upstream/connect/callback'

/** All accounts of the sandbox, as long as a test lasts for each world of it. */
function sandbox() {
  const states = new Map<string, State>()
  return (request: Request, now: Date) =>
    route(request, now, played, (provider, account, arrival) => {
      const state = states.get(`${provider.id}|${account}`) ?? memoryState()
      states.set(`${provider.id}|${account}`, state)
      return provider.handle(exchangeOf(arrival), state)
    })
}

const shared = sandbox()

interface App {
  readonly id: string
  readonly secret: string
}

/** What the gateway does from the declaration, step by step; a plain reading of it, which keeps nothing. */
export function consenting(provider: Provider, connect: Connect, named = '') {
  const example = { ...exampleConfig(provider) }
  const app = appOf(connect, example, named)
  const unconnected = Object.fromEntries(
    Object.entries(example).filter(([name]) => !connect.replaces.includes(name) && !connect.learned.includes(name)),
  )
  const parsed = provider.unconnectedSchema().parse(unconnected)
  const { publicConfig, secrets } = splitConfig(provider, parsed)
  let now = Date.parse('2026-11-24T12:00:00Z')

  const visit = (method: string, body?: URLSearchParams) => {
    const { host, pathname, search } = new URL(authorizeUrl())
    const address = `http://127.0.0.1:40123/browse/${host}${pathname}${search}`
    return shared(new Request(address, { method, ...(body === undefined ? {} : { body }) }), new Date(now))
  }

  function authorizeUrl(): string {
    const scopes = typeof connect.scopes === 'function' ? connect.scopes(publicConfig) : connect.scopes
    const parameters = {
      response_type: 'code',
      client_id: app.id,
      redirect_uri: redirectUri,
      state: 'state-1',
      ...(scopes.length === 0 ? {} : { scope: scopes.join(connect.scopeSeparator ?? ' ') }),
      ...(connect.pkce
        ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
        : {}),
      ...connect.parameters,
    }
    return `${address(connect.authorize, publicConfig)}?${new URLSearchParams(parameters)}`
  }

  function address({ server, path }: Endpoint, config: PublicValues): string {
    return urlOf(originOf(server ?? provider.server, config), typeof path === 'function' ? path(config) : path, '')
  }

  const fetchMeant = (url: string, init: RequestInit) => {
    const meant = new URL(url)
    const headers = new Headers(init.headers)
    headers.set('x-forwarded-host', meant.host)
    const target = `http://127.0.0.1:40123${meant.pathname}${meant.search}`
    return shared(new Request(target, { ...init, headers }), new Date(now))
  }

  async function post(
    endpoint: Endpoint & Pick<RevocationEndpoint, 'authentication'>,
    config: PublicValues,
    parameters: Parameters,
    secret = app.secret,
  ): Promise<Response> {
    const { authentication } = endpoint
    const headers: Record<string, string> = { Accept: 'application/json' }
    let fields: Parameters = parameters
    if (authentication === 'basic') headers.Authorization = `Basic ${btoa(`${app.id}:${secret}`)}`
    else if (authentication === 'client') headers.Authorization = `Client ${secret}`
    if (authentication !== 'basic') fields = { client_id: app.id, ...fields }
    if (authentication === 'form' || authentication === 'json') fields = { ...fields, client_secret: secret }
    const isJson = authentication === 'json' || authentication === 'client'
    headers['Content-Type'] = isJson ? 'application/json' : 'application/x-www-form-urlencoded'
    const body = isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString()
    return fetchMeant(address(endpoint, config), { method: 'POST', headers, body })
  }

  /** The answer of the token endpoint, refusals with status 200 included. */
  async function tokens(config: PublicValues, parameters: Parameters, secret?: string) {
    const response = await post(connect.token, config, parameters, secret)
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    const body: unknown = isJson ? JSON.parse(text) : undefined
    const answer = isJsonObject(body) ? body : {}
    const accessToken = typeof answer.access_token === 'string' ? answer.access_token : undefined
    const own = connect.token.refusal?.(response.status, body)
    return {
      status: response.status,
      isRefused: !response.ok || accessToken === undefined,
      error: own ?? answer.error,
      accessToken,
      refreshToken: typeof answer.refresh_token === 'string' ? answer.refresh_token : undefined,
      answer,
    }
  }

  function early(callback: Parameters): PublicValues {
    return { ...publicConfig, ...connect.early?.(callback) }
  }

  function exchange(callback: Parameters, changed: Parameters = {}, secret?: string) {
    const { code = '' } = callback
    const parameters = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...(connect.pkce ? { code_verifier: verifier } : {}),
      ...connect.token.codeParameters,
      ...(connect.pkce ? changed : {}),
    }
    return tokens(early(callback), parameters, secret)
  }

  function signed(request: UnsignedRequest, config: PublicValues, accessToken: string, isBearer = false) {
    const withToken = new Map([...secrets, ['accessToken', new Secret(accessToken)] as const])
    const auth = isBearer
      ? ({ kind: 'header', header: 'Authorization', prefix: 'Bearer ', field: 'accessToken' } as const)
      : chooseAuth(connect.auth ?? provider.auth, (name) => withToken.has(name) || config[name] !== undefined)
    return sign(request, auth, realCredentials(config, withToken, undefined))
  }

  async function readProfile(config: PublicValues, accessToken: string): Promise<unknown> {
    const { profile } = connect
    if (profile === undefined) return undefined
    const request = signed(
      {
        method: profile.query === undefined ? 'GET' : 'POST',
        url: address(profile, config),
        headers: { Accept: 'application/json', ...provider.headers, ...profile.headers },
        body: profile.query === undefined ? none : json({ query: profile.query }),
      },
      config,
      accessToken,
      profile.bearer,
    )
    const response = await fetchMeant(request.url, sent(request))
    return response.json()
  }

  async function connectWith(callback: Parameters) {
    const config = early(callback)
    const granted = await exchange(callback)
    if (granted.accessToken === undefined) throw new Error(`refused: ${JSON.stringify(granted)}`)
    const { accessToken } = granted
    const { access_token: _access, refresh_token: _refresh, ...token } = granted.answer
    const profile = await readProfile(config, accessToken)
    const learned = connect.learn({ callback, token, profile, config })
    const whole = { ...config, ...learned.config }
    const kept = Object.fromEntries([...secrets].map(([name, secret]) => [name, secret.reveal()]))
    return {
      account: learned.account,
      config: provider.connectedSchema().safeParse({ ...whole, ...kept }),
      refreshToken: granted.refreshToken,
      call: (token = accessToken) => check(whole, token),
      refresh: (refreshToken = '') => {
        const redirect = connect.token.redirectWithRefresh === true ? { redirect_uri: redirectUri } : {}
        return tokens(whole, { grant_type: 'refresh_token', refresh_token: refreshToken, ...redirect })
      },
      revoke: (endpoint: RevocationEndpoint, secret?: string) => {
        const revoked = endpoint.token === 'access' ? accessToken : (granted.refreshToken ?? accessToken)
        return post(endpoint, whole, { [endpoint.parameter ?? 'token']: revoked }, secret)
      },
    }
  }

  /** The provider's cheap read, with a token. */
  async function check(config: PublicValues, accessToken: string) {
    const operation = provider.operations().get(provider.check)
    if (operation === undefined) throw new Error('the provider has a check')
    const snapshot = { ...exampleSnapshot(provider), config, secrets }
    const request = signed(exampleRequest(snapshot, operation), config, accessToken)
    const response = await fetchMeant(request.url, sent(request))
    const text = await response.text()
    const body: unknown = (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text
    const { status, headers } = response
    return { status, refusal: provider.refusal({ status, headers, body }) }
  }

  return {
    see: () => visit('GET'),
    async decide(decision: string): Promise<Parameters> {
      const response = await visit('POST', new URLSearchParams({ decision }))
      const target = new URL(response.headers.get('location') ?? `${redirectUri}?no=${response.status}`)
      const callback = Object.fromEntries(target.searchParams)
      if (decision === 'allow') verifySignature(connect, callback, app)
      return callback
    },
    exchange,
    connect: connectWith,
    wait: (seconds: number) => {
      now += seconds * 1_000
    },
  }
}

function sent({ method, headers, body }: SignedRequest): RequestInit {
  return { method, headers, ...(body === undefined ? {} : { body }) }
}

/** The app that the config names, by its example, or another by this name. */
function appOf({ app }: Connect, example: Record<string, string>, named: string): App {
  const value = example[app.clientId] ?? ''
  const id = app.idEnds === undefined ? value : (value.split(app.idEnds)[0] ?? '')
  const secret = app.clientSecret === undefined ? '' : (example[app.clientSecret] ?? '')
  return { id: `${id}${named}`, secret }
}

function verifySignature({ callbackSignature }: Connect, callback: Parameters, { id }: App): void {
  if (callbackSignature === undefined) return
  const { [callbackSignature.parameter]: signature, ...others } = callback
  const text = Object.keys(others)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .map((name) => `${name}=${others[name]}`)
    .join('&')
  // The sandbox's convention, which the example of a client secret keeps.
  const expected = createHmac('sha256', `fake-${id}-secret`).update(text).digest('hex')
  if (signature !== expected) throw new Error('the callback is signed')
}
