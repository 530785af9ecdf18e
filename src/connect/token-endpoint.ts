import * as oauth from 'oauth4webapi'
import { AnswerTooLong, readText } from '../call/body.ts'
import type { Send } from '../call/ports.ts'
import type { Connect, Endpoint, RevocationEndpoint } from '../kit/connect.ts'
import { isJsonObject } from '../kit/json.ts'
import type { Provider } from '../kit/provider.ts'
import type { Secret } from '../kit/secret.ts'
import { originOf, type PublicValues, urlOf } from '../kit/server.ts'
import { tidied } from './token-answer.ts'

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

  constructor(kind: GrantUnclear['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GrantUnclear'
    this.kind = kind
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
  send: Send,
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
      [oauth.customFetch]: through(server, connect.token, send),
      additionalParameters: connect.token.codeParameters ?? {},
    },
  )
  return tokens(server, await understood(oauth.processAuthorizationCodeResponse(metadata, client, response)))
}

/** RFC 6749 section 6. */
export async function refresh(
  server: AuthorizationServer,
  refreshToken: Secret,
  send: Send,
  signal: AbortSignal,
): Promise<TokenSet> {
  const { connect, app } = server
  const metadata = metadataOf(server)
  const client = { client_id: app.clientId }
  const response = await oauth.refreshTokenGrantRequest(
    metadata,
    client,
    authentication(connect.token.authentication, app),
    refreshToken.reveal(),
    { signal, [oauth.customFetch]: through(server, connect.token, send) },
  )
  return tokens(server, await understood(oauth.processRefreshTokenResponse(metadata, client, response)))
}

/** RFC 7009. */
export async function revoke(
  server: AuthorizationServer,
  endpoint: RevocationEndpoint,
  token: Secret,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const response = await oauth.revocationRequest(
    { ...metadataOf(server), revocation_endpoint: endpointUrl(server, endpoint) },
    { client_id: server.app.clientId },
    authentication(endpoint.authentication, server.app),
    token.reveal(),
    { signal, [oauth.customFetch]: through(server, endpoint, send, endpoint.parameter) },
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

function authentication(kind: Connect['token']['authentication'], { clientSecret }: App): oauth.ClientAuth {
  if (kind === 'none' || clientSecret === undefined) return oauth.None()
  return kind === 'basic'
    ? oauth.ClientSecretBasic(clientSecret.reveal())
    : oauth.ClientSecretPost(clientSecret.reveal())
}

/** What the library sends goes out by the gateway's own egress, in the encoding that the provider takes. */
function through(
  { provider }: AuthorizationServer,
  endpoint: { readonly authentication: Connect['token']['authentication'] },
  send: Send,
  tokenParameter?: string,
) {
  return async (url: string, options: oauth.CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> => {
    const fields = [...options.body].map(([name, value]) => [name === 'token' ? (tokenParameter ?? name) : name, value])
    const asJson = endpoint.authentication === 'json'
    const headers = {
      ...options.headers,
      accept: 'application/json',
      'user-agent': 'Upstream/1',
      'content-type': asJson ? 'application/json' : 'application/x-www-form-urlencoded;charset=UTF-8',
    }
    const body = asJson
      ? JSON.stringify(Object.fromEntries(fields))
      : new URLSearchParams(fields.map(([name, value]) => [name ?? '', value ?? ''])).toString()
    const signal = options.signal ?? AbortSignal.timeout(30_000)
    let response: Response
    let text: string
    try {
      response = await send({ method: 'POST', url, headers, body }, signal)
      text = await readText(response, longestAnswer)
    } catch (cause) {
      if (cause instanceof AnswerTooLong) throw unreadable(provider.name, 200, cause)
      const what = signal.aborted ? "didn't answer in time" : "can't be reached"
      throw new GrantUnclear('unreachable', `The token endpoint of ${provider.name} ${what}.`, { cause })
    }
    if (response.status >= 500 || response.status === 429) {
      throw new GrantUnclear('unreachable', `The token endpoint of ${provider.name} answered HTTP ${response.status}.`)
    }
    const answer = tidied(response.status, text)
    if (answer === undefined) throw unreadable(provider.name, response.status)
    return answer
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
