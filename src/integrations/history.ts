import { findReferenced } from '../db/integrations.ts'
import type { CallOutcome } from '../meter/call-log.ts'
import type { Period } from '../meter/roll-ups.ts'
import { cursorOf, invalidCursor, parseCursor } from './cursor.ts'
import { notFound } from './integration.ts'
import type { IntegrationServices } from './services.ts'

/** What calls of an integration have come to, by minute, hour or day. Any status: the past doesn't end with a shutdown. */
export async function getMetrics(org: string, reference: string, period: Period, services: IntegrationServices) {
  const id = await idOf(org, reference, services)
  const [{ summary, lastUsed }, periods] = await Promise.all([
    services.meters.read(org, id),
    services.meters.rollUps(org, id, period),
  ])
  return { integration: id, period, total: summary, lastUsed, periods: [...periods] }
}

export interface CallListRequest {
  readonly operation: string | undefined
  readonly outcome: CallOutcome | undefined
  readonly failed: boolean | undefined
  /** ISO 8601. */
  readonly since: string | undefined
  readonly until: string | undefined
  readonly limit: number
  readonly cursor: string | undefined
}

/** The last calls of an integration, newest first. */
export async function listCalls(
  org: string,
  reference: string,
  { since, until, cursor, ...filter }: CallListRequest,
  services: IntegrationServices,
) {
  const id = await idOf(org, reference, services)
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const times = { since: momentOf(since), until: momentOf(until) }
  const { calls, next, dropped } = await services.meters.calls(org, id, { ...filter, ...times, after })
  return {
    calls: calls.map(({ at, operation, succeeded, status, duration, attempts, outcome, code, requestId }) => ({
      time: new Date(at).toISOString(),
      operation,
      success: succeeded,
      status,
      duration,
      attempts,
      outcome,
      code: code ?? null,
      requestId,
    })),
    dropped,
    nextCursor: next === undefined ? undefined : cursorOf(next.at, String(next.id)),
  }
}

/** By its id or its name, whatever its status. */
async function idOf(org: string, reference: string, { db }: IntegrationServices): Promise<string> {
  const rows = await findReferenced(db, org, reference)
  const row = rows.find(({ id, name }) => id === reference || name === reference)
  if (row === undefined) throw notFound(reference, '`GET /upstream/active` lists ids and names.')
  return row.id
}

function momentOf(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time)
}

function placeOf(cursor: string): { at: number; id: number } {
  const { at, id } = parseCursor(cursor)
  if (!/^\d{1,15}$/.test(id)) throw invalidCursor()
  return { at, id: Number(id) }
}
