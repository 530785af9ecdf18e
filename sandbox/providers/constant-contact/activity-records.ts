import { json } from '../../http.ts'
import { notFound, requireUuid, uuid } from './answers.ts'
import type { Account } from './records.ts'

interface ActivityRecord {
  readonly activity_id: string
  readonly created_at: string
  readonly status: object
  readonly activity_errors: readonly string[]
}

/** The answer to what is done by and by: it is under way now, and done when one asks for it. */
export function activityAnswer(
  account: Account,
  status: object,
  errors: readonly string[],
  httpStatus = 201,
): Response {
  const created_at = account.exchange.now.toISOString()
  const record: ActivityRecord = { activity_id: uuid(account.exchange), created_at, status, activity_errors: errors }
  account.state.put('activity', record.activity_id, record)
  return json(activityView(record, 'processing', created_at), httpStatus)
}

function activityView(
  { activity_id, created_at, status, activity_errors }: ActivityRecord,
  state: string,
  now: string,
) {
  const isDone = state === 'completed'
  return {
    activity_id,
    state,
    started_at: created_at,
    ...(isDone ? { completed_at: now } : {}),
    created_at,
    updated_at: now,
    percent_done: isDone ? 100 : 1,
    activity_errors: isDone ? activity_errors : [],
    status,
    _links: { self: { href: `/v3/activities/${activity_id}` } },
  }
}

/** `GET /activities/{activity_id}` */
export function readActivity({ exchange, state }: Account, id: string): Response {
  requireUuid('activities', 'activity_id', id)
  const record = state.get<ActivityRecord>('activity', id)
  if (record === undefined) throw notFound('activities')
  return json(activityView(record, 'completed', exchange.now.toISOString()))
}
