import { env } from 'cloudflare:workers'
import * as z from 'zod'
import { scopes as allScopes } from '../../src/tenancy/scopes.ts'
import { type Answer, checked } from './answers.ts'
import { type Deployment, deploy } from './deployments.ts'
import { rememberSecret } from './known-secrets.ts'

export interface Request {
  readonly body?: unknown
  /** In place of `body`: the text as it is. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends JSON and checks the answer; `path` is below `/upstream`. */
export async function send(
  deployment: Deployment,
  method: string,
  path: string,
  { body, text = body === undefined ? undefined : JSON.stringify(body), headers = {} }: Request = {},
): Promise<Answer> {
  const all = new Headers(headers)
  if (text !== undefined && !all.has('Content-Type')) all.set('Content-Type', 'application/json')
  const content = text === undefined ? {} : { body: text }
  const response = await deployment.fetch(`/upstream${path}`, { method, headers: all, ...content })
  return checked(method, path, response)
}

const usual = deploy()

/** Whoever holds ADMIN_TOKEN. */
export const operator = {
  send: (method: string, path: string, body?: unknown, deployment = usual) =>
    send(deployment, method, path, { body, headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}` } }),

  async createOrg(id: string): Promise<void> {
    await operator.send('POST', '/admin/orgs', { id, name: id })
  },

  async createKey(org: string, scopes: readonly string[] = allScopes): Promise<{ id: string; key: string }> {
    const answer = await operator.send('POST', `/admin/orgs/${org}/keys`, { name: 'test', scopes })
    const { key } = z.object({ key: z.object({ id: z.string(), key: z.string() }) }).parse(answer.body)
    return key
  },

  revoke: (org: string, key: string) => operator.send('POST', `/admin/orgs/${org}/keys/${key}/revoke`),
}

rememberSecret(env.ADMIN_TOKEN)
rememberSecret(env.VAULT_KEYS)
