import * as z from 'zod'
import { UpstreamError } from '../errors/upstream-error.ts'
import { addKey, addOrg, allKeys, revokeKey, rotate } from '../tenancy/administration.ts'
import { defineRoute } from './route.ts'
import { nothing, orgId, scope, time } from './schemas.ts'

const key = () => ({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: time(),
  revokedAt: time().nullable(),
})

/** A key administers its own org alone; to it, another org is not there. The operator's org is empty. */
function requireOwn(caller: string, org: string): void {
  if (caller !== '' && caller !== org)
    throw new UpstreamError('not_found', { reason: `There is no org "${org}" here.` })
}

const createOrg = defineRoute({
  method: 'POST',
  path: '/admin/orgs',
  summary: 'Makes an org',
  access: 'operator',
  params: nothing,
  query: nothing,
  body: () => z.strictObject({ id: orgId(), name: z.string().trim().min(1).max(120) }),
  answer: () =>
    z.strictObject({
      success: z.literal(true),
      org: z.strictObject({ id: z.string(), name: z.string(), createdAt: time() }),
    }),
  errors: ['conflict'],
  async handle({ body }, { gateway }) {
    return { json: { success: true as const, org: await addOrg(body, gateway.administration) }, status: 201 }
  },
})

const createKey = defineRoute({
  method: 'POST',
  path: '/admin/orgs/:org/keys',
  summary: 'Makes an API key of an org; the answer is the only place where it is shown',
  access: 'admin',
  params: () => z.strictObject({ org: orgId() }),
  query: nothing,
  body: () => z.strictObject({ name: z.string().trim().min(1).max(120), scopes: z.array(scope()).min(1) }),
  answer: () => z.strictObject({ success: z.literal(true), key: z.strictObject({ ...key(), key: z.string() }) }),
  errors: ['not_found'],
  async handle({ params, body }, { gateway, org }) {
    requireOwn(org, params.org)
    return {
      json: { success: true as const, key: await addKey(params.org, body, gateway.administration) },
      status: 201,
    }
  },
})

const listKeys = defineRoute({
  method: 'GET',
  path: '/admin/orgs/:org/keys',
  summary: 'Lists the API keys of an org, without the keys themselves',
  access: 'admin',
  params: () => z.strictObject({ org: orgId() }),
  query: nothing,
  answer: () => z.strictObject({ keys: z.array(z.strictObject(key())) }),
  errors: ['not_found'],
  async handle({ params }, { gateway, org }) {
    requireOwn(org, params.org)
    return { json: { keys: await allKeys(params.org, gateway.administration) } }
  },
})

const revoke = defineRoute({
  method: 'POST',
  path: '/admin/orgs/:org/keys/:key/revoke',
  summary: 'Revokes an API key',
  access: 'admin',
  params: () => z.strictObject({ org: orgId(), key: z.string().max(64) }),
  query: nothing,
  answer: () => z.strictObject({ success: z.literal(true) }),
  errors: ['not_found'],
  async handle({ params }, { gateway, org }) {
    requireOwn(org, params.org)
    await revokeKey(params.org, params.key, gateway.administration)
    return { json: { success: true as const } }
  },
})

const rewrap = defineRoute({
  method: 'POST',
  path: '/admin/vault/rotate',
  summary: 'Wraps data keys with the current key of the keyring; repeat with `after` until there is no `next`',
  access: 'operator',
  params: nothing,
  query: () => z.strictObject({ after: z.string().max(64).default('') }),
  answer: () =>
    z.strictObject({
      success: z.literal(true),
      rewrapped: z.int(),
      /** Orgs whose data key can't be opened with any key of the keyring. */
      failed: z.array(z.string()),
      next: z.string().optional(),
    }),
  errors: [],
  async handle({ query }, { gateway }) {
    return { json: { success: true as const, ...(await rotate(query.after, gateway.administration)) } }
  },
})

export const administrationRoutes = [createOrg, createKey, listKeys, revoke, rewrap]
