import { insertApiKey, listApiKeys, revokeApiKey } from '../db/api-keys.ts'
import type { Database } from '../db/database.ts'
import { createOrg, findOrg, listOrgsWithDataKey } from '../db/orgs.ts'
import { UpstreamError, upstreamErrorIn } from '../errors/upstream-error.ts'
import { newKey, type Random, randomText, sha256Hex } from './key.ts'
import { isScope, type Scope } from './scopes.ts'

export interface AdministrationServices {
  readonly db: Database
  readonly random: Random
  readonly now: () => Date
  readonly forgetKeys: () => void
  readonly rewrap: (org: string) => Promise<boolean>
}

export async function addOrg(org: { id: string; name: string }, { db, now }: AdministrationServices) {
  const row = { ...org, createdAt: now() }
  if (!(await createOrg(db, row))) {
    throw new UpstreamError('conflict', {
      reason: `There is an org "${org.id}" already.`,
      suggestion: 'Choose another id.',
    })
  }
  return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString() }
}

/** Makes a key. The answer is the only place where it is ever whole. */
export async function addKey(
  org: string,
  key: { name: string; scopes: readonly Scope[] },
  services: AdministrationServices,
) {
  const { db, random, now } = services
  await requireOrg(org, services)
  const secret = newKey(random)
  const row = {
    orgId: org,
    id: `key_${randomText(20, random)}`,
    hash: await sha256Hex(secret),
    name: key.name,
    scopes: key.scopes,
    createdAt: now(),
    revokedAt: null,
  }
  await insertApiKey(db, row)
  return {
    id: row.id,
    name: row.name,
    scopes: [...key.scopes],
    createdAt: row.createdAt.toISOString(),
    revokedAt: null,
    key: secret,
  }
}

export async function allKeys(org: string, services: AdministrationServices) {
  await requireOrg(org, services)
  const rows = await listApiKeys(services.db, org)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: scopesOf(row.scopes),
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }))
}

export async function revokeKey(
  org: string,
  id: string,
  { db, now, forgetKeys }: AdministrationServices,
): Promise<void> {
  if (!(await revokeApiKey(db, org, id, now()))) {
    throw new UpstreamError('not_found', {
      reason: `The org has no key "${id}" that could be revoked.`,
      suggestion: 'List its keys.',
    })
  }
  forgetKeys()
}

/** Orgs whose data key one request wraps anew. */
const batch = 100

/**
 * Wraps the data keys of some orgs with the current key of the keyring; `next` says where to go on. `failed` names the
 * orgs whose data key can't be opened: one of them must not hold up all the others.
 */
export async function rotate(after: string, { db, rewrap }: AdministrationServices) {
  const orgs = await listOrgsWithDataKey(db, after, batch)
  const done = await Promise.all(orgs.map((org) => attempt(() => rewrap(org))))
  return {
    rewrapped: done.filter((outcome) => outcome === true).length,
    failed: orgs.filter((_, index) => done[index] === undefined),
    next: orgs.length === batch ? orgs.at(-1) : undefined,
  }
}

/** Undefined where the work failed by itself, and not because the deployment can do none of it. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work()
  } catch (thrown) {
    if (upstreamErrorIn(thrown) !== undefined) throw thrown
    return undefined
  }
}

/** The scopes of a stored key; whatever isn't one is left out, so that it allows nothing. */
export function scopesOf(stored: unknown): Scope[] {
  return Array.isArray(stored) ? stored.filter(isScope) : []
}

async function requireOrg(org: string, { db }: AdministrationServices): Promise<void> {
  if ((await findOrg(db, org)) !== undefined) return
  throw new UpstreamError('not_found', {
    reason: `There is no org "${org}".`,
    suggestion: 'Make it with `POST /upstream/admin/orgs`.',
  })
}
