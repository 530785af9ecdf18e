import * as oauth from 'oauth4webapi'
import { AnswerTooLong, readText } from '../call/body.ts'
import type { Send } from '../call/ports.ts'
import { masking } from '../call/redact.ts'
import { parseRetryAfter } from '../call/retry-after.ts'
import { base64 } from '../call/sign.ts'
import type { Connect, Endpoint, RevocationEndpoint } from '../kit/connect.ts'
import { encodeForm } from '../kit/encode.ts'
import { isJsonObject } from '../kit/json.ts'
import type { Provider } from '../kit/provider.ts'
import type { Secret } from '../kit/secret.ts'
import { originOf, type PublicValues, urlOf } from '../kit/server.ts'
import { tidied } from './token-answer.ts'
import { refreshTimeout } from './token-state.ts'

/** The program that asks for consent. */
export interface App {
  readonly clientId: string
  readonly clientSecret: Secret | undefined
}

/** A provider's authorization server, as the integration's config reaches it. */
export interface AuthorizationServer {
  readonly provider: Provider
  readonly connect: Connect
  readonly config: PublicValues
  readonly app: App
}

export interface TokenSet {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Seconds; undefined where it doesn't expire. */
  readonly life: number | undefined
  readonly scopes: readonly string[] | undefined
  /** Everything else that the answer says. */
  readonly rest: Readonly<Record<string, unknown>>
}

/** What requests leave by, and when it is. */
export interface Outside {
  readonly send: Send
  readonly now: () => Date
}

/** The token endpoint's definite no: its error code, and its words. */
export class GrantRefused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'GrantRefused'
    this.code = code
  }
}

/** Nobody knows whether the token endpoint did what it was asked: it can't be reached, failed, or isn't understood. */
export class GrantUnclear extends Error {
  readonly kind: 'unreachable' | 'unreadable'
  /** Seconds that the endpoint has asked to be left alone for. */
  readonly retryAfter: number | undefined

  constructor(
    kind: GrantUnclear['kind'],
    message: string,
    { retryAfter, ...options }: ErrorOptions & { readonly retryAfter?: number | undefined } = {},
  ) {
    super(message, options)
    this.name = 'GrantUnclear'
    this.kind = kind
    this.retryAfter = retryAfter
  }
}

/** Longest answer of a token endpoint, in bytes. */
const longestAnswer = 131_072

export function endpointUrl({ provider, config }: AuthorizationServer, endpoint: Endpoint): string {
  const { server, path } = endpoint
  return urlOf(originOf(server ?? provider.server, config), typeof path === 'function' ? path(config) : path, '')
}

/** Exchanges a code (RFC 6749 section 4.1.3). `callback` holds the parameters that the provider sent the browser back with. */
export async function exchangeCode(
  server: AuthorizationServer,
  callback: URLSearchParams,
  attempt: { readonly state: string; readonly verifier: string; readonly callbackUrl: string },
  outside: Outside,
  signal: AbortSignal,
): Promise<TokenSet> {
  const { connect } = server
  const metadata = metadataOf(server)
  const client = { client_id: server.app.clientId }
  const checked = oauth.validateAuthResponse(metadata, client, callback, attempt.state)
  const response = await oauth.authorizationCodeGrantRequest(
    metadata,
    client,
    authentication(connect.token.authentication, server.app),
    checked,
    attempt.callbackUrl,
    connect.pkce ? attempt.verifier : oauth.nopkce,
    {
      signal,
      [oauth.customFetch]: tokenFetch(server, outside),
      additionalParameters: connect.token.codeParameters ?? {},
    },
  )
  return tokens(server, await understood(oauth.processAuthorizationCodeResponse(metadata, client, response)))
}

/** RFC 6749 section 6; some providers want the redirect URI of the consent as well. */
export async function refresh(
  server: AuthorizationServer,
  granted: { readonly refreshToken: Secret; readonly redirectUri: string | undefined },
  outside: Outside,
  signal: AbortSignal,
): Promise<TokenSet> {
  const { connect, app } = server
  const metadata = metadataOf(server)
  const client = { client_id: app.clientId }
  const response = await oauth.refreshTokenGrantRequest(
    metadata,
    client,
    authentication(connect.token.authentication, app),
    granted.refreshToken.reveal(),
    {
      signal,
      [oauth.customFetch]: tokenFetch(server, outside),
      additionalParameters: granted.redirectUri === undefined ? {} : { redirect_uri: granted.redirectUri },
    },
  )
  return tokens(server, await understood(oauth.processRefreshTokenResponse(metadata, client, response)))
}

/** RFC 7009. */
export async function revoke(
  server: AuthorizationServer,
  endpoint: RevocationEndpoint,
  token: Secret,
  outside: Outside,
  signal: AbortSignal,
): Promise<void> {
  const response = await oauth.revocationRequest(
    { ...metadataOf(server), revocation_endpoint: endpointUrl(server, endpoint) },
    { client_id: server.app.clientId },
    authentication(endpoint.authentication, server.app),
    token.reveal(),
    {
      signal,
      async [oauth.customFetch](url, options) {
        const { status } = await through(server, endpoint, outside)(url, options)
        // RFC 7009 section 2.2 has 200; some say 204.
        return new Response(null, { status: status < 300 ? 200 : status })
      },
    },
  )
  await oauth.processRevocationResponse(response)
}

