import { UpstreamError } from '../errors/upstream-error.ts'
import type { ClientCredentialsAuth, FetchedAuth } from '../kit/auth.ts'
import { encodeForm } from '../kit/encode.ts'
import { originOf, urlOf } from '../kit/server.ts'
import { signedAssertion, UnreadableKey } from './jwt-assertion.ts'
import type { Snapshot, WireRequest } from './ports.ts'
import { base64, realCredentials } from './sign.ts'

/** The request for an access token. `now` is in milliseconds since 1970. */
export async function tokenRequest(
  { provider, config, secrets }: Snapshot,
  auth: FetchedAuth,
  now: number,
): Promise<WireRequest> {
  const { tokenPath } = auth
  const path = typeof tokenPath === 'function' ? tokenPath(config) : tokenPath
  const url = urlOf(originOf(auth.tokenServer ?? provider.server, config), path, '')
  const { value } = realCredentials(config, secrets, undefined)
  if (auth.kind === 'jwt-bearer') {
    const exp = Math.floor(now / 1_000) + auth.assertionLife
    const claims = { iss: value(auth.issuer), sub: value(auth.subject), aud: auth.audience(config), exp }
    const fields = { grant_type: jwtBearerGrant, assertion: await assertionOf(claims, value(auth.privateKey)) }
    return { method: 'POST', url, headers: formHeaders, body: encodeForm(fields) }
  }
  const { parameters } = auth
  const fields = {
    grant_type: 'client_credentials',
    ...(typeof parameters === 'function' ? parameters(config) : parameters),
  }
  return { method: 'POST', url, ...authenticated(auth, value(auth.clientId), value(auth.clientSecret), fields) }
}

const jwtBearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const accept = { Accept: 'application/json' }
const formHeaders = { ...accept, 'Content-Type': 'application/x-www-form-urlencoded' }

async function assertionOf(...[claims, privateKey]: Parameters<typeof signedAssertion>): Promise<string> {
  try {
    return await signedAssertion(claims, privateKey)
  } catch (cause) {
    if (!(cause instanceof UnreadableKey)) throw cause
    const facts = {
      reason: `Nothing can be signed: ${cause.message}.`,
      suggestion: 'Save the integration with a key that `openssl pkcs8 -topk8 -nocrypt` has written.',
      fault: 'caller',
      outcome: 'not_sent',
    } as const
    throw new UpstreamError('integration_error', facts, { cause })
  }
}

function authenticated(
  { clientAuthentication }: ClientCredentialsAuth<string>,
  id: string,
  secret: string,
  fields: Readonly<Record<string, string>>,
): Pick<WireRequest, 'headers' | 'body'> {
  const inBody = { ...fields, client_id: id, client_secret: secret }
  switch (clientAuthentication) {
    case 'basic':
      return {
        headers: { ...formHeaders, Authorization: `Basic ${base64(`${id}:${secret}`)}` },
        body: encodeForm(fields),
      }
    case 'form':
      return { headers: formHeaders, body: encodeForm(inBody) }
    case 'json':
      return { headers: { ...accept, 'Content-Type': 'application/json' }, body: JSON.stringify(inBody) }
  }
}
