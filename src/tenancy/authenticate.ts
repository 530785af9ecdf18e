import { UpstreamError } from '../errors/upstream-error.ts'
import { isKey, sameSecret } from './key.ts'
import { type Scope, trustedScopes } from './scopes.ts'

/** Who is calling. */
export interface Caller {
  readonly org: string
  readonly scopes: readonly Scope[]
}

/** A key that has not been revoked. */
export interface KnownKey {
  readonly org: string
  readonly scopes: readonly Scope[]
}

export interface AuthenticationOptions {
  /** `AUTH_MODE`. */
  readonly mode: string | undefined
  /** Answers at once where the isolate holds the key. */
  readonly findKey: (key: string) => KnownKey | Promise<KnownKey | undefined>
  /** `GATEWAY_SECRET`: what the gateway in front proves itself with, in trusted-header mode. */
  readonly gatewaySecret: string | undefined
  /** `LOCAL_MODE`: on one machine, loopback proves enough. */
  readonly local: boolean
}

/** What is read of a request to tell who sent it. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly orgid: string | undefined
  readonly gatewaySecret: string | undefined
  readonly host: string
}

const orgForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/

/**
 * Tells who is calling, or refuses; at once where the key is held. A mode that is missing or unknown refuses everybody.
 * `meanwhile` hears for which org the caller claims to call while its key is looked up, which it has proven nothing of.
 */
export function authenticate(
  credentials: Credentials,
  options: AuthenticationOptions,
  meanwhile?: (claimed: string) => void,
): Caller | Promise<Caller> {
  switch (options.mode) {
    case 'api-key':
      return byKey(credentials, options, meanwhile)
    case 'trusted-header':
      return byHeader(credentials, options)
    default:
      throw new UpstreamError('unauthorized', {
        reason: "This deployment doesn't say who may call it.",
        suggestion: 'Its operator has to set AUTH_MODE to "api-key" or "trusted-header".',
        fault: 'gateway',
      })
  }
}

function byKey(
  { authorization, orgid }: Credentials,
  { findKey }: AuthenticationOptions,
  meanwhile?: (claimed: string) => void,
): Caller | Promise<Caller> {
  const key = bearerOf(authorization)
  if (key === undefined) throw new UpstreamError('unauthorized', { reason: 'The request has no key.' })
  const found = isKey(key) ? findKey(key) : undefined
  if (!(found instanceof Promise)) return callerOf(found, orgid)
  if (orgid !== undefined) meanwhile?.(orgid)
  return found.then((known) => callerOf(known, orgid))
}

function callerOf(known: KnownKey | undefined, orgid: string | undefined): Caller {
  if (known === undefined) throw new UpstreamError('unauthorized', { reason: 'The key is unknown or was revoked.' })
  if (orgid !== undefined && orgid !== known.org) {
    throw new UpstreamError('forbidden', {
      reason: 'The key belongs to another org than the one that the header `orgid` names.',
      suggestion: 'Use a key of that org, or leave the header out.',
    })
  }
  return known
}

async function byHeader(credentials: Credentials, { gatewaySecret, local }: AuthenticationOptions): Promise<Caller> {
  const { orgid, host } = credentials
  if (gatewaySecret !== undefined && gatewaySecret !== '') {
    if (!(await sameSecret(credentials.gatewaySecret ?? '', gatewaySecret))) {
      throw new UpstreamError('unauthorized', {
        reason: "The request doesn't come from the gateway that this deployment trusts.",
        suggestion: 'That gateway has to send the header `upstream-gateway-secret`.',
      })
    }
  } else if (!local || !isLoopback(host)) {
    throw new UpstreamError('unauthorized', {
      reason: 'A deployment that trusts the header `orgid` needs a secret that it shares with the gateway in front.',
      suggestion: 'Its operator has to set GATEWAY_SECRET.',
      fault: 'gateway',
    })
  }
  if (orgid === undefined || !orgForm.test(orgid)) {
    throw new UpstreamError('invalid_request', {
      reason: orgid === undefined ? 'The request names no org.' : 'The header `orgid` is no org id.',
      suggestion: 'Send the header `orgid` with the id of the org: letters, digits, `_`, `.` and `-`, 64 at most.',
      issues: [{ path: 'header.orgid', message: orgid === undefined ? 'Required' : 'Not an org id' }],
    })
  }
  return { org: orgid, scopes: trustedScopes }
}

/** Who administers the deployment: the holder of ADMIN_TOKEN, and nobody while it is unset. */
export async function isOperator(authorization: string | undefined, adminToken: string | undefined): Promise<boolean> {
  const given = bearerOf(authorization)
  if (given === undefined || adminToken === undefined || adminToken === '') return false
  return sameSecret(given, adminToken)
}

export function isOrgId(text: string): boolean {
  return orgForm.test(text)
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}

function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '[::1]'
}
