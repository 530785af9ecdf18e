import { findIntegration, type IntegrationRow, listActiveIntegrations } from '../db/integrations.ts'
import { cursorOf, parseCursor } from './cursor.ts'
import {
  connectionView,
  integrationView,
  notFound,
  openConfig,
  operationList,
  providerOf,
  requireType,
} from './integration.ts'
import type { IntegrationServices } from './services.ts'

export interface PageRequest {
  readonly limit: number
  readonly cursor: string | undefined
}

/** The org's active integrations, newest first. */
export async function listActive(
  org: string,
  type: string | undefined,
  page: PageRequest,
  services: IntegrationServices,
) {
  const { rows, nextCursor } = await activePage(org, type, page, services)
  const integrations = await Promise.all(
    rows.map(async (row) => {
      const { lastUsed } = await services.meters.read(org, row.id)
      return { id: row.id, type: row.type, provider: row.provider, name: row.name, status: 'active' as const, lastUsed }
    }),
  )
  return { integrations, nextCursor }
}

/** The org's active integrations with their operations and metrics, newest first. */
export async function listDetails(org: string, page: PageRequest, services: IntegrationServices) {
  const { rows, nextCursor } = await activePage(org, undefined, page, services)
  return { integrations: await Promise.all(rows.map((row) => detail(row, services))), nextCursor }
}

export async function getDetail(org: string, id: string, services: IntegrationServices) {
  const row = await findIntegration(services.db, org, id)
  if (row?.status !== 'active')
    throw notFound(id, '`POST /upstream/get-integration` also shows those that are not active.')
  return detail(row, services)
}

/** One integration, whatever its status. */
export async function getIntegration(org: string, id: string, services: IntegrationServices) {
  const row = await findIntegration(services.db, org, id)
  if (row === undefined) throw notFound(id)
  const { createdAt, updatedAt, ...view } = integrationView(row)
  return {
    ...view,
    ...(row.statusReason === null ? {} : { statusReason: row.statusReason }),
    config: openConfig(row),
    ...connectionView(row),
    operations: operationList(providerOf(row)),
    createdAt,
    updatedAt,
  }
}

async function detail(row: IntegrationRow, services: IntegrationServices) {
  const { createdAt, updatedAt, ...view } = integrationView(row)
  const { summary, lastUsed } = await services.meters.read(row.orgId, row.id)
  const operations = operationList(providerOf(row))
  return {
    ...view,
    config: openConfig(row),
    ...connectionView(row),
    operations,
    metrics: summary,
    lastUsed,
    createdAt,
    updatedAt,
  }
}

async function activePage(org: string, type: string | undefined, page: PageRequest, { db }: IntegrationServices) {
  const ofType = type === undefined ? undefined : requireType(type)
  const after = page.cursor === undefined ? undefined : placeOf(page.cursor)
  const rows = await listActiveIntegrations(db, org, ofType, { limit: page.limit + 1, after })
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    nextCursor:
      rows.length > page.limit && last !== undefined ? cursorOf(last.createdAt.getTime(), last.id) : undefined,
  }
}

function placeOf(cursor: string): { createdAt: Date; id: string } {
  const { at, id } = parseCursor(cursor)
  return { createdAt: new Date(at), id }
}
