import { readToken } from '../../authorization/issued-token.ts'
import { basicCredentials, decodeBase64, encodeBase64Url, json, mediaType } from '../../http.ts'
import type { Authentication, Exchange } from '../../provider.ts'
import { failure } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { longId } from './ids.ts'
import { faultOf, jwtBearer } from './jwt-bearer.ts'

const loginHosts = ['login.salesforce.com', 'test.salesforce.com']

/** A session without activity ends after two hours by default; the sandbox counts from the issue of the token. */
const sessionMilliseconds = 7_200_000

/** On a My Domain it is that org which is meant; elsewhere the one of the examples. */
export function orgHostOf({ url }: Exchange): string {
  return loginHosts.includes(url.host) ? fixtures.domain : url.host
}

/** The org id of a My Domain. */
export function organizationOf(host: string): string {
  const name = host.split('.')[0] ?? ''
  const letters = name
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .padEnd(9, '0')
    .slice(0, 9)
  return longId(`00DSB0${letters}`)
}

export function authenticateClient(exchange: Exchange): Authentication {
  const refuse = (error: string, description: string): Authentication => ({
    refusal: json({ error, error_description: description }, 400),
  })
  if (exchange.method !== 'POST' || mediaType(exchange.headers) !== 'application/x-www-form-urlencoded') {
    return refuse('unsupported_grant_type', 'grant type not supported')
  }
  const form = new URLSearchParams(exchange.body)
  const grant = form.get('grant_type')
  if (grant === jwtBearer) {
    const wrong = faultOf(form.get('assertion') ?? '', exchange)
    return wrong === undefined ? { account: orgHostOf(exchange) } : refuse(wrong.error, wrong.description)
  }
  if (grant !== 'client_credentials') return refuse('unsupported_grant_type', 'grant type not supported')
  if (loginHosts.includes(exchange.url.host)) return refuse('invalid_grant', 'request not supported on this domain')
  const basic = basicCredentials(exchange.headers)
  const id = form.get('client_id') ?? basic?.name ?? ''
  const secret = form.get('client_secret') ?? basic?.password ?? ''
  if (id === '' || id.includes('invalid')) return refuse('invalid_client_id', 'client identifier invalid')
  if (secret === '' || secret.includes('invalid')) return refuse('invalid_client', 'invalid client credentials')
  return { account: exchange.url.host }
}

/**
 * A token of the client credentials flow or the JWT bearer flow; it has no `expires_in`.
 *
 * Source: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
 */
export function issueToken(exchange: Exchange): Response {
  const { now, randomId } = exchange
  const host = orgHostOf(exchange)
  const token = encodeBase64Url(`${now.getTime()}|${host}`)
  return json({
    ...session(host, token, now, randomId),
    scope: 'api',
    api_instance_url: 'https://api.salesforce.com',
  })
}

/** What the answers of all flows have. */
export function session(host: string, token: string, now: Date, randomId: Exchange['randomId']) {
  const organization = organizationOf(host)
  const login = /\.(sandbox|scratch)\.my\.salesforce\.com$/.test(host) ? loginHosts[1] : loginHosts[0]
  return {
    access_token: `${organization.slice(0, 15)}!${token}`,
    signature: btoa(randomId(32)),
    instance_url: `https://${host}`,
    id: `https://${login}/id/${organization}/${fixtures.user}`,
    token_type: 'Bearer',
    issued_at: String(now.getTime()),
  }
}

/** The org that a session token opens, or `INVALID_SESSION_ID`: for another host, another form, or too old a token. */
export function authenticateSession(token: string, { url, now }: Exchange): Authentication {
  // Of a user who has consented; whoever wraps the API knows how long it lives.
  if (/^00D[A-Za-z0-9]{12}!/.test(token) && readToken(token)?.account === url.host) return { account: url.host }
  const encoded = /^00D[A-Za-z0-9]{12}!([\w-]+)$/.exec(token)?.[1]
  const parts = /^(\d+)\|(.+)$/.exec(encoded === undefined ? '' : (decodeBase64(encoded) ?? ''))
  const isCurrent = parts !== null && now.getTime() - Number(parts[1]) <= sessionMilliseconds && parts[2] === url.host
  if (isCurrent) return { account: url.host }
  return { refusal: failure(401, 'INVALID_SESSION_ID', 'Session expired or invalid') }
}