function metadataOf(server: AuthorizationServer): oauth.AuthorizationServer {
  const { connect } = server
  const tokenUrl = endpointUrl(server, connect.token)
  return {
    issuer: connect.issuer ?? new URL(tokenUrl).origin,
    authorization_endpoint: endpointUrl(server, connect.authorize),
    token_endpoint: tokenUrl,
    authorization_response_iss_parameter_supported: connect.issuer !== undefined,
  }
}

function authentication(kind: RevocationEndpoint['authentication'], { clientSecret }: App): oauth.ClientAuth {
  if (kind === 'none' || kind === 'client' || clientSecret === undefined) return oauth.None()
  if (kind !== 'basic') return oauth.ClientSecretPost(clientSecret.reveal())
  // RFC 6749 section 2.3.1 encodes both as a form first; providers document the plain pair, and take no other.
  return (_server, { client_id: id }, _body, headers) =>
    headers.set('authorization', `Basic ${base64(`${id}:${clientSecret.reveal()}`)}`)
}

type LibraryFetch = (url: string, options: oauth.CustomFetchOptions<'POST', URLSearchParams>) => Promise<Response>

/** The library's requests to the token endpoint, whose answers it gets as RFC 6749 has them. */
function tokenFetch(server: AuthorizationServer, { send, now }: Outside): LibraryFetch {
  const { provider, connect } = server
  const post = through(server, connect.token, { send, now })
  return async (url, options) => {
    const { status, text } = await post(url, options)
    const answer = tidied(status, text, connect.token, now())
    if (answer === undefined) throw unreadable(provider.name, status)
    if (answer.ok) return answer
    const clean = masking(secretsIn(options.body, server.app))
    return new Response(clean(await answer.text()), { status: answer.status, headers: answer.headers })
  }
}

/** What a refusal must not repeat: its words reach the org, and its user's browser. */
function secretsIn(sent: URLSearchParams, { clientSecret }: App): string[] {
  const secret = ['code', 'code_verifier', 'refresh_token', 'client_secret'].flatMap((name) => sent.getAll(name))
  return clientSecret === undefined ? secret : [...secret, clientSecret.reveal()]
}

/** What the library sends goes out by the gateway's own egress, in the encoding that the provider takes. */
function through(
  { provider, app }: AuthorizationServer,
  endpoint: Pick<RevocationEndpoint, 'authentication' | 'parameter'>,
  { send, now }: Outside,
) {
  const { authentication: kind, parameter } = endpoint
  const asJson = kind === 'json' || kind === 'client'
  return async (...[url, options]: Parameters<LibraryFetch>): Promise<{ status: number; text: string }> => {
    const named = [...options.body].map(
      ([name, value]) => [name === 'token' ? (parameter ?? name) : name, value] as const,
    )
    const headers = {
      ...options.headers,
      accept: 'application/json',
      'user-agent': 'Upstream/1',
      'content-type': asJson ? 'application/json' : 'application/x-www-form-urlencoded;charset=UTF-8',
      ...(kind === 'client' ? { authorization: `Client ${app.clientSecret?.reveal() ?? ''}` } : {}),
    }
    const body = asJson ? JSON.stringify(Object.fromEntries(named)) : encodeForm(Object.fromEntries(named))
    const signal = options.signal ?? AbortSignal.timeout(refreshTimeout)
    let status = 0
    let text = ''
    let retryAfter: number | undefined
    try {
      const response = await send({ method: 'POST', url, headers, body }, signal)
      status = response.status
      retryAfter = parseRetryAfter(response.headers.get('Retry-After'), now().getTime())
      text = await readText(response, longestAnswer)
    } catch (cause) {
      if (cause instanceof AnswerTooLong) throw unreadable(provider.name, status, cause)
      const what = signal.aborted ? "didn't answer in time" : "can't be reached"
      throw new GrantUnclear('unreachable', `The token endpoint of ${provider.name} ${what}.`, { cause })
    }
    if (status >= 500 || status === 429) {
      const message = `The token endpoint of ${provider.name} answered HTTP ${status}.`
      throw new GrantUnclear('unreachable', message, { retryAfter })
    }
    return { status, text }
  }
}

function unreadable(provider: string, status: number, cause?: unknown): GrantUnclear {
  const message = `The token endpoint of ${provider} answered HTTP ${status} with something that isn't a token.`
  return new GrantUnclear('unreadable', message, { cause })
}

async function understood(answer: Promise<oauth.TokenEndpointResponse>): Promise<oauth.TokenEndpointResponse> {
  try {
    return await answer
  } catch (thrown) {
    if (thrown instanceof oauth.ResponseBodyError) {
      throw new GrantRefused(thrown.error, thrown.error_description ?? thrown.error)
    }
    if (thrown instanceof GrantUnclear) throw thrown
    throw new GrantUnclear('unreadable', 'The token endpoint answered with something that is no token.', {
      cause: thrown,
    })
  }
}

function tokens({ connect }: AuthorizationServer, answer: oauth.TokenEndpointResponse): TokenSet {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: life, scope, ...rest } = answer
  return {
    accessToken,
    refreshToken: connect.refresh.token === 'none' ? undefined : refreshToken,
    life: life ?? connect.refresh.accessLife,
    scopes: scope?.split(/[ ,]+/).filter((one) => one !== ''),
    rest: isJsonObject(rest) ? rest : {},
  }
}
