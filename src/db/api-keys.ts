import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { apiKeys } from './schema.ts'

export interface ApiKeyRow {
  readonly orgId: string
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly scopes: unknown
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

export async function insertApiKey(db: Database, row: ApiKeyRow): Promise<void> {
  await db.insert(apiKeys).values(row)
}

/** The one query that doesn't start with the org: the hash is what tells which org is calling. */
export async function findApiKeyByHash(db: Database, hash: string): Promise<ApiKeyRow | undefined> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)))
    .get()
}

export async function listApiKeys(db: Database, org: string): Promise<ApiKeyRow[]> {
  return db.select().from(apiKeys).where(eq(apiKeys.orgId, org)).orderBy(desc(apiKeys.createdAt))
}

/** True where there was such a key that had not been revoked. */
export async function revokeApiKey(db: Database, org: string, id: string, now: Date): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.orgId, org), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return revoked.length > 0
}
