import { json } from '../../http.ts'
import { notFound, time, uuid } from './answers.ts'
import type { Call } from './call.ts'
import type { JobRecord } from './records.ts'

type Counts = Partial<Pick<JobRecord, 'created_count' | 'updated_count' | 'deleted_count'>>

/** Remembers a job that was done at once, and gives its id. */
export function finished({ exchange, state }: Call, type: string, counts: Counts): string {
  const all = { created_count: 0, updated_count: 0, deleted_count: 0, ...counts }
  const job: JobRecord = {
    id: uuid(exchange),
    job_type: type,
    requested_count: all.created_count + all.updated_count + all.deleted_count,
    ...all,
    at: time(exchange.now),
  }
  state.put('job', job.id, job)
  return job.id
}

/** `GET /v3/marketing/contacts/imports/{id}` */
export function getJob({ state, parameter }: Call): Response {
  const job = state.get<JobRecord>('job', parameter)
  if (job === undefined) throw notFound()
  const { id, job_type, at, ...counts } = job
  const results = { ...counts, errored_count: 0 }
  return json({ id, status: 'completed', job_type, results, started_at: at, finished_at: at })
}
