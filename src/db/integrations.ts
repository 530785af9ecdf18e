import { and, desc, eq, getTableColumns, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { integrations, orgs } from './schema.ts'

export type IntegrationRow = typeof integrations.$inferSelect

/** An integration with the wrapped data key of its org, read in one go. */
export interface KeyedIntegrationRow extends IntegrationRow {
  readonly dataKey: string | null
}

export interface Page {
  readonly limit: number
  /** The last row of the page before. */
  readonly after: { readonly createdAt: Date; readonly id: string } | undefined
}

export async function insertIntegration(db: Database, row: IntegrationRow): Promise<void> {
  await db.insert(integrations).values(row)
}

/** Writes the row only if it is still at `expected`; false where somebody else was faster. */
export async function updateIntegration(db: Database, row: IntegrationRow, expected: number): Promise<boolean> {
  const { orgId, id, ...values } = row
  const changed = await db
    .update(integrations)
    .set(values)
    .where(and(owned(orgId, id), eq(integrations.version, expected)))
    .returning({ id: integrations.id })
  return changed.length > 0
}

export async function findIntegration(db: Database, org: string, id: string): Promise<IntegrationRow | undefined> {
  return db.select().from(integrations).where(owned(org, id)).get()
}

export async function findKeyedIntegration(
  db: Database,
  org: string,
  id: string,
): Promise<KeyedIntegrationRow | undefined> {
  return db
    .select({ ...getTableColumns(integrations), dataKey: orgs.dataKey })
    .from(integrations)
    .innerJoin(orgs, eq(orgs.id, integrations.orgId))
    .where(owned(org, id))
    .get()
}

/** The org's config that was changed last, of one type or of any. */
export async function findNewestIntegration(
  db: Database,
  org: string,
  type: string | undefined,
): Promise<IntegrationRow | undefined> {
  const ofType = type === undefined ? undefined : eq(integrations.type, type)
  return db
    .select()
    .from(integrations)
    .where(and(eq(integrations.orgId, org), ofType))
    .orderBy(desc(integrations.updatedAt), desc(integrations.version))
    .limit(1)
    .get()
}

export async function listActiveIntegrations(
  db: Database,
  org: string,
  type: string | undefined,
  page: Page,
): Promise<IntegrationRow[]> {
  const ofType = type === undefined ? undefined : eq(integrations.type, type)
  return db
    .select()
    .from(integrations)
    .where(and(eq(integrations.orgId, org), eq(integrations.status, 'active'), ofType, after(page)))
    .orderBy(desc(integrations.createdAt), desc(integrations.id))
    .limit(page.limit)
}

/**
 * Whatever a reference may mean: an id, the name of an integration, or a provider with integrations that aren't shut
 * down. Ids first, then names, live ones before those shut down; at most a handful.
 */
export async function findReferenced(db: Database, org: string, reference: string): Promise<KeyedIntegrationRow[]> {
  return db
    .select({ ...getTableColumns(integrations), dataKey: orgs.dataKey })
    .from(integrations)
    .innerJoin(orgs, eq(orgs.id, integrations.orgId))
    .where(and(eq(integrations.orgId, org), inArray(integrations.id, meant(org, reference))))
    .orderBy(
      desc(eq(integrations.id, reference)),
      desc(eq(integrations.name, reference)),
      desc(ne(integrations.status, 'inactive')),
      desc(integrations.updatedAt),
    )
}

/**
 * The ids of the integrations that a reference may mean. Each part of the union has an index of its own, so that it costs
 * the same among ten integrations and among a hundred thousand; one condition with OR would look at all of the org's.
 */
function meant(org: string, reference: string): SQL {
  const { id, orgId, name, provider, status, updatedAt } = integrations
  const ofOrg = sql`select ${id} from ${integrations} where ${orgId} = ${org}`
  return sql`(
    ${ofOrg} and ${id} = ${reference}
    union all ${ofOrg} and ${name} = ${reference} and ${status} <> 'inactive'
    union all select * from (
      ${ofOrg} and ${name} = ${reference} and ${status} = 'inactive' order by ${updatedAt} desc limit 1)
    union all select * from (${ofOrg} and ${provider} = ${reference} and ${status} = 'active' limit 2)
  )`
}

/** How many of the org's integrations have a name that starts like this and aren't shut down. */
export async function isNameTaken(db: Database, org: string, name: string): Promise<boolean> {
  const row = await db
    .select({ found: sql<number>`1` })
    .from(integrations)
    .where(and(eq(integrations.orgId, org), eq(integrations.name, name), ne(integrations.status, 'inactive')))
    .limit(1)
    .get()
  return row !== undefined
}

function owned(org: string, id: string): SQL | undefined {
  return and(eq(integrations.orgId, org), eq(integrations.id, id))
}

function after({ after: last }: Page): SQL | undefined {
  if (last === undefined) return undefined
  return or(
    lt(integrations.createdAt, last.createdAt),
    and(eq(integrations.createdAt, last.createdAt), lt(integrations.id, last.id)),
  )
}
