import { readText } from '../call/body.ts'
import type { Send } from '../call/ports.ts'
import { realCredentials, sign } from '../call/sign.ts'
import { chooseAuth } from '../kit/auth-choice.ts'
import { AccountRefused } from '../kit/connect.ts'
import { json, none } from '../kit/request.ts'
import type { Secret } from '../kit/secret.ts'
import type { Reached } from './server-of.ts'
import { endpointUrl } from './token-endpoint.ts'

/** Longest answer that is read to learn whose account it is, in bytes. */
const longestProfile = 1_048_576

/** Reads, with the new token, whose account it is; undefined where the provider has nothing to read for that. */
export async function readProfile(
  server: Reached,
  accessToken: Secret,
  send: Send,
  signal: AbortSignal,
): Promise<unknown> {
  const { connect, provider, config, secrets } = server
  const { profile } = connect
  if (profile === undefined) return undefined
  const declared = profile.bearer === true ? bearer : (connect.auth ?? provider.auth)
  const auth = chooseAuth(declared, (field) => secrets.has(field) || config[field] !== undefined)
  const request = {
    method: profile.query === undefined ? 'GET' : 'POST',
    url: endpointUrl(server, profile),
    headers: { Accept: 'application/json', 'User-Agent': 'Upstream/1', ...provider.headers, ...profile.headers },
    body: profile.query === undefined ? none : json({ query: profile.query }),
  }
  const { method, url, headers, body } = sign(request, auth, realCredentials(config, secrets, accessToken))
  let status = 0
  try {
    const response = await send({ method, url, headers, body }, signal)
    status = response.status
    if (response.ok) return JSON.parse(await readText(response, longestProfile))
  } catch (cause) {
    throw new AccountRefused(`${provider.name} didn't tell whose account it is.`, { cause })
  }
  throw new AccountRefused(`${provider.name} answered HTTP ${status} when asked whose account it is.`)
}

const bearer = { kind: 'header', header: 'Authorization', prefix: 'Bearer ', field: 'accessToken' } as const
