import { expect } from 'vitest'
import * as z from 'zod'
import { exampleConfig } from '../../scripts/example-config.ts'
import { findProvider } from '../../src/providers/registry.ts'
import type { Scope } from '../../src/tenancy/scopes.ts'
import type { Answer } from './answers.ts'
import { type Deployment, deploy } from './deployments.ts'
import { rememberSecrets } from './known-secrets.ts'
import { operator, type Request, send } from './operator.ts'

export interface Integration {
  readonly id: string
  readonly type: string
  readonly provider: string
  readonly name: string
  readonly description: string
  readonly status: string
  readonly createdAt: string
  readonly updatedAt: string
}

interface CallOptions {
  readonly view?: 'native' | 'unified'
  readonly idempotencyKey?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A program of an org, calling the API with its key. Every answer that it gets is checked. */
export interface Org {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  /** Any method, where `get` and `post` don't do. */
  send(method: string, path: string, request?: Request): Promise<Answer>
  get(path: string, request?: Request): Promise<Answer>
  post(path: string, body?: unknown, request?: Request): Promise<Answer>
  /** Saves an integration with the provider's example config, or parts of it otherwise. */
  save(provider: string, changes?: SaveChanges): Promise<Integration>
  call(integration: string, operation: string, input?: unknown, options?: CallOptions): Promise<Answer>
  /** Calls by GET; `query` starts with `?`. */
  read(integration: string, operation: string, query?: string): Promise<Answer>
  test(integration: string, operation: string, input?: unknown, options?: CallOptions): Promise<Answer>
  shutdown(id: string): Promise<Answer>
  /** The same org by way of another deployment or isolate. */
  by(deployment: Deployment): Org
}

interface SaveChanges {
  readonly id?: string
  readonly name?: string
  readonly description?: string
  readonly config?: Readonly<Record<string, unknown>>
}

export interface OrgOptions {
  readonly scopes?: readonly Scope[]
  /** `UPSTREAM_EGRESS`: where a stub provider stands in for every other. */
  readonly egress?: string
}

let orgs = 0

/** A new org with a key, alone in its isolate. */
export async function org(name: string, { scopes, egress }: OrgOptions = {}): Promise<Org> {
  orgs += 1
  const id = `${name}-${orgs}`
  await operator.createOrg(id)
  const { key } = await operator.createKey(id, scopes)
  return caller(
    id,
    { orgid: id, Authorization: `Bearer ${key}` },
    deploy(egress === undefined ? {} : { UPSTREAM_EGRESS: egress }),
  )
}

export function caller(id: string, headers: Readonly<Record<string, string>>, deployment: Deployment): Org {
  const sendAny = (method: string, path: string, request: Request = {}) =>
    send(deployment, method, path, { ...request, headers: { ...headers, ...request.headers } })
  const get = (path: string, request?: Request) => sendAny('GET', path, request)
  const post = (path: string, body?: unknown, request: Request = {}) => sendAny('POST', path, { body, ...request })
  return {
    id,
    headers,
    send: sendAny,
    get,
    post,
    save: (provider, changes) => save(post, provider, changes),
    call: (integration, operation, input, options = {}) =>
      post(`/call/${encodeURIComponent(integration)}/${encodeURIComponent(operation)}${query(options)}`, input, {
        headers: headersOf(options),
      }),
    read: (integration, operation, search = '') =>
      get(`/call/${encodeURIComponent(integration)}/${operation}${search}`),
    test: (integration, operation, input, options = {}) =>
      post(`/test/${encodeURIComponent(integration)}/${encodeURIComponent(operation)}`, input, {
        headers: headersOf(options),
      }),
    shutdown: (integration) => post(`/shutdown/${integration}`),
    by: (other) => caller(id, headers, other),
  }
}

function query({ view }: CallOptions): string {
  return view === undefined ? '' : `?view=${view}`
}

function headersOf({ idempotencyKey, headers = {} }: CallOptions): Record<string, string> {
  return idempotencyKey === undefined ? headers : { ...headers, 'Idempotency-Key': idempotencyKey }
}

async function save(post: Org['post'], providerId: string, changes: SaveChanges = {}): Promise<Integration> {
  const provider = findProvider(providerId)
  if (provider === undefined) throw new Error(`there is no provider ${providerId}`)
  const config = { ...exampleConfig(provider), ...changes.config }
  rememberSecrets(providerId, config)
  const { id, description } = changes
  const answer = await post('/save-integration', {
    ...(id === undefined ? {} : { id }),
    type: provider.type,
    provider: provider.id,
    name: changes.name ?? `${provider.name} of mine`,
    ...(description === undefined ? {} : { description }),
    config,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return savedOf(answer)
}

const savedAnswer = z.object({
  integration: z.object({
    id: z.string(),
    type: z.string(),
    provider: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
})

export function savedOf(answer: Answer): Integration {
  return savedAnswer.parse(answer.body).integration
}

/** The result of a call that went well. */
export function resultOf(answer: Answer): unknown {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return z.object({ success: z.literal(true), result: z.unknown() }).parse(answer.body).result
}
