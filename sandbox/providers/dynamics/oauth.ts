import { readToken } from '../../authorization/issued-token.ts'
import { basicCredentials, decodeBase64, encodeBase64Url, isFields, json, mediaType, parseJson } from '../../http.ts'
import type { Authentication, Exchange } from '../../provider.ts'

export const loginHost = 'login.microsoftonline.com'

/** Seconds. */
const life = 3599

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Grant {
  readonly tenant: string
  readonly client: string
  /** `https://acme.crm.dynamics.com` */
  readonly resource: string
}

/**
 * `POST /{tenant}/oauth2/v2.0/token` by the client credentials grant.
 *
 * Sources: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow and
 * https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
export function issueToken(exchange: Exchange): Response {
  const grant = grantOf(exchange)
  if (grant instanceof Response) return grant
  const token = accessToken(grant, exchange.now, life, 'sandbox')
  return json({ token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: token })
}

/** `mark` stands where the signature would. */
export function accessToken({ tenant, client, resource }: Grant, now: Date, seconds: number, mark: string): string {
  const issued = Math.floor(now.getTime() / 1000)
  const claims = {
    aud: resource,
    iss: `https://sts.windows.net/${tenant}/`,
    iat: issued,
    nbf: issued,
    exp: issued + seconds,
    appid: client,
    tid: tenant,
    ver: '1.0',
  }
  const parts = [{ typ: 'JWT', alg: 'none' }, claims].map((part) => encodeBase64Url(JSON.stringify(part)))
  return `${parts.join('.')}.${mark}`
}

function grantOf(exchange: Exchange): Grant | Response {
  const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(exchange.url.pathname)?.[1]
  if (tenant === undefined || exchange.method !== 'POST') return new Response(null, { status: 404 })
  const refuse = (status: number, error: string, code: number, description: string) =>
    refusal(exchange, status, error, code, description)
  const isForm = mediaType(exchange.headers) === 'application/x-www-form-urlencoded'
  const form = new URLSearchParams(isForm ? exchange.body : '')
  const needed = (name: string) =>
    refuse(400, 'invalid_request', 900144, `The request body must contain the following parameter: '${name}'.`)
  if (!form.has('grant_type')) return needed('grant_type')
  if (form.get('grant_type') !== 'client_credentials') {
    const description = `The app requested an unsupported grant type '${form.get('grant_type')}'.`
    return refuse(400, 'unsupported_grant_type', 70003, description)
  }
  if (!guid.test(tenant) && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(tenant)) {
    const description = `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`
    return refuse(400, 'invalid_request', 900023, description)
  }
  const basic = basicCredentials(exchange.headers)
  const client = form.get('client_id') ?? basic?.name ?? ''
  if (client === '') return needed('client_id')
  if (!guid.test(client)) {
    const description = `Application with identifier '${client}' was not found in the directory '${tenant}'.`
    return refuse(400, 'unauthorized_client', 700016, description)
  }
  const secret = form.get('client_secret') ?? basic?.password ?? ''
  if (secret === '') {
    const description = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
    return refuse(401, 'invalid_client', 7000218, description)
  }
  if (secret.includes('invalid')) {
    const description = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`
    return refuse(401, 'invalid_client', 7000215, description)
  }
  const scope = form.get('scope')
  if (scope === null) return needed('scope')
  const resource = /^(https:\/\/[a-z0-9.-]+\.dynamics\.com)\/{1,2}\.default$/.exec(scope)?.[1]
  if (resource === undefined) {
    const description = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`
    return refuse(400, 'invalid_scope', 1002012, description)
  }
  return { tenant, client, resource }
}

export function refusal(
  { now, randomId }: Exchange,
  status: number,
  error: string,
  code: number,
  description: string,
): Response {
  const timestamp = now.toISOString().replace('T', ' ').replace(/\..*/, 'Z')
  const [trace, correlation] = [randomId(12), randomId(12)].map((random) => `0000aaaa-11bb-cccc-dd22-${random}`)
  return json(
    {
      error,
      error_description: `AADSTS${code}: ${description} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://${loginHost}/error?code=${code}`,
    },
    status,
  )
}

/** The environment and the app that a token was issued for; 401 without a body for another host, or a late token. */
export function authenticateToken(token: string, exchange: Exchange): Authentication {
  const { url, now } = exchange
  const [, payload = '', mark] = /^[\w-]+\.([\w-]+)\.([\w-]+)$/.exec(token) ?? []
  const isIssued = mark === 'sandbox' || readToken(token) !== undefined
  const claims = isIssued ? parseJson(decodeBase64(payload) ?? '') : undefined
  if (isFields(claims)) {
    const { aud, exp, appid } = claims
    const isMeant = aud === `https://${url.host.replace('.api.', '.')}` || aud === url.origin
    const isCurrent = typeof exp === 'number' && now.getTime() < exp * 1000
    if (isMeant && isCurrent) return { account: `${url.host.replace('.api.', '.')} ${String(appid)}` }
  }
  return { refusal: unauthorized(exchange) }
}

export function unauthorized({ url }: Exchange): Response {
  const environment = url.origin.replace('.api.', '.')
  const challenge = `Bearer authorization_uri=https://${loginHost}/common/oauth2/authorize, resource_id=${environment}/`
  return new Response(null, { status: 401, headers: { 'WWW-Authenticate': challenge } })
}
