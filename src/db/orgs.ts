import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { orgs } from './schema.ts'

export interface OrgRow {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
}

/** Makes the org unless it is there; false where it was. */
export async function createOrg(db: Database, org: OrgRow): Promise<boolean> {
  const made = await db.insert(orgs).values(org).onConflictDoNothing().returning({ id: orgs.id })
  return made.length > 0
}

export async function findOrg(db: Database, org: string): Promise<OrgRow | undefined> {
  const columns = { id: orgs.id, name: orgs.name, createdAt: orgs.createdAt }
  return db.select(columns).from(orgs).where(eq(orgs.id, org)).get()
}

export async function loadDataKey(db: Database, org: string): Promise<string | undefined> {
  const row = await db.select({ dataKey: orgs.dataKey }).from(orgs).where(eq(orgs.id, org)).get()
  return row?.dataKey ?? undefined
}

/** Stores the org's first data key and answers the one that it has then, which may be another writer's. */
export async function createDataKey(db: Database, org: string, wrapped: string): Promise<string> {
  await db
    .update(orgs)
    .set({ dataKey: wrapped })
    .where(and(eq(orgs.id, org), isNull(orgs.dataKey)))
  const stored = await loadDataKey(db, org)
  if (stored === undefined) throw new Error('a data key belongs to an org that is there')
  return stored
}

/** Replaces the data key only if it is still `previous`. */
export async function replaceDataKey(db: Database, org: string, previous: string, wrapped: string): Promise<boolean> {
  const changed = await db
    .update(orgs)
    .set({ dataKey: wrapped })
    .where(and(eq(orgs.id, org), eq(orgs.dataKey, previous)))
    .returning({ id: orgs.id })
  return changed.length > 0
}

/** Ids of orgs that have a data key, in order, after `after`. For the rotation of the keyring alone. */
export async function listOrgsWithDataKey(db: Database, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: orgs.id })
    .from(orgs)
    .where(and(isNotNull(orgs.dataKey), gt(orgs.id, after)))
    .orderBy(asc(orgs.id))
    .limit(limit)
  return rows.map((row) => row.id)
}
