import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Tenants. `dataKey` is the org's data key, wrapped by the vault; null until the org stores its first secret. */
export const orgs = sqliteTable('orgs', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  dataKey: text('data_key'),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
})

/** Keys by which an org's programs call. The key itself isn't stored, only its SHA-256 in hex. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    id: text('id').notNull(),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    scopes: text('scopes', { mode: 'json' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    revokedAt: integer('revoked_at', { mode: 'timestamp_ms' }),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] }), uniqueIndex('api_keys_hash').on(table.hash)],
)

/**
 * Integrations. The primary key starts with the org, so another org's row can't even be named. `sealedSecrets` is the
 * vault's ciphertext; `secretsVersion` is the `version` at which it was sealed and part of its associated data.
 * `connection` says which account has given its consent; its tokens are in the integration's Durable Object.
 * `statusReason` says in words why the status is `error`.
 */
export const integrations = sqliteTable(
  'integrations',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    id: text('id').notNull(),
    type: text('type').notNull(),
    provider: text('provider').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    status: text('status', { enum: ['draft', 'active', 'inactive', 'error'] }).notNull(),
    version: integer('version').notNull(),
    publicConfig: text('public_config', { mode: 'json' }).notNull(),
    sealedSecrets: text('sealed_secrets'),
    secretsVersion: integer('secrets_version').notNull(),
    webhookEnabled: integer('webhook_enabled', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
    shutdownAt: integer('shutdown_at', { mode: 'timestamp_ms' }),
    connection: text('connection', { mode: 'json' }),
    statusReason: text('status_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.id] }),
    // A name is free again once its integration was shut down.
    uniqueIndex('integrations_name').on(table.orgId, table.name).where(sql`${table.status} <> 'inactive'`),
    // Whatever else a reference may mean is found without looking at the org's other integrations.
    index('integrations_provider').on(table.orgId, table.provider).where(sql`${table.status} = 'active'`),
    index('integrations_former_name')
      .on(table.orgId, table.name, table.updatedAt)
      .where(sql`${table.status} = 'inactive'`),
    index('integrations_updated').on(table.orgId, table.updatedAt),
    index('integrations_created').on(table.orgId, table.createdAt, table.id),
  ],
)
