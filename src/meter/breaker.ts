/**
 * The circuit breaker of an integration. Closed, calls go through and their fate is counted. Ten failures in a row, or half
 * of twenty calls in ten seconds, open it: nobody calls. When its time is over one call may try (half open): it closes the
 * circuit, or opens it for twice as long. A failure is one of the provider's (no connection, no answer, 5xx), never one of
 * its refusals. Pure: time is passed in as milliseconds since 1970, and a state is a value.
 */
export type Breaker = Closed | Open | HalfOpen

interface Closed extends Turned {
  readonly kind: 'closed'
  /** Failures since the last answer, and when the first of them was told. */
  readonly inRow: number
  readonly rowSince: number
  /** Calls by second, oldest first, as far as they still count. */
  readonly recent: readonly Second[]
  readonly closedAt: number
}

interface Open extends Turned {
  readonly kind: 'open'
  readonly until: number
  readonly why: Why
}

interface HalfOpen extends Turned {
  readonly kind: 'half-open'
  /** When the probe counts as lost, and another call may try. */
  readonly until: number
  readonly why: Why
}

interface Turned {
  /** Grows with every change of kind, so that of two messages the later one is known. It also names a probe. */
  readonly turn: number
  /** How often it has opened without a lasting recovery in between. */
  readonly openings: number
}

interface Second {
  readonly second: number
  readonly answered: number
  readonly failed: number
}

/** The failures that opened a circuit: so many of so many calls. */
export interface Why {
  readonly failed: number
  readonly calls: number
}

/** What became of calls, since the last time that it was told. */
export interface Health {
  readonly answered: number
  readonly failed: number
  /** Failures after the last answer. */
  readonly inRow: number
  /** When the last answer came; 0 where there was none. */
  readonly answeredAt: number
}

export type ProbeResult = 'answered' | 'failed' | 'unknown'

/** How a circuit looks from outside. */
export type Circuit =
  | { readonly kind: 'closed'; readonly turn: number }
  /** Nobody calls before `until`; from then on, whoever asks first. */
  | { readonly kind: 'open'; readonly turn: number; readonly until: number; readonly why: Why }
  /** Somebody else tries; `until` is when to ask again, should nothing be heard of it. */
  | { readonly kind: 'probing'; readonly turn: number; readonly until: number; readonly why: Why }
  /** The asker may make one call, and tells what became of it under this number. */
  | { readonly kind: 'probe'; readonly turn: number; readonly why: Why }

export const noHealth: Health = { answered: 0, failed: 0, inRow: 0, answeredAt: 0 }

const fresh = { kind: 'closed', inRow: 0, rowSince: 0, recent: [] } as const

export const closedBreaker: Breaker = { ...fresh, turn: 0, openings: 0, closedAt: 0 }

const failuresInRow = 10
/** The failing share that opens it, of at least so many calls in so many seconds. */
const failingShare = 0.5
const fewestCalls = 20
const horizon = 10
/** The first and the longest time that it is open, in milliseconds. */
export const shortestOpen = 5_000
export const longestOpen = 60_000
/** Longest time that a probe is waited for: longer than any call may take. */
export const probeLife = 45_000

/** Counts what became of calls. What was sent before a circuit opened tells nothing once it is open. */
export function observe(breaker: Breaker, { answered, failed, inRow, answeredAt }: Health, now: number): Breaker {
  if (breaker.kind !== 'closed' || answered + failed === 0) return breaker
  const second = Math.max(Math.floor(now / 1_000), breaker.recent.at(-1)?.second ?? 0)
  const kept = breaker.recent.filter((entry) => entry.second > second - horizon)
  const newest = kept.at(-1)
  const recent =
    newest?.second === second
      ? [...kept.slice(0, -1), { second, answered: newest.answered + answered, failed: newest.failed + failed }]
      : [...kept, { second, answered, failed }]
  // Isolates tell of their answers late: one from before the row began doesn't end it.
  const ended = breaker.inRow === 0 || (answered > 0 && answeredAt >= breaker.rowSince)
  const row = ended ? inRow : breaker.inRow + failed
  const why = failed === 0 ? undefined : cause(row, recent)
  return why === undefined
    ? { ...breaker, inRow: row, rowSince: ended ? now : breaker.rowSince, recent }
    : opened(breaker, why, now)
}

function cause(inRow: number, recent: readonly Second[]): Why | undefined {
  if (inRow >= failuresInRow) return { failed: inRow, calls: inRow }
  const failed = recent.reduce((sum, entry) => sum + entry.failed, 0)
  const calls = recent.reduce((sum, entry) => sum + entry.answered, failed)
  return calls >= fewestCalls && failed >= calls * failingShare ? { failed, calls } : undefined
}

/** A circuit that opens again soon after it closed goes on where it was; a lasting recovery is a new beginning. */
function opened(breaker: Breaker, why: Why, now: number): Breaker {
  const lasting = breaker.kind === 'closed' && now - breaker.closedAt > longestOpen
  const openings = (lasting ? 0 : breaker.openings) + 1
  const until = now + Math.min(longestOpen, shortestOpen * 2 ** (openings - 1))
  return { kind: 'open', turn: breaker.turn + 1, openings, until, why }
}

/** Somebody has a call to make. The first to ask when the time of an open circuit is over gets the probe. */
export function ask(breaker: Breaker, now: number): { breaker: Breaker; circuit: Circuit } {
  if (breaker.kind === 'closed' || now < breaker.until) return { breaker, circuit: look(breaker) }
  const { openings, why } = breaker
  const turn = breaker.turn + 1
  return {
    breaker: { kind: 'half-open', turn, openings, until: now + probeLife, why },
    circuit: { kind: 'probe', turn, why },
  }
}

/** How it stands, for those who don't ask to call. */
export function look(breaker: Breaker): Circuit {
  const { turn } = breaker
  if (breaker.kind === 'closed') return { kind: 'closed', turn }
  const { until, why } = breaker
  return { kind: breaker.kind === 'open' ? 'open' : 'probing', turn, until, why }
}

/** What became of a probe. One that was taken for lost meanwhile changes nothing any more. */
export function settle(breaker: Breaker, probe: number, result: ProbeResult, now: number): Breaker {
  if (breaker.kind !== 'half-open' || breaker.turn !== probe) return breaker
  const { openings, why } = breaker
  const turn = breaker.turn + 1
  switch (result) {
    case 'answered':
      return { ...fresh, turn, openings, closedAt: now }
    case 'failed':
      return opened(breaker, why, now)
    case 'unknown':
      return { kind: 'open', turn, openings, until: now, why }
  }
}

/** Closed, with no memory of its failures: what a new config has to prove is its own. */
export function reset(breaker: Breaker): Breaker {
  return breaker.turn === 0 ? closedBreaker : { ...closedBreaker, turn: breaker.turn + 1 }
}
