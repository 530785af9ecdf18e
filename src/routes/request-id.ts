import type { Context } from 'hono'
import type { Bindings } from '../env.ts'

export interface AppEnvironment {
  Bindings: Bindings
  Variables: { requestId?: string }
}

export type AppContext = Context<AppEnvironment>

/** The id by which a request is found again: made when it is first asked for. */
export function requestIdOf(context: AppContext): string {
  const known = context.get('requestId')
  if (known !== undefined) return known
  const uuid = crypto.randomUUID()
  const made = `req_${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`
  context.set('requestId', made)
  return made
}
