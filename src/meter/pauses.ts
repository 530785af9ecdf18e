/**
 * Until when a provider wants to be left alone (milliseconds since 1970), by what it spoke of: an operation, or all of an
 * integration. Learned from its answers: a 429, or that nothing is left of a limit. Pure.
 */
export type Pauses = ReadonlyMap<string, number>

/** The scope of a pause that holds for every operation. */
export const everything = '*'

export const noPauses: Pauses = new Map()

/** Longest pause that is believed, in milliseconds: then a call finds out anew. */
export const longestPause = 3_600_000

/** Adds pauses; of two for the same scope the longer one holds. Those that are over are forgotten. */
export function addPauses(pauses: Pauses, added: Pauses, now: number): Pauses {
  const news = Array.from(added, ([scope, until]) => [scope, Math.min(until, now + longestPause)] as const).filter(
    ([scope, until]) => until > now && until > (pauses.get(scope) ?? 0),
  )
  if (news.length === 0) return pauses
  const kept = [...pauses].filter(([, until]) => until > now)
  return new Map([...kept, ...news])
}

/** How long an operation has to wait, in milliseconds; 0 where nothing holds it back. */
export function pauseOf(pauses: Pauses, operation: string, now: number): number {
  return Math.max(0, (pauses.get(everything) ?? 0) - now, (pauses.get(operation) ?? 0) - now)
}
